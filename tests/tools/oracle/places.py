"""Where every stored node lies on a day, by loops over the facts and none of the product's code."""

from collections.abc import Iterable
from datetime import date

from tests.tools.oracle.stored import Graph, Item

LIES = ("Building", "Household", "Unit", "ServiceStation", "NeighborhoodCenter", "Facility", "Team")
OF_OTHERS = {
    "PartyMember": ["MEMBER_OF"],
    "CoBuilding": ["SHARED_BY", "<PARTY_TO"],
    "JointBody": ["SHARED_BY", "<PARTY_TO"],
    "Staff": ["WORKS_IN", "INSTRUCTS"],
    "Leader": ["CONTACTS"],
    "SunkResource": ["DELIVERED_THROUGH", "PROVIDED_BY"],
    "Figure": ["FIGURE_OF"],
    "BudgetLine": ["FIGURE_OF"],
    "Matter": ["RAISED_IN"],
    "MatterStep": ["STEP_OF"],
    "ChecklistItem": ["APPLIES_TO"],
    "Meeting": ["HELD_BY"],
    "Activity": ["HELD_BY"],
    "Pledge": ["HELD_BY"],
}
OWN = ["COVERS", "ORGANIZED_IN", "COVERS_UNIT"]
LAST = date(9999, 12, 31)


class Places:
    """The places of one store on one day."""

    def __init__(self, graph: Graph, day: date, root: str) -> None:
        self.graph, self.day, self.root = graph, day, root
        self._known: dict[Item, str | None] = {}

    def wrong(self) -> list[tuple[str, str, str | None, str | None]]:
        """(label, code, what is stored, what it should be) of every node that says another place."""
        return [
            (label, code, item.own.get("area"), self.of(item))
            for label, items in self.graph.items.items()
            if label in (*LIES, *OF_OTHERS, "PartyOrganization")
            for code, item in items.items()
            if item.own.get("area") != self.of(item)
        ]

    def of(self, item: Item) -> str:
        if item.label == "Area":
            return item.code
        if item not in self._known:
            self._known[item] = (
                self._organization(item) if item.label == "PartyOrganization" else self._own(item)
            )
        return self._known[item] or self.root

    def _own(self, item: Item) -> str | None:
        kinds = OWN if item.label == "PartyOrganization" else OF_OTHERS.get(item.label, ["LOCATED_IN"])
        for kind in kinds:
            far = self._now(item, kind)
            if far:
                return self._deepest(self.of(one) for one in far) or self.root
        return None

    def _now(self, item: Item, kind: str, *, only: bool = False) -> list[Item]:
        """What the facts of a type lead to that count: those of today, else the last, else the next."""
        way = (kind.removeprefix("<"), "in" if kind.startswith("<") else "out")
        found = [
            (fact["valid_from"], min(fact.get("valid_to") or LAST, far.own.get("valid_to") or LAST), far)
            for far, fact in self.graph.ties[way].get(item, [])
        ]
        today = [far for begins, ends, far in found if begins <= self.day < ends]
        if today or only:
            return today
        past = [(ends, far) for begins, ends, far in found if begins <= self.day]
        if past:
            return [far for ends, far in past if ends == max(end for end, _ in past)]
        return [far for begins, _, far in found if begins == min(one for one, *_ in found)]

    def _organization(self, item: Item) -> str | None:
        own = self._own(item)
        if own:
            return own
        nearest, up = None, self._line_today(item, "out")
        while up and nearest is None:
            nearest, up = self._own(up[0]), self._line_today(up[0], "out")
        below = self._deepest(place for low in self._below(item) if (place := self._own(low)))
        first, second = (nearest, below) if item.own["kind"] in ("WORK", "INDUSTRY") else (below, nearest)
        return first or second

    def _below(self, item: Item) -> list[Item]:
        found = []
        for low in self._line_today(item, "in"):
            found += [low, *self._below(low)]
        return found

    def _line_today(self, item: Item, way: str) -> list[Item]:
        return [
            far
            for far, fact in self.graph.ties["SUBORDINATE_TO", way].get(item, [])
            if fact["valid_from"] <= self.day < (fact.get("valid_to") or LAST)
        ]

    def _deepest(self, codes: Iterable[str]) -> str | None:
        lines = [self._line(code) for code in codes]
        return next((one for one in (lines[0] if lines else []) if all(one in line for line in lines)), None)

    def _line(self, code: str) -> list[str]:
        found, area = [code], self.graph.items["Area"][code]
        while up := self._now(area, "PART_OF"):
            area = up[0]
            found.append(area.code)
        return found
