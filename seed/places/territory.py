"""What follows from the facts of a delivery: the `area` of each node and the words its name is found by."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from graphsvc.model import SEARCHED
from seed.places.rules import (
    LINE,
    ORGANIZATION,
    PLACING,
    START,
    PlacingFact,
    Present,
    common_area,
    counting,
    line_of,
    place_in_line,
)
from seed.plan.pinyin import searched_by
from seed.plan.staged import Staged, StagedNode
from seed.plan.timelines import FOREVER

Key = tuple[str, str]
"""(label, code) of a node."""
MOVING = """AND t.start IN
  (SELECT start FROM tie WHERE type = 'LOCATED_IN' AND start_label = 'Household' AND own <> 1)"""
KEPT = frozenset(PLACING) - {"Household"}
"""Labels whose places are kept; a household lies where its building does, unless it has moved."""


class Territory:
    """Where each node of one delivery lies on the day.

    Of households only those are kept that lie elsewhere than their own row says.
    """

    def __init__(self, staging: Staged, present: Present) -> None:
        self.root, self.today = present
        self.parent = {
            code: above for code, _, (above, *_) in _facts(staging, "Area", ("PART_OF", START), self.today)
        }
        known = staging.db.execute("SELECT label, code, area FROM known WHERE area IS NOT NULL")
        self.areas: dict[Key, str] = {(label, code): area for label, code, area in known}
        for (code,) in staging.db.execute("SELECT code FROM node WHERE label = 'Area'"):
            self.areas["Area", code] = code
        for label, steps in PLACING.items():
            for step in steps:
                self._place(staging, label, step)
            if label == ORGANIZATION:
                self._place_in_line(staging)

    def area(self, label: str, code: str, home: str) -> str | None:
        """Where a node lies: None where its kind lies nowhere, the root where no fact says.

        `home` is the place that the node's own row names, for a household the code of its building.
        """
        if label == "Household":
            return self.areas.get((label, code)) or self.areas.get(("Building", home), self.root)
        found = self.areas.get((label, code))
        return found or (self.root if label in KEPT else None)

    def derived(self, label: str, node: StagedNode) -> dict[str, Any]:
        """The properties of a node that no row states: its `area`, and what its name is found by."""
        found: dict[str, Any] = {"area": self.area(label, node.code, node.home)}
        if label in SEARCHED:
            found |= searched_by(label, node.properties.get("name"))
        return found

    def _place(self, staging: Staged, label: str, step: tuple[str, str]) -> None:
        """Places the nodes of a label that no type before this one has placed."""
        found: dict[str, str] = {}
        for code, facts in groupby(_all_facts(staging, label, step), key=lambda fact: fact[0]):
            if (label, code) not in self.areas:
                placing = [
                    PlacingFact(self.areas[far], begins, ends)
                    for _, far, begins, ends in facts
                    if far in self.areas
                ]
                area = common_area(counting(placing, self.today), self.parent)
                found[code] = area or (self.root if placing else "")
        self.areas.update(((label, code), area) for code, area in found.items() if area)

    def _place_in_line(self, staging: Staged) -> None:
        """Places the organisations that nothing of their own does."""
        up = {
            code: above
            for code, holds, (above, *_) in _facts(staging, ORGANIZATION, (LINE, START), self.today)
            if holds
        }
        kinds = staging.db.execute(
            "SELECT code, coalesce(json_extract(props, '$.kind'), '') FROM node WHERE label = ?",
            (ORGANIZATION,),
        ).fetchall()
        own = {code: area for (label, code), area in self.areas.items() if label == ORGANIZATION}
        below: dict[str, list[str]] = defaultdict(list)
        for code, area in own.items():
            for above in line_of(code, up)[1:]:
                below[above].append(area)
        for code, kind in kinds:
            if code not in own:
                nearest = next((own[one] for one in line_of(code, up) if one in own), None)
                place = place_in_line(kind, [nearest] if nearest else [], below[code], self.parent)
                self.areas[ORGANIZATION, code] = place or self.root


def _all_facts(staging: Staged, label: str, step: tuple[str, str]) -> Iterator[tuple[str, Key, str, str]]:
    """By node, each fact of a type: the node, what is at the other end, its first day, and the day on which
    it or that ends; of households those of the ones that move."""
    kind, side = step
    near, far = (side, "stop" if side == START else "start")
    near_label, far_label = ("start_label", "end_label") if side == START else ("end_label", "start_label")
    text = f"""SELECT t.{near}, t.{far_label}, t.{far}, t.begins, min(coalesce(t.ends, '{FOREVER}'),
          coalesce((SELECT json_extract(n.props, '$.valid_to') FROM node n
                    WHERE n.label = t.{far_label} AND n.code = t.{far}), '{FOREVER}'))
        FROM tie t WHERE t.type = ? AND t.{near_label} = ? {MOVING if label == "Household" else ""}
        ORDER BY t.{near}"""
    for code, other, end, begins, ends in staging.db.execute(text, (kind, label)):
        yield code, (other, end), begins, ends


def _facts(
    staging: Staged, label: str, step: tuple[str, str], today: str
) -> Iterator[tuple[str, bool, list[str]]]:
    """By node, whether any fact of a type holds today, and the other ends of those that count."""
    for code, facts in groupby(_all_facts(staging, label, step), key=lambda fact: fact[0]):
        found = [PlacingFact(end, begins, ends) for _, (_, end), begins, ends in facts]
        holds = any(one.begins <= today < one.ends for one in found)
        yield code, holds, counting(found, today)
