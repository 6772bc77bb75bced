"""The plan of a generated city: shares that add up to what is published."""

from hypothesis import given
from hypothesis import strategies as st

from seed.generator.plan import load_plan
from seed.generator.proportions import shares, township_shares

PLAN = load_plan()
PUBLISHED = PLAN.published


@given(st.integers(0, 10_000), st.lists(st.floats(0.1, 100), min_size=1, max_size=50))
def test_shares_add_up_and_follow_the_weights(total: int, weights: list[float]) -> None:
    given_out = shares(total, weights)
    assert sum(given_out) == total
    for count, weight in zip(given_out, weights, strict=True):
        assert abs(count - total * weight / sum(weights)) <= 1


def test_every_township_has_its_part() -> None:
    found = township_shares(PLAN)
    assert len(found) == 174
    for name, count in PUBLISHED.items():
        assert sum(part[name] for part in found) == count
    assert sum(part["grid_branches"] + part["compound_branches"] for part in found) == PUBLISHED["branches"]
    assert min(part["communities"] for part in found) >= 1
    assert not any(part.division.parent == "350527" for part in found)


def test_the_whole_city_is_what_the_article_prints() -> None:
    """The figures once more, as they stand in print: of the grids, the chain, the centres, the bodies, the
    staff."""
    totals = {name: sum(part[name] for part in township_shares(PLAN)) for name in PUBLISHED}
    assert (totals["communities"], totals["level_2"], totals["level_3"]) == (2_589, 12_596, 18_358)
    assert (totals["branches"], totals["compound_branches"], totals["groups"]) == (7_906, 1_297, 9_595)
    assert (totals["centers"], totals["resources"], totals["stations"]) == (229, 229, 246)
    assert totals["property_committees"] == 5
    assert (totals["municipal_industry_committees"], totals["county_industry_organizations"]) == (3, 11)
    staff = ("hired_party_workers", "instructors", "party_mass_workers")
    assert [totals[name] for name in staff] == [495, 4_645, 1_409]
    assert (totals["reporting_members"], totals["commando_teams"]) == (54_000, 137)
    assert len(totals) == 17
