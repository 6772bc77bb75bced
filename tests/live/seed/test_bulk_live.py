"""What the service answers of a generated city that the importer has written: as the manifest says."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from graphsvc.catalogue import Catalogue
from graphsvc.service import Service
from graphsvc.store import Call
from seed.generator.city import CityOptions, write_city
from seed.generator.plan import load_plan
from seed.runs.bulk import bulk_load
from tests.conftest import throwaway
from tests.live.asking.test_manifest_live import ask

COUNTED = {
    "areas": "Area",
    "organizations": "PartyOrganization",
    "members": "PartyMember",
    "households": "Household",
    "units": "Unit",
}
"""Field of `dataset` → label."""
DATASET = f"{{ dataset {{ state earliest latest {' '.join(COUNTED)} }} }}"
BOARD = """query($code: String!, $asOf: Date!) { area(code: $code, asOf: $asOf) { code coverage { ...all }
  children(first: 200) { nodes { code coverage { ...all }
    children(first: 200, kind: COMMUNITY) { nodes { code coverage { ...all } } } } } } }
fragment all on Coverage { %s }"""
CHAIN = """query($of: ID!, $asOf: Date!) { chainOfCommand(of: $of, asOf: $asOf) {
  complete brokenAt steps { tier code } liaisons { member { code } } } }"""
LINKED = """MATCH (m:PartyMember)-[l:LIAISES_WITH]->(h:Household)
WHERE l.valid_to IS NULL AND h.valid_to IS NULL
RETURN h.code AS household, m.code AS member ORDER BY household, member LIMIT 1"""


@pytest.fixture(scope="module")
def city(
    tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue
) -> Iterator[tuple[Service, dict[str, Any]]]:
    """All counties, a hundredth of everything, in a home that no server has run in before."""
    folder = tmp_path_factory.mktemp("city")
    manifest = write_city(folder / "files", CityOptions(scale=0.01, faults=12))
    server, settings = throwaway(folder / "home")
    bulk_load(folder / "files", settings)
    with closing(server.store()) as store:
        yield Service(settings, catalogue, store), manifest
    server.down()


def test_a_dataset_counts_what_the_manifest_counts(city: tuple[Service, dict[str, Any]]) -> None:
    service, manifest = city
    found = ask(service, DATASET)["dataset"]
    assert found["state"] == "READY"
    assert found["earliest"] <= manifest["as_of"]
    nodes = manifest["counts"]["nodes"]
    assert {field: found[field] for field in COUNTED} == {
        field: nodes[label] for field, label in COUNTED.items()
    }


@pytest.mark.parametrize("county", sorted(load_plan().file.counties))
def test_board(county: str, city: tuple[Service, dict[str, Any]]) -> None:
    """Every standard in a county is the manifest's, and its townships' and communities' add up to it."""
    service, manifest = city
    standards = manifest["standards"]
    document = BOARD % " ".join(f"{name} {{ due covered }}" for name in standards)
    board = ask(service, document, code=county, asOf=manifest["as_of"])["area"]
    townships = board["children"]["nodes"]
    communities = [one for township in townships for one in township["children"]["nodes"]]
    for name in standards:
        expected = standards[name][county]
        for areas in ([board], townships, communities):
            assert summed(areas, name) == expected, name


def summed(areas: list[dict[str, Any]], standard: str) -> list[int]:
    return [sum(one["coverage"][standard][column] for one in areas) for column in ("due", "covered")]


def test_chain(city: tuple[Service, dict[str, Any]]) -> None:
    """A household with a liaison member: complete, and up to the city."""
    service, manifest = city
    assert service.store is not None
    linked = service.store.read(Call(LINKED, {}))[0]
    values = {"of": f"Household:{linked['household']}", "asOf": manifest["as_of"]}
    chain = ask(service, CHAIN, **values)["chainOfCommand"]
    assert (chain["complete"], chain["brokenAt"]) == (True, None)
    tiers = [step["tier"] for step in chain["steps"]]
    assert tiers[-4:] == ["COMMITTEE", "TOWNSHIP", "COUNTY", "CITY"]
    assert linked["member"] in [one["member"]["code"] for one in chain["liaisons"]]
