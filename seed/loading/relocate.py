"""Keeps `area` where the facts say: of nodes whose facts a delivery changes, and of those a new day moves.

What depends on them follows: a delivery that moves a building moves its households too, which it does not
name.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from graphsvc.model import TIE_OF
from graphsvc.store import Call, Step
from seed.loading.changelog import LOGGED_KINDS, with_log
from seed.places.rules import LINE, ORGANIZATION, PLACING, START
from seed.places.statements import set_areas
from seed.places.stored import StoredPlaces
from seed.plan.settle import Endings
from seed.plan.slices import TIMEOUT, slices
from seed.plan.staging import Staging

Touched = Callable[[str], Iterable[str]]
"""Codes of the nodes of a label whose place may have changed."""


def relocate(
    places: StoredPlaces, touched: Touched, write: Callable[[list[Step]], object]
) -> dict[str, list[str]]:
    """Corrects `area` of the nodes touched and of all that depend on them; the codes corrected, by label.

    `write` runs statements in one transaction with the data version.
    """
    moved: dict[str, list[str]] = {}
    for label in PLACING:
        codes: Iterable[str] = dict.fromkeys(chain(touched(label), places.depending_on(label, moved)))
        if label == ORGANIZATION:
            codes = dict.fromkeys(places.whole_lines(codes))
        for part in slices(places.misplaced(label, codes)):
            areas = {code: area for code, _, area in part}
            call = Call(set_areas(label), {"data": list(map(list, areas.items()))}, timeout=TIMEOUT)
            write(with_log(LOGGED_KINDS[label], list(areas), [call]))
            moved.setdefault(label, []).extend(areas)
    return moved


def touched_by(staging: Staging, ends: Endings) -> Touched:
    """Nodes that a delivery's facts place, or placed until it ended them, by label; not those it has created,
    whose place is known already, but for organisations: those stored above and below them are not staged."""
    ended = [(kind, fact) for (kind, _), by_start in ends.items() for fact in chain(*by_start.values())]

    def touched(label: str) -> Iterator[str]:
        for kind, side in _steps(label):
            yield from staging.stated(label, kind, side, before=label != ORGANIZATION)
            yield from (str(fact[0 if side == START else 1]) for one, fact in ended if one == kind)
        if label == ORGANIZATION:
            # What is withdrawn no longer leads to the organisation above.
            yield from (str(fact[1]) for one, fact in ended if one == LINE and fact[3] is None)

    return touched


def touched_by_ties(keys: Iterable[tuple[str, ...]]) -> Touched:
    """Nodes that relationships place; a key is type, label and code of its start, and of its end."""
    found: dict[tuple[str, str], list[str]] = {}
    for kind, start, low, end, high, *_ in keys:
        found.setdefault((kind, start), []).append(low)
        found.setdefault((kind, end), []).append(high)
    sides = {kind for kind, _ in found}

    def touched(label: str) -> Iterator[str]:
        for kind in sides.intersection(kind for kind, _ in _steps(label)):
            yield from found.get((kind, label), ())

    return touched


def due_since(places: StoredPlaces, day: str) -> Touched:
    """Nodes with a fact that began or ended after a day and up to the one that places are worked out on."""
    happened = places.happened_since(day)

    def due(label: str) -> Iterator[str]:
        for kind, side in _steps(label):
            if side == START:
                yield from happened[kind][label]
            else:
                for near, codes in happened[kind].items():
                    yield from places.led_to(near, kind, label, codes)
            far = TIE_OF[kind].ends if side == START else TIE_OF[kind].starts
            yield from places.depending_on(label, {one: happened[one][one] for one in far})

    return due


def _steps(label: str) -> tuple[tuple[str, str], ...]:
    """The facts that decide where a node lies; where an organisation does, its line above too."""
    return (*PLACING[label], (LINE, START)) if label == ORGANIZATION else PLACING[label]
