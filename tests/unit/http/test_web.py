"""HTTP: GraphQL by POST, every fault a GraphQL-shaped JSON with the right status, nothing of ours leaked."""

import json
import logging
import os
import subprocess
import sys
from typing import Any

import pytest
from flask.testing import FlaskClient

from graphsvc.answer import Answer
from graphsvc.errors import DatabaseTimeout, DatabaseUnavailable, InternalError
from graphsvc.http.app import create_app
from graphsvc.service import Service
from graphsvc.settings import Settings
from graphsvc.store.canned import CannedStore
from tests.conftest import ROOT

QUESTION = {"query": "{ standards { id } }"}
DATASET = {"query": "query Name { dataset { version } }", "operationName": "Name"}


@pytest.fixture
def client(service: Service, settings: Settings) -> FlaskClient:
    return create_app(settings, service).test_client()


def post(client: FlaskClient, body: Any, **headers: str) -> Any:
    data = body if isinstance(body, bytes) else json.dumps(body)
    return client.post("/graphql", data=data, headers={"Content-Type": "application/json", **headers})


def code(response: Any) -> str:
    return str(response.get_json()["errors"][0]["extensions"]["code"])


def test_an_answer(client: FlaskClient) -> None:
    response = post(client, QUESTION)
    assert response.status_code == 200
    assert {"id": "gridOrganization"} in response.get_json()["data"]["standards"]
    assert response.content_type == "application/json; charset=utf-8"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("application/graphql-response+json", "application/graphql-response+json"),
        ("application/graphql-response+json;q=0.5, application/json", "application/json"),
        ("application/json;q=0.5, application/graphql-response+json", "application/graphql-response+json"),
        ("*/*", "application/json"),
    ],
)
def test_the_media_type_is_negotiated(client: FlaskClient, accept: str, media: str) -> None:
    assert post(client, QUESTION, Accept=accept).mimetype == media


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (QUESTION, {"Accept": "text/html"}, 406),
        (QUESTION, {"Content-Type": "text/plain"}, 415),
        (b"{", {}, 400),
        (b"\xff", {}, 400),
        ([QUESTION], {}, 400),
        (b"null", {}, 400),
        ({"query": 1}, {}, 400),
        ({}, {}, 400),
        ({"query": "{ standards { id } }", "variables": []}, {}, 400),
        ({"query": "{ standards { id } }", "operationName": 1}, {}, 400),
        ({"query": "{ standards { id } }", "operationName": "Other"}, {}, 400),
        ({"query": "query A { standards { id } } query B { standards { id } }"}, {}, 400),
        ({"query": "# " + "x" * 20_000 + "\n{ standards { id } }"}, {}, 413),
    ],
)
def test_bad_requests(client: FlaskClient, body: Any, headers: dict[str, str], status: int) -> None:
    response = post(client, body, **headers)
    assert response.status_code == status
    assert code(response) == "BAD_REQUEST"


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("{ standards", "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ __schema { types { name } } }", "GRAPHQL_VALIDATION_FAILED"),
        ("mutation { x }", "BAD_REQUEST"),
        ('{ area(code: "x") { code } }', "BAD_USER_INPUT"),
        ('query($a: Date) { area(code: "350500", asOf: $a) { code } }', "BAD_USER_INPUT"),
        ("{ " + " ".join(f"a{i}: dataset {{ version }}" for i in range(16)) + " }", "QUERY_TOO_COSTLY"),
        ('{ area(code: "350500") ' + "{ parent " * 10 + "{ code }" + " }" * 10 + " }", "QUERY_TOO_DEEP"),
    ],
)
def test_error_codes(client: FlaskClient, query: str, wanted: str) -> None:
    response = post(client, {"query": query, "variables": {"a": "soon"}})
    assert response.status_code == 400
    assert code(response) == wanted


@pytest.mark.parametrize(
    ("error", "status", "wanted"),
    [
        (DatabaseTimeout("slow"), 504, "DB_TIMEOUT"),
        (DatabaseUnavailable("down"), 503, "DB_UNAVAILABLE"),
        (InternalError("secret"), 500, "INTERNAL_SERVER_ERROR"),
        (RuntimeError("secret"), 500, "INTERNAL_SERVER_ERROR"),
    ],
)
def test_faults_while_answering(
    service: Service, settings: Settings, error: Exception, status: int, wanted: str
) -> None:
    service.store = CannedStore(error)
    response = post(create_app(settings, service).test_client(), DATASET)
    assert (response.status_code, code(response)) == (status, wanted)
    assert b"secret" not in response.data
    assert b"Traceback" not in response.data


def test_a_fault_of_the_application_is_masked(settings: Settings) -> None:
    class Broken:
        sdl = ""

        def answer(self, *_: Any) -> Answer:
            raise RuntimeError("secret")

    client = create_app(settings, Broken()).test_client()  # type: ignore[arg-type]  # breaks on purpose
    response = post(client, QUESTION)
    assert (response.status_code, code(response)) == (500, "INTERNAL_SERVER_ERROR")
    assert b"secret" not in response.data


