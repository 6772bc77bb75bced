"""What began and what ended, by loops over the stored facts: each told where the product says it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tests.tools.oracle.ordering import Rank, spelt_role
from tests.tools.oracle.stored import Fact, Graph, Item


@dataclass(frozen=True)
class Happened:
    """A fact that began or ended; `near` is where it is told, `ends` are none of a node."""

    day: date
    what: str
    kind: str
    near: Item
    fact: Fact
    ends: tuple[Item, ...]

    @property
    def rank(self) -> Rank:
        """By day, kind and place; then by the codes, the first day and the role."""
        group = f"{self.day} {self.kind} {self.what} {self.near.label} {self.near.area}"
        far = [one.code for one in self.ends if one is not self.near] or [one.code for one in self.ends[1:]]
        role = spelt_role(self.fact.get("role") or self.fact.get("post"))
        key = [self.near.code, *far, *([str(self.fact["valid_from"]), role] if self.ends else [])]
        return Rank(group, " ".join(key))


def everything(graph: Graph) -> list[tuple[Rank, Happened]]:
    """All there is, in the order of the product."""
    found = [(one.rank, one) for one in (*_nodes(graph), *_relationships(graph))]
    return sorted(found, key=lambda pair: (pair[0].value, pair[0].code))


def _nodes(graph: Graph) -> Iterator[Happened]:
    for label, items in graph.items.items():
        for item in items.values() if label != "State" else ():
            yield from _moments(label, item, item.own, ())


def _relationships(graph: Graph) -> Iterator[Happened]:
    for (kind, direction), tied in graph.ties.items():
        for start, others in tied.items() if direction == "out" else ():
            for stop, fact in others:
                yield from _moments(kind, stop if kind == "STATE_OF" else start, fact, (start, stop))


def _moments(kind: str, near: Item, fact: Fact, ends: tuple[Item, ...]) -> Iterator[Happened]:
    for what, day in (("BEGAN", fact["valid_from"]), ("ENDED", fact.get("valid_to"))):
        if day is not None:
            yield Happened(day, what, kind, near, fact, ends)
