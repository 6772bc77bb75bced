"""Exports: bounded, masked, told apart from one that was cut off, and let go of when nobody reads on."""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from graphsvc.caller import Caller
from graphsvc.catalogue import Catalogue
from graphsvc.errors import BadUserInput, DatabaseTimeout, NotFound
from graphsvc.export import Subtree, export_subtree
from graphsvc.http.app import create_app
from graphsvc.record import OUT_OF_FORCE
from graphsvc.service import Service
from graphsvc.settings import Settings
from graphsvc.store import BLOCK, Call, Row
from graphsvc.store.canned import CannedStore
from tests.conftest import AUDITOR

STAMP = {"version": 7, "state": "READY", "earliest": date(2020, 7, 1)}
AREA = {"code": "350502004", "name": "某街道", OUT_OF_FORCE: None}
MANY = 3 * BLOCK + 1
WANTED = Subtree("350502004", "2022-12-31")


def row(number: int, kind: str = "PartyMember") -> Row:
    return {
        "kind": kind,
        "code": f"502004-DY-{number:04}",
        "name": "张三丰",
        "area": "350502004001",
        "valid_from": date(2020, 7, 1),
        "valid_to": None,
        "parent": None,
    }


def members(call: Call) -> Iterator[Row]:
    return map(row, range(MANY))


def cut_off(call: Call) -> Iterator[Row]:
    yield from map(row, range(BLOCK))
    raise DatabaseTimeout("too slow")


def broken(call: Call) -> Iterator[Row]:
    yield from map(row, range(BLOCK + 1))
    raise RuntimeError("secret")


def store(rows: Callable[[Call], Iterator[Row]] = members, area: Row | None = AREA) -> CannedStore:
    def answers(call: Call) -> Any:
        if "// exports/" in call.text:
            return rows(call)
        return [{"dataset": STAMP, "a0": {"version": 7} if "last_load" in call.text else area}]

    return CannedStore(answers)


@pytest.fixture
def over(settings: Settings, catalogue: Catalogue) -> Callable[..., Service]:
    return lambda *given: Service(settings, catalogue, store(*given))


def lines(service: Service, wanted: Subtree = WANTED, caller: Caller = AUDITOR) -> list[dict[str, Any]]:
    return [json.loads(line) for line in b"".join(export_subtree(service, wanted, caller, "x")).splitlines()]


def test_header_nodes_end(over: Callable[..., Service]) -> None:
    header, *nodes, end = lines(over())
    assert {**header["header"], "kinds": len(header["header"]["kinds"])} == {
        "area": "350502004",
        "name": "某街道",
        "asOf": "2022-12-31",
        "dataVersion": 7,
        "state": "READY",
        "jurisdiction": "Exported by an auditor of the whole city, names masked.",
        "territory": "The subtree is that of today's territory.",
        "kinds": 7,
    }
    assert end == {"end": True, "rows": MANY, "dataVersion": 7}
    assert len(nodes) == MANY
    assert nodes[0] == {
        "id": "PartyMember:502004-DY-0000",
        "kind": "PartyMember",
        "code": "502004-DY-0000",
        "name": "张**",
        "area": "350502004001",
        "valid": {"from": "2020-07-01", "to": None},
        "parent": None,
    }


@pytest.mark.parametrize(
    ("kind", "show", "name"),
    [("PartyMember", False, "张**"), ("PartyMember", True, "张三丰"), ("Unit", False, "张三丰")],
)
def test_only_names_of_people_are_masked(
    over: Callable[..., Service], kind: str, show: bool, name: str
) -> None:
    found = lines(over(lambda call: iter([row(1, kind)])), caller=Caller("auditor", "", show))
    assert found[1]["name"] == name
    assert ("in full" in found[0]["header"]["jurisdiction"]) is show


def test_one_statement_of_the_files_of_the_kinds(over: Callable[..., Service]) -> None:
    service = over()
    lines(service, replace(WANTED, kinds=("Household", "Building")))
    sent = next(call for call in service.store.calls if "exports/" in call.text)  # type: ignore[union-attr]  # canned
    assert sent.text.count("UNION ALL") == 1
    assert "// exports/building" in sent.text
    assert "// exports/household" in sent.text
    assert sent.parameters == {"within": "350502004", "beyond": "350502004~", "asOf": date(2022, 12, 31)}
    assert sent.timeout == service.settings.export_timeout


