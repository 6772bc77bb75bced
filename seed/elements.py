"""Rows as elements of the graph: nodes and relationships with their provenance, and the place each node
lies in."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import orjson

from graphsvc.errors import SeedError
from graphsvc.model import CITY
from seed.read import TypedRow

Key = tuple[str, str]
"""(label, code) of a node."""


@dataclass(frozen=True)
class NodeElement:
    """A node as it is to be stored."""

    label: str
    second: str
    properties: dict[str, Any]
    place: str

    @property
    def key(self) -> Key:
        """What it is found by."""
        return self.label, self.properties["code"]


@dataclass(frozen=True)
class TieElement:
    """A relationship as it is to be stored; found by its type, its ends and the day it begins."""

    type: str
    start: Key
    end: Key
    properties: dict[str, Any]
    place: str


@dataclass
class Elements:
    """All nodes and relationships of one load."""

    nodes: list[NodeElement] = field(default_factory=list)
    ties: list[TieElement] = field(default_factory=list)


def elements_of(rows: Iterable[TypedRow]) -> Elements:
    """The elements of all rows, checked against one another; raises SeedError naming the row."""
    found = Elements()
    for row in rows:
        _add(found, row)
    _check(found)
    _place(found)
    return Elements([_hashed(node) for node in found.nodes], [_hashed_tie(tie) for tie in found.ties])


def _add(found: Elements, row: TypedRow) -> None:
    table, values = row.table, dict(row.values)
    dated = {"valid_from": values["valid_from"], "valid_to": values["valid_to"]}
    if table.type:
        ends = {"start", "end"}
        rest = {name: value for name, value in values.items() if name not in ends}
        start, end = (table.start, values["start"]), (table.end, values["end"])
        found.ties.append(TieElement(table.type, start, end, rest, row.place))
        return
    if table.label == "State":
        owner = (table.fixed["of"], values.pop("of"))
        code = f"{owner[0]}:{owner[1]}@{values['valid_from']}"
        found.nodes.append(NodeElement("State", "", {"code": code, **values}, row.place))
        found.ties.append(TieElement("STATE_OF", ("State", code), owner, dated, row.place))
        return
    linked = {link.column for link in table.links}
    second = str(values[table.second]) if table.second else ""
    own = {
        name: value
        for name, value in values.items()
        if name not in linked and not _is_label(table.label, name)
    }
    found.nodes.append(NodeElement(table.label, second, own, row.place))
    for link in table.links:
        if values[link.column] is not None:
            end = (link.label, values[link.column])
            found.ties.append(TieElement(link.type, (table.label, values["code"]), end, dated, row.place))


def _is_label(label: str, column: str) -> bool:
    """Columns that only say the second label: an organisation's tier, a unit's kind."""
    return (label, column) in (("PartyOrganization", "tier"), ("Unit", "kind"))


def _check(found: Elements) -> None:
    """No code twice, no relationship without its ends, no second parent on any day."""
    places: dict[Key, str] = {}
    for node in found.nodes:
        other = places.setdefault(node.key, node.place)
        if other != node.place:
            raise SeedError(f"{node.place}:代码: the code stands already in {other}; give each its own")
    parents: dict[tuple[str, Key], list[TieElement]] = defaultdict(list)
    for tie in found.ties:
        for label, code in (tie.start, tie.end):
            if (label, code) not in places:
                raise SeedError(f"{tie.place}: no {label} has the code {code}; add it or correct the code")
        if tie.type in ("SUBORDINATE_TO", "MEMBER_OF", "PART_OF"):
            parents[tie.type, tie.start].append(tie)
    for (kind, _), ties in parents.items():
        _check_one_parent(kind, sorted(ties, key=lambda tie: tie.properties["valid_from"]))


def _check_one_parent(kind: str, ties: list[TieElement]) -> None:
    for earlier, later in pairwise(ties):
        ends = earlier.properties["valid_to"]
        if ends is None or later.properties["valid_from"] < ends:
            raise SeedError(
                f"{later.place}:起始日期: a second {kind} begins before the one in {earlier.place} ends; "
                "end that first"
            )


def _place(found: Elements) -> None:
    """Writes `area` on every node that lies somewhere: the code of its place in today's territory."""
    parent = {tie.start[1]: tie.end[1] for tie in _today(found, "PART_OF")}
    areas: dict[Key, str] = {}
    for node in found.nodes:
        if node.label == "Area":
            areas[node.key] = node.properties["code"]
    # Each step uses what the ones before it have placed.
    for kind in ("LOCATED_IN", "COVERS", "ORGANIZED_IN", "MEMBER_OF", "PARTY_TO"):
        for start, end in _directed(kind):
            _take(areas, parent, _today(found, kind), (start, end))
    for node in found.nodes:
        if node.label in ("PartyOrganization", "PartyMember", "CoBuilding"):
            areas.setdefault(node.key, CITY)
        if node.key in areas:
            node.properties["area"] = areas[node.key]


