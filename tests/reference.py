"""The stored graph as plain Python, and what every step through it must show to whom: loops over stored areas
and days."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from graphsvc.model import KIND_OF, KINDS, TIES, Family, prefix_of
from graphsvc.pushdown.fields import Count, Hop, Walk
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore

LABELS = tuple(
    one.label for one in KINDS if {"area", "valid_from"} <= {*one.properties} and one.label != "Tally"
)
KEPT = ".code, .area, .name, .kind, .uscc, .valid_from, .valid_to, .status, .in_service"
TYPES = ("STATE_OF", *(tie.type for tie in TIES if tie.family is not Family.RECORD))
LISTS = {
    "partyOrganizations": "PartyOrganization",
    "partyMembers": "PartyMember",
    "units": "Unit",
    "coBuildings": "CoBuilding",
    "households": "Household",
    "areas": "Area",
}
Fact = dict[str, Any]
"""The properties of one relationship."""


@dataclass(frozen=True, eq=False)
class Item:
    """A stored node."""

    label: str
    second: frozenset[str]
    own: Fact

    @property
    def code(self) -> str:
        return str(self.own["code"])

    @property
    def area(self) -> str:
        return str(self.own.get("area", ""))

    @property
    def kind(self) -> Any:
        """What the field `kind` shows."""
        own = self.own.get("kind")
        return next(iter(self.second), None) if own is None or self.label == "Area" else own

    @property
    def tier(self) -> str:
        small = {"PartyGroup": "GROUP", "PartyBranch": "BRANCH", "GeneralPartyBranch": "GENERAL_BRANCH"}
        found = next((small[label] for label in self.second if label in small), None)
        own = str(self.own["kind"])
        return found or (own if own in ("TOWNSHIP", "COUNTY", "CITY") else "COMMITTEE")


def holds(facts: Fact, day: date) -> bool:
    """In force: the last day is excluded."""
    end = facts.get("valid_to")
    return bool(facts["valid_from"] <= day and (end is None or day < end))


class Graph:
    """All nodes by label and code, and the relationships of each node by type and direction."""

    def __init__(self, store: BoltStore) -> None:
        self.items: dict[str, dict[str, Item]] = {}
        self.ties: dict[tuple[str, str], dict[Item, list[tuple[Item, Fact]]]] = {}
        for label in (*LABELS, "State"):
            text = f"MATCH (n:{label}) RETURN collect([labels(n), n {{{KEPT}}}]) AS found"
            made = [Item(label, frozenset(labels) - {label}, own) for labels, own in self._read(store, text)]
            self.items[label] = {
                item.code: item for item in sorted(made, key=lambda one: (one.area, one.code))
            }
        for kind in TYPES:
            self._tie(store, kind)

    @staticmethod
    def _read(store: BoltStore, text: str) -> Any:
        return store.read(Call(text, {}, timeout=120))[0]["found"]

    def _tie(self, store: BoltStore, kind: str) -> None:
        out, back = defaultdict(list), defaultdict(list)
        text = (
            f"MATCH (a)-[r:{kind}]->(b) "
            "RETURN collect([labels(a), a.code, labels(b), b.code, r {.valid_from, .valid_to}]) AS found"
        )
        for start, code, end, other, facts in self._read(store, text):
            one, two = self._find(start, code), self._find(end, other)
            if one and two:
                out[one].append((two, facts))
                back[two].append((one, facts))
        self.ties[kind, "out"], self.ties[kind, "in"] = out, back

    def _find(self, labels: Iterable[str], code: str) -> Item | None:
        label = next(KIND_OF[label].label for label in labels if label in KIND_OF)
        return self.items.get(label, {}).get(code)

    def state(self, item: Item, day: date) -> Fact:
        """The dated properties of that day."""
        states = [one.own for one, _ in self.ties["STATE_OF", "in"].get(item, []) if holds(one.own, day)]
        return max(states, key=lambda own: own["valid_from"], default={})


@dataclass(frozen=True)
class Sight:
    """What one caller sees: all whose stored area begins with the prefix."""

    graph: Graph
    prefix: str

    def sees(self, item: Item) -> bool:
        return item.area.startswith(self.prefix)

    def next_to(self, item: Item, way: tuple[str, str], label: str, day: date) -> dict[Item, list[Fact]]:
        """What is tied to a node by (types, direction) that day, seen or not."""
        types, direction = way
        found: dict[Item, list[Fact]] = defaultdict(list)
        for kind in types.split("|"):
            for other, facts in self.graph.ties[kind, direction].get(item, []):
                if other.label == label and holds(facts, day) and holds(other.own, day):
                    found[other].append(facts)
        return found

    def hop(self, item: Item, hop: Hop, day: date, given: Fact) -> dict[Item, list[Fact]]:
        """By code; nothing from where the caller has no sight."""
        if not self.sees(item):
            return {}
        found = self.next_to(item, (hop.types, hop.direction), hop.label, day)
        wanted = [given.get(argument) for argument, _ in hop.filters]
        kept = [
            other
            for other in found
            if (hop.named or self.sees(other)) and all(one in (None, other.kind) for one in wanted)
        ]
        return {other: found[other] for other in sorted(kept, key=lambda one: one.code)}

    def walk(self, item: Item, walk: Walk, day: date, given: Fact) -> dict[Item, int]:
        """Every node a step or several away, and how many the nearest way takes."""
        found: dict[Item, int] = {}
        front = {item} if self.sees(item) else set()
        for step in range(1, (given.get("maxDepth") or walk.most) + 1):
            around = [self.next_to(one, (walk.type, walk.direction), walk.label, day) for one in front]
            front = {other for few in around for other in few if walk.named or self.sees(other)}
            for other in front:
                found.setdefault(other, step)
        tiers, kinds = given.get("tier"), given.get("kind")
        kept = [
            one
            for one in found
            if (tiers is None or one.tier in tiers) and (kinds is None or one.kind in kinds)
        ]
        ordered = sorted(kept, key=lambda one: (found[one] if walk.nearest else 0, one.code))
        return {one: found[one] for one in ordered}

    def count(self, item: Item, count: Count, day: date, given: Fact) -> int:
        """How many nodes a hop reaches from the places that the scope means."""
        places = self.within_scope(item, count.below, day, given) if count.below else {item}
        return len({far for place in places for far in self.hop(place, count.hop, day, {})})

    def within_scope(self, item: Item, below: Walk, day: date, given: Fact) -> set[Item]:
        if given["scope"] == "SELF":
            return {item}
        if given["scope"] == "CHILDREN":
            return set(self.walk(item, below, day, {"maxDepth": 1}))
        return {item, *self.walk(item, below, day, {})}

    def households(self, area: Item, below: Walk, day: date, given: Fact) -> int:
        """In the buildings of an area and, where it is a compound, of the compound."""
        everyone = Sight(self.graph, "")
        places = everyone.within_scope(area, below, day, given)
        ways = "LOCATED_IN|IN_COMPOUND"
        buildings = {one for place in places for one in self.next_to(place, (ways, "in"), "Building", day)}
        return len(
            {
                home
                for building in buildings
                for home in self.next_to(building, ("LOCATED_IN", "in"), "Household", day)
                if self.sees(home)
            }
        )

    def listed(self, root: str, day: date, given: Fact) -> list[Item]:
        """The rows of a list root, by place and code."""
        place = given.get("within")
        prefix = prefix_of(place) if place else ""
        return [
            item
            for item in self.graph.items[LISTS[root]].values()
            if item.area.startswith(prefix)
            and self.sees(item)
            and holds(item.own, day)
            and self._kept(item, day, given)
        ]

    def _kept(self, item: Item, day: date, given: Fact) -> bool:
        asked = {name: value for name, value in given.items() if value is not None}
        state = self.graph.state(item, day) if {"status", "inService"} & asked.keys() else {}
        linked = self.next_to(item, ("LIAISES_WITH", "in"), "PartyMember", day) if "linked" in asked else {}
        return all(
            (
                item.kind in asked.get("kind", [item.kind]),
                "tier" not in asked or item.tier in asked["tier"],
                str(asked.get("nameContains", "")) in (item.own.get("name") or ""),
                "status" not in asked or state.get("status") in asked["status"],
                "inService" not in asked or state.get("in_service") == asked["inService"],
                "linked" not in asked or bool(linked) == asked["linked"],
            )
        )

    def line(self, item: Item, day: date) -> set[Item]:
        """Every organisation that a chain of command from this node may name."""
        found: set[Item] = set()
        front = self._anchors(item, day)
        while front - found:
            found |= front
            around = [self.next_to(one, ("SUBORDINATE_TO", "out"), "PartyOrganization", day) for one in front]
            front = {one for few in around for one in few}
        return found

    def _anchors(self, item: Item, day: date) -> set[Item]:
        ways = {"PartyMember": ("MEMBER_OF", "out"), "Unit": ("ORGANIZED_IN|COVERS_UNIT", "in")}
        if item.label in ways:
            return set(self.next_to(item, ways[item.label], "PartyOrganization", day))
        if item.label == "PartyOrganization":
            return {item}
        places, front = set(), {item}
        while front:
            places |= front
            around = [(one, label) for one in front for label in ("Building", "Area")]
            ups = ("LOCATED_IN|IN_COMPOUND|PART_OF", "out")
            front = {up for one, label in around for up in self.next_to(one, ups, label, day)} - places
        covers = [self.next_to(place, ("COVERS", "in"), "PartyOrganization", day) for place in places]
        return {one for few in covers for one in few}