def test_other_methods_and_paths(client: FlaskClient) -> None:
    response = client.get("/graphql")
    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]
    assert client.get("/nowhere").status_code == 404
    assert client.get("/nowhere").get_json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


@pytest.mark.parametrize(
    ("host", "status"), [("127.0.0.1:8000", 200), ("localhost", 200), ("evil.example", 403)]
)
def test_only_loopback_names_are_answered(client: FlaskClient, host: str, status: int) -> None:
    assert post(client, QUESTION, Host=host).status_code == status


def test_health_readiness_schema(service: Service, settings: Settings) -> None:
    stamp = {"version": 7, "state": "READY", "earliest": None}
    row = {"version": 7, "state": "READY", "schemaVersion": 1}
    service.store = CannedStore([{"dataset": stamp, "a0": row}])
    client = create_app(settings, service).test_client()
    assert client.get("/healthz").get_json() == {"status": "ok"}
    assert client.get("/readyz").get_json()["dataset"] == row
    assert "type Query" in client.get("/schema.graphql").get_data(as_text=True)
    service.store = CannedStore(DatabaseUnavailable("down"))
    response = client.get("/readyz")
    assert (response.status_code, code(response)) == (503, "DB_UNAVAILABLE")


def test_the_request_id_comes_back(client: FlaskClient) -> None:
    response = post(client, {"query": "{"}, **{"X-Request-Id": "abc-1"})
    assert response.headers["X-Request-Id"] == "abc-1"
    assert response.get_json()["errors"][0]["extensions"]["requestId"] == "abc-1"
    assert post(client, QUESTION, **{"X-Request-Id": "no spaces"}).headers["X-Request-Id"] != "no spaces"


def test_one_line_a_request_without_its_content(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "graphsvc.access"):
        post(client, DATASET)
    lines = [json.loads(record.message) for record in caplog.records if record.name == "graphsvc.access"]
    assert len(lines) == 1
    assert lines[0]["operation"] == "Name"
    assert set(lines[0]) == {"request", "path", "operation", "status", "ms"}


def test_the_cause_is_in_the_log_under_the_request_id(
    service: Service, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    service.store = CannedStore(RuntimeError("the cause"))
    response = post(create_app(settings, service).test_client(), DATASET, **{"X-Request-Id": "find-me"})
    assert "find-me" in response.get_json()["errors"][0]["extensions"]["requestId"]
    assert "find-me" in caplog.text
    assert "the cause" in caplog.text


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (QUESTION, {}),
        (DATASET, {"Accept": "application/graphql-response+json"}),
        (DATASET, {"Accept": "*/*", "Content-Type": "application/json; charset=utf-8"}),
        ({"query": "{ nothing }"}, {"Accept": "application/json"}),
        ({"query": "{", "variables": None}, {"Host": "127.0.0.1:8000"}),
        ({"query": "{ standards { id } }", "variables": []}, {}),
        (b"{", {}),
        (b"", {}),
        (QUESTION, {"Accept": "application/json;q=0.5"}),
        (QUESTION, {"Accept": "text/html"}),
        (QUESTION, {"Host": "evil.example"}),
        (QUESTION, {"Content-Type": "text/plain"}),
        (QUESTION, {"Content-Length": "1000000"}),
        (QUESTION, {"Content-Length": "-1"}),
    ],
)
def test_the_fast_path_answers_as_flask_does(
    service: Service, settings: Settings, body: Any, headers: dict[str, str]
) -> None:
    fast, slow = create_app(settings, service), create_app(settings, service)
    del slow.wsgi_app
    given = {"X-Request-Id": "same", **headers}
    answers = [post(app.test_client(), body, **given) for app in (fast, slow)]
    assert len({(one.status, one.data, tuple(one.headers)) for one in answers}) == 1


def test_an_ordinary_question_never_reaches_flask(service: Service, settings: Settings) -> None:
    app = create_app(settings, service)
    app.before_request(lambda: pytest.fail("dispatched"))
    assert post(app.test_client(), QUESTION).status_code == 200


@pytest.mark.parametrize(
    "error", [DatabaseTimeout("slow"), DatabaseUnavailable("down"), RuntimeError("secret")]
)
def test_the_fast_path_words_faults_as_flask_does(
    service: Service, settings: Settings, error: Exception
) -> None:
    service.store = CannedStore(error)
    fast, slow = create_app(settings, service), create_app(settings, service)
    del slow.wsgi_app
    answers = [post(app.test_client(), DATASET, **{"X-Request-Id": "same"}) for app in (fast, slow)]
    assert len({(one.status, one.data, tuple(one.headers)) for one in answers}) == 1


def test_a_worker_s_collections_leave_out_what_it_was_started_with() -> None:
    script = "import gc; from graphsvc.http.app import create_app; create_app(); print(gc.get_freeze_count())"
    environment = {**os.environ, "GRAPHSVC_NEO4J_URI": "bolt://127.0.0.1:9"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) > 10_000
