"""One change that a run makes to the graph: a node or a relationship, before and after it."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

Properties = dict[str, Any]
"""By name, as JSON holds them: a day is a text, `2022-12-31`."""
BEGAN, ENDED, CORRECTED, WITHDRAWN = "began", "ended", "corrected", "withdrawn"
WHAT = (BEGAN, ENDED, CORRECTED, WITHDRAWN)
SAME = ("row_hash", "valid_from", "valid_to")
"""Properties that tell whether an element is still as a run left it."""
UNTOLD = {"row_hash", "source_row", "load_run", "pairs", "pinyin", "area"}
"""Properties that follow from others."""
SECOND = ":second"
"""In the properties of a node: its second label. No property has such a name."""
Key = tuple[str, ...]


class Change(NamedTuple):
    """A change; `before` is None where nothing was, `after` where nothing is left.

    The key of a node is (label, code), of a relationship (type, label and code of its start, label and code
    of its end, first day, role). Of what begins, `after` holds no more than tells it from what came later.
    `row` is `file:sheet:row`, where a row states it.
    """

    key: Key
    before: Properties | None
    after: Properties | None
    row: str = ""

    @property
    def is_node(self) -> bool:
        """A node rather than a relationship."""
        return len(self.key) == 2

    @property
    def kind(self) -> str:
        """Its label or its type."""
        return self.key[0]

    @property
    def what(self) -> str:
        """What happens to the element."""
        if self.before is None:
            return BEGAN
        if self.after is None:
            return WITHDRAWN
        differing = {
            name for name in {*self.before, *self.after} if self.before.get(name) != self.after.get(name)
        }
        return ENDED if differing == {"valid_to"} and "valid_to" not in self.before else CORRECTED

    def __str__(self) -> str:
        if self.is_node:
            name = f"{self.kind} {self.key[1]}"
        else:
            kind, _, start, _, stop, day, role = self.key
            name = f"{start} {kind}{f' ({role})' if role else ''} {stop} since {day}"
        told = {
            BEGAN: "begins",
            ENDED: f"ends on {(self.after or {}).get('valid_to')}",
            CORRECTED: f"is corrected: {self._corrected()}",
            WITHDRAWN: "is withdrawn",
        }
        return f"{name} {told[self.what]}{f'; {self.row}' if self.row else ''}"

    def _corrected(self) -> str:
        before, after = self.before or {}, self.after or {}
        differing = sorted(name for name in {*before, *after} - UNTOLD if before.get(name) != after.get(name))
        told = [
            f"{name.lstrip(':')} {before.get(name, 'nothing')} → {after.get(name, 'nothing')}"
            for name in differing
        ]
        return ", ".join(told) or "its row"


def same(stored: Properties | None, known: Properties | None) -> bool:
    """Whether an element stands as one side of a change says."""
    if stored is None or known is None:
        return stored is known
    return all(stored.get(name) == known.get(name) for name in SAME)


def counted(changes: Iterable[Change]) -> dict[str, Counter[str]]:
    """By label or type, how many changes of each sort."""
    found: dict[str, Counter[str]] = {}
    for change in changes:
        found.setdefault(change.kind, Counter())[change.what] += 1
    return found
