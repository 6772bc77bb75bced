"""The profiles that tests use: of the shipped city, and of an invented one."""

from pathlib import Path

from graphsvc.profile import load_profile
from graphsvc.settings import PROFILE

QUANZHOU = load_profile(PROFILE)
OTHER_CITY = Path(__file__).resolve().parents[1] / "live/other_city"
"""An invented city: its profile, and a small delivery of office files."""
YUNLING = load_profile(OTHER_CITY / "profile.toml")
