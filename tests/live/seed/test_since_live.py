"""Since when a line is broken: random histories of where households lie, what covers them and who is above,
against a model that follows the line on every day."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from graphsvc.catalogue import Catalogue
from seed.loading.verify import verify
from tests.tools.cities import QUANZHOU
from tests.tools.office import Office, asked

DAYS = [f"20{year}-{month:02}-01" for year in (20, 21) for month in (1, 4, 7, 10)]
"""The days on which anything begins or ends."""
SEEDS = [0, 1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 8))]
START = DAYS[0]
FIRST, SECOND = "350502001001", "350502001002"
GRIDS = {f"{FIRST}001": FIRST, f"{SECOND}001": SECOND}
BUILDINGS = [f"{FIRST}-00001", f"{FIRST}-00002", f"{SECOND}-00001"]
HOUSEHOLDS = [f"{FIRST}-00001-{number:04}" for number in range(1, 7)]
MEMBERS = [f"M{number}" for number in range(1, 7)]
TIERS = {
    **dict.fromkeys(("P1", "P2"), "GROUP"),
    **dict.fromkeys(("Z1", "Z2"), "BRANCH"),
    **dict.fromkeys(("C1", "C2"), "COMMITTEE"),
    "T": "TOWNSHIP",
    "X": "COUNTY",
    "Y": "CITY",
}
ABOVE = {"P1": "Z1 Z2", "P2": "Z1 Z2", "Z1": "C1 C2", "Z2": "C1 C2", "C1": "T", "C2": "T", "T": "X", "X": "Y"}
COVERED = {
    "P1": BUILDINGS[0],
    "P2": BUILDINGS[2],
    "Z1": f"{FIRST}001",
    "Z2": f"{SECOND}001",
    "C1": FIRST,
    "C2": SECOND,
}
NEEDED = ("BRANCH", "COMMITTEE", "TOWNSHIP", "COUNTY", "CITY")
WORDS = {"GROUP": "党小组,楼栋", "BRANCH": "党支部,网格", "COMMITTEE": "党委,社区", "TOWNSHIP": "党委,乡镇级"}
WORDS |= {"COUNTY": "党委,县级", "CITY": "党委,市级"}
ASKED = """query($household: String!, $member: String!, $d: Date) {
  household(code: $household, asOf: $d) { chain { brokenAt since } }
  partyMember(code: $member, asOf: $d) { chain { brokenAt since } } }"""
Timeline = list[tuple[str, str, str]]
"""(what, first day, the day it ends or an empty text), one after another."""


def timeline(chance: random.Random, values: list[str], *, gaps: bool) -> Timeline:
    """A history of one value at a time from the first day on."""
    cuts = [START, *sorted(chance.sample(DAYS[1:], chance.randint(0, 3)))]
    found: Timeline = []
    for begins, ends in zip(cuts, [*cuts[1:], ""], strict=True):
        value = chance.choice(values)
        if gaps and chance.random() < 0.25:
            continue
        if found and found[-1][0] == value and found[-1][2] == begins:
            found[-1] = (value, found[-1][1], ends)
        else:
            found.append((value, begins, ends))
    return found


def at(facts: Timeline, day: str) -> str | None:
    return next((value for value, begins, ends in facts if begins <= day and (not ends or day < ends)), None)


@dataclass
class World:
    """Histories by the code of the node that they begin at."""

    chance: random.Random
    lies: dict[str, Timeline] = field(default_factory=dict)
    belongs: dict[str, Timeline] = field(default_factory=dict)
    above: dict[str, Timeline] = field(default_factory=dict)
    covers: dict[str, Timeline] = field(default_factory=dict)
    ended: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        chance = self.chance
        for code in HOUSEHOLDS:
            self.lies[code] = timeline(chance, BUILDINGS, gaps=False)
        for code in BUILDINGS:
            self.lies[code] = timeline(chance, [*GRIDS], gaps=False)
        for code in MEMBERS:
            self.belongs[code] = timeline(chance, ["P1", "P2", "Z1", "Z2"], gaps=True)
        for code, parents in ABOVE.items():
            self.above[code] = timeline(chance, parents.split(), gaps=True)
        for code, place in COVERED.items():
            self.covers[code] = timeline(chance, [place], gaps=True)
        if chance.random() < 0.5:
            self.ended["P2"] = chance.choice(DAYS[2:])

    def stands(self, code: str, day: str) -> bool:
        return day < self.ended.get(code, "9999")

    def line(self, code: str | None, day: str) -> list[str]:
        found: list[str] = []
        while code and self.stands(code, day):
            found.append(code)
            code = at(self.above.get(code, []), day)
        return found

    def tiers(self, code: str, day: str) -> dict[str, bool]:
        """Of a household or a member on a day: each needed tier, and whether the line holds it."""
        if code in MEMBERS:
            line = self.line(at(self.belongs[code], day), day)
            held = {TIERS[one] for one in line}
            return {tier: tier in held for tier in (NEEDED if line else ("BRANCH", "CITY"))}
        building = at(self.lies[code], day) or ""
        grid = at(self.lies[building], day) or ""
        covering = [
            one
            for one in TIERS
            if at(self.covers.get(one, []), day) in (building, grid) and self.stands(one, day)
        ]
        line = self.line(covering[0] if covering else None, day)
        committee = next((one for one in line if TIERS[one] == "COMMITTEE"), None)
        held = {TIERS[one] for one in line}
        if committee and at(self.covers[committee], day) != GRIDS[grid]:
            held.remove("COMMITTEE")
        return {tier: tier in held for tier in NEEDED}

    def broken(self, code: str, day: str) -> dict[str, str | None]:
        """The first tier that is lacking, and since when."""
        lacking = next((tier for tier, held in self.tiers(code, day).items() if not held), None)
        if lacking is None:
            return {"brokenAt": None, "since": None}
        passed = [one for one in DAYS if one <= day]
        since = START
        for before, after in pairwise(passed):
            since = after if self.tiers(code, before).get(lacking) else since
        return {"brokenAt": lacking, "since": since}

    def files(self) -> Iterator[tuple[str, str]]:
        """The world as an office sends it, each table in an order of its own."""
        yield from self._nodes()
        yield from self._facts()

    def _nodes(self) -> Iterator[tuple[str, str]]:
        areas = [("350500", "市", "", ""), ("350502", "县(市、区)", "350500", "")]
        areas += [("350502001", "乡镇(街道)", "350502", "")]
        areas += [(code, "社区(村)", "350502001", "") for code in (FIRST, SECOND)]
        areas += [(code, "网格", community, "2") for code, community in GRIDS.items()]
        rows = [f"{code},某地,{kind},{parent},{level},{START}" for code, kind, parent, level in areas]
        yield "areas", "\n".join(["代码,名称,类别,上级代码,网格级别,起始日期", *rows])
        kept = [
            f"{code},某组织,{WORDS[tier]},{START},{self.ended.get(code, '')}" for code, tier in TIERS.items()
        ]
        yield "organizations", "\n".join(["代码,名称,层级,类别,起始日期,终止日期", *kept])
        yield "members", "\n".join(["代码,姓名,起始日期", *(f"{code},林某,{START}" for code in MEMBERS)])
        for name, header, codes in (
            ("buildings", "代码,名称,所在网格,起始日期", BUILDINGS),
            ("households", "代码,门牌,楼栋代码,起始日期", HOUSEHOLDS),
        ):
            yield name, "\n".join([header, *(f"{code},1,{self.lies[code][0][0]},{START}" for code in codes)])

    def _facts(self) -> Iterator[tuple[str, str]]:
        moves = [
            f"{'户' if code in HOUSEHOLDS else '楼栋'},{code},{'楼栋' if code in HOUSEHOLDS else '地域'},"
            + ",".join(fact)
            for code, facts in self.lies.items()
            for fact in facts[1:]
        ]
        yield "locations", self._table("起点类别,起点代码,终点类别,终点代码,起始日期,终止日期", moves)
        header = "起点代码,终点代码,起始日期,终止日期"
        small = {code: facts for code, facts in self.covers.items() if code in ("P1", "P2")}
        large = {code: facts for code, facts in self.covers.items() if code not in small}
        tables = {"subordination": self.above, "membership": self.belongs}
        tables |= {"building_coverage": small, "area_coverage": large}
        for name, histories in tables.items():
            rows = [f"{code},{','.join(fact)}" for code, facts in histories.items() for fact in facts]
            yield name, self._table(header, rows)

    def _table(self, header: str, rows: list[str]) -> str:
        return "\n".join([header, *self.chance.sample(rows, len(rows))])


@pytest.mark.parametrize("seed", SEEDS)
def test_since_is_the_day_on_which_the_tier_was_lost(office: Office, catalogue: Catalogue, seed: int) -> None:
    world = World(random.Random(seed))
    done = office.send(**dict(world.files()))
    assert not done.rows.hard, done.rows.hard
    assert verify(office.store, catalogue, QUANZHOU) == []
    broken = 0
    for day in (DAYS[3], DAYS[5], "2022-12-31"):
        for household, member in zip(HOUSEHOLDS, MEMBERS, strict=True):
            found = asked(office, catalogue, ASKED, household=household, member=member, d=day)
            chains = {
                code: found[name]["chain"]
                for code, name in ((household, "household"), (member, "partyMember"))
            }
            assert chains == {code: world.broken(code, day) for code in chains}, (seed, day)
            broken += sum(chain["since"] not in (None, START) for chain in chains.values())
    assert broken
