"""Writes one delivery under its lease: its batches, the facts it ends, the `area` of nodes that it moves.

Each transaction also counts the data version up.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from typing import Any

from graphsvc.catalogue import Catalogue
from graphsvc.errors import SeedError
from graphsvc.store import Call, Row, Step
from seed.loading.batches import Batch, Element, batches
from seed.loading.changelog import LOGGED_KINDS, LoggedKind, codes_of, log_new_facts, logged_end, with_log
from seed.loading.lease import Lease
from seed.loading.relocate import Touched, due_since, relocate, touched_by
from seed.loading.statements import end_facts
from seed.places.rules import Present
from seed.places.stored import StoredPlaces
from seed.places.territory import Territory
from seed.plan.settle import STATES, Endings
from seed.plan.slices import TIMEOUT, slices
from seed.plan.staging import Staging

NEVER = "9999-12-31"
"""Stored as the last day of a fact that has none."""
Progress = Callable[[int, int], None]
"""Called with (elements done, elements in all)."""


@dataclass(frozen=True)
class Work:
    """What one transaction writes: the `changed` elements of a batch, and the calls that end stored facts.

    `created` are those of the changed elements that are not stored yet.
    """

    batch: Batch
    changed: list[Element]
    created: list[Element]
    ending: list[Call]


def write_delivery(
    staging: Staging, ends: Endings, lease: Lease, *, present: Present, total: int, progress: Progress
) -> tuple[int, int]:
    """Writes the elements that are not stored as sent, and ends facts; (elements written, data version).

    `present` says by which day places are worked out, `total` is the number of elements of the delivery.
    Raises SeedError, with the lease given up, where the other end of a relationship is not stored any more.
    """
    done = written = 0
    touched = touched_by(staging, ends)
    with lease.held():
        for many, changed in _written(staging, ends, lease, present):
            done, written = done + many, written + changed
            progress(done, total)
        _end_remaining(ends, lease)
        keep_places(lease, present, touched)
    return written, lease.finish()


def _written(staging: Staging, ends: Endings, lease: Lease, present: Present) -> Iterator[tuple[int, int]]:
    """Writes batch after batch; of each that is stored, how many elements it has and how many were written.

    While the server writes one batch, the next is made ready and compared with what is stored: no batch
    holds an element of another, so that it does not matter which of the two comes first. A kind of which
    nothing was stored is not compared.
    """
    empty: dict[str, bool] = {}
    with ThreadPoolExecutor(1) as writer:
        under_way: Future[tuple[int, int]] | None = None
        for batch in batches(staging, Territory(staging, present)):
            if batch.kind not in empty:
                empty[batch.kind] = batch.is_first(lease.store)
            changed, created = (batch.elements,) * 2 if empty[batch.kind] else batch.changed(lease.store)
            if batch.label:
                staging.mark_created(batch.label, (key[0] for key, _, _ in created))
            work = Work(batch, changed, created, _ending(batch, ends))
            if under_way:
                yield under_way.result()
            under_way = writer.submit(_write, work, lease)
        if under_way:
            yield under_way.result()


def _ending(batch: Batch, ends: Endings) -> list[Call]:
    """The call that ends the stored facts which those of a batch replace, for the same transaction."""
    kind, start, _ = batch.tie
    by_start = ends.get((kind, start), {})
    facts = [fact for (code, *_), _, _ in batch.elements for fact in by_start.pop(code, [])]
    return [Call(end_facts(kind, start), {"ends": facts}, timeout=TIMEOUT)] if facts else []


def _end_remaining(ends: Endings, lease: Lease) -> None:
    """Ends the facts that no batch replaces: those that a complete table no longer lists."""
    for tie, by_start in ends.items():
        facts = [fact for part in by_start.values() for fact in part]
        for part in slices(facts):
            call = Call(end_facts(*tie), {"ends": part}, timeout=TIMEOUT)
            days = [fact[3] for fact in part]
            steps: list[Step] = [call]
            for kind, codes in _logged_at(tie, part).items():
                steps = with_log([kind], codes, steps)
            lease.write([*steps, *_version_and_bounds(lease, tie[0], ends=days)], 0)


def _logged_at(tie: tuple[str, str], facts: list[list[Any]]) -> dict[LoggedKind, list[str]]:
    """Where facts of a type are logged; the code of a state begins with the label of its owner."""
    kind, start = tie
    found: dict[LoggedKind, dict[str, None]] = {}
    for fact in facts:
        logged, side = logged_end(kind, start, fact[0].partition(":")[0])
        found.setdefault(logged, {})[fact[side]] = None
    return {logged: list(codes) for logged, codes in found.items()}


def _write(work: Work, lease: Lease) -> tuple[int, int]:
    """Writes one transaction: the facts that end, the elements, the log of both, the version, the lease.

    Returns how many elements the batch has, and how many of them were written.
    """
    batch, changed, ending = work.batch, work.changed, work.ending
    if not changed and not ending:
        return len(batch.elements), 0
    for _, row, _ in changed:
        batch.properties_of(row)["load_run"] = lease.code
    begins, ends = _days(batch, changed)
    ends += [fact[3] for call in ending for fact in call.parameters["ends"] if fact[3]]
    text = batch.create if len(work.created) == len(changed) else batch.merge
    merge = Call(text, {"data": [row for _, row, _ in changed]}, timeout=TIMEOUT)

    calls = _with_log_of(work, [*ending, merge])

    def check_all_matched(rows: list[list[Row]]) -> None:
        missing = len(changed) - rows[calls.index(merge)][0]["written"]
        if missing:
            first, last = batch.source_rows
            raise SeedError(
                f"{first} … {last}: {missing} of {len(changed)} relationships have an end that is not stored "
                "any more; load again"
            )

    stamps = _version_and_bounds(lease, batch.kind, begins=begins, ends=ends)
    lease.write([*calls, *stamps], len(changed), check_all_matched)
    return len(batch.elements), len(changed)


def _with_log_of(work: Work, calls: list[Call]) -> list[Step]:
    """The calls with the log of what they change."""
    batch = work.batch
    kind, side = (LoggedKind(batch.label, batch.label), 0) if batch.label else logged_end(*batch.tie)
    if kind not in LOGGED_KINDS.get(kind.near, ()):
        return list(calls)
    ended = [fact[side] for call in calls[:-1] for fact in call.parameters["ends"]]
    new = {key for key, _, _ in work.created}
    known = dict.fromkeys([*ended, *(key[side] for key, _, _ in work.changed if key not in new)])
    rows = [(key[side], batch.properties_of(row)) for key, row, _ in work.created if key[side] not in known]
    facts = [(code, own["valid_from"], own["valid_to"]) for code, own in rows]
    areas = {code: own["area"] for code, own in rows} if batch.label else None
    return [*with_log([kind], list(known), calls), *(log_new_facts(kind, facts, areas) if facts else [])]


def keep_places(lease: Lease, present: Present, touched: Touched = lambda label: ()) -> dict[str, list[str]]:
    """Gives stored nodes the `area` that their facts say: those touched, and those with a fact that began or
    ended since places were last worked out; the codes of the nodes that lie elsewhere now, by label."""
    rows = lease.store.read(Call(lease.catalogue.get("service/placed_on").text, {}, timeout=TIMEOUT))
    placed_on = rows[0]["placed_on"]
    places = StoredPlaces(lease.store, present)
    due = due_since(places, str(placed_on)) if placed_on else partial(codes_of, lease.store)

    def move(calls: list[Step]) -> None:
        lease.write([*calls, *_version_and_bounds(lease, "")], 0)

    moved = relocate(places, lambda label: chain(touched(label), due(label)), move)
    today = date.fromisoformat(present.today)
    if placed_on != today:
        lease.write([Call(lease.catalogue.get("load/placed").text, {"today": today}, timeout=TIMEOUT)], 0)
    return moved


def next_version(lease: Lease) -> Call:
    """The call that counts the data version up."""
    values = {"earliest": None, "latest": None}
    return Call(lease.catalogue.get("load/next_version").text, values, timeout=TIMEOUT)


def _version_and_bounds(
    lease: Lease, kind: str, *, begins: Sequence[date] = (), ends: Sequence[date] = ()
) -> list[Call]:
    """The calls that count the data version up and widen the dataset's bounds of a kind.

    `begins` and `ends` are the first and the last days of what the transaction writes.
    """
    every = [*begins, *ends]
    values = {"earliest": min(every, default=None), "latest": max(every, default=None)}
    calls = [Call(lease.catalogue.get("load/next_version").text, values, timeout=TIMEOUT)]
    # A state ends with its STATE_OF.
    for one in ((kind, "State") if kind == STATES else (kind,)) if every else ():
        calls.append(widen_bounds(lease.catalogue, one, max(begins, default=None), min(ends, default=None)))
    return calls


def widen_bounds(catalogue: Catalogue, kind: str, begins: date | None, ends: date | None) -> Call:
    """The call that takes the latest first and the earliest last day of a batch into the bounds of a kind."""
    values = {"kind": kind, "begins": str(begins or ""), "ends": str(ends or NEVER)}
    return Call(catalogue.get("load/widen_bounds").text, values, timeout=TIMEOUT)


def _days(batch: Batch, changed: list[Element]) -> tuple[list[date], list[date]]:
    """The first and the last days of elements."""
    rows = [batch.properties_of(row) for _, row, _ in changed]
    begins, ends = ([row[name] for row in rows if row.get(name)] for name in ("valid_from", "valid_to"))
    return begins, ends
