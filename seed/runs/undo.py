"""Taking a run back: every element as it was before, unless something later stands in the way.

What the run did not come to write, because it was cut off, is left as it is. The run that takes another back
is kept too, and can be taken back in its turn.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from graphsvc.catalogue import load_catalogue
from graphsvc.errors import SeedError
from graphsvc.profile import load_profile
from graphsvc.settings import Settings
from graphsvc.store import Step, Store
from seed.loading.changelog import LoggedKind, logged_end, with_log
from seed.loading.delivery import keep_places, next_version
from seed.loading.lease import Lease, take_lease
from seed.loading.relocate import touched_by_ties
from seed.places.rules import Present
from seed.plan.slices import slices
from seed.runs.change import SECOND, Change, Properties, same
from seed.runs.kept import Run, changes_of, find, keep
from seed.runs.load import data_version, define_schema, given_back_unless_planned
from seed.runs.whole import (
    Ends,
    TieKey,
    delete_nodes,
    delete_ties,
    put_nodes,
    put_ties,
    ties_of,
    whole_nodes,
    whole_ties,
)

SHOWN = 20
"""Later facts that a refusal names."""


@dataclass(frozen=True)
class Inverse:
    """What takes a run back, by label or by the ends of a type: the changes that are still to be made."""

    nodes: dict[str, list[Change]] = field(default_factory=dict)
    ties: dict[Ends, list[Change]] = field(default_factory=dict)

    def changes(self) -> Iterator[Change]:
        """All of them, nodes first."""
        return chain(*self.nodes.values(), *self.ties.values())

    def going(self, label: str) -> list[str]:
        """Nodes of a label that go."""
        return [change.key[1] for change in self.nodes.get(label, ()) if change.after is None]


def undo(number: int, store: Store, settings: Settings, today: date | None = None) -> Run:
    """Takes a run back; the run that did it.

    Raises SeedError, with nothing written, where something later has changed what the run wrote, or hangs on
    a node that it made; and where nothing of the run is left.
    """
    catalogue, profile = load_catalogue(settings.catalogue), load_profile(settings.profile)
    define_schema(store, catalogue)
    taken, version = find(settings.home, number), data_version(store, catalogue)
    inverse, day = _inverse(store, settings, number), today or profile.today()
    if next(inverse.changes(), None) is None:
        raise SeedError(f"run {number}: nothing of it is left to take back")
    lease = take_lease(store, catalogue, [], day)
    with given_back_unless_planned(lease, version):
        run = keep(settings.home, inverse.changes(), source=taken.source, undoes=number)
    with lease.held():
        _write(inverse, lease)
        touched = touched_by_ties(change.key for changes in inverse.ties.values() for change in changes)
        keep_places(lease, Present(profile.code, str(day)), touched)
    lease.finish()
    assert run is not None
    return run


def _inverse(store: Store, settings: Settings, number: int) -> Inverse:
    """The changes that take a run back, each from what is stored now; refuses what came later."""
    nodes: dict[str, list[Change]] = defaultdict(list)
    ties: dict[Ends, list[Change]] = defaultdict(list)
    for change in changes_of(settings.home, number):
        if change.is_node:
            nodes[change.kind].append(change)
        else:
            kind, start, _, end, *_ = change.key
            ties[kind, start, end].append(change)
    later: list[str] = []
    found = Inverse()
    for label, changes in nodes.items():
        stored = whole_nodes(store, label, [change.key[1] for change in changes])
        found.nodes[label] = list(_remaining(changes, [stored.get(one.key[1]) for one in changes], later))
    for ends, changes in ties.items():
        kept = whole_ties(store, ends, [_dated(change) for change in changes])
        found.ties[ends] = list(_remaining(changes, [kept.get(_short(one)) for one in changes], later))
    later += _hanging_on(store, found)
    if later:
        more = f"\n… and {len(later) - SHOWN} more" if len(later) > SHOWN else ""
        told = "\n".join(later[:SHOWN])
        raise SeedError(
            f"run {number}: what came later stands in the way; take that back first\n{told}{more}"
        )
    return found


def _remaining(changes: list[Change], stored: list[Properties | None], later: list[str]) -> Iterator[Change]:
    """The inverse of each change that stands as the run left it, from everything that is stored."""
    for change, own in zip(changes, stored, strict=True):
        if same(own, change.after):
            yield Change(change.key, own, change.before, change.row)
        elif not same(own, change.before):
            later.append(f"{change}: it was changed since")


def _hanging_on(store: Store, inverse: Inverse) -> Iterator[str]:
    """Relationships of nodes that would go which do not go with them."""
    going = {
        (ends[0], *_short(change))
        for ends, changes in inverse.ties.items()
        for change in changes
        if change.after is None
    }
    for label in inverse.nodes:
        for part in slices(inverse.going(label)):
            for kind, start, stop, day, role in ties_of(store, label, part):
                if (kind, start, stop, day, role) not in going:
                    yield f"{start} {kind} {stop} since {day}: it hangs on a node that this run made"


def _write(inverse: Inverse, lease: Lease) -> None:
    """Nodes as they were, then relationships, then the nodes that go."""
    for label, changes in inverse.nodes.items():
        _restore(label, changes, lease)
    for ends, changes in inverse.ties.items():
        for part in slices(changes):
            _take_back(ends, part, lease)
    for label in inverse.nodes:
        for codes in slices(inverse.going(label)):
            _logged(lease, LoggedKind(label, label), codes, [delete_nodes(label, codes)])


def _restore(label: str, changes: list[Change], lease: Lease) -> None:
    by_second: dict[str, list[Properties]] = defaultdict(list)
    for change in changes:
        if change.after is not None:
            by_second[change.after.get(SECOND, "")].append(change.after)
    for second, rows in by_second.items():
        for part in slices(rows):
            codes = [row["code"] for row in part]
            _logged(lease, LoggedKind(label, label), codes, [put_nodes(label, second, part)])


def _take_back(ends: Ends, part: list[Change], lease: Lease) -> None:
    back = [(_short(one), one.after) for one in part if one.after is not None]
    gone = [_short(one) for one in part if one.after is None]
    logged, side = logged_end(*ends)
    calls: list[Step] = [delete_ties(ends, gone)] if gone else []
    calls += [put_ties(ends, back)] if back else []
    _logged(lease, logged, [_short(one)[side] for one in part], calls)


def _logged(lease: Lease, kind: LoggedKind, codes: list[str], calls: list[Step]) -> None:
    """One transaction with the log of changes and the data version; states have no entries of their own."""
    codes = list(dict.fromkeys(codes))
    steps = calls if "State" in kind else with_log([kind], codes, calls)
    lease.write([*steps, next_version(lease)], 0)


def _short(change: Change) -> TieKey:
    _, _, start, _, stop, day, role = change.key
    return start, stop, day, role


def _dated(change: Change) -> tuple[str, str, date, str]:
    start, stop, day, role = _short(change)
    return start, stop, date.fromisoformat(day), role
