"""The stored graph as a plan asks for it, and what a complete table no longer lists."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from graphsvc.errors import SeedError
from graphsvc.model import TIE_OF
from graphsvc.store import Call, Store
from graphsvc.words import TIERS
from seed.loading.statements import (
    all_facts,
    days_beside,
    full_members,
    how_many,
    open_facts,
    stored_facts,
    stored_nodes,
    stored_states,
    stored_tiers,
    units_by_number,
)
from seed.plan.graph import StoredDays, StoredFact, StoredUnit
from seed.plan.settle import Endings
from seed.plan.slices import TIMEOUT, slices
from seed.plan.staging import Staging
from seed.plan.timelines import FOREVER
from seed.reading.report import Report
from seed.tables import Table, table


class StoredGraph:
    """What a store holds."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def holds(self, kind: str) -> bool:
        """Whether any relationship of a type is stored: a number that the server keeps."""
        return bool(self._store.read(Call(how_many("", kind), {}, timeout=TIMEOUT))[0]["many"])

    def has(self, label: str) -> bool:
        """Whether any node of a label is stored."""
        return bool(self._store.read(Call(how_many(label, ""), {}, timeout=TIMEOUT))[0]["many"])

    def days_beside(self, label: str, rows: Iterable[tuple[str, str, str | None]]) -> Iterator[StoredDays]:
        """Of rows of nodes (code, first day, last day or None), those stored with an earlier first day, or
        with an end where the row gives none."""
        for part in slices(rows):
            values = {"rows": [list(row) for row in part]}
            call = Call(days_beside(label), values, timeout=TIMEOUT)
            yield from (StoredDays(*one) for one in self._store.read(call)[0]["days"])

    def areas(self, label: str, codes: list[str]) -> dict[str, str]:
        """The area of each of these codes that is stored."""
        found: dict[str, str] = {}
        for part in slices(codes):
            call = Call(stored_nodes(label), {"codes": part}, timeout=TIMEOUT)
            found |= {code: area for code, _, area in self._store.read(call)[0]["stored"]}
        return found

    def facts(self, kind: str, label: str, codes: Iterable[str]) -> Iterator[StoredFact]:
        """Every fact of a type that begins at one of these nodes of a label."""
        for part in slices(codes):
            values = {"codes": part, "labels": list(TIE_OF[kind].ends)}
            call = Call(stored_facts(kind, label), values, timeout=TIMEOUT)
            yield from map(_fact, self._store.read(call)[0]["facts"])

    def all_facts(self, kind: str) -> Iterator[StoredFact]:
        """Every fact of a type; their labels are left empty."""
        yield from map(_fact, self._store.read(Call(all_facts(kind), {}, timeout=TIMEOUT))[0]["facts"])

    def states(self, label: str, owners: Iterable[str]) -> Iterator[StoredFact]:
        """The states of these nodes of a label: each starts at the state and stops at its owner."""
        for part in slices(owners):
            call = Call(stored_states(label), {"codes": part}, timeout=TIMEOUT)
            yield from map(_fact, self._store.read(call)[0]["facts"])

    def full_members(self, codes: Iterable[str]) -> dict[str, str | None]:
        """Of these members, of whom the admission is known: the first day of full membership."""
        found: dict[str, str | None] = {}
        for part in slices(codes):
            call = Call(full_members(), {"codes": part}, timeout=TIMEOUT)
            found |= dict(self._store.read(call)[0]["members"])
        return found

    def tiers(self, codes: list[str]) -> dict[str, str]:
        """The tier of each of these organisations that is stored."""
        found: dict[str, str] = {}
        for part in slices(codes):
            call = Call(stored_tiers(), {"codes": part, "tiers": list(TIERS)}, timeout=TIMEOUT)
            found |= dict(self._store.read(call)[0]["tiers"])
        return found

    def units_by_number(self, numbers: Iterable[str]) -> Iterator[StoredUnit]:
        """The units that bear these credit codes."""
        for part in slices(numbers):
            call = Call(units_by_number(), {"numbers": part}, timeout=TIMEOUT)
            for uscc, code, begins, ends in self._store.read(call)[0]["units"]:
                yield StoredUnit(uscc, code, begins, ends or FOREVER)


def _fact(row: Sequence[Any]) -> StoredFact:
    start, label, stop, begins, ends, role = row
    return StoredFact(start, label, stop, begins.isoformat(), ends.isoformat() if ends else FOREVER, role)


MOST_ENDED = 0.05
"""Share of a table's open facts that may end at once without a word of confirmation."""


@dataclass(frozen=True)
class Completion:
    """Tables that a delivery holds in full: what they no longer list ends on a day.

    More than the share `most` of a table's open facts ends only where that is `confirmed`.
    """

    tables: tuple[str, ...] = ()
    on: date | None = None
    most: float = MOST_ENDED
    confirmed: bool = False


def end_what_is_not_listed(
    staging: Staging, report: Report, store: Store, asked: Completion, *, day: date, ends: Endings
) -> dict[str, int]:
    """Adds the stored facts that the complete tables do not list; how many these are, by table.

    Raises SeedError for a name that is no table of relationships, for a table that was not read to its end or
    had a row rejected, and for more than may end at once.
    """
    counts: dict[str, int] = {}
    for name in asked.tables:
        found = _complete(staging, report, name)
        by_start = ends[found.type, found.start]
        call = Call(open_facts(found.type, found.start, found.end), {}, timeout=TIMEOUT)
        facts = store.read(call)[0]["facts"]
        kept = _listed(staging, found)
        kept |= {_key(one[:3], one[4]) for some in by_start.values() for one in some}
        ending = [one for one in facts if one[2] < day and _key(one[:3], one[3]) not in kept]
        if len(ending) > asked.most * len(facts) and not asked.confirmed:
            raise SeedError(
                f"--complete {name}: {len(ending)} of {len(facts)} open facts would end, more than "
                f"{asked.most:.0%}; nothing was loaded. Say --yes if that is meant, or raise --end-at-most"
            )
        for start, stop, begins, role in ending:
            by_start[start].append([start, stop, begins, day, role])
        counts[name] = len(ending)
    return counts


def _complete(staging: Staging, report: Report, name: str) -> Table:
    """The table of that name, where this delivery holds all of it."""
    found = table(name)
    if found is None or not found.type or not found.start or not found.end:
        raise SeedError(f"--complete {name}: no table of relationships between two kinds; name one")
    sheets = {(one.path.name, one.sheet) for one in staging.sources.values() if one.table is found}
    if not sheets:
        raise SeedError(
            f"--complete {name}: no sheet of that table was read; nothing was loaded. Call its sheet or file "
            f"{found.chinese} or {found.name}"
        )
    broken = next((fault for fault in report.hard if (fault.file, fault.sheet) in sheets), None)
    if broken is not None:
        raise SeedError(f"--complete {name}: not all of it can be stored; nothing was loaded. {broken}")
    return found


def _key(fact: Sequence[Any], role: str) -> tuple[str, str, str, str]:
    """Start, end and first day as text, and the role."""
    start, stop, begins = fact
    return start, stop, str(begins), role


def _listed(staging: Staging, found: Table) -> set[tuple[str, str, str, str]]:
    text = "SELECT start, stop, begins, role FROM tie WHERE type = ? AND start_label = ? AND end_label = ?"
    return staging.left.union(staging.db.execute(text, (found.type, found.start, found.end)))
