"""Nothing of the shipped city stands in the service or its statements: all of it stands in the profile."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphsvc.settings import PROFILE
from seed.generator.plan import load_plan
from tests.conftest import ROOT
from tests.tools.cities import QUANZHOU

FILES = sorted(
    path
    for folder in ("graphsvc", "cypher")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in (".py", ".cypher", ".graphql", ".json", ".html")
)
ALLOWED = (("graphsvc/settings.py", f'PROFILE = PACKAGE.parent / "{PROFILE.relative_to(ROOT)}"'),)
"""Lines that name the city: the path of the profile itself."""


def words() -> Iterator[str]:
    """Patterns of the codes, names, time zone and published numbers of the city.

    Numbers are found with and without `_`; such as 100 and 300 stand for too much else.
    """
    yield from (QUANZHOU.english, *(one.english for one in QUANZHOU.exempt))
    for division in load_plan().divisions:
        if len(division.code) == 6:
            # The last character only says what kind of division it is.
            yield division.name[:-1]
    yield rf"(?<!\d){QUANZHOU.prefix}"
    yield re.escape(QUANZHOU.zone.rpartition("/")[2])
    for figure in QUANZHOU.published.values():
        number = str(figure.value)
        if number.isdigit() and len(number) >= 3 and (figure.value >= 1_000 or figure.value % 100):
            yield rf"(?<![\w.]){'_?'.join(number)}(?![\w.])"


FORBIDDEN = re.compile("|".join(dict.fromkeys(words())), re.IGNORECASE)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_names_the_city(path: Path) -> None:
    allowed = [line for name, line in ALLOWED if ROOT / name == path]
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        found = FORBIDDEN.search(line)
        assert found is None or line in allowed, (
            f"{path}:{number}: {found and found[0]!r} is of {QUANZHOU.name}"
        )


@pytest.mark.parametrize(
    "line",
    [
        "in Quanzhou",
        "泉州",
        "鲤城区",
        "金门县",
        "jinmen",
        "350502001",
        "x = 2_589",
        "7906 branches",
        "Asia/Shanghai",
    ],
)
def test_what_is_found(line: str) -> None:
    assert FORBIDDEN.search(line)


@pytest.mark.parametrize("line", ["port 27906", "1_000", "limit 300", "x13505", "0.2589"])
def test_what_is_not_found(line: str) -> None:
    assert not FORBIDDEN.search(line)
