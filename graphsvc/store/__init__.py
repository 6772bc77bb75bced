"""The boundary to the database: what a store can do, as a protocol.

`bolt` speaks to Neo4j and is the only importer of its driver, `canned` answers from memory. No statement is
written here. Begin with this file.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Row = dict[str, Any]
"""One record: column name → value; dates are `datetime.date`, nodes never appear (statements return maps)."""

BLOCK = 500
"""Rows that a stream hands over at a time, and that the server sends ahead."""

Check = Callable[[list[list[Row]]], None]


@dataclass(frozen=True)
class Call:
    """One statement with what belongs to it: values, seconds it may run, words the server shows beside it.

    `native` names columns that hold nothing but what JSON has, all through: no dates. They need not be
    searched for any.
    """

    text: str
    parameters: Mapping[str, Any]
    timeout: float = 5.0
    metadata: Mapping[str, str] | None = None
    native: frozenset[str] = frozenset()


Step = Call | Callable[[list[Row]], Call]
"""A statement of a transaction, or what makes it of the rows of the one before it."""


def call_of(step: Step, rows: Sequence[list[Row]]) -> Call:
    """The statement of a step, from the rows of the steps before it."""
    return step if isinstance(step, Call) else step(rows[-1])


class Store(Protocol):
    """Runs statements; raises DatabaseUnavailable, DatabaseTimeout or InternalError, nothing of a
    driver's."""

    @property
    def statements(self) -> int:
        """How many statements this store has sent since it was made."""
        ...

    def read(self, call: Call) -> list[Row]:
        """Rows of one reading statement, one round trip."""
        ...

    def stream(self, call: Call) -> Generator[list[Row], None, None]:
        """Rows of one reading statement in blocks of at most BLOCK, each read when it is asked for.

        Closing it early ends the statement on the server; an error may come after any block.
        """
        ...

    def write(self, calls: Sequence[Step], check: Check | None = None) -> list[list[Row]]:
        """Run statements in one transaction, all or none; the rows of each.

        `check` sees the rows before the commit; what it raises takes everything back.
        """
        ...

    def define(self, text: str) -> None:
        """Run one schema statement (constraint or index) in a transaction of its own."""
        ...

    def close(self) -> None:
        """Give connections back; the store is of no use afterwards."""
        ...
