"""What the dataset says of the days of all facts of a kind, so that a statement need not ask it of each.

The dataset keeps, for each label and each relationship type, the latest first day and the earliest last day
there is. A day not before the one is a day on which all have begun; a day before the other one on which none
has ended. Such a condition is left out of the text, and the statement says whether what it relies on is
still so.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

BEGUN, OPEN = "begun", "open"
"""Known of a kind: all of its facts have begun; none of them has ended."""


@dataclass(frozen=True)
class Bounds:
    """The bounds of one data version; `texts` are the dataset's own, `kind first last`, by kind."""

    version: int | None = None
    texts: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, version: int, texts: Iterable[str]) -> "Bounds":
        """What the dataset node holds."""
        return cls(version, {text.partition(" ")[0]: text for text in texts})

    def known(self, kinds: Iterable[str], days: Collection[date]) -> frozenset[str]:
        """`kind begun` and `kind open` for what holds on all of these days."""
        found: set[str] = set()
        if not days:
            return frozenset()
        first, last = min(days).isoformat(), max(days).isoformat()
        for kind in kinds:
            text = self.texts.get(kind)
            if text is None:
                continue
            _, begins, ends = text.split(" ")
            found |= {f"{kind} {BEGUN}"} if begins <= first else set()
            found |= {f"{kind} {OPEN}"} if last < ends else set()
        return frozenset(found)

    def relied_on(self, known: frozenset[str]) -> list[str]:
        """The dataset's texts that this knowledge was taken from."""
        return sorted({self.texts[one.partition(" ")[0]] for one in known})