def _directed(kind: str) -> Iterator[tuple[str, str]]:
    """(label to place, label it takes the place from), in order."""
    yield from {
        "LOCATED_IN": (("Building", "Area"), ("Unit", "Area"), ("Household", "Building")),
        "COVERS": (("PartyOrganization", "Area|Building"),),
        "ORGANIZED_IN": (("PartyOrganization", "Unit"),),
        "MEMBER_OF": (("PartyMember", "PartyOrganization"),),
        "PARTY_TO": (("CoBuilding", "PartyOrganization|Unit"),),
    }[kind]


def _today(found: Elements, kind: str) -> list[TieElement]:
    """The relationships of a type that are open; of what has none open, those that ended last."""
    last: dict[Key, list[TieElement]] = defaultdict(list)
    for tie in found.ties:
        if tie.type == kind:
            last[tie.start].append(tie)
    chosen: list[TieElement] = []
    for ties in last.values():
        opened = [tie for tie in ties if tie.properties["valid_to"] is None]
        latest = max((tie.properties["valid_to"] for tie in ties if tie.properties["valid_to"]), default=None)
        chosen += opened or [tie for tie in ties if tie.properties["valid_to"] == latest]
    return chosen


def _take(
    areas: dict[Key, str], parent: dict[str, str], ties: list[TieElement], direction: tuple[str, str]
) -> None:
    """Places nodes of one label by those of another; of several places, in the deepest area that holds
    all."""
    wanted, sources = direction
    found: dict[Key, list[str]] = defaultdict(list)
    for tie in ties:
        for near, far in ((tie.start, tie.end), (tie.end, tie.start)):
            if near[0] == wanted and far[0] in sources.split("|") and far in areas and near not in areas:
                found[near].append(areas[far])
    for key, codes in found.items():
        areas[key] = common_area(codes, parent)


def common_area(codes: list[str], parent: dict[str, str]) -> str:
    """The deepest area that holds all of these; the city where nothing smaller does."""
    lines = [line_of(code, parent) for code in codes]
    shared = set(lines[0]).intersection(*lines[1:])
    return next((code for code in lines[0] if code in shared), CITY)


def line_of(code: str, parent: dict[str, str]) -> list[str]:
    """The area and those above it, the city last."""
    line = [code]
    while line[-1] in parent:
        line.append(parent[line[-1]])
    return line


def _digest(parts: Any) -> str:
    return hashlib.blake2b(orjson.dumps(parts, option=orjson.OPT_SORT_KEYS), digest_size=12).hexdigest()


def _hashed(node: NodeElement) -> NodeElement:
    digest = _digest([node.second, node.properties])
    properties = {**node.properties, "row_hash": digest, "source_row": node.place}
    return NodeElement(node.label, node.second, properties, node.place)


def _hashed_tie(tie: TieElement) -> TieElement:
    properties = {**tie.properties, "row_hash": _digest(tie.properties), "source_row": tie.place}
    return TieElement(tie.type, tie.start, tie.end, properties, tie.place)
