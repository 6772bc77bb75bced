"""Rows of seed/quanzhou/ARTICLE.md: what the article says, its tables, the query that answers."""

import re
from dataclasses import dataclass

from tests.conftest import ROOT

TEXT = (ROOT / "seed/quanzhou/ARTICLE.md").read_text("utf-8")
_ROW = re.compile(r"^\| (?P<what>.+?) \| (?P<tables>[a-z_, ]+) \| `(?P<query>.+)` \|$", re.MULTILINE)

FIGURES = {
    "6项服务": "centerServices",
    "社区工作者配备": "communityWorkersPerTenThousand",
    "每百户不低于30㎡": "facilityAreaPerHundredHouseholds",
    "社区运转经费": "runningFund",
}
"""Rows whose query compares with a published figure, and its name in the profile."""


@dataclass(frozen=True)
class Said:
    """One row."""

    what: str
    tables: tuple[str, ...]
    query: str

    @property
    def is_graphql(self) -> bool:
        return self.query.startswith("{")


def rows() -> list[Said]:
    found = []
    for match in _ROW.finditer(TEXT):
        query = match["query"].replace("\\|", "|")
        found.append(Said(match["what"], tuple(match["tables"].split(", ")), query))
    return found


def sections() -> dict[str, int]:
    """How many rows each section has."""
    parts = re.split(r"^## (1[a-h]) .*$", TEXT, flags=re.MULTILINE)[1:]
    return {
        name: len(_ROW.findall(body.partition("\n## ")[0]))
        for name, body in zip(parts[::2], parts[1::2], strict=True)
    }
