"""Where the nodes of a store lie by its facts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from graphsvc.model import TIE_OF
from graphsvc.store import Call, Store
from seed.places.rules import (
    ORGANIZATION,
    PLACING,
    START,
    PlacingFact,
    Present,
    common_area,
    counting,
    place_in_line,
)
from seed.places.statements import (
    far_nodes,
    happened_since,
    near_nodes,
    placing_facts,
    placing_lines,
    stored_parents,
    whole_lines,
)
from seed.plan.slices import TIMEOUT, slices
from seed.plan.timelines import FOREVER

Fact = tuple[str, str, str | None]
"""An area, the first day, and the day it ends or None, as the store tells them."""


class StoredPlaces:
    """Where the nodes of a store lie on the day."""

    def __init__(self, store: Store, present: Present) -> None:
        self._store = store
        self.root, self.today = present

    def misplaced(self, label: str, codes: Iterable[str]) -> Iterator[tuple[str, str | None, str]]:
        """(code, its `area`, where it lies) of those where the two differ."""
        for part in slices(codes):
            found = self._read(placing_facts(label, PLACING[label]), codes=part)
            own = {code: self._own(facts) for code, _, facts in found}
            if label == ORGANIZATION:
                own |= self._in_line([code for code, area in own.items() if area is None])
            for code, area, _ in found:
                expected = own[code] or self.root
                if area != expected:
                    yield code, area, expected

    def depending_on(self, label: str, moved: Mapping[str, Iterable[str]]) -> Iterator[str]:
        """Nodes of a label whose place follows from a node that has moved."""
        for kind, side in PLACING[label]:
            tie = TIE_OF[kind]
            for far in tie.ends if side == START else tie.starts:
                for part in slices(moved.get(far, ())):
                    yield from self._read(near_nodes(label, (kind, side), far), "codes", codes=part)

    def whole_lines(self, codes: Iterable[str]) -> Iterator[str]:
        """These organisations, and all that were ever above or below one of them."""
        for part in slices(codes):
            yield from self._read(whole_lines(), "codes", codes=part)

    def happened_since(self, day: str) -> dict[str, dict[str, list[str]]]:
        """By kind of fact and label, the nodes at which one began or ended after a day, up to this one."""
        found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for kind, near, codes in self._read(happened_since(), after=day):
            found[kind][near] += codes
        return found

    def led_to(self, near: str, kind: str, label: str, codes: Iterable[str]) -> Iterator[str]:
        """Nodes of a label that a type leads to from these."""
        for part in slices(codes):
            yield from self._read(far_nodes(near, kind, label), "codes", codes=part)

    def _own(self, by_type: list[list[Fact]]) -> str | None:
        """The place by the first type that says anything; None where none does."""
        facts = next(filter(None, by_type), [])
        if not facts:
            return None
        areas = counting(
            (PlacingFact(area, begins, ends or FOREVER) for area, begins, ends in facts), self.today
        )
        return common_area(areas, self._parent) or self.root

    def _in_line(self, codes: list[str]) -> dict[str, str | None]:
        """The places of organisations that nothing of their own places."""
        found: dict[str, str | None] = {}
        for code, kind, above, below in self._read(placing_lines(), codes=codes) if codes else ():
            nearest = min((steps for steps, *_ in above), default=0)
            high = self._each([one for one in above if one[0] == nearest])
            found[code] = place_in_line(kind, high, self._each(below), self._parent)
        return found

    def _each(self, rows: list[tuple[int, str, str, Fact]]) -> list[str]:
        """The places of organisations by their own facts."""
        facts: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
        for _, code, kind, fact in rows:
            facts[code][kind].append(fact)
        kinds = [kind for kind, _ in PLACING[ORGANIZATION]]
        places = (self._own([of_one[kind] for kind in kinds]) for of_one in facts.values())
        return [place for place in places if place]

    @cached_property
    def _parent(self) -> dict[str, str]:
        facts: dict[str, list[PlacingFact]] = defaultdict(list)
        for low, (high, begins, ends) in self._read(stored_parents(), "parents"):
            facts[low].append(PlacingFact(high, begins, ends or FOREVER))
        return {low: counting(found, self.today)[0] for low, found in facts.items()}

    def _read(self, text: str, column: str = "found", **values: Any) -> Any:
        call = Call(text, {"today": self.today, **values}, timeout=TIMEOUT)
        return self._store.read(call)[0][column]
