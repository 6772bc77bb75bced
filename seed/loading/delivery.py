"""What one delivery writes under its lease: batches, facts that end, places that follow; each transaction
also moves the version."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date

from graphsvc.catalogue import Catalogue
from graphsvc.errors import SeedError
from graphsvc.store import Call, Row, Step
from seed.loading.batches import TIMEOUT, Batch, Data, batches, slices
from seed.loading.changelog import TOLD, Told, logged, near_end, remember_new
from seed.loading.lease import Lease
from seed.loading.relocate import relocate, touched_by
from seed.loading.statements import end_facts
from seed.loading.stored import Ends
from seed.plan.place import Territory
from seed.plan.staging import Staging

NEVER = "9999-12-31"
"""Stands for the last day of what is open."""
Progress = Callable[[int, int], None]
"""Called with (elements done, elements in all)."""


def write_delivery(staging: Staging, held: tuple[Lease, Ends], told: tuple[Progress, int]) -> tuple[int, int]:
    """Writes what is not stored yet, ends what ends, moves what moves; (elements written, data version).

    Raises SeedError, with the lease given up, where an end is not stored any more.
    """
    (lease, ends), (progress, total) = held, told
    done = written = 0
    touched = touched_by(staging, ends)
    try:
        for many, changed in _written(staging, ends, lease):
            done, written = done + many, written + changed
            progress(done, total)
        _end_the_rest(ends, lease)
        relocate(lease.store, touched, lambda calls: _move(calls, lease))
    except SeedError:
        lease.give_up()
        raise
    finally:
        lease.let_go()
    return written, lease.finish()


def _written(staging: Staging, ends: Ends, lease: Lease) -> Iterator[tuple[int, int]]:
    """Writes batch after batch; of each, when it is stored, how many elements it has and had to write.

    While the server writes one batch, the next is made ready and compared with what is stored: no batch
    holds an element of another, so that it does not matter which of the two comes first. A kind of which
    nothing was stored is not compared.
    """
    empty: dict[str, bool] = {}
    with ThreadPoolExecutor(1) as writer:
        under_way: Future[tuple[int, int]] | None = None
        for batch in batches(staging, Territory(staging)):
            if batch.kind not in empty:
                empty[batch.kind] = batch.is_first(lease.store)
            changed, created = (batch.data,) * 2 if empty[batch.kind] else batch.changed(lease.store)
            if batch.label:
                staging.created(batch.label, (key[0] for key, _, _ in created))
            what = (changed, created, _ending(batch, ends))
            if under_way:
                yield under_way.result()
            under_way = writer.submit(_write, batch, what, lease)
        if under_way:
            yield under_way.result()


def _ending(batch: Batch, ends: Ends) -> list[Call]:
    """The statement that ends what a batch's facts take the place of, in the same transaction."""
    kind, start, _ = batch.tie
    by_start = ends.get((kind, start), {})
    facts = [fact for (code, *_), _, _ in batch.data for fact in by_start.pop(code, [])]
    return [Call(end_facts(kind, start), {"ends": facts}, timeout=TIMEOUT)] if facts else []


def _end_the_rest(ends: Ends, lease: Lease) -> None:
    """What no batch took the place of: facts that a complete table no longer lists."""
    for tie, by_start in ends.items():
        facts = [fact for part in by_start.values() for fact in part]
        for part in slices(facts):
            call = Call(end_facts(*tie), {"ends": part}, timeout=TIMEOUT)
            days = [fact[3] for fact in part]
            codes = list(dict.fromkeys(fact[0] for fact in part))
            calls = logged([Told(*tie)], codes, [call])
            lease.write([*calls, *_stamps(lease, tie[0], ([], days))], 0)


def _write(batch: Batch, what: tuple[list[Data], list[Data], list[Call]], lease: Lease) -> tuple[int, int]:
    """One transaction: the facts that end, the elements, the log of both, the version, the lease.

    How many elements the batch has, and how many of them had to be written.
    """
    changed, created, ending = what
    if not changed and not ending:
        return len(batch.data), 0
    for _, row, _ in changed:
        batch.own(row)["load_run"] = lease.code
    begins, ends = _days(batch, changed)
    ends += [fact[3] for call in ending for fact in call.parameters["ends"] if fact[3]]
    text = batch.create if len(created) == len(changed) else batch.merge
    merge = Call(text, {"data": [row for _, row, _ in changed]}, timeout=TIMEOUT)

    calls = _logged(batch, (changed, created), [*ending, merge])

    def check_all_matched(rows: list[list[Row]]) -> None:
        missing = len(changed) - rows[calls.index(merge)][0]["written"]
        if missing:
            first, last = batch.places
            raise SeedError(
                f"{first} … {last}: {missing} of {len(changed)} relationships have an end that is not stored "
                "any more; load again"
            )

    stamps = _stamps(lease, batch.kind, (begins, ends))
    lease.write([*calls, *stamps], len(changed), check_all_matched)
    return len(batch.data), len(changed)


def _logged(batch: Batch, what: tuple[list[Data], list[Data]], calls: list[Call]) -> list[Step]:
    """The calls with the log of what they change: nothing is forgotten of nodes whose facts are all new."""
    changed, created = what
    told, side = (Told(batch.label, batch.label), 0) if batch.label else near_end(*batch.tie)
    if told not in TOLD.get(told.near, ()):
        return list(calls)
    ended = [fact[0] for call in calls[:-1] for fact in call.parameters["ends"]]
    new = {key for key, _, _ in created}
    known = dict.fromkeys([*ended, *(key[side] for key, _, _ in changed if key not in new)])
    rows = [(key[side], batch.own(row)) for key, row, _ in created if key[side] not in known]
    facts = [(code, own["valid_from"], own["valid_to"]) for code, own in rows]
    areas = {code: own["area"] for code, own in rows} if batch.label else None
    return [*logged([told], list(known), calls), *(remember_new(told, facts, areas) if facts else [])]


def _move(calls: list[Step], lease: Lease) -> None:
    """One transaction in which stored nodes go where their facts say, and the log with them."""
    lease.write([*calls, *_stamps(lease, "", ([], []))], 0)


def _stamps(lease: Lease, kind: str, days: tuple[list[date], list[date]]) -> list[Call]:
    """What goes with elements of a kind in one transaction: the version and the days.

    `days` are first days and last days of what is written.
    """
    begins, ends = days
    every = [*begins, *ends]
    values = {"earliest": min(every, default=None), "latest": max(every, default=None)}
    calls = [Call(lease.catalogue.get("load/next_version").text, values, timeout=TIMEOUT)]
    if every:
        calls.append(widen(lease.catalogue, kind, (max(begins, default=None), min(ends, default=None))))
    return calls


def widen(catalogue: Catalogue, kind: str, days: tuple[date | None, date | None]) -> Call:
    """The bounds of a label or a type take in the latest first and the earliest last day of a batch."""
    begins, ends = (str(day or default) for day, default in zip(days, ("", NEVER), strict=True))
    values = {"kind": kind, "begins": begins, "ends": ends}
    return Call(catalogue.get("load/widen_bounds").text, values, timeout=TIMEOUT)


def _days(batch: Batch, changed: list[Data]) -> tuple[list[date], list[date]]:
    rows = [batch.own(row) for _, row, _ in changed]
    begins, ends = ([row[name] for row in rows if row.get(name)] for name in ("valid_from", "valid_to"))
    return begins, ends
