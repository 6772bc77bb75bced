"""The profiles that tests use: the shipped one."""

from graphsvc.profile import load_profile
from graphsvc.settings import PROFILE

QUANZHOU = load_profile(PROFILE)
