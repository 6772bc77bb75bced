"""The Bolt store: errors of the driver become three of ours, its values become Python's own."""

from datetime import date

import pytest
from neo4j import Record, exceptions
from neo4j.graph import Graph, Node
from neo4j.time import Date, DateTime

from graphsvc.errors import DatabaseTimeout, DatabaseUnavailable, InternalError
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore, translate, translated
from graphsvc.store.values import as_row, plain

FAMILIES = exceptions.Neo4jError | exceptions.DriverError
CLASSES = sorted(
    (item for item in vars(exceptions).values() if isinstance(item, type) and issubclass(item, FAMILIES)),
    key=lambda item: item.__name__,
)
OURS = (DatabaseUnavailable, DatabaseTimeout, InternalError)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_exception_of_the_driver_is_translated(kind: type[Exception]) -> None:
    error = kind.__new__(kind)
    Exception.__init__(error, "secret detail")
    assert isinstance(translate(error), OURS)
    with pytest.raises(OURS) as raised, translated():
        raise error
    assert raised.value.__cause__ is error


@pytest.mark.parametrize(
    ("error", "ours"),
    [
        (exceptions.ServiceUnavailable("x"), DatabaseUnavailable),
        (exceptions.SessionExpired("x"), DatabaseUnavailable),
        (exceptions.AuthError("x"), DatabaseUnavailable),
        (exceptions.CypherSyntaxError("x"), InternalError),
        (OSError("x"), DatabaseUnavailable),
    ],
)
def test_the_usual_ones(error: Exception, ours: type[Exception]) -> None:
    assert isinstance(translate(error), ours)


def test_a_statement_that_ran_too_long() -> None:
    code = "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration"
    error = exceptions.Neo4jError._hydrate_neo4j(code=code, message="too long")
    assert isinstance(translate(error), DatabaseTimeout)


def test_values_become_pythons_own() -> None:
    value = {"days": [Date(2022, 12, 31)], "at": DateTime(2022, 12, 31, 1, 2, 3), "n": 1}
    found = plain(value)
    assert found["days"] == [date(2022, 12, 31)]
    assert found["at"].year == 2022
    assert found["n"] == 1


def test_what_is_native_is_not_walked_through() -> None:
    days = [[Date(2022, 12, 31)]]
    record = Record({"a0": days, "a1": days})
    found = as_row(record, frozenset({"a0"}))
    assert found["a0"] is days
    assert found["a1"] == [[date(2022, 12, 31)]]


def test_a_node_is_the_map_of_its_properties() -> None:
    node = Node(Graph(), "1", 1, ["Area"], {"code": "350500", "valid_from": Date(2020, 7, 1)})
    assert plain([node]) == [{"code": "350500", "valid_from": date(2020, 7, 1)}]


@pytest.mark.parametrize(
    "value",
    [
        [1, "a", None],
        [{"code": "a", "n": 1}, {}],
        [["a", 1], []],
        [{"code": "a", "below": [{"code": "b", "on": Date(2020, 7, 1)}]}],
        [{"code": "a"}, {"code": "b", "on": Date(2020, 7, 1)}],
        [["a", None], ["b", Date(2020, 7, 1)]],
        [{"code": "a"}, Date(2020, 7, 1), ["a"]],
        [],
    ],
    ids=repr,
)
def test_lists_are_the_same_whether_copied_or_not(value: list[object]) -> None:
    def slow(one: object) -> object:
        if isinstance(one, list):
            return [slow(item) for item in one]
        if isinstance(one, dict):
            return {key: slow(item) for key, item in one.items()}
        return one.to_native() if isinstance(one, Date) else one

    wanted = slow(value)
    found = plain(value)
    assert found == wanted
    assert "neo4j" not in repr(found)


def test_nobody_answers() -> None:
    store = BoltStore("bolt://127.0.0.1:9", ("neo4j", "x"), acquisition_timeout=0.5)
    with pytest.raises(DatabaseUnavailable):
        store.read(Call("RETURN 1 AS one", {}))
    with pytest.raises(DatabaseUnavailable):
        store.write([Call("RETURN 1 AS one", {})])
    assert store.statements == 0
    store.close()
