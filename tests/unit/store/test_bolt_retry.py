"""A read is tried once more where the driver says that it may help; the driver is one that fails as told."""

import threading
from collections.abc import Iterator
from typing import Any

import neo4j
import pytest
from neo4j import exceptions

from graphsvc.errors import DatabaseTimeout, DatabaseUnavailable, InternalError, RequestError
from graphsvc.store import BLOCK, Call
from graphsvc.store.bolt import BoltStore

ASKED = Call("RETURN 1 AS one", {"a": 1}, timeout=3.0, metadata={"app": "graphsvc"})


def told(code: str) -> exceptions.Neo4jError:
    """What the driver raises when the server answers with this code."""
    return exceptions.Neo4jError._hydrate_neo4j(code=code, message="secret")


def deadlock() -> exceptions.Neo4jError:
    return told("Neo.TransientError.Transaction.DeadlockDetected")


class Failing:
    """Driver, session, transaction and result in one: each statement takes the next of its outcomes, a number
    of rows or an error; `breaks` is raised after so many rows."""

    gql_status_objects = ()

    def __init__(self, *outcomes: int | Exception, breaks: Exception | None = None) -> None:
        self.outcomes = list(outcomes)
        self.breaks = breaks
        self.sent: list[Any] = []
        self.modes: list[dict[str, Any]] = []
        self.closed = 0
        self.rows: Iterator[neo4j.Record] = iter(())

    def session(self, **modes: Any) -> "Failing":
        self.modes.append(modes)
        return self

    def begin_transaction(self, **_: Any) -> "Failing":
        return self

    def run(self, query: Any, parameters: Any = None) -> "Failing":
        self.sent.append((query, parameters))
        outcome = self.outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        self.rows = self._made(outcome)
        return self

    def _made(self, count: int) -> Iterator[neo4j.Record]:
        yield from (neo4j.Record({"one": number}) for number in range(count))
        if self.breaks is not None:
            raise self.breaks

    def fetch(self, count: int) -> list[neo4j.Record]:
        return [row for _, row in zip(range(count), self.rows, strict=False)]

    def consume(self) -> "Failing":
        return self

    def __iter__(self) -> Iterator[neo4j.Record]:
        return self.rows

    def __enter__(self) -> "Failing":
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def commit(self) -> None:
        return None

    def close(self) -> None:
        self.closed += 1


def over(driver: Failing) -> BoltStore:
    stand_in: Any = driver
    return BoltStore("bolt://nowhere", ("neo4j", "x"), connect=lambda *_, **__: stand_in)


@pytest.mark.parametrize(
    "error",
    [deadlock(), exceptions.ServiceUnavailable("gone"), exceptions.SessionExpired("gone")],
    ids=lambda error: type(error).__name__,
)
def test_a_read_is_tried_once_more(error: Exception) -> None:
    driver = Failing(error, 1)
    store = over(driver)
    assert store.read(ASKED) == [{"one": 0}]
    assert len(driver.sent) == 2
    assert [parameters for _, parameters in driver.sent] == [{"a": 1}] * 2
    assert {(query.text, query.timeout, query.metadata["app"]) for query, _ in driver.sent} == {
        ("RETURN 1 AS one", 3.0, "graphsvc")
    }
    assert {modes["default_access_mode"] for modes in driver.modes} == {neo4j.READ_ACCESS}
    assert store.statements == 1


def test_an_error_after_some_rows_is_no_answer_with_fewer() -> None:
    driver = Failing(2, 2, breaks=deadlock())
    with pytest.raises(DatabaseUnavailable):
        over(driver).read(ASKED)
    assert len(driver.sent) == 2


def test_two_tries_and_no_third() -> None:
    driver = Failing(deadlock(), exceptions.ServiceUnavailable("gone"), 1)
    with pytest.raises(DatabaseUnavailable) as raised:
        over(driver).read(ASKED)
    assert len(driver.sent) == 2
    assert isinstance(raised.value.__cause__, exceptions.ServiceUnavailable)


@pytest.mark.parametrize(
    ("error", "ours"),
    [
        (told("Neo.ClientError.Statement.SyntaxError"), InternalError),
        (exceptions.AuthError("refused"), DatabaseUnavailable),
        (OSError("no route"), DatabaseUnavailable),
        (told("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration"), DatabaseTimeout),
        # The driver would try this one again, and the caller would wait twice as long as a statement may run.
        (told("Neo.TransientError.Transaction.TransactionTimedOut"), DatabaseTimeout),
        (told("Neo.ClientError.Transaction.LockClientStopped"), DatabaseTimeout),
    ],
    ids=str,
)
def test_what_would_fail_again_is_not_tried_again(error: Exception, ours: type[RequestError]) -> None:
    driver = Failing(error, 1)
    with pytest.raises(ours):
        over(driver).read(ASKED)
    assert len(driver.sent) == 1


def test_a_thread_keeps_its_session_as_long_as_nothing_goes_wrong() -> None:
    driver = Failing(1, 1, told("Neo.ClientError.Statement.SyntaxError"), 1, 1)
    store = over(driver)
    for _ in range(2):
        store.read(ASKED)
    assert (len(driver.modes), driver.closed) == (1, 0)
    with pytest.raises(InternalError):
        store.read(ASKED)
    assert (len(driver.modes), driver.closed) == (1, 1)
    store.read(ASKED)
    assert len(driver.modes) == 2
    other = threading.Thread(target=store.read, args=(ASKED,))
    other.start()
    other.join()
    assert len(driver.modes) == 3
    store.close()
    assert driver.closed == 3


def test_a_session_that_is_kept_waits_for_no_transaction() -> None:
    """The store may have been put back to an earlier one, which would be waited for in vain."""
    driver = Failing(1)
    over(driver).read(ASKED)
    bookmarks = driver.modes[0]["bookmark_manager"]
    bookmarks.update_bookmarks((), ("a",))
    assert bookmarks.get_bookmarks() == ()


def test_the_driver_would_retry_that_timeout() -> None:
    assert told("Neo.TransientError.Transaction.TransactionTimedOut").is_retryable()


def test_writes_are_never_tried_again() -> None:
    driver = Failing(deadlock(), 1)
    with pytest.raises(DatabaseUnavailable):
        over(driver).write([ASKED])
    assert len(driver.sent) == 1
    driver = Failing(deadlock(), 1)
    with pytest.raises(DatabaseUnavailable):
        over(driver).define("CREATE CONSTRAINT")
    assert len(driver.sent) == 1


def test_streams_are_never_tried_again() -> None:
    driver = Failing(deadlock(), 1)
    with pytest.raises(DatabaseUnavailable):
        next(over(driver).stream(ASKED))
    assert len(driver.sent) == 1


def test_a_stream_is_read_in_blocks_up_to_where_it_breaks() -> None:
    driver = Failing(2 * BLOCK + 1)
    assert [len(block) for block in over(driver).stream(ASKED)] == [BLOCK, BLOCK, 1]
    assert driver.modes[0]["fetch_size"] == BLOCK
    stream = over(Failing(BLOCK, breaks=deadlock())).stream(ASKED)
    assert next(stream)[-1] == {"one": BLOCK - 1}
    with pytest.raises(DatabaseUnavailable):
        next(stream)
