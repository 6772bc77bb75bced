"""Where nodes lie by the stored facts: `verify` compares it with `area`, a delivery corrects `area`.

A delivery that moves a building moves its households too, which it does not name.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from graphsvc.model import TIE_OF
from graphsvc.store import Call, Step, Store
from seed.loading.batches import TIMEOUT, slices
from seed.loading.changelog import LOGGED_KINDS, with_log
from seed.loading.statements import near_nodes, placing_facts, set_areas, stored_parents
from seed.plan.place import STEPS, common_area
from seed.plan.settle import Endings
from seed.plan.staging import Staging

Steps = tuple[tuple[str, str], ...]
"""The types that place a node, and the side of them that it stands on; the first that does wins."""
ORDER: dict[str, Steps] = {
    label: tuple((kind, side) for near, kind, side in STEPS if near == label)
    for label in dict.fromkeys(near for near, _, _ in STEPS)
}
"""By label, in the order in which places follow from one another."""


class StoredPlaces:
    """Where the nodes of a store lie; `root` is the code of the division that holds all areas."""

    def __init__(self, store: Store, root: str) -> None:
        self._store = store
        self._root = root

    def misplaced(self, label: str, codes: Iterable[str]) -> Iterator[tuple[str, str | None, str]]:
        """(code, its `area`, where it lies) of those where the two differ."""
        for part in slices(codes):
            call = Call(placing_facts(label, ORDER[label]), {"codes": part}, timeout=TIMEOUT)
            for code, area, facts in self._store.read(call)[0]["found"]:
                expected = self._place(facts)
                if area != expected:
                    yield code, area, expected

    def _place(self, facts: list[list[tuple[str, str]]]) -> str:
        """The deepest area that holds all open facts of the first type with any; of those that ended last."""
        some = next(filter(None, facts), [])
        latest = max((until for _, until in some), default="")
        areas = [area for area, until in some if until == latest]
        shared = areas[0] if len(set(areas)) == 1 else common_area(areas, self._parent) if areas else None
        return shared or self._root

    @cached_property
    def _parent(self) -> dict[str, str]:
        rows = self._store.read(Call(stored_parents(), {}, timeout=TIMEOUT))
        return dict(rows[0]["parents"])

    def depending_on(self, label: str, moved: Mapping[str, list[str]]) -> Iterator[str]:
        """Nodes of a label whose place follows from a node that has moved."""
        for kind, side in ORDER[label]:
            tie = TIE_OF[kind]
            for far in tie.ends if side == "start" else tie.starts:
                for part in slices(moved.get(far, ())):
                    call = Call(near_nodes(label, (kind, side), far), {"codes": part}, timeout=TIMEOUT)
                    yield from self._store.read(call)[0]["codes"]


def relocate(
    places: StoredPlaces, touched: Callable[[str], Iterable[str]], write: Callable[[list[Step]], object]
) -> dict[str, list[str]]:
    """Corrects `area` of the nodes touched and of all that depend on them; the codes corrected, by label.

    `write` runs statements in one transaction with the data version.
    """
    moved: dict[str, list[str]] = {}
    for label in ORDER:
        codes = dict.fromkeys(places.depending_on(label, moved))
        for part in slices(places.misplaced(label, chain(touched(label), codes))):
            areas = {code: area for code, _, area in part}
            call = Call(set_areas(label), {"data": list(map(list, areas.items()))}, timeout=TIMEOUT)
            write(with_log(LOGGED_KINDS[label], list(areas), [call]))
            moved.setdefault(label, []).extend(areas)
    return moved


def touched_by(staging: Staging, ends: Endings) -> Callable[[str], Iterator[str]]:
    """Nodes that a delivery's facts place, or placed until it ended them, by label; not those it has created,
    whose place is known already."""
    ended = [(kind, fact) for (kind, _), by_start in ends.items() for fact in chain(*by_start.values())]

    def touched(label: str) -> Iterator[str]:
        for kind, side in ORDER[label]:
            yield from staging.placed_before(label, kind, side)
            yield from (str(fact[0 if side == "start" else 1]) for one, fact in ended if one == kind)

    return touched
