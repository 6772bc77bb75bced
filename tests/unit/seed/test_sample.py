"""The sample: the same cells each time, at the article's proportions, its faults listed."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphsvc.model import is_code
from seed.cli.main import main
from seed.generator.sample import CSV_FILES, SAMPLE
from seed.loading.batches import batches
from seed.places.rules import Present
from seed.places.territory import Territory
from seed.plan.staging import Staging
from seed.reading.delimited import encoding_of
from seed.reading.files import sources
from seed.reading.report import Report
from seed.reading.residents import has_resident_id
from seed.reading.rows import typed_rows
from tests.tools.cities import QUANZHOU
from tests.tools.deliveries import delivered


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    assert main(["sample", str(folder)]) == 0
    return folder


NOWHERE = {"State", "ReportingUnit", "MatterType", "PolicyDocument", "System"}
Nodes = list[tuple[str, str, dict[str, Any]]]


@pytest.fixture(scope="module")
def sample() -> Iterator[tuple[Staging, Report]]:
    with delivered(SAMPLE) as found:
        yield found


@pytest.fixture(scope="module")
def nodes(sample: tuple[Staging, Report]) -> Nodes:
    """(label, second label, properties) as they are sent."""
    staging, _ = sample
    kinds = iter(staging.kinds())
    territory = Territory(staging, Present(QUANZHOU.code, "2022-12-31"))
    found: Nodes = []
    for label, second, _ in kinds:
        for node in staging.nodes(label, second):
            found.append(
                (label, second, {**node.properties, "area": territory.area(label, node.code, node.home)})
            )
    return found


def test_it_breaks_no_hard_rule(sample: tuple[Staging, Report]) -> None:
    assert sample[1].sound, sample[1].lines()


def test_batches_hold_all_of_it(sample: tuple[Staging, Report], manifest: dict[str, Any]) -> None:
    staging, _ = sample
    sent = sum(
        len(batch.elements)
        for batch in batches(staging, Territory(staging, Present(QUANZHOU.code, "2022-12-31")))
    )
    assert sent == sum(sum(part.values()) for part in manifest["counts"].values())


def cells(folder: Path) -> list[tuple[str, int, dict[str, Any]]]:
    report = Report()
    return [
        (source.table.name, row.line, row.values)
        for source in sources(folder, report)
        for row in typed_rows(source, report)
    ]


def test_it_is_written_the_same_each_time(written: Path) -> None:
    names = {path.name for path in SAMPLE.iterdir()}
    assert names == {"households.csv", "liaisons.csv", "members.csv", "register.xlsx", "manifest.json"}
    for name in names - {"register.xlsx"}:
        assert (written / name).read_bytes() == (SAMPLE / name).read_bytes(), name
    assert cells(written) == cells(SAMPLE)


def test_encodings() -> None:
    raw = {name: (SAMPLE / f"{name}.csv").read_bytes() for name in CSV_FILES}
    assert raw["liaisons"].startswith(b"\xef\xbb\xbf")
    assert not raw["members"].startswith(b"\xef\xbb\xbf")
    with pytest.raises(UnicodeDecodeError):
        raw["households"].decode("utf-8")
    assert encoding_of(SAMPLE / "households.csv") == "gb18030"


def test_proportions(sample: tuple[Staging, Report], nodes: Nodes) -> None:
    nodes = [node for node in nodes if "valid_to" not in node[2]]
    labels = Counter((label, second) for label, second, _ in nodes)
    levels = Counter(own.get("level") for label, _, own in nodes if label == "Area")
    kinds = Counter(own.get("kind") for label, _, own in nodes if label == "PartyOrganization")
    assert labels["Household", ""] == 40_000
    # Five have left.
    assert labels["PartyMember", ""] == 4_995
    # Eight have ended.
    assert labels["CoBuilding", ""] == 292
    assert labels["Area", "Community"] == 90
    assert sum(count for (label, _), count in labels.items() if label == "Unit") == 1_500
    assert (levels[1], levels[2], levels[3]) == (90, 440, 640)
    # Five of 275 were dissolved.
    assert kinds["GRID"] + kinds["COMPOUND"] == 270
    assert labels["PartyOrganization", "PartyGroup"] == 335
    serving = {tie.start for tie in sample[0].ties("LIAISES_WITH", "PartyMember", "Household")}
    assert 1_880 <= len(serving) <= 1_900


def test_codes_are_codes_and_nobodys_number(nodes: Nodes) -> None:
    for label, _, own in nodes:
        if label != "State":
            assert is_code(label, own["code"]), own
        for value in own.values():
            assert not (isinstance(value, str) and has_resident_id(value)), own["code"]


def test_everything_that_lies_somewhere_says_where(nodes: Nodes) -> None:
    areas = {own["code"] for label, _, own in nodes if label == "Area"}
    for label, _, own in nodes:
        if label not in NOWHERE:
            assert own["area"] in areas, own


def test_two_years_of_changes(sample: tuple[Staging, Report]) -> None:
    staging, _ = sample
    ended: Counter[str] = Counter()
    for kind, start, end, _ in staging.tie_kinds():
        ended[kind] += sum("valid_to" in tie.properties for tie in staging.ties(kind, start, end))
    for kind in ("SUBORDINATE_TO", "MEMBER_OF", "COVERS", "LIAISES_WITH", "PARTY_TO", "STATE_OF"):
        assert ended[kind], kind


def test_the_manifest_lists_every_cause(manifest: dict[str, Any]) -> None:
    assert set(manifest["standards"]) == {"gridOrganization", "householdLiaison", "agencyPairing"}
    for measured in manifest["standards"].values():
        gaps = measured["gaps"]
        assert gaps["PLANTED"]
        assert gaps["PROPORTION"]
        assert measured["due"] - measured["covered"] == len(gaps["PLANTED"]) + len(gaps["PROPORTION"])
    tiers = {tier for cause in manifest["breaks"].values() for _, tier, _ in cause}
    assert tiers == {"BRANCH", "COMMITTEE", "TOWNSHIP"}
    assert json.dumps(manifest["examples"])
