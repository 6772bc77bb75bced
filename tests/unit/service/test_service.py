"""The service: plans are kept by structure, roots stand alone, the record is completed."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graphsvc.answer import Question
from graphsvc.bind.cursors import decode_cursor, encode_cursor
from graphsvc.bind.ids import parse_id
from graphsvc.caller import Caller
from graphsvc.catalogue import Catalogue, load_catalogue
from graphsvc.errors import BadUserInput, CatalogueError
from graphsvc.record import OUT_OF_FORCE
from graphsvc.service import Service
from graphsvc.settings import Settings
from graphsvc.store.canned import CannedStore
from tests.conftest import AUDITOR
from tests.tools.fuzz.records import STAMP
from tests.unit.catalogue.test_catalogue import STANDARD, write

ORGANIZATION = '{ partyOrganization(code: "LC-1", asOf: "2022-12-31") %s }'


def answered(service: Service, text: str, **values: Any) -> dict[str, Any]:
    return service.answer(Question(text, values), AUDITOR, "r").body


def test_values_never_change_the_text(service: Service) -> None:
    text = """query($c: String!, $d: Date, $n: Int) {
      area(code: $c, asOf: $d) { children(first: $n) { nodes { code } } } }"""
    plans = [
        service.plan(Question(text, values), AUDITOR).compiled
        for values in (
            {"c": "350500", "d": "2022-12-31", "n": 1},
            {"c": "350502001001", "d": None, "n": 500},
            {"c": "350502", "d": "2021-01-01", "n": 10},
        )
    ]
    assert len({id(plan) for plan in plans}) == 1
    assert "350500" not in plans[0].text


def test_what_decides_the_structure(service: Service) -> None:
    text = """query($b: Boolean!, $of: ID!) {
      chainOfCommand(of: $of) { complete broken: brokenAt @skip(if: $b) } }"""
    texts = {
        (skipped, kind, caller.restricted): service.plan(
            Question(text, {"b": skipped, "of": f"{kind}:LC-1"}), caller
        ).compiled.text
        for skipped in (True, False)
        for kind in ("PartyMember", "PartyOrganization")
        for caller in (AUDITOR, Caller("auditor", "350502004", False))
    }
    assert len(set(texts.values())) == 8


def test_today_is_taken_when_binding(service: Service) -> None:
    bound = service.plan(Question('{ area(code: "350500") { code } }'), AUDITOR).bound
    assert isinstance(bound.parameters["asOf"], date)
    assert bound.parameters["asOf"] >= date(2026, 1, 1)


def test_two_days_are_two_parameters(service: Service) -> None:
    text = """query($d: Date) { a: area(code: "350500", asOf: $d) { code parent { code } }
      b: area(code: "350500", asOf: $d) { code }
      c: area(code: "350500", asOf: "2021-01-01") { parent { code } } }"""
    planned = service.plan(Question(text, {"d": "2022-01-01"}), AUDITOR)
    plan, bound = planned.compiled, planned.bound
    assert set(bound.parameters) == {"q", "asOf", "asOf2"}
    assert "$asOf2" in plan.text
    assert bound.days == {"a": date(2022, 1, 1), "b": date(2022, 1, 1), "c": date(2021, 1, 1)}


def test_one_map_holds_every_value(service: Service) -> None:
    text = '{ area(code: "350500") { children(kind: GRID, first: 3, after: null) { nodes { code } } } }'
    parameters = service.plan(Question(text), AUDITOR).bound.parameters
    assert set(parameters) == {"q", "asOf"}
    assert sorted(parameters["q"].values(), key=str) == ["", "", 3, "350500", "Grid"]


def test_an_organization_in_the_record(service: Service) -> None:
    service.store = CannedStore(
        [{"dataset": STAMP, "a0": {"code": "LC-1", "t": "BRANCH", OUT_OF_FORCE: None}}]
    )
    body = answered(service, ORGANIZATION % "{ code t: tier }")
    assert body["data"] == {"partyOrganization": {"code": "LC-1", "t": "BRANCH"}}
    assert body["extensions"] == {"dataset": {"version": 3, "state": "READY"}}


def test_a_wrong_value_in_the_record_is_masked(service: Service) -> None:
    service.store = CannedStore(
        [{"dataset": STAMP, "a0": {"tier": "KING", "code": None, OUT_OF_FORCE: None}}]
    )
    body = answered(service, ORGANIZATION % "{ tier code }")
    assert {error["extensions"]["code"] for error in body["errors"]} == {"INTERNAL_SERVER_ERROR"}
    assert "KING" not in str(body)


def test_a_day_before_the_data(service: Service) -> None:
    service.store = CannedStore([{"dataset": STAMP, "a0": None}])
    body = answered(service, '{ area(code: "350500", asOf: "2020-06-30") { code } }')
    assert body["data"] == {"area": None}
    assert "begins on 2020-07-01" in body["errors"][0]["message"]


def test_nothing_but_the_catalogue_needs_no_database(service: Service) -> None:
    service.store = None
    assert answered(service, "{ __typename standards { id } }")["data"]["__typename"] == "Query"
    body = answered(service, "{ dataset { version } }")
    assert body["errors"][0]["extensions"]["code"] == "DB_UNAVAILABLE"


def test_one_statement_a_request(service: Service) -> None:
    store = CannedStore([{"dataset": STAMP, "a0": None, "a1": None}])
    service.store = store
    answered(service, '{ a: area(code: "350500") { code } b: area(code: "350502") { code } }')
    assert store.statements == 1
    assert store.calls[0].metadata == {"app": "graphsvc", "operation": "", "requestId": "r"}


@pytest.mark.parametrize("text", ["LC-DY-0001", "350502001001", "x" * 40])
def test_cursors_come_back(text: str) -> None:
    assert decode_cursor(encode_cursor(text)) == text


@pytest.mark.parametrize("text", ["", "%%%", "MTIz", "一"])
def test_foreign_cursors(text: str) -> None:
    with pytest.raises(ValueError):
        decode_cursor(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Household:350502001001-00001-0001", ("Household", "350502001001-00001-0001", None)),
        ("Grid:350502001001001", ("Area", "350502001001001", None)),
        ("PartyBranch:LC-1@2022-12-31", ("PartyOrganization", "LC-1", date(2022, 12, 31))),
    ],
)
def test_ids(text: str, found: tuple[str, str, date | None]) -> None:
    assert parse_id(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Household",
        "Household:",
        "State:x",
        "Household:1",
        ":x",
        "Unit:x@",
        "Unit:x@today",
        "Unit:x@20221231",
        "Unit:x@2022-02-30",
        "Unit:x@2022-12-31@2022-12-31",
    ],
)
def test_ids_of_nothing(text: str) -> None:
    with pytest.raises(BadUserInput, match="is not an id"):
        parse_id(text)


def test_a_dropped_standard_is_a_field(tmp_path: Path, settings: Settings) -> None:
    for source in Path(settings.catalogue).rglob("*.cypher"):
        write(
            tmp_path, source.relative_to(settings.catalogue).with_suffix("").as_posix(), source.read_bytes()
        )
    write(tmp_path, "standards/all_grids", STANDARD)
    service = Service(settings, load_catalogue(tmp_path), None)
    text = '{ area(code: "350500") { coverage { allGrids(minimum: 3) { due } } } standards { id } }'
    plan = service.plan(Question(text), AUDITOR).compiled
    assert "// standards/all_grids" in plan.text
    assert {"id": "allGrids"} in answered(service, "{ standards { id } }")["data"]["standards"]


def test_a_broken_catalogue_stops_the_start(tmp_path: Path, catalogue: Catalogue) -> None:
    write(tmp_path, "standards/all_grids", STANDARD.replace("// source  made up\n", ""))
    with pytest.raises(CatalogueError, match=r"all_grids\.cypher:1: .*name the document"):
        load_catalogue(tmp_path)
    assert catalogue.statements
