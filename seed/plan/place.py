"""What follows from the facts of a delivery: the `area` of each node and the words its name is found by.

`area` is the code of the place in today's territory where a node lies.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from graphsvc.model import SEARCHED
from seed.plan.pinyin import searched_by
from seed.plan.staged import Staged, StagedNode

Key = tuple[str, str]
"""(label, code) of a node."""
Areas = dict[Key, str]

_START, _STOP = "start", "stop"
STEPS: tuple[tuple[str, str, str], ...] = (
    ("Building", "LOCATED_IN", _START),
    ("Household", "LOCATED_IN", _START),
    ("Unit", "LOCATED_IN", _START),
    ("ServiceStation", "LOCATED_IN", _START),
    ("NeighborhoodCenter", "LOCATED_IN", _START),
    ("Facility", "LOCATED_IN", _START),
    ("Team", "LOCATED_IN", _START),
    ("PartyOrganization", "COVERS", _START),
    ("PartyOrganization", "ORGANIZED_IN", _START),
    ("PartyMember", "MEMBER_OF", _START),
    ("CoBuilding", "PARTY_TO", _STOP),
    ("JointBody", "PARTY_TO", _STOP),
    ("CoBuilding", "SHARED_BY", _START),
    ("JointBody", "SHARED_BY", _START),
    ("Staff", "WORKS_IN", _START),
    ("Staff", "INSTRUCTS", _START),
    ("Leader", "CONTACTS", _START),
    ("SunkResource", "DELIVERED_THROUGH", _START),
    ("SunkResource", "PROVIDED_BY", _START),
    ("Figure", "FIGURE_OF", _START),
    ("BudgetLine", "FIGURE_OF", _START),
    ("Matter", "RAISED_IN", _START),
    ("MatterStep", "STEP_OF", _START),
    ("ChecklistItem", "APPLIES_TO", _START),
    ("Meeting", "HELD_BY", _START),
    ("Activity", "HELD_BY", _START),
    ("Pledge", "HELD_BY", _START),
)
"""(label to place, the type that places it, its side); each step uses what the ones before it have placed."""
PLACED = frozenset(label for label, _, _ in STEPS) - {"Household"}


class Territory:
    """Where each node of one delivery lies; `root` is the code of the division that holds all areas.

    Of households only those are kept that lie elsewhere than their own row says.
    """

    def __init__(self, staging: Staged, root: str) -> None:
        self.root = root
        self.parent = dict(_today(staging, "PART_OF", "Area", _START))
        self.areas: Areas = {}
        self.areas.update(
            ((label, code), area) for label, code, area in staging.db.execute("SELECT * FROM known") if area
        )
        for (code,) in staging.db.execute("SELECT code FROM node WHERE label = 'Area'"):
            self.areas["Area", code] = code
        for label, kind, side in STEPS:
            if label != "Household":
                self._place(staging, (label, kind, side))
        moved = staging.db.execute(
            "SELECT 1 FROM tie WHERE start_label = 'Household' AND type = 'LOCATED_IN' AND own = 0 LIMIT 1"
        ).fetchone()
        if moved:
            self._place(staging, ("Household", "LOCATED_IN", _START))

    def area(self, label: str, code: str, home: str) -> str | None:
        """Where a node lies: None where its kind lies nowhere, the root where no fact says.

        `home` is the place that the node's own row names, for a household the code of its building.
        """
        if label == "Household":
            return self.areas.get((label, code)) or self.areas.get(("Building", home), self.root)
        found = self.areas.get((label, code))
        return found or (self.root if label in PLACED else None)

    def derived(self, label: str, node: StagedNode) -> dict[str, Any]:
        """The properties of a node that no row states: its `area`, and what its name is found by."""
        found: dict[str, Any] = {"area": self.area(label, node.code, node.home)}
        if label in SEARCHED:
            found |= searched_by(label, node.properties.get("name"))
        return found

    def _place(self, staging: Staged, step: tuple[str, str, str]) -> None:
        """Places nodes of one label by those they are tied to; of several, in the deepest area that holds
        all."""
        label, kind, side = step
        found: dict[str, list[str]] = defaultdict(list)
        for near, far in _today_keys(staging, kind, label, side):
            if far in self.areas and (label, near) not in self.areas:
                found[near].append(self.areas[far])
        for code, areas in found.items():
            shared = areas[0] if len(set(areas)) == 1 else common_area(areas, self.parent)
            self.areas[label, code] = shared or self.root


def common_area(codes: list[str], parent: dict[str, str]) -> str | None:
    """The deepest area that holds all of these; None where none does."""
    lines = [line_of(code, parent) for code in codes]
    shared = set(lines[0]).intersection(*lines[1:])
    return next((code for code in lines[0] if code in shared), None)


def line_of(code: str, parent: dict[str, str]) -> list[str]:
    """The area and those above it, the root last."""
    line = [code]
    while line[-1] in parent:
        line.append(parent[line[-1]])
    return line


def _today(staging: Staged, kind: str, label: str, side: str) -> Iterator[tuple[str, str]]:
    for near, (_, far) in _today_keys(staging, kind, label, side):
        yield near, far


def _today_keys(staging: Staged, kind: str, label: str, side: str) -> Iterator[tuple[str, Key]]:
    """The relationships of a type that are open; of what has none open, those that ended last."""
    near, far = (side, "stop" if side == "start" else "start")
    near_label, far_label = ("start_label", "end_label") if side == "start" else ("end_label", "start_label")
    text = f"""SELECT {near}, {far_label}, {far} FROM (
          SELECT {near}, {far_label}, {far}, coalesce(ends, '9999') AS until,
                 max(coalesce(ends, '9999')) OVER (PARTITION BY {near}) AS latest
          FROM tie WHERE type = ? AND {near_label} = ?) WHERE until = latest"""
    for code, other, end in staging.db.execute(text, (kind, label)):
        yield code, (other, end)
