"""A delivery compared with the stored facts: which of these end, and which rows contradict them.

A later parent ends the earlier one, a correction replaces it, a complete table ends what it no longer lists.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from graphsvc.errors import SeedError
from graphsvc.model import TIE_OF
from graphsvc.store import Call, Store
from seed.loading.batches import TIMEOUT, slices
from seed.loading.statements import all_facts, full_members, open_facts, stored_facts
from seed.plan.checks import ONE_PARENT, PROBATIONARY, TREES, Parents, Violation, cycles, reject
from seed.plan.staging import Staging
from seed.reading.report import Report
from seed.tables import Table, table

Endings = dict[tuple[str, str], dict[str, list[list[Any]]]]
"""By (type, label of the start) and start: [start, end, valid_from, valid_to or None for one to delete]."""


def compare_with_stored(staging: Staging, report: Report, store: Store) -> Endings:
    """The stored facts that this delivery ends or deletes; rows that contradict stored facts are rejected."""
    ends: Endings = defaultdict(lambda: defaultdict(list))
    violations: list[Violation] = []
    for kind, label in sorted(ONE_PARENT):
        stored = _stored_facts(staging, store, (kind, label))
        if not stored:
            continue
        text = """SELECT start, stop, begins, ends, correction, source, line FROM tie
            WHERE type = ? AND start_label = ? ORDER BY start, begins"""
        sent: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        for row in staging.db.execute(text, (kind, label)):
            if row[0] in stored:
                sent[row[0]].append(row)
        for start, rows in sent.items():
            listed = {(row[1], row[2]) for row in rows}
            for fact in stored[start]:
                if (fact[1], fact[2].isoformat()) not in listed:
                    ending, violation = _compare_fact(fact, rows)
                    ends[kind, label][start] += ending
                    violations += violation
    reject(staging, report, violations)
    _check_with_stored(staging, report, store, ends)
    return ends


def _stored_facts(staging: Staging, store: Store, which: tuple[str, str]) -> dict[str, list[list[Any]]]:
    """The stored facts of a type whose starts this delivery names, by start."""
    kind, label = which
    codes = (
        code
        for (code,) in staging.db.execute(
            "SELECT DISTINCT start FROM tie WHERE type = ? AND start_label = ?", which
        )
    )
    found: dict[str, list[list[Any]]] = defaultdict(list)
    for part in slices(codes):
        call = Call(stored_facts(kind, label), {"codes": part}, timeout=TIMEOUT)
        for fact in store.read(call)[0]["facts"]:
            found[fact[0]].append(fact)
    return found


def _compare_fact(fact: list[Any], rows: list[tuple[Any, ...]]) -> tuple[list[list[Any]], list[Violation]]:
    """How a stored fact ends by the rows sent for its start, or which row contradicts it: one at most."""
    start, end, begins, closes = fact
    until = closes.isoformat() if closes else "9999"
    since = begins.isoformat()
    for _, _, sent_from, sent_to, correction, source, line in rows:
        if until <= sent_from or (sent_to or "9999") <= since:
            continue
        if since < sent_from:
            return [[start, end, begins, date.fromisoformat(sent_from)]], []
        if correction:
            return [[start, end, begins, None]], []
        remedy = f"a fact since {since} is stored; write 是 under 更正 to replace it"
        return [], [(source, line, "起始日期", "SECOND-PARENT", remedy)]
    return [], []


def _check_with_stored(staging: Staging, report: Report, store: Store, ends: Endings) -> None:
    """Rejects rows that break a hard rule together with stored facts: a cycle, a probationary post."""
    for kind in TREES:
        label = TIE_OF[kind].starts[0]
        if staging.db.execute("SELECT 1 FROM tie WHERE type = ? LIMIT 1", (kind,)).fetchone():
            reject(
                staging,
                report,
                cycles(staging, kind, _stored_parents(store, kind, ends.get((kind, label), {}))),
            )
    reject(staging, report, _probationary(staging, store))


def _stored_parents(store: Store, kind: str, ends: dict[str, list[list[Any]]]) -> Parents:
    """All stored facts of a type, as they stand after this delivery."""
    until = {(start, end, begins): day for facts in ends.values() for start, end, begins, day in facts}
    found: Parents = defaultdict(list)
    facts = store.read(Call(all_facts(kind), {}, timeout=TIMEOUT))[0]["facts"]
    for start, end, begins, closes in facts:
        last = until.get((start, end, begins), closes)
        if last is not None or (start, end, begins) not in until:
            found[start].append((end, begins.isoformat(), last.isoformat() if last else "9999"))
    return found


def _probationary(staging: Staging, store: Store) -> Iterator[Violation]:
    """Posts in Party organisations of stored members who are not full members yet, and stand in no file."""
    text = """SELECT t.start, t.begins, t.source, t.line FROM tie t
        JOIN known k ON k.label = 'PartyMember' AND k.code = t.start
        WHERE t.type = 'HOLDS_POST' AND t.end_label = 'PartyOrganization'"""
    for part in slices(staging.db.execute(text).fetchall()):
        codes = sorted({row[0] for row in part})
        call = Call(full_members(), {"codes": codes}, timeout=TIMEOUT)
        full = dict(store.read(call)[0]["members"])
        for code, begins, source, line in part:
            if code in full and begins < (full[code] or "9999"):
                yield source, line, "起点代码", "PROBATIONARY-POST", PROBATIONARY


def endings_of_complete_tables(staging: Staging, store: Store, names: Sequence[str], on: date) -> Endings:
    """The stored facts of the named tables that this delivery does not list; they end on a day.

    Raises SeedError for a name that is no table of relationships.
    """
    ends: Endings = defaultdict(lambda: defaultdict(list))
    for name in names:
        found = table(name)
        if found is None or not found.type or not found.start or not found.end:
            raise SeedError(f"--complete {name}: no table of relationships between two kinds; name one")
        listed = _listed(staging, found)
        call = Call(open_facts(found.type, found.start, found.end), {}, timeout=TIMEOUT)
        for start, end, begins in store.read(call)[0]["facts"]:
            if (start, end, begins.isoformat()) not in listed and begins < on:
                ends[found.type, found.start][start].append([start, end, begins, on])
    return ends


def _listed(staging: Staging, found: Table) -> set[tuple[str, str, str]]:
    text = "SELECT start, stop, begins FROM tie WHERE type = ? AND start_label = ? AND end_label = ?"
    return set(staging.db.execute(text, (found.type, found.start, found.end)))
