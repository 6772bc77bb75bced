"""Every error code over HTTP, from a service on a real database; down, up again, and too slow among them."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from graphsvc.catalogue import Catalogue
from graphsvc.errors import InternalError, RequestError
from graphsvc.http.app import create_app
from graphsvc.server.local import LocalServer
from graphsvc.service import Service
from graphsvc.settings import Settings
from graphsvc.store import Call, Row
from graphsvc.store.bolt import BoltStore
from tests.tools.servers import SLOW_MACHINE

HOUSEHOLDS = """{ area(code: "350500", asOf: "2022-12-31") {
  coverage { householdLiaison { due gaps { totalCount } } } } }"""
DEEP = '{ area(code: "350502") { ' + "parent { " * 11 + "code" + " }" * 12 + " }"
ALIASES = "{ " + " ".join(f'a{n}: area(code: "350502") {{ code }}' for n in range(20)) + " }"
QUESTIONS = [
    ("{ dataset { version } }", 200, ""),
    ("", 400, "GRAPHQL_PARSE_FAILED"),
    ("{ nothing }", 400, "GRAPHQL_VALIDATION_FAILED"),
    ("mutation { x }", 400, "BAD_REQUEST"),
    ("query A { dataset { version } } query B { dataset { version } }", 400, "BAD_REQUEST"),
    ('{ area(code: "3505021") { code } }', 400, "BAD_USER_INPUT"),
    ('{ partyOrganization(code: "502001-ZB-0006", asOf: "2022-12-31") { code } }', 200, "NOT_FOUND"),
    (DEEP, 400, "QUERY_TOO_DEEP"),
    (ALIASES, 400, "QUERY_TOO_COSTLY"),
]
FORBIDDEN = (403, "FORBIDDEN")
TIMEOUT = (504, "DB_TIMEOUT")
DOWN = (503, "DB_UNAVAILABLE")
INTERNAL = (500, "INTERNAL_SERVER_ERROR")


def ask(client: FlaskClient, document: str, **headers: str) -> tuple[int, str]:
    """(status, the code of the first error, or an empty one)."""
    response = client.post("/graphql", json={"query": document}, headers=headers)
    body = response.get_json()
    code = body["errors"][0]["extensions"]["code"] if body.get("errors") else ""
    for error in body.get("errors", []):
        assert "Neo." not in error["message"]
        assert "MATCH" not in error["message"]
    return response.status_code, code


def client_of(settings: Settings, service: Service) -> FlaskClient:
    return create_app(settings, service).test_client()


def test_no_code_is_left_out() -> None:
    declared = {RequestError.code} | {kind.code for kind in RequestError.__subclasses__()}
    asked = {code for _, _, code in QUESTIONS if code}
    assert asked | {code for _, code in (FORBIDDEN, TIMEOUT, DOWN, INTERNAL)} == declared


@pytest.mark.parametrize(("document", "status", "code"), QUESTIONS, ids=lambda value: str(value)[:30])
def test_of_the_question(
    document: str, status: int, code: str, live_service: Service, live_settings: Settings
) -> None:
    assert ask(client_of(live_settings, live_service), document) == (status, code)


def test_of_the_door(live_service: Service, live_settings: Settings) -> None:
    client = client_of(live_settings, live_service)
    assert ask(client, "{ dataset { version } }", Host="evil.example") == FORBIDDEN
    assert ask(client, "{ dataset { version } }" + " " * 20_000)[0] == 413


def test_too_slow(live_settings: Settings, catalogue: Catalogue, sample_store: BoltStore) -> None:
    """Whoever seeks an area waits while a constraint of it is being made, so no question is in time."""
    hasty = replace(live_settings, statement_timeout=0.5)
    with being_defined(sample_store, "Area"):
        assert ask(client_of(hasty, Service(hasty, catalogue, sample_store)), HOUSEHOLDS) == TIMEOUT
    patient = client_of(live_settings, Service(live_settings, catalogue, sample_store))
    assert ask(patient, HOUSEHOLDS) == (200, "")
    sample_store.notices.clear()


@contextmanager
def being_defined(store: BoltStore, label: str) -> Iterator[None]:
    """Holds the lock of a label, as whoever makes an index does, and takes back what it made."""
    call = Call(f"CREATE CONSTRAINT passing FOR (node:{label}) REQUIRE node.passing IS UNIQUE", {})
    held, done = threading.Event(), threading.Event()

    def hold(_: list[list[Row]]) -> None:
        held.set()
        done.wait()
        raise InternalError("not to be kept")

    def define() -> None:
        with pytest.raises(InternalError, match="not to be kept"):
            store.write([call], hold)

    holder = threading.Thread(target=define)
    holder.start()
    try:
        assert held.wait(SLOW_MACHINE)
        yield
    finally:
        done.set()
        holder.join()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"database": "nowhere"}, INTERNAL),
        ({"password": "wrong-password"}, DOWN),
    ],
    ids=str,
)
def test_a_wrong_database(
    change: dict[str, str],
    expected: tuple[int, str],
    live_server: LocalServer,
    live_settings: Settings,
    catalogue: Catalogue,
) -> None:
    status = live_server.status()
    login = (status.user, change.get("password", live_server.password()))
    store = BoltStore(status.uri, login, change.get("database", "neo4j"), acquisition_timeout=4.0)
    service = Service(live_settings, catalogue, store)
    assert ask(client_of(live_settings, service), "{ dataset { version } }") == expected
    service.close()


def test_down_and_up_again(empty_server: tuple[LocalServer, Settings], catalogue: Catalogue) -> None:
    """503 while the database is gone; the same service answers once it is back."""
    server, settings = empty_server
    pid = server.status().pid
    service = Service(settings, catalogue, server.store())
    client = client_of(settings, service)
    assert ask(client, "{ dataset { version } }") == (200, "")
    os.kill(pid or 0, signal.SIGKILL)
    wait(lambda: not server.status().running)
    assert ask(client, "{ dataset { version } }") == DOWN
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
    server.up()
    assert ask(client, "{ dataset { version } }") == (200, "")
    assert client.get("/readyz").status_code == 200
    service.close()


def wait(until: Callable[[], Any]) -> None:
    for _ in range(100):
        if until():
            return
        time.sleep(0.1)
    pytest.fail("it did not happen")
