"""What the dataset says of the days of all facts of a kind, so that a statement need not ask it of each.

The dataset keeps, for each label and each relationship type, the latest first day and the earliest last day
there is. A day not before the one is a day on which all have begun; a day before the other one on which none
has ended. Such a condition is left out of the text, and the statement says whether what it relies on is
still so.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from graphsvc.catalogue.days import BEGUN, OPEN


@dataclass(frozen=True, eq=False)
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
        return _known(self, frozenset(kinds), min(days), max(days)) if days else frozenset()

    def relied_on(self, known: frozenset[str]) -> list[str]:
        """The dataset's texts that this knowledge was taken from."""
        return list(_relied_on(self, known))


@lru_cache(maxsize=4096)
def _known(bounds: Bounds, kinds: frozenset[str], first: date, last: date) -> frozenset[str]:
    """Kept, since the same documents ask about the same days."""
    found: set[str] = set()
    for text in (bounds.texts[kind] for kind in kinds if kind in bounds.texts):
        kind, begins, ends = text.split(" ")
        found |= {f"{kind} {BEGUN}"} if begins <= first.isoformat() else set()
        found |= {f"{kind} {OPEN}"} if last.isoformat() < ends else set()
    return frozenset(found)


@lru_cache(maxsize=4096)
def _relied_on(bounds: Bounds, known: frozenset[str]) -> tuple[str, ...]:
    words = {kind: {f"{kind} {BEGUN}", f"{kind} {OPEN}"} for kind in bounds.texts}
    return tuple(sorted(bounds.texts[kind] for kind, both in words.items() if not both.isdisjoint(known)))
