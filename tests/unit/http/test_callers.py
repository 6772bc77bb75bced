"""The caller comes with the request: one running application, and each caller is answered as they may be."""

import functools
import gc
import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from graphsvc.access import Request
from graphsvc.access.local import LocalMode
from graphsvc.answer import Question
from graphsvc.caller import Caller
from graphsvc.catalogue import Catalogue
from graphsvc.errors import Forbidden
from graphsvc.http.app import create_app
from graphsvc.service import Service
from graphsvc.settings import Settings
from graphsvc.store import Call, Row
from graphsvc.store.canned import CannedStore

CALLERS = {
    "auditor": Caller("auditor", "", False),
    "steward": Caller("steward", "", True),
    "liaison": Caller("auditor", "350502004", False),
    "neighbour": Caller("auditor", "350502005", True),
}
MEMBER = {"query": '{ partyMember(code: "502004-DY-0001") { code name } }'}
EXPORT = "/export/subtree.ndjson?area=350502004"
STAMP = {"version": 7, "state": "READY", "earliest": None}


class ByHeader(LocalMode):
    """Tells callers apart by the header X-Who."""

    def authenticate(self, request: Request) -> Caller:
        super().authenticate(request)
        who = request.headers.get("x-who", "")
        if who not in CALLERS:
            raise Forbidden("say who asks by X-Who")
        return CALLERS[who]


def graph(call: Call) -> Any:
    """A member and a street in 350502004, as the statements that the service sends would find them."""
    if "// exports/" in call.text:
        return iter([member("kind", kind="PartyMember", valid_from=None, valid_to=None, parent=None)])
    inside = "350502004".startswith(call.parameters["q"].get("jurisdiction", ""))
    found = {"version": 7} if "last_load" in call.text else member("!") if inside else None
    return [{"dataset": STAMP, "a0": found}]


def member(*names: str, **more: Any) -> Row:
    row = {"code": "502004-DY-0001", "name": "张三丰", "area": "350502004"}
    return {**dict.fromkeys(names), **row, **more}


@pytest.fixture
def service(settings: Settings, catalogue: Catalogue) -> Service:
    return Service(settings, catalogue, CannedStore(graph))


@pytest.fixture(params=["fast", "flask"])
def client(request: Any, service: Service, settings: Settings) -> FlaskClient:
    """The application by both of its ways in."""
    app = create_app(settings, service, authenticator=ByHeader(settings))
    if request.param == "flask":
        del app.wsgi_app
    return app.test_client()


def ask(client: FlaskClient, who: str, body: Any = MEMBER) -> Any:
    headers = {"Content-Type": "application/json", "X-Who": who}
    return client.post("/graphql", data=json.dumps(body), headers=headers).get_json()


def test_each_caller_has_an_answer_of_their_own(client: FlaskClient) -> None:
    """The same document again and again, by callers in turn: what is kept of one never shows to another."""
    code = "502004-DY-0001"
    for _ in range(3):
        assert ask(client, "auditor")["data"]["partyMember"] == {"code": code, "name": "张**"}
        assert ask(client, "steward")["data"]["partyMember"] == {"code": code, "name": "张三丰"}
        assert ask(client, "liaison")["data"]["partyMember"] == {"code": code, "name": "张**"}
        assert ask(client, "neighbour")["data"]["partyMember"] is None


def test_statements_differ_by_whether_anything_is_kept_from_the_caller(
    client: FlaskClient, service: Service
) -> None:
    for who in (*CALLERS, *CALLERS):
        ask(client, who)
    assert isinstance(service.store, CannedStore)
    assert len({call.text for call in service.store.calls}) == 2
    given = [call.parameters["q"].get("jurisdiction") for call in service.store.calls]
    assert given == [None, None, "350502004", "350502005"] * 2


def test_exports_are_those_of_the_caller(client: FlaskClient) -> None:
    for _ in range(2):
        lines = {who: client.get(EXPORT, headers={"X-Who": who}) for who in CALLERS}
        assert {who: one.status_code for who, one in lines.items()} == {
            "auditor": 200,
            "steward": 200,
            "liaison": 200,
            "neighbour": 404,
        }
        names = {who: one.text.splitlines()[1] for who, one in lines.items() if one.status_code == 200}
        assert {who: json.loads(line)["name"] for who, line in names.items()} == {
            "auditor": "张**",
            "steward": "张三丰",
            "liaison": "张**",
        }


@pytest.mark.parametrize("path", ["/graphql", EXPORT, "/readyz", "/schema.graphql", "/nowhere"])
def test_nobody_is_answered_without_being_asked_who_they_are(client: FlaskClient, path: str) -> None:
    answer = client.post(path, json=MEMBER) if path == "/graphql" else client.get(path)
    assert answer.status_code == 403
    assert answer.get_json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


def test_thousands_of_callers_leave_nothing_behind(service: Service) -> None:
    """Every cache of the process is looked at: what is kept is kept by policy, not by caller."""
    question = Question(MEMBER["query"])

    def answer(number: int) -> None:
        caller = Caller("auditor", f"3505{number % 90 + 10}{number // 90 + 100}", number % 2 == 0)
        assert service.completion(question, caller, "x").decoded() is not None

    for number in range(2):
        answer(number)
    before = kept()
    for number in range(2, 3000):
        answer(number)
    assert kept() == before


def kept() -> tuple[int, int]:
    """Entries of all caches there are, and how often something had to be made for one."""
    gc.collect()
    caches = [one for one in gc.get_objects() if isinstance(one, functools._lru_cache_wrapper)]
    infos = [one.cache_info() for one in caches]
    return sum(one.currsize for one in infos), sum(one.misses for one in infos)
