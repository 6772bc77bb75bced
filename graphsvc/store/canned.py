"""A store that answers from memory, for trials and for tests, which hand it over and patch nothing."""

from collections.abc import Callable, Generator, Iterable, Sequence
from itertools import islice

from graphsvc.store import BLOCK, Call, Check, Row, Step, call_of

Answers = Callable[[Call], Iterable[Row]]


class CannedStore:
    """Answers each call with what it was given: rows for all, a function of the call, or an error to
    raise.

    Rows that a function makes one by one are streamed so, and what it raises on the way breaks the stream.
    """

    def __init__(self, answers: list[Row] | Answers | Exception) -> None:
        self._answers = answers
        self.calls: list[Call] = []
        self.defined: list[str] = []
        self.transactions: list[list[Call]] = []
        self.streaming = 0

    @property
    def statements(self) -> int:
        """How many statements were sent, schema included."""
        return len(self.calls) + len(self.defined)

    def read(self, call: Call) -> list[Row]:
        """The canned rows."""
        return list(self._rows(call))

    def stream(self, call: Call) -> Generator[list[Row], None, None]:
        """The canned rows in blocks; `streaming` counts the streams that are open."""
        self.streaming += 1
        try:
            rows = iter(self._rows(call))
            while block := list(islice(rows, BLOCK)):
                yield block
        finally:
            self.streaming -= 1

    def write(self, calls: Sequence[Step], check: Check | None = None) -> list[list[Row]]:
        """The canned rows for each call; kept in `transactions` once checked."""
        rows: list[list[Row]] = []
        made: list[Call] = []
        for step in calls:
            made.append(call_of(step, rows))
            rows.append(self.read(made[-1]))
        if check is not None:
            check(rows)
        self.transactions.append(made)
        return rows

    def define(self, text: str) -> None:
        """Kept in `defined`."""
        self.defined.append(text)

    def close(self) -> None:
        """Nothing to give back."""

    def _rows(self, call: Call) -> Iterable[Row]:
        self.calls.append(call)
        if isinstance(self._answers, Exception):
            raise self._answers
        return self._answers(call) if callable(self._answers) else self._answers
