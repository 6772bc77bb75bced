"""The sample: the same cells each time, at the article's proportions, its faults listed."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from graphsvc.model import is_code
from seed.cells import looks_like_resident_id
from seed.elements import Elements, elements_of
from seed.read import decode, read_directory
from seed.sample import CSV_FILES, SAMPLE, write_sample


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder)
    return folder


@pytest.fixture(scope="module")
def elements() -> Elements:
    return elements_of(read_directory(SAMPLE))


def test_it_is_written_the_same_each_time(written: Path) -> None:
    names = {path.name for path in SAMPLE.iterdir()}
    assert names == {"households.csv", "liaisons.csv", "members.csv", "register.xlsx", "manifest.json"}
    for name in names - {"register.xlsx"}:
        assert (written / name).read_bytes() == (SAMPLE / name).read_bytes(), name
    again = [(row.place, row.values) for row in read_directory(written)]
    assert again == [(row.place, row.values) for row in read_directory(SAMPLE)]


def test_encodings() -> None:
    raw = {name: (SAMPLE / f"{name}.csv").read_bytes() for name in CSV_FILES}
    assert raw["liaisons"].startswith(b"\xef\xbb\xbf")
    assert not raw["members"].startswith(b"\xef\xbb\xbf")
    with pytest.raises(UnicodeDecodeError):
        raw["households"].decode("utf-8")
    assert decode(SAMPLE / "households.csv").startswith("代码")


def test_proportions(elements: Elements) -> None:
    labels = Counter((node.label, node.second) for node in elements.nodes)
    levels = Counter(node.properties.get("level") for node in elements.nodes if node.label == "Area")
    kinds = Counter(
        node.properties.get("kind") for node in elements.nodes if node.label == "PartyOrganization"
    )
    assert labels["Household", ""] == 40_000
    assert labels["PartyMember", ""] == 5_000
    assert labels["CoBuilding", ""] == 300
    assert labels["Area", "Community"] == 90
    assert sum(count for (label, _), count in labels.items() if label == "Unit") == 1_500
    # One level-3 grid has been retired.
    assert (levels[1], levels[2], levels[3]) == (90, 440, 641)
    assert kinds["GRID"] + kinds["COMPOUND"] == 275
    assert labels["PartyOrganization", "PartyGroup"] == 335
    serving = {tie.start[1] for tie in elements.ties if tie.type == "LIAISES_WITH"}
    assert 1_880 <= len(serving) <= 1_900


def test_codes_are_codes_and_nobodys_number(elements: Elements) -> None:
    for node in elements.nodes:
        if node.label != "State":
            assert is_code(node.label, node.properties["code"]), node
        for value in node.properties.values():
            assert not (isinstance(value, str) and looks_like_resident_id(value)), node.place


def test_everything_that_lies_somewhere_says_where(elements: Elements) -> None:
    areas = {node.properties["code"] for node in elements.nodes if node.label == "Area"}
    for node in elements.nodes:
        if node.label != "State":
            assert node.properties["area"] in areas, node


def test_two_years_of_changes(elements: Elements) -> None:
    ended = Counter(tie.type for tie in elements.ties if tie.properties["valid_to"])
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
    assert json.dumps(manifest["stories"])
