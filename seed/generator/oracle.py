"""What must follow from the generated rows, computed in plain Python without Cypher or a database."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from seed.generator.world import Row, World

TERRITORIAL = {"TOWNSHIP": "TOWNSHIP", "COUNTY": "COUNTY", "CITY": "CITY", "COMMUNITY": "COMMITTEE"}
TIERS = {"PartyGroup": "GROUP", "PartyBranch": "BRANCH", "GeneralPartyBranch": "GENERAL_BRANCH"}
RANKS = ("GROUP", "BRANCH", "GENERAL_BRANCH", "COMMITTEE", "TOWNSHIP", "COUNTY", "CITY")
REQUIRED = ("BRANCH", "COMMITTEE", "TOWNSHIP", "COUNTY", "CITY")


@dataclass(frozen=True)
class ExpectedChain:
    """A chain as it should come out: the organisations of its line, the broken tier, and since when."""

    line: tuple[str, ...]
    broken_at: str | None
    since: date | None


@dataclass(frozen=True)
class Gap:
    """A unit that is due and not met, and since when."""

    code: str
    since: date


class Oracle:
    """Expected chains and coverage of a world on one day."""

    def __init__(self, world: World, day: date) -> None:
        self.world = world
        self.day = day

    def chain(self, household: str) -> ExpectedChain:
        """The chain of one household."""
        own = self._households[household]
        places = self._places(own["building"])
        anchor, lost = self._anchor(places)
        if anchor is None:
            return ExpectedChain((), "BRANCH", lost or own["valid_from"])
        line = self._line(anchor)
        held = [self._tier(code) for code in line]
        committee = next((code for code, tier in zip(line, held, strict=True) if tier == "COMMITTEE"), None)
        elsewhere = committee is not None and household[:12] not in self._covered_by(committee)
        broken = next((t for t in REQUIRED if t not in held or (t == "COMMITTEE" and elsewhere)), None)
        if broken is None:
            return ExpectedChain(tuple(line), None, None)
        lower = RANKS[: RANKS.index(broken)]
        below = [code for code, tier in zip(line, held, strict=True) if tier in lower]
        return ExpectedChain(tuple(line), broken, self._last_parent(below) or own["valid_from"])

    def grid_gaps(self) -> tuple[int, list[Gap]]:
        """(due, gaps) of gridOrganization."""
        due = [row for row in self.world.rows["areas"] if row.get("level") in (2, 3) and self.holds(row)]
        gaps = []
        for row in due:
            upper = self._areas[row["parent"]]
            places = [
                row["code"],
                *([upper["code"]] if row["level"] == 3 and upper.get("level") == 2 else []),
            ]
            facts = [fact for place in places for fact in self._covers[place] if self._small(fact["start"])]
            gaps += self._gap(row, [self._span(fact, self._organizations[fact["start"]]) for fact in facts])
        return len(due), gaps

    def household_gaps(self, minimum: int = 1) -> tuple[int, list[Gap]]:
        """(due, gaps) of householdLiaison."""
        gaps = []
        for row in self.world.rows["households"]:
            spans = [self._span(fact, self._members[fact["start"]]) for fact in self._liaisons[row["code"]]]
            met = sum(self._open(span) for span in spans) >= minimum
            gaps += [] if met else [Gap(row["code"], self._since(row, spans))]
        return len(self.world.rows["households"]), gaps

    def agency_gaps(self) -> tuple[int, list[Gap]]:
        """(due, gaps) of agencyPairing."""
        agencies = [row["start"] for row in self.world.rows["organized"] if row["agency"]]
        ties = {
            row["code"]: row for row in self.world.rows["co_buildings"] if row["kind"] == "AGENCY_COMMUNITY"
        }
        parties = _by(self.world.rows["parties"], "end")
        gaps = []
        for code in agencies:
            spans = []
            for own in self._parties[code]:
                for other in parties[own["end"]] if own["end"] in ties else ():
                    partner = self._organizations[other["start"]]
                    if partner["code"] != code and partner["kind"] in ("COMMUNITY", "GRID", "COMPOUND"):
                        spans.append(self._span(own, other, ties[own["end"]], partner))
            gaps += self._gap(self._organizations[code], spans)
        return len(agencies), gaps

    def holds(self, row: Row) -> bool:
        """In force on the day."""
        return bool(row["valid_from"] <= self.day and (row["valid_to"] is None or self.day < row["valid_to"]))

    def linked(self, household: str) -> list[str]:
        """Members linked to a household on the day."""
        facts = self._liaisons[household]
        return [f["start"] for f in facts if self.holds(f) and self.holds(self._members[f["start"]])]

    def _gap(self, row: Row, spans: list[tuple[date, date | None]]) -> list[Gap]:
        return [] if any(map(self._open, spans)) else [Gap(row["code"], self._since(row, spans))]

    def _since(self, row: Row, spans: Iterable[tuple[date, date | None]]) -> date:
        start: date = row["valid_from"]
        return max((end for _, end in spans if end is not None and end <= self.day), default=start)

    @staticmethod
    def _span(*rows: Row) -> tuple[date, date | None]:
        ends = [row["valid_to"] for row in rows if row["valid_to"] is not None]
        return max(row["valid_from"] for row in rows), min(ends, default=None)

    def _open(self, span: tuple[date, date | None]) -> bool:
        return span[0] <= self.day and (span[1] is None or self.day < span[1])

    def _places(self, building: str) -> list[list[str]]:
        row = self._buildings[building]
        grid, compound = self._areas[row["grid"]], row["compound"]
        upper = self._areas[grid["parent"]]
        level_2 = [area["code"] for area in (grid, upper) if area.get("level") == 2]
        level_3 = [grid["code"]] if grid["level"] == 3 else []
        return [[building], level_3, [*level_2, *([compound] if compound else [])]]

    def _anchor(self, places: list[list[str]]) -> tuple[str | None, date | None]:
        best: list[tuple[int, bool, str]] = []
        ends: list[date] = []
        for depth, group in enumerate(places):
            for fact in (fact for place in group for fact in self._covers[place]):
                owner = self._organizations[fact["start"]]
                if not self._small(owner["code"]):
                    continue
                span = self._span(fact, owner)
                if self._open(span):
                    best.append((depth, owner["tier"] == "PartyBranch", owner["code"]))
                elif span[1] is not None and span[1] <= self.day:
                    ends.append(span[1])
        return (min(best)[2] if best else None), max(ends, default=None)

    def _line(self, code: str) -> list[str]:
        line = [code]
        while True:
            up = [
                f["end"]
                for f in self._parents[line[-1]]
                if self.holds(f) and self.holds(self._organizations[f["end"]])
            ]
            if not up:
                return line
            line.append(up[0])

    def _last_parent(self, below: list[str]) -> date | None:
        facts = self._parents[below[-1]] if below else []
        spans = [self._span(fact, self._organizations[fact["end"]]) for fact in facts]
        return max((end for _, end in spans if end is not None and end <= self.day), default=None)

    def _tier(self, code: str) -> str:
        row = self._organizations[code]
        return TIERS.get(row["tier"]) or TERRITORIAL.get(row["kind"]) or str(row["kind"])

    def _small(self, code: str) -> bool:
        return self._organizations[code]["tier"] in ("PartyGroup", "PartyBranch")

    def _covered_by(self, code: str) -> set[str]:
        return {
            row["end"] for row in self.world.rows["area_coverage"] if row["start"] == code and self.holds(row)
        }

    @cached_property
    def _covers(self) -> dict[str, list[Row]]:
        return _by([*self.world.rows["area_coverage"], *self.world.rows["building_coverage"]], "end")

    @cached_property
    def _parents(self) -> dict[str, list[Row]]:
        return _by(self.world.rows["subordination"], "start")

    @cached_property
    def _parties(self) -> dict[str, list[Row]]:
        return _by(self.world.rows["parties"], "start")

    @cached_property
    def _liaisons(self) -> dict[str, list[Row]]:
        return _by(self.world.rows["liaisons"], "end")

    @cached_property
    def _areas(self) -> dict[str, Row]:
        return _one(self.world.rows["areas"])

    @cached_property
    def _buildings(self) -> dict[str, Row]:
        return _one(self.world.rows["buildings"])

    @cached_property
    def _households(self) -> dict[str, Row]:
        return _one(self.world.rows["households"])

    @cached_property
    def _members(self) -> dict[str, Row]:
        return _one(self.world.rows["members"])

    @cached_property
    def _organizations(self) -> dict[str, Row]:
        return _one(self.world.rows["organizations"])


def _by(rows: Iterable[Row], key: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return found


def _one(rows: Iterable[Row]) -> dict[str, Row]:
    return {row["code"]: row for row in rows}


def codes(rows: Iterable[Row], **wanted: Any) -> Iterator[str]:
    """Codes of the rows with these values."""
    return (row["code"] for row in rows if all(row.get(key) == value for key, value in wanted.items()))
