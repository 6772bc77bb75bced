"""An invented city, with a profile and office files of its own, is loaded, asked and verified."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from graphsvc.answer import Question
from graphsvc.catalogue import Catalogue
from graphsvc.server.local import LocalServer
from graphsvc.service import Service
from graphsvc.store import Call
from graphsvc.warmup import Planning, read_documents
from seed.loading.verify import verify
from seed.runs.load import load_directory
from tests.conftest import AUDITOR, throwaway
from tests.tools.cities import OTHER_CITY, YUNLING

HOUSEHOLD = "Household:990102001001-00001-0001"
CHAIN = """query($of: ID!) { chainOfCommand(of: $of) {
  complete brokenAt linked steps { tier code name status } liaisons { member { code } }
} }"""
COVERAGE = """query($minimum: Int) { area(code: "990100") { name coverage {
  gridOrganization { due covered }
  householdLiaison(minimum: $minimum) {
    due covered target onTarget gaps { nodes { required unit { code } } }
  }
  default: householdLiaison { due covered }
} } }"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory, catalogue: Catalogue) -> Iterator[Service]:
    """The service over a server of its own, on which the invented city is loaded."""
    server: LocalServer
    server, settings = throwaway(tmp_path_factory.mktemp("other"))
    settings = replace(settings, profile=YUNLING.path)
    server.up()
    store = server.store()
    report = load_directory(OTHER_CITY / "files", store, settings)
    assert report.rows.sound
    assert verify(store, catalogue, YUNLING) == []
    yield Service(settings, catalogue, store)
    store.close()
    server.down()


def ask(service: Service, document: str, **values: Any) -> dict[str, Any]:
    answer = service.answer(Question(document, values), AUDITOR, "other")
    assert "errors" not in answer.body, answer.body
    data: dict[str, Any] = answer.body["data"]
    return data


def test_the_chain_of_a_household(city: Service) -> None:
    chain = ask(city, CHAIN, of=HOUSEHOLD)["chainOfCommand"]
    assert (chain["complete"], chain["brokenAt"], chain["linked"]) == (True, None, True)
    found = {step["tier"]: (step["code"], step["name"]) for step in chain["steps"] if step["code"]}
    assert found == {
        "GROUP": ("YL-XZ-0001", "1号楼党小组"),
        "BRANCH": ("YL-ZB-0001", "河口社区第1网格党支部"),
        "COMMITTEE": ("YL-DW-0004", "河口社区党委"),
        "TOWNSHIP": ("YL-DW-0003", "河口苏木党委"),
        "COUNTY": ("YL-DW-0002", "中共东旗委"),
        "CITY": ("YL-DW-0001", "中共云岭州委"),
    }
    assert [one["member"]["code"] for one in chain["liaisons"]] == ["YL-DY-0001", "YL-DY-0002"]


def test_its_threshold_its_target_and_its_exempt_division(city: Service) -> None:
    """Two members a household are needed here; the household and the grid of 外岛 are not due."""
    area = ask(city, COVERAGE, minimum=1)["area"]
    assert area["name"] == "云岭州"
    assert area["coverage"]["gridOrganization"] == {"due": 1, "covered": 1}
    assert area["coverage"]["default"] == {"due": 2, "covered": 1}
    one = area["coverage"]["householdLiaison"]
    assert (one["due"], one["covered"], one["target"], one["onTarget"]) == (2, 2, 0.5, True)
    gaps = ask(city, COVERAGE, minimum=2)["area"]["coverage"]["householdLiaison"]["gaps"]["nodes"]
    assert gaps == [{"required": 2.0, "unit": {"code": "990102001001-00001-0002"}}]


def test_what_lies_in_no_smaller_area_lies_in_the_root(city: Service) -> None:
    assert ask(city, '{ area(code: "990127") { householdCount } }')["area"]["householdCount"] == 1
    assert city.store is not None
    text = "MATCH (o:PartyOrganization {code: 'YL-DW-0001'}) RETURN o.area AS area"
    assert city.store.read(Call(text, {})) == [{"area": "990100"}]


def test_its_schema_names_its_threshold_and_its_tiers(city: Service) -> None:
    assert "minimum: Int = 2" in city.sdl
    assert "Party committee of the city. 州委" in city.sdl
    assert "泉州" not in city.sdl


def test_the_warm_up_asks_about_its_examples(city: Service) -> None:
    planning = Planning(city, read_documents(city), (AUDITOR.policy,), pause=0.01)
    planning.run()
    assert planning.failed == []
    assert planning.planned == len(planning.statements) > len(planning.documents) > 0