@pytest.mark.parametrize(
    ("wanted", "caller", "error"),
    [
        (Subtree("350502004", kinds=("Staff",)), AUDITOR, BadUserInput),
        (Subtree("somewhere"), AUDITOR, BadUserInput),
        (Subtree("350502004", "yesterday"), AUDITOR, BadUserInput),
        (Subtree("350502004", "2020-06-30"), AUDITOR, BadUserInput),
        (Subtree("350502004"), Caller("auditor", "350502005", False), NotFound),
        (Subtree("350502004"), Caller("auditor", "350502004001", False), NotFound),
    ],
    ids=str,
)
def test_refused_before_the_first_line(
    over: Callable[..., Service], wanted: Subtree, caller: Caller, error: type[Exception]
) -> None:
    service = over()
    with pytest.raises(error):
        export_subtree(service, wanted, caller, "x")
    assert not [call for call in service.store.calls if "exports/" in call.text]  # type: ignore[union-attr]  # canned


def test_outside_is_as_unknown(over: Callable[..., Service]) -> None:
    told = []
    for service, caller in ((over(members, None), AUDITOR), (over(), Caller("auditor", "350502005", False))):
        with pytest.raises(NotFound) as raised:
            export_subtree(service, WANTED, caller, "x")
        told.append((str(raised.value), raised.value.status))
    assert told[0] == told[1]
    assert told[0][1] == 404


@pytest.mark.parametrize(
    ("rows", "code"),
    [(cut_off, "DB_TIMEOUT"), (broken, "INTERNAL_SERVER_ERROR")],
)
def test_one_that_was_cut_off_says_so(
    over: Callable[..., Service],
    rows: Callable[[Call], Iterator[Row]],
    code: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.INFO, "graphsvc.access"):
        header, *nodes, last = lines(over(rows))
    assert "header" in header
    assert len(nodes) == BLOCK
    assert set(last) == {"error"}
    assert (last["error"]["code"], last["error"]["requestId"]) == (code, "x")
    assert "secret" not in json.dumps(last)
    logged = json.loads([one.message for one in caplog.records if one.name == "graphsvc.access"][-1])
    assert logged == {"request": "x", "operation": "SubtreeExport", "rows": BLOCK, "outcome": code}


def test_who_stops_reading_lets_go(over: Callable[..., Service]) -> None:
    service = over()
    assert isinstance(service.store, CannedStore)
    reading = export_subtree(service, WANTED, AUDITOR, "x")
    assert b"header" in next(reading)
    assert service.store.streaming == 0
    assert next(reading).count(b"\n") == BLOCK
    assert service.store.streaming == 1
    reading.close()
    assert service.store.streaming == 0


@pytest.fixture
def client(over: Callable[..., Service], settings: Settings) -> FlaskClient:
    return create_app(settings, over()).test_client()


def test_over_http(client: FlaskClient, over: Callable[..., Service]) -> None:
    answer = client.get(
        "/export/subtree.ndjson?area=350502004&asOf=2022-12-31", headers={"X-Request-Id": "x"}
    )
    assert (answer.status_code, answer.mimetype) == (200, "application/x-ndjson")
    assert answer.data == b"".join(export_subtree(over(), WANTED, AUDITOR, "x"))
    assert answer.headers["X-Request-Id"] == "x"


def test_over_http_it_is_streamed_and_let_go_of(settings: Settings, over: Callable[..., Service]) -> None:
    service = over()
    assert isinstance(service.store, CannedStore)
    answer = create_app(settings, service).test_client().get("/export/subtree.ndjson?area=350502004")
    blocks = iter(answer.response)
    assert b"header" in next(blocks)
    assert next(blocks).count(b"\n") == BLOCK
    assert service.store.streaming == 1
    answer.close()
    assert service.store.streaming == 0


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("area=350502004&kind=Unit&kind=Area", 200, ""),
        ("area=350503", 404, "NOT_FOUND"),
        ("", 400, "BAD_USER_INPUT"),
        ("area=350502004&area=350502005", 400, "BAD_USER_INPUT"),
        ("area=350502004&day=2022-12-31", 400, "BAD_USER_INPUT"),
        ("area=350502004&kind=Staff", 400, "BAD_USER_INPUT"),
        ("area=350502004&asOf=1990-01-01", 400, "BAD_USER_INPUT"),
    ],
)
def test_faults_over_http(
    settings: Settings, over: Callable[..., Service], query: str, status: int, code: str
) -> None:
    area = None if "350503" in query else AREA
    client = create_app(settings, over(members, area)).test_client()
    answer = client.get(f"/export/subtree.ndjson?{query}")
    assert answer.status_code == status
    if code:
        assert answer.get_json()["errors"][0]["extensions"]["code"] == code


def test_a_service_without_a_database(settings: Settings, catalogue: Catalogue) -> None:
    client = create_app(settings, Service(settings, catalogue, None)).test_client()
    assert client.get("/export/subtree.ndjson?area=350502004").status_code == 503
