"""Coverage of organisations beside loops over the stored graph: areas that lie in one another, overlap or are
no longer covered, and what each caller sees of them."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from graphsvc.answer import Question
from graphsvc.caller import Caller
from graphsvc.service import Service
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from tests.tools.oracle.stored import Graph, Item, holds

CITY = ""
CALLERS = (CITY, "350502001", "350502001001", "350502001004")
DAYS = ("2021-06-01", "2022-07-14", "2022-07-15")
PAGE = 20
MORE = {
    "502001-DW-0005": ("350502001004001", "35050200100400101", "350502001004-C001", "350502001005001",
                       "350502002", "350502001004"),
    "502001-ZB-0007": ("35050200100400301", "350502001004-C001"),
    "502001-ZB-0029": ("350502001001002", "35050200100100201"),
    "502001-ZB-0042": ("350502", "350502001", "350502001001-C001", "350502002001"),
    "502001-XZ-0025": ("350502001001", "350502001001001"),
    "502001-XZ-0027": ("350502001",),
}  # fmt: skip
"""Areas that organisations are made to cover as well: within their own, across it, elsewhere, once more."""
ENDING = ("350502001005001", "350502001001-C001", "350502001001")
"""Covered until 2022-07-15, that day excluded."""
UNCHANGED = ("502001-DW-0001", "502001-XZ-0026")
PUT = """UNWIND $rows AS row
MATCH (o:PartyOrganization {code: row[0]}) MATCH (a:Area {code: row[1]})
CREATE (o)-[:COVERS {valid_from: date('2020-07-01'), valid_to: row[2], load_run: 'covered'}]->(a)
RETURN count(*) AS made"""
TAKE = """UNWIND $codes AS code
MATCH (:PartyOrganization {code: code})-[r:COVERS {load_run: 'covered'}]->()
DELETE r RETURN count(*) AS gone"""
DOCUMENT = """query($code: String!, $day: Date!, $after: String) {
  partyOrganization(code: $code, asOf: $day) { covers(first: 500) { nodes { code } } coverage { found: %s {
    due covered rate
    gaps(first: 20, after: $after) { totalCount pageInfo { endCursor } nodes { unit { code } } }
    back: gaps(last: 20) { nodes { unit { code } } } } } } }"""
Met = dict[Item, bool]
"""Units due, and whether they meet the standard."""


def tied(graph: Graph, item: Item, way: tuple[str, str], day: date) -> set[Item]:
    """Both the relationship and the node at its other end in force."""
    found = graph.ties[way].get(item, [])
    return {other for other, facts in found if holds(facts, day) and holds(other.own, day)}


def below(graph: Graph, area: Item, day: date) -> set[Item]:
    """The area and all that is part of it that day."""
    found, front = set(), {area}
    while front:
        found |= front
        parts = [graph.ties["PART_OF", "in"].get(one, []) for one in front]
        front = {other for few in parts for other, facts in few if holds(facts, day)} - found
    return found


def grids(graph: Graph, area: Item, day: date) -> Met:
    """By their codes: 15 digits, the last three not all nought, for level 2; 17 for level 3."""

    def held(grid: Item) -> bool:
        covering = tied(graph, grid, ("COVERS", "in"), day)
        return any(one.second & {"PartyBranch", "PartyGroup"} for one in covering)

    found = {}
    for grid in below(graph, area, day):
        small = len(grid.code) == 17
        if "Grid" in grid.second and (small or grid.code[12:] != "000") and holds(grid.own, day):
            above = tied(graph, grid, ("PART_OF", "out"), day) if small else set()
            found[grid] = held(grid) or any(held(one) for one in above if one.code[12:] != "000")
    return found


def households(graph: Graph, area: Item, day: date) -> Met:
    """Of the buildings in all grids below, and of a compound of its own buildings."""
    ways = [(one, ("LOCATED_IN", "in")) for one in below(graph, area, day)] + [(area, ("IN_COMPOUND", "in"))]
    found = {}
    for place, way in ways:
        for building, facts in graph.ties[way].get(place, []):
            if building.label == "Building" and holds(facts, day):
                for home in tied(graph, building, ("LOCATED_IN", "in"), day):
                    found[home] = bool(tied(graph, home, ("LIAISES_WITH", "in"), day))
    return found


def pairings(graph: Graph, area: Item, day: date) -> Met:
    """Organisations of agencies and public institutions; partners are of a community, grid or compound."""
    found = {}
    for place in below(graph, area, day):
        for body in tied(graph, place, ("LOCATED_IN", "in"), day):
            if body.second & {"Agency", "PublicInstitution"}:
                for unit in tied(graph, body, ("ORGANIZED_IN", "in"), day):
                    ties = tied(graph, unit, ("PARTY_TO", "out"), day)
                    sides = [
                        tied(graph, one, ("PARTY_TO", "in"), day) - {unit}
                        for one in ties
                        if one.own["kind"] == "AGENCY_COMMUNITY"
                    ]
                    partners = {one for few in sides for one in few if one.label == "PartyOrganization"}
                    found[unit] = any(one.kind in ("COMMUNITY", "GRID", "COMPOUND") for one in partners)
    return found


STANDARDS: dict[str, Callable[[Graph, Item, date], Met]] = {
    "gridOrganization": grids,
    "householdLiaison": households,
    "agencyPairing": pairings,
}


@pytest.fixture(scope="module")
def graph(sample_store: BoltStore) -> Iterator[Graph]:
    """The sample with further facts; they keep within the dataset's bounds."""
    ends = date.fromisoformat("2022-07-15")
    rows = [[code, area, ends if area in ENDING else None] for code, few in MORE.items() for area in few]
    try:
        assert sample_store.write([Call(PUT, {"rows": rows})])[0][0]["made"] == len(rows)
        yield Graph(sample_store)
    finally:
        sample_store.write([Call(TAKE, {"codes": list(MORE)})])


