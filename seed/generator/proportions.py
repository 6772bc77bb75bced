"""How much of everything a generated city has, and how the counties and townships share it."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

DIVISIONS = Path(__file__).parents[1] / "quanzhou/divisions.csv"
CITY, JINMEN = "350500", "350527"
PUBLISHED = {
    "communities": 2_589,
    "level_2": 12_596,
    "level_3": 18_358,
    "branches": 7_906,
    "compound_branches": 1_297,
    "groups": 9_595,
    "reporting_members": 54_000,
    "centers": 229,
    "resources": 229,
    "stations": 246,
    "property_committees": 5,
    "municipal_industry_committees": 3,
    "county_industry_organizations": 11,
    "hired_party_workers": 495,
    "instructors": 4_645,
    "party_mass_workers": 1_409,
    "commando_teams": 137,
}
"""Counts that the seed article prints; the 1,297 compound branches are inside the 7,906."""
SUNK_FUND_WAN, SPECIAL_FUND_WAN, RUNNING_FUND_WAN = 9_185, 43_500, 25
OTHERS = {
    "households": 3_000_000,
    "members": 300_000,
    "units": 60_000,
    "agencies": 1_800,
    "firms": 4_000,
    "co_buildings": 12_000,
    "compounds": 1_800,
    "community_workers": 11_103,
    "matters": 5_000,
}
"""What the article does not count: residents by the census, the rest in proportion."""
DISTRICT = "350502"
DISTRICT_TOTALS = {
    "communities": 90,
    "level_2": 440,
    "level_3": 640,
    "branches": 275,
    "compound_branches": 45,
    "groups": 335,
    "reporting_members": 1_900,
    "households": 40_000,
    "members": 5_000,
    "units": 1_500,
    "agencies": 120,
    "firms": 80,
    "co_buildings": 300,
    "compounds": 60,
}
"""鲤城区 at the size of the sample; what is not here is its share of the city's."""
EVERYWHERE = (
    "communities",
    "level_2",
    "level_3",
    "compounds",
    "compound_branches",
    "groups",
    "households",
    "agencies",
    "firms",
    "reporting_members",
)
"""What every township has at least one of."""
RESIDENTS = {
    "350502": 42.9,
    "350503": 72.0,
    "350504": 25.5,
    "350505": 35.9,
    "350521": 104.1,
    "350524": 100.2,
    "350525": 42.2,
    "350526": 33.7,
    "350581": 68.9,
    "350582": 206.9,
    "350583": 152.7,
}
"""Ten thousands, end of 2021, by the city's statistics bureau; functional zones in their counties."""
URBAN = {
    "350502": 1.0,
    "350503": 1.0,
    "350504": 0.615,
    "350505": 0.565,
    "350521": 0.583,
    "350524": 0.524,
    "350525": 0.619,
    "350526": 0.786,
    "350581": 0.861,
    "350582": 0.695,
    "350583": 0.636,
}
_WEIGHT = {"SUBDISTRICT": 1.5, "TOWN": 1.0, "TOWNSHIP": 0.5, "SIMILAR_UNIT": 0.3, "STUB": 0.0}


@dataclass(frozen=True)
class Division:
    """A line of the divisions table."""

    code: str
    name: str
    kind: str
    parent: str


@dataclass(frozen=True)
class TownshipShare:
    """A township's share of everything; `counts` by the names above."""

    division: Division
    number: int
    counts: Mapping[str, int]

    def __getitem__(self, name: str) -> int:
        """The share of one thing."""
        return self.counts[name]


def divisions() -> list[Division]:
    """The city, its counties and townships, as they really are."""
    with DIVISIONS.open(encoding="utf-8") as file:
        return [Division(**row) for row in csv.DictReader(file)]


def township_shares(
    scale: float = 1.0, county: str = "", totals: Mapping[str, int] = MappingProxyType({})
) -> list[TownshipShare]:
    """Every township with communities, or those of one county, with its share of the city's counts.

    A scale below 1 makes everything fewer, but leaves every township something of what the others hang on;
    `totals` stand in the place of what the scale leads to.
    """
    townships = [one for one in divisions() if len(one.code) == 9 and one.parent != JINMEN]
    weights = dict(zip(townships, _weights(townships), strict=True))
    chosen = [one for one in townships if county in ("", one.parent)]
    scale *= sum(weights[one] for one in chosen) / sum(weights.values())
    total = {name: max(1, round(count * scale)) for name, count in (PUBLISHED | OTHERS).items()}
    total |= totals
    for name in EVERYWHERE:
        total[name] = max(total[name], len(chosen))
    total["branches"] = max(total["branches"], total["compound_branches"] + len(chosen))
    shared = {"communities": shares(total["communities"], [weights[one] for one in chosen], least=1)}
    for name in ("level_2", "compounds"):
        shared[name] = shares(total[name], shared["communities"], least=1)
    for name in (*EVERYWHERE, *total):
        if name not in shared:
            by = "compounds" if name == "compound_branches" else "level_2"
            shared[name] = shares(total[name], shared[by], least=int(name in EVERYWHERE))
    rest = total["branches"] - total["compound_branches"]
    shared["grid_branches"] = shares(rest, shared["level_2"], least=1)
    return [
        TownshipShare(division, number, {name: counts[number] for name, counts in shared.items()})
        for number, division in enumerate(chosen)
    ]


def _weights(townships: Sequence[Division]) -> list[float]:
    """Residents of the county, divided among its townships by their kind."""
    sums: dict[str, float] = {}
    for one in townships:
        sums[one.parent] = sums.get(one.parent, 0.0) + _WEIGHT[one.kind]
    return [RESIDENTS[one.parent] * _WEIGHT[one.kind] / sums[one.parent] for one in townships]


def shares(total: int, weights: Sequence[float], *, least: int = 0) -> list[int]:
    """Whole shares that add up to the total, by largest remainder; each at least `least`."""
    rest = total - least * len(weights)
    whole = sum(weights) or 1.0
    exact = [rest * weight / whole for weight in weights]
    given = [int(one) for one in exact]
    order = sorted(range(len(exact)), key=lambda index: (given[index] - exact[index], index))
    for index in order[: rest - sum(given)]:
        given[index] += 1
    return [one + least for one in given]
