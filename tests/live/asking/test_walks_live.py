"""Walks and counts below against the same worked out in Python from the stored edges."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import pytest

from graphsvc.answer import Question
from graphsvc.caller import Caller
from graphsvc.service import Service
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from tests.conftest import AUDITOR

DAYS = ("2020-07-01", "2021-11-01", "2022-12-31")
TOWNSHIP = Caller("auditor", "350502004", False)
EDGES = """MATCH (low:%s)-[r:%s]->(high:%s)
WHERE r.valid_from <= $day AND (r.valid_to IS NULL OR $day < r.valid_to)
  AND low.valid_from <= $day AND (low.valid_to IS NULL OR $day < low.valid_to)
  AND high.valid_from <= $day AND (high.valid_to IS NULL OR $day < high.valid_to)
  AND low.area STARTS WITH $prefix AND high.area STARTS WITH $prefix
RETURN collect([low.code, high.code]) AS pairs"""
ORGANIZATION = """query($code: String!, $day: Date) { partyOrganization(code: $code, asOf: $day) { level
  ancestors { nodes { code } totalCount } descendants(first: 500) { nodes { code } totalCount }
  near: descendants(maxDepth: 2) { totalCount }
  self: memberCount children: memberCount(scope: CHILDREN) subtree: memberCount(scope: SUBTREE) } }"""
AREA = """query($code: String!, $day: Date) { area(code: $code, asOf: $day) {
  ancestors { nodes { code } } descendants(first: 500) { nodes { code } totalCount }
  near: descendants(maxDepth: 2) { totalCount }
  self: unitCount(scope: SELF) children: unitCount(scope: CHILDREN) subtree: unitCount
  here: householdCount(scope: SELF) below: householdCount(scope: CHILDREN) } }"""
ORGANIZATIONS = ("QZ-DW-0001", "QZ-DW-0006", "502004-DW-0001", "502004-DW-0002", "502004-XZ-0001")
AREAS = ("350502", "350502004", "350502004001", "350502004001000", "350502004001001", "35050200400100101")


def below(store: BoltStore, day: str, *edge: str, prefix: str = "") -> dict[str, set[str]]:
    """The lower ends of one relationship type, by the upper."""
    values = {"day": date.fromisoformat(day), "prefix": prefix}
    found: dict[str, set[str]] = defaultdict(set)
    for low, high in store.read(Call(EDGES % edge, values, timeout=60))[0]["pairs"]:
        found[high].add(low)
    return found


def levels(tree: dict[str, set[str]], code: str) -> Iterator[set[str]]:
    """The nodes one step below, two steps below, and so on."""
    here = {code}
    while here:
        here = {low for high in here for low in tree.get(high, ())}
        if here:
            yield here


def asked(service: Service, text: str, values: dict[str, Any], caller: Caller = AUDITOR) -> Any:
    body = service.answer(Question(text, values), caller, "walk").body
    assert "errors" not in body, body
    return next(iter(body["data"].values()))


def check(found: Any, tree: dict[str, set[str]], hanging: dict[str, set[str]], code: str) -> None:
    steps = list(levels(tree, code))
    every = set().union(*steps)
    assert [node["code"] for node in found["descendants"]["nodes"]] == sorted(every)[:500]
    assert found["descendants"]["totalCount"] == len(every)
    assert found["near"]["totalCount"] == len(set().union(*steps[:2]))
    counts = {
        "self": hanging.get(code, set()),
        "children": set().union(*(hanging.get(one, set()) for one in tree.get(code, ()))),
        "subtree": set().union(*(hanging.get(one, set()) for one in {code, *every})),
    }
    assert {name: found[name] for name in counts} == {name: len(codes) for name, codes in counts.items()}


@pytest.mark.parametrize("day", DAYS)
def test_organizations(day: str, live_service: Service, live_store: BoltStore) -> None:
    tree = below(live_store, day, "PartyOrganization", "SUBORDINATE_TO", "PartyOrganization")
    members = below(live_store, day, "PartyMember", "MEMBER_OF", "PartyOrganization")
    above = {low: high for high, lows in tree.items() for low in lows}
    for code in ORGANIZATIONS:
        found = asked(live_service, ORGANIZATION, {"code": code, "day": day})
        check(found, tree, members, code)
        line = []
        while code in above:
            code = above[code]
            line.append(code)
        assert [node["code"] for node in found["ancestors"]["nodes"]] == line
        assert found["ancestors"]["totalCount"] == found["level"] == len(line)


@pytest.mark.parametrize("day", DAYS)
def test_areas(day: str, live_service: Service, live_store: BoltStore) -> None:
    tree = below(live_store, day, "Area", "PART_OF", "Area")
    units = below(live_store, day, "Unit", "LOCATED_IN", "Area")
    buildings = below(live_store, day, "Building", "LOCATED_IN|IN_COMPOUND", "Area")
    households = below(live_store, day, "Household", "LOCATED_IN", "Building")

    def homes(codes: Iterable[str]) -> int:
        standing = set().union(*(buildings.get(one, set()) for one in codes))
        return len(set().union(*(households.get(one, set()) for one in standing)))

    for code in AREAS:
        found = asked(live_service, AREA, {"code": code, "day": day})
        check(found, tree, units, code)
        assert (found["here"], found["below"]) == (homes([code]), homes(tree.get(code, ())))


def test_a_township_s_caller_counts_what_lies_in_the_township(
    live_service: Service, live_store: BoltStore
) -> None:
    prefix = TOWNSHIP.prefix
    tree = below(
        live_store, DAYS[2], "PartyOrganization", "SUBORDINATE_TO", "PartyOrganization", prefix=prefix
    )
    members = below(live_store, DAYS[2], "PartyMember", "MEMBER_OF", "PartyOrganization", prefix=prefix)
    for code in ORGANIZATIONS[2:]:
        found = asked(live_service, ORGANIZATION, {"code": code, "day": DAYS[2]}, TOWNSHIP)
        check(found, tree, members, code)
    for code in ORGANIZATIONS[:2]:
        assert asked(live_service, ORGANIZATION, {"code": code, "day": DAYS[2]}, TOWNSHIP) is None


def test_a_walk_is_cut_off_before_it_is_projected(live_service: Service) -> None:
    text = """{ partyOrganization(code: "QZ-DW-0006", asOf: "2022-12-31") {
      descendants(first: 5) { nodes { code name memberCount } } ancestors(last: 1) { nodes { name } } } }"""
    plan = live_service.plan(Question(text), AUDITOR).compiled
    for node in ("n2", "n6"):
        assert plan.text.index(f"WITH DISTINCT {node}" if node == "n2" else f"WITH {node}") < plan.text.index(
            f"collect({node}"
        )
