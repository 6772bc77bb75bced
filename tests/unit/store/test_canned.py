"""The canned store, which ships for tests."""

from collections.abc import Iterator

import pytest

from graphsvc.errors import DatabaseTimeout
from graphsvc.store import BLOCK, Call, Row, Store
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


def test_rows_are_streamed_in_blocks_until_it_breaks() -> None:
    def rows(call: Call) -> Iterator[Row]:
        yield from ({"n": n} for n in range(BLOCK + 1))
        raise DatabaseTimeout("slow")

    whole = CannedStore([{"n": n} for n in range(2 * BLOCK + 1)])
    assert [len(block) for block in whole.stream(Call("A", {}))] == [BLOCK, BLOCK, 1]
    store = CannedStore(rows)
    stream = store.stream(Call("A", {}))
    assert next(stream)[-1] == {"n": BLOCK - 1}
    assert store.streaming == 1
    with pytest.raises(DatabaseTimeout):
        next(stream)
    assert store.streaming == 0
