"""The store that ships for tests."""

import pytest

from graphsvc.errors import DatabaseTimeout
from graphsvc.store import Call, Store
from graphsvc.store.canned import CannedStore


def test_it_answers_and_remembers() -> None:
    store: Store = CannedStore(lambda call: [{"text": call.text}])
    assert store.read(Call("RETURN 1", {})) == [{"text": "RETURN 1"}]
    assert store.write([Call("A", {}), Call("B", {})]) == [[{"text": "A"}], [{"text": "B"}]]
    store.define("CREATE CONSTRAINT")
    assert store.statements == 4
    store.close()


def test_it_can_fail() -> None:
    store = CannedStore(DatabaseTimeout("slow"))
    with pytest.raises(DatabaseTimeout):
        store.read(Call("RETURN 1", {}))


def test_a_check_that_raises_takes_the_transaction_back() -> None:
    store = CannedStore([{"written": 1}])

    def refuse(rows: list[list[dict[str, object]]]) -> None:
        raise ValueError(rows)

    with pytest.raises(ValueError, match="written"):
        store.write([Call("A", {})], refuse)
    assert store.transactions == []
