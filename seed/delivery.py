"""What one delivery writes under its lease: batches, facts that end, places that follow; each transaction
also moves the version."""

from collections.abc import Callable
from datetime import date

from graphsvc.catalogue import Catalogue
from graphsvc.errors import SeedError
from graphsvc.store import Call, Row
from seed.batches import TIMEOUT, Batch, Data, batches, slices
from seed.changelog import TOLD, Told, logged, near_end
from seed.lease import Lease
from seed.place import Territory
from seed.relocate import relocate, touched_by
from seed.staging import Staging
from seed.statements import end_facts
from seed.stored import Ends

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
        for batch in batches(staging, Territory(staging)):
            changed, created = batch.changed(lease.store)
            if batch.label:
                staging.created(batch.label, (key[0] for key, _, _ in created))
            ending = _ending(batch, ends)
            if changed or ending:
                _write(batch, (changed, created, ending), lease)
                written += len(changed)
            done += len(batch.data)
            progress(done, total)
        _end_the_rest(ends, lease)
        relocate(lease.store, touched, lambda calls: _move(calls, lease))
    except SeedError:
        lease.give_up()
        raise
    finally:
        lease.let_go()
    return written, lease.finish()


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
            calls = logged([Told(*tie)], codes, [call], codes)
            lease.store.write([*calls, *_stamps(lease, tie[0], ([], days), 0)])


def _write(batch: Batch, what: tuple[list[Data], list[Data], list[Call]], lease: Lease) -> None:
    """One transaction: the facts that end, the elements, the log of both, the version, the lease."""
    changed, created, ending = what
    for _, row, _ in changed:
        (row if batch.keys == "codes" else row[1])["load_run"] = lease.code
    begins, ends = _days(batch, changed)
    ends += [fact[3] for call in ending for fact in call.parameters["ends"] if fact[3]]
    merge = Call(batch.merge, {"data": [row for _, row, _ in changed]}, timeout=TIMEOUT)

    calls = _logged(batch, (changed, created), [*ending, merge])

    def check_all_matched(rows: list[list[Row]]) -> None:
        missing = len(changed) - rows[calls.index(merge)][0]["written"]
        if missing:
            first, last = batch.places
            raise SeedError(
                f"{first} … {last}: {missing} of {len(changed)} relationships have an end that is not stored "
                "any more; load again"
            )

    stamps = _stamps(lease, batch.label or batch.tie[0], (begins, ends), len(changed))
    lease.store.write([*calls, *stamps], check_all_matched)


def _logged(batch: Batch, what: tuple[list[Data], list[Data]], calls: list[Call]) -> list[Call]:
    """The calls with the log of what they change: nothing is to be forgotten of what is not stored yet."""
    changed, created = what
    told, side = (Told(batch.label, batch.label), 0) if batch.label else near_end(*batch.tie)
    ended = [fact[0] for call in calls[:-1] for fact in call.parameters["ends"]]
    new = {key for key, _, _ in created}
    known = dict.fromkeys([*ended, *(key[side] for key, _, _ in changed if key not in new)])
    kinds = [told] if told in TOLD.get(told.near, ()) else []
    return logged(kinds, list(known), calls, list(known | dict.fromkeys(key[side] for key, _, _ in changed)))


def _move(calls: list[Call], lease: Lease) -> None:
    """One transaction in which stored nodes go where their facts say, and the log with them."""
    lease.store.write([*calls, *_stamps(lease, "", ([], []), 0)])


def _stamps(lease: Lease, kind: str, days: tuple[list[date], list[date]], rows: int) -> list[Call]:
    """What goes with so many rows of a kind in one transaction: the version, the days, the lease.

    `days` are first days and last days of what is written.
    """
    begins, ends = days
    every = [*begins, *ends]
    values = {"earliest": min(every, default=None), "latest": max(every, default=None)}
    calls = [Call(lease.catalogue.get("load/next_version").text, values, timeout=TIMEOUT), lease.kept(rows)]
    if every:
        calls.append(widen(lease.catalogue, kind, (max(begins, default=None), min(ends, default=None))))
    return calls


def widen(catalogue: Catalogue, kind: str, days: tuple[date | None, date | None]) -> Call:
    """The bounds of a label or a type take in the latest first and the earliest last day of a batch."""
    begins, ends = (str(day or default) for day, default in zip(days, ("", NEVER), strict=True))
    values = {"kind": kind, "begins": begins, "ends": ends}
    return Call(catalogue.get("load/widen_bounds").text, values, timeout=TIMEOUT)


def _days(batch: Batch, changed: list[Data]) -> tuple[list[date], list[date]]:
    rows = [row if batch.keys == "codes" else row[1] for _, row, _ in changed]
    begins, ends = ([row[name] for row in rows if row.get(name)] for name in ("valid_from", "valid_to"))
    return begins, ends
