"""A store that answers from memory, for tests and for trying things out: they swap the seam, they never
patch."""

from collections.abc import Callable, Sequence

from graphsvc.store import Call, Check, Row

Answers = Callable[[Call], list[Row]]


class CannedStore:
    """Answers each call with what it was given: rows for all, a function of the call, or an error to
    raise."""

    def __init__(self, answers: list[Row] | Answers | Exception) -> None:
        self._answers = answers
        self.calls: list[Call] = []
        self.defined: list[str] = []
        self.transactions: list[list[Call]] = []

    @property
    def statements(self) -> int:
        """How many statements were sent, schema included."""
        return len(self.calls) + len(self.defined)

    def read(self, call: Call) -> list[Row]:
        """The canned rows."""
        self.calls.append(call)
        if isinstance(self._answers, Exception):
            raise self._answers
        return self._answers(call) if callable(self._answers) else list(self._answers)

    def write(self, calls: Sequence[Call], check: Check | None = None) -> list[list[Row]]:
        """The canned rows for each call; kept in `transactions` once checked."""
        rows = [self.read(call) for call in calls]
        if check is not None:
            check(rows)
        self.transactions.append(list(calls))
        return rows

    def define(self, text: str) -> None:
        """Kept in `defined`."""
        self.defined.append(text)

    def close(self) -> None:
        """Nothing to give back."""
