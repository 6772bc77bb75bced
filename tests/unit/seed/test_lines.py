"""Lines of superiors: no organisation under one of a tier that cannot be above its own."""

from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

import pytest

from seed.plan.graph import EmptyGraph, StoredFact
from tests.tools.deliveries import LINKS, delivered, write
from tests.tools.office import ORGANIZATION

TIERS = ("党小组", "党支部", "党总支", "党委")
ALLOWED = {
    *product(["党小组"], ["党支部", "党总支", "党委"]),
    *product(["党支部"], ["党总支", "党委"]),
    ("党总支", "党委"),
    ("党委", "党委"),
}


class Stored(EmptyGraph):
    """One committee with a branch under it, and a group under that."""

    def holds(self, kind: str) -> bool:
        return kind == "SUBORDINATE_TO"

    def areas(self, label: str, codes: list[str]) -> dict[str, str]:
        return {code: "350500" for code in codes if code in ("C", "B", "G")}

    def tiers(self, codes: list[str]) -> dict[str, str]:
        stored = {"C": "PartyCommittee", "B": "PartyBranch", "G": "PartyGroup"}
        return {code: tier for code, tier in stored.items() if code in codes}

    def facts(self, kind: str, label: str, codes: Iterable[str]) -> Iterator[StoredFact]:
        asked = set(codes)
        yield from (fact for fact in self.all_facts(kind) if fact.start in asked)

    def all_facts(self, kind: str) -> Iterator[StoredFact]:
        if kind == "SUBORDINATE_TO":
            for low, high in (("B", "C"), ("G", "B")):
                yield StoredFact(low, "PartyOrganization", high, "2020-01-01", "9999-12-31")


def told(folder: Path, graph: EmptyGraph) -> list[str]:
    with delivered(folder, graph) as (_, report):
        return [str(fault) for fault in report.hard]


@pytest.mark.parametrize(("low", "high"), list(product(TIERS, TIERS)))
def test_every_pair_of_tiers(low: str, high: str, tmp_path: Path) -> None:
    rows = f"L,甲,{low},社区,2020-01-01\nH,乙,{high},社区,2020-01-01\n"
    write(tmp_path, organizations=ORGANIZATION + rows, subordination=LINKS + "L,H,2020-01-01,\r\n")
    found = told(tmp_path, EmptyGraph())
    if (low, high) in ALLOWED:
        assert not found
    else:
        [fault] = found
        assert fault.startswith(
            "subordination.csv:subordination:2:终点代码: an organisation under one of a tier"
        )
        assert fault.endswith("; correct one of the two codes, or the tier of one [TIER-ORDER]")


def test_the_tier_that_is_stored_counts_where_no_row_says_another(tmp_path: Path) -> None:
    write(tmp_path, subordination=LINKS + "B,G,2022-01-01,\r\nG,C,2022-01-01,\r\n")
    found = told(tmp_path, Stored())
    assert [one.partition(": ")[0] for one in found] == ["subordination.csv:subordination:2:终点代码"]


@pytest.mark.parametrize(
    ("code", "tier", "other"), [("C", "党支部", "B"), ("G", "党支部", "B"), ("B", "党总支", "")]
)
def test_a_tier_that_changes_stands_beside_the_facts_that_stay(
    code: str, tier: str, other: str, tmp_path: Path
) -> None:
    write(tmp_path, organizations=f"{ORGANIZATION}{code},甲,{tier},社区,2019-01-01\n")
    found = told(tmp_path, Stored())
    assert len(found) == bool(other)
    for fault in found:
        assert fault.startswith("organizations.csv:organizations:2:层级: ")
        assert f"it stands in one line with {other}, as stored" in fault


def test_rows_that_only_repeat_their_tier_are_not_blamed(tmp_path: Path) -> None:
    rows = "C,丙,党支部,社区,2019-01-01\nB,乙,党支部,社区,2019-01-01\nG,庚,党小组,社区,2019-01-01\n"
    write(tmp_path, organizations=ORGANIZATION + rows)
    assert [one.partition(": ")[0] for one in told(tmp_path, Stored())] == [
        "organizations.csv:organizations:2:层级"
    ]


def test_a_rejected_tier_leaves_the_rows_that_rely_on_the_stored_one(tmp_path: Path) -> None:
    """The committee stays one, so that another branch may stand under it."""
    rows = "C,丙,党支部,社区,2019-01-01\nN,新,党支部,社区,2019-01-01\n"
    write(tmp_path, organizations=ORGANIZATION + rows, subordination=LINKS + "N,C,2022-01-01,\r\n")
    with delivered(tmp_path, Stored()) as (staging, report):
        assert "organizations:2:层级" in " ".join(str(fault) for fault in report.hard)
        assert [row[0] for row in staging.db.execute("SELECT code FROM node")] == ["N"]
