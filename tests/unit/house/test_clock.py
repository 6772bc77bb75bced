"""One function says which day it is: `Profile.today`, in the city's time zone."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

CLOCK = re.compile(r"\b(date|datetime)\.(today|now|utcnow|fromtimestamp)\(|\b(localtime|gmtime)\(")
CYPHER_CLOCK = re.compile(r"\b(date|datetime|localdatetime)(\.\w+)?\(\s*\)|\btimestamp\(\)")
PRODUCT = sorted(path for room in ("graphsvc", "seed") for path in (ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("path", PRODUCT, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_profile_asks_a_clock_for_a_day(path: Path) -> None:
    text = path.read_text("utf-8")
    found = CLOCK.findall(text)
    if path == ROOT / "graphsvc/profile.py":
        assert len(found) == 1, "one function"
        return
    assert not found, "take the day from Profile.today()"
    # `datetime.date()` of a value is no clock.
    assert not re.search(r"(?<![\w.)])(date|datetime|localdatetime)\(\)", text), "pass the day as a parameter"


@pytest.mark.parametrize("path", sorted((ROOT / "cypher").rglob("*.cypher")), ids=lambda path: path.stem)
def test_no_file_asks_the_clock_of_the_database(path: Path) -> None:
    assert not CYPHER_CLOCK.search(path.read_text("utf-8")), "declare `param   asOf: Date!`"


def test_what_counts_as_a_clock() -> None:
    for text in ("date.today()", "datetime.now(zone)", "datetime.utcnow()", "date.fromtimestamp(0)"):
        assert CLOCK.search(text), text
    for text in ("RETURN date() AS day", "date.realtime()", "timestamp()"):
        assert CYPHER_CLOCK.search(text), text
    assert not CLOCK.search("date.fromisoformat(text)")
    assert not CYPHER_CLOCK.search("date($day)")
