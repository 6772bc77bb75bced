"""The generated city: the published counts exactly, nothing a hard rule refuses but what was planted."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.model import KINDS, TIES, is_code
from seed.generator.city import CityOptions, write_city
from seed.generator.plan import load_plan
from seed.generator.proportions import township_shares
from seed.loading.batches import batches
from seed.places.rules import Present
from seed.places.territory import Territory
from tests.tools.cities import QUANZHOU
from tests.tools.deliveries import delivered

FAULTS = 60


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """All townships of all counties, a hundredth of everything."""
    folder = tmp_path_factory.mktemp("city")
    return folder, write_city(folder, CityOptions(scale=0.01, faults=FAULTS))


def test_the_same_wanted_makes_the_same_cells(small: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    write_city(tmp_path, CityOptions(scale=0.01, faults=FAULTS))
    for path in small[0].iterdir():
        assert (tmp_path / path.name).read_bytes() == path.read_bytes(), path.name


def test_what_is_rejected_was_planted(small: tuple[Path, dict[str, Any]]) -> None:
    folder, manifest = small
    planted = Counter(one["cause"] for one in manifest["planted"] if one["stage"] == "REJECT")
    assert sum(planted.values()) == FAULTS * 4 // 6
    with delivered(folder) as (staging, report):
        assert {rule: count for rule, count in report.rules.items() if rule in planted} == planted
        assert {fault.rule for fault in report.hard} == set(planted)
        nodes = Counter[str]()
        for label, _, count in staging.kinds():
            nodes[label] += count
        ties = Counter[str]()
        for kind, _, _, count in staging.tie_kinds():
            ties[kind] += count
        assert nodes == manifest["counts"]["nodes"]
        assert ties == manifest["counts"]["relationships"]
        sent = sum(
            len(batch.elements)
            for batch in batches(staging, Territory(staging, Present(QUANZHOU.code, "2022-12-31")))
        )
        assert sent == sum(nodes.values()) + sum(ties.values())
        for label, second, _ in staging.kinds():
            for node in staging.nodes(label, second):
                assert label == "State" or is_code(label, node.code)


@settings(max_examples=8, deadline=None, derandomize=True)
@given(
    county=st.sampled_from(sorted(load_plan().file.counties)),
    scale=st.sampled_from([0.001, 0.01, 0.03]),
    faults=st.integers(0, 24),
    seed=st.integers(1, 10_000),
)
def test_any_county_breaks_no_rule_but_those_planted(
    county: str, scale: float, faults: int, seed: int
) -> None:
    with TemporaryDirectory() as folder:
        manifest = write_city(Path(folder), CityOptions(scale, county, faults, seed))
        planted = Counter(one["cause"] for one in manifest["planted"] if one["stage"] == "REJECT")
        with delivered(Path(folder)) as (staging, report):
            assert Counter(fault.rule for fault in report.hard) == planted, report.lines()
            stored = sum(kind[2] for kind in staging.kinds()) + sum(kind[3] for kind in staging.tie_kinds())
        assert stored == sum(sum(part.values()) for part in manifest["counts"].values())


def test_nothing_of_the_model_is_left_out(small: tuple[Path, dict[str, Any]]) -> None:
    counts = small[1]["counts"]
    own = {"LoadRun", "Dataset", "Tally", "ChangeLog"}
    assert {kind.label for kind in KINDS} - own == set(counts["nodes"])
    assert {tie.type for tie in TIES} == set(counts["relationships"])


def test_another_year_is_the_same_city_later(small: tuple[Path, dict[str, Any]], tmp_path: Path) -> None:
    manifest = write_city(tmp_path, CityOptions(scale=0.01, faults=FAULTS, year=2024))
    assert manifest["as_of"] == "2024-12-31"
    assert manifest["counts"] == small[1]["counts"]
    assert "2022-07-01" in (tmp_path / "organizations.csv").read_text("utf-8-sig")


def test_the_plan_has_the_published_counts() -> None:
    """At the real scale; the files themselves are made and counted by hand, see the README."""
    plan = load_plan()
    shared = township_shares(plan)
    assert {name: sum(part[name] for part in shared) for name in plan.counts} == plan.counts