@dataclass
class Loops:
    """What the loops give for one caller; each area and day is gone through once."""

    graph: Graph
    known: dict[tuple[str, Item, date], Met] = field(default_factory=dict)

    def areas(self, code: str, day: date, caller: str) -> list[Item]:
        """Those an organisation covers, by code; none outside."""
        organization = self.graph.items["PartyOrganization"][code]
        found = tied(self.graph, organization, ("COVERS", "out"), day)
        kept = [one for one in found if one.label == "Area" and one.area.startswith(caller)]
        return sorted(kept, key=lambda one: one.code) if organization.area.startswith(caller) else []

    def rows(self, standard: str, area: Item, day: date) -> Met:
        """Of one area, whoever asks."""
        key = (standard, area, day)
        if key not in self.known:
            self.known[key] = STANDARDS[standard](self.graph, area, day)
        return self.known[key]

    def met(self, standard: str, code: str, day: date, caller: str) -> dict[str, bool]:
        """By the codes of units inside, in order; a unit of several areas once."""
        areas = self.areas(code, day, caller)
        found = {unit: held for area in areas for unit, held in self.rows(standard, area, day).items()}
        return {unit.code: found[unit] for unit in sorted(found, key=by_code) if unit.area.startswith(caller)}


def by_code(item: Item) -> str:
    return item.code


@pytest.fixture(scope="module")
def loops(graph: Graph) -> Loops:
    return Loops(graph)


def answered(service: Service, standard: str, values: dict[str, Any], caller: str) -> Any:
    question = Question(DOCUMENT % standard, values)
    body = service.answer(question, Caller("auditor", caller, False), "covered").body
    assert "errors" not in body, body
    return body["data"]["partyOrganization"]


def codes(page: Any) -> list[str]:
    return [one["unit"]["code"] for one in page["nodes"]]


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("standard", STANDARDS)
def test_each_unit_is_counted_once(standard: str, caller: str, loops: Loops, live_service: Service) -> None:
    for code, day in itertools.product([*MORE, *UNCHANGED], DAYS):
        values: dict[str, Any] = {"code": code, "day": day}
        shown = answered(live_service, standard, values, caller)
        if not loops.graph.items["PartyOrganization"][code].area.startswith(caller):
            assert shown is None, (code, caller)
            continue
        on = date.fromisoformat(day)
        areas = [one.code for one in loops.areas(code, on, caller)]
        assert [one["code"] for one in shown["covers"]["nodes"]] == areas
        met, found = loops.met(standard, code, on, caller), shown["coverage"]["found"]
        gaps = [unit for unit, held in met.items() if not held]
        due, covered = len(met), len(met) - len(gaps)
        assert (found["due"], found["covered"]) == (due, covered), (code, day)
        assert found["rate"] == (covered / due if due else None)
        assert found["gaps"]["totalCount"] == len(gaps)
        assert (codes(found["gaps"]), codes(found["back"])) == (gaps[:PAGE], gaps[-PAGE:])
        after = found["gaps"]["pageInfo"]["endCursor"]
        further = answered(live_service, standard, {**values, "after": after}, caller)
        assert codes(further["coverage"]["found"]["gaps"]) == (gaps[PAGE : 2 * PAGE] if after else [])


def test_there_is_something_to_tell_apart(loops: Loops) -> None:
    """Units that are met twice, by each standard; an area that stops being covered; one that lies outside."""
    first, last = date.fromisoformat(DAYS[1]), date.fromisoformat(DAYS[2])
    for standard in STANDARDS:
        twice = 0
        for code in MORE:
            each = [len(loops.rows(standard, area, first)) for area in loops.areas(code, first, CITY)]
            twice += sum(each) - len(loops.met(standard, code, first, CITY))
        assert twice > 0, standard
    assert len(loops.areas("502001-DW-0005", first, CITY)) > len(loops.areas("502001-DW-0005", last, CITY))
    standard, code, caller = "gridOrganization", "502001-XZ-0027", "350502001004"
    assert loops.graph.items["PartyOrganization"][code].area.startswith(caller)
    assert any(unit.startswith(caller) for unit in loops.met(standard, code, first, CITY))
    assert not loops.met(standard, code, first, caller)
