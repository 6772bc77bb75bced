"""What every step through the stored graph must show to whom: loops over stored areas and days."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from graphsvc.compile.lowerings import Count, Hop, Walk
from graphsvc.model import prefix_of
from tests.tools.oracle.filters import kept
from tests.tools.oracle.stored import Fact, Graph, Item, holds

LISTS = {
    "partyOrganizations": "PartyOrganization",
    "partyMembers": "PartyMember",
    "units": "Unit",
    "coBuildings": "CoBuilding",
    "households": "Household",
    "areas": "Area",
}


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

    def listed(self, root: str, ties: dict[str, Hop], day: date, given: Fact) -> list[Item]:
        """The rows of a list root, by place and code; `ties` are the words of `without`."""
        given = dict(given)
        place, without = given.pop("within", None), given.pop("without", None)
        prefix = prefix_of(place) if place else ""
        return [
            item
            for item in self.graph.items[LISTS[root]].values()
            if item.area.startswith(prefix)
            and self.sees(item)
            and holds(item.own, day)
            and kept(self.graph, item, day, given)
            and not any(self.hop(item, ties[word], day, {}) for word in without or ())
        ]

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
