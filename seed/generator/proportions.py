"""How the counties and townships of a generated city share what its plan counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from seed.generator.plan import CityPlan, Division

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
_WEIGHT = {"SUBDISTRICT": 1.5, "TOWN": 1.0, "TOWNSHIP": 0.5, "SIMILAR_UNIT": 0.3, "STUB": 0.0}


@dataclass(frozen=True)
class TownshipShare:
    """A township's share of everything: `counts` by the names of the plan; `number` counts the townships."""

    division: Division
    number: int
    counts: Mapping[str, int]

    def __getitem__(self, name: str) -> int:
        """The share of one thing."""
        return self.counts[name]


def township_shares(
    plan: CityPlan,
    scale: float = 1.0,
    county: str = "",
    totals: Mapping[str, int] = MappingProxyType({}),
) -> list[TownshipShare]:
    """Every township with communities, or those of one county, with its share of the city's counts.

    A scale below 1 makes everything fewer, but leaves every township something of what the others hang on;
    `totals` stand in the place of what the scale leads to.
    """
    townships = [one for one in plan.divisions if len(one.code) == 9 and one.parent not in plan.exempt]
    weights = dict(zip(townships, _weights(plan, townships), strict=True))
    chosen = [one for one in townships if county in ("", one.parent)]
    scale *= sum(weights[one] for one in chosen) / sum(weights.values())
    scaled = {name: max(1, round(count * scale)) for name, count in plan.counts.items()}
    total = _at_least_one_each(scaled | dict(totals), len(chosen))
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


def _at_least_one_each(total: dict[str, int], townships: int) -> dict[str, int]:
    """The totals, large enough for every township to have one of what the others depend on."""
    for name in EVERYWHERE:
        total[name] = max(total[name], townships)
    total["branches"] = max(total["branches"], total["compound_branches"] + townships)
    return total


def _weights(plan: CityPlan, townships: Sequence[Division]) -> list[float]:
    """Residents of the county, divided among its townships by their kind."""
    sums: dict[str, float] = {}
    for one in townships:
        sums[one.parent] = sums.get(one.parent, 0.0) + _WEIGHT[one.kind]
    residents = {code: county.residents for code, county in plan.file.counties.items()}
    return [residents[one.parent] * _WEIGHT[one.kind] / sums[one.parent] for one in townships]


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
