"""The store on a real server: reading only, all or nothing, times out, and counts what it sends."""

import logging
import re

import pytest

from graphsvc.answer import Question
from graphsvc.errors import DatabaseTimeout, DatabaseUnavailable, InternalError
from graphsvc.server.local import LocalServer
from graphsvc.service import Service
from graphsvc.store import Call, Row
from graphsvc.store.bolt import BoltStore
from tests.conftest import AUDITOR

MESSAGE = re.compile(r"\b([CS]: [A-Z]+)")

COUNT = Call("MATCH (n:LoadRun {code: 'test'}) RETURN count(n) AS n", {})
WRITE = Call("MERGE (n:LoadRun {code: 'test'}) RETURN n.code AS code", {})


def test_a_reading_session_refuses_to_write(live_store: BoltStore) -> None:
    with pytest.raises(InternalError):
        live_store.read(WRITE)
    assert live_store.read(COUNT) == [{"n": 0}]


def test_a_transaction_is_all_or_nothing(live_store: BoltStore) -> None:
    with pytest.raises(InternalError):
        live_store.write([WRITE, Call("RETURN 1 / 0 AS x", {})])
    assert live_store.read(COUNT) == [{"n": 0}]


def test_a_check_before_the_commit_takes_all_back(live_store: BoltStore) -> None:
    def refuse(rows: list[list[Row]]) -> None:
        assert rows == [[{"code": "test"}]]
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        live_store.write([WRITE], refuse)
    assert live_store.read(COUNT) == [{"n": 0}]


def test_a_statement_that_runs_too_long(live_store: BoltStore) -> None:
    text = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b) AS n"
    with pytest.raises(DatabaseTimeout):
        live_store.read(Call(text, {}, timeout=0.5))


def test_a_wrong_password(live_server: LocalServer) -> None:
    store = BoltStore(live_server.status().uri, ("neo4j", "wrong"))
    with pytest.raises(DatabaseUnavailable, match="refuses the login"):
        store.ping()
    store.close()


def test_statements_are_counted(live_store: BoltStore) -> None:
    before = live_store.statements
    live_store.ping()
    live_store.read(COUNT)
    assert live_store.statements - before == 2


def test_a_profile_counts_hits(live_store: BoltStore) -> None:
    plan = live_store.profile(Call("MATCH (a:Area {code: '350502'}) RETURN a.name AS name", {}))
    assert plan["args"]["DbHits"] >= 0
    assert plan["children"]


def test_a_question_is_one_statement_and_one_round_trip(
    live_service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    """By the driver's own log: RUN and PULL leave together, before anything comes back."""
    question = Question('{ area(code: "350502", asOf: "2022-12-31") { name children { nodes { code } } } }')
    assert "errors" not in live_service.answer(question, AUDITOR, "warm").body
    with caplog.at_level(logging.DEBUG, "neo4j.io"):
        answer = live_service.answer(question, AUDITOR, "counted")
    assert "errors" not in answer.body
    said = [match[1] for record in caplog.records if (match := MESSAGE.search(record.getMessage()))]
    assert said[: said.index("S: SUCCESS")] == ["C: RUN", "C: PULL"]
    assert [one for one in said if one.startswith("C: ")] == ["C: RUN", "C: PULL"]
