"""The log of changes: on which day, and where, facts of which kind began or ended, and of which nodes.

An index on the days of every label and type would be 124 indexes, and a question over them all takes seconds
to plan; a node a change would double the store. But almost all facts begin on few days: so an entry is a day,
a kind, BEGAN or ENDED and a place, and lists the codes of the nodes that such facts stand at: in the sample
25,000 entries for 149,000 facts. What happened is read from the facts themselves: the log only says where to
look, and no name is stored twice. An entry names its county, township and community, each with an index, so
that a page within any of them is read in order, and costs no more than one of the whole city.

A batch takes out what its nodes stand for, writes, and puts in what they stand for now, in one transaction.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from graphsvc.model import KINDS, TIES
from graphsvc.store import Call, Store
from seed.batches import TIMEOUT, slices
from seed.statements import stored_codes

UNLOGGED = ("State", "Tally")
"""Dated labels that are no news themselves: a state is told by the STATE_OF of its owner."""
AT_END = ("STATE_OF",)
"""Types told at the node they end at; all others are told at the one they start at."""


class Told(NamedTuple):
    """A kind of fact, a label or a type, told at nodes of the label `near`."""

    kind: str
    near: str

    @property
    def pattern(self) -> str:
        """What finds the facts of a node whose code is `code`."""
        near = f"(near:{self.near} {{code: code}})"
        if self.kind == self.near:
            return f"MATCH {near}\nWITH near, near AS fact"
        return f"MATCH {near}" + (
            f"<-[fact:{self.kind}]-()" if self.kind in AT_END else f"-[fact:{self.kind}]->()"
        )


def near_end(kind: str, start: str, end: str) -> tuple[Told, int]:
    """Where a relationship of a type is told, and whether that is its start (0) or its end (1)."""
    return (Told(kind, end), 1) if kind in AT_END else (Told(kind, start), 0)


def _told() -> Mapping[str, tuple[Told, ...]]:
    """By label, every kind of fact that is told at its nodes."""
    found: dict[str, list[Told]] = {}
    for kind in KINDS:
        if "valid_from" in kind.properties and kind.label not in UNLOGGED:
            found[kind.label] = [Told(kind.label, kind.label)]
    for tie in TIES:
        for label in tie.ends if tie.type in AT_END else tie.starts:
            found[label].append(Told(tie.type, label))
    return {label: tuple(kinds) for label, kinds in found.items()}


TOLD = _told()


def _entries(told: Told) -> str:
    """The entries that the facts of `$codes` belong to: `key`, its parts, and the `codes` it lists."""
    return (
        f"UNWIND $codes AS code\n{told.pattern}\n"
        "UNWIND [[fact.valid_from, 'BEGAN'], [fact.valid_to, 'ENDED']] AS moment\n"
        "WITH near.code AS code, coalesce(near.area, '') AS area, moment[0] AS day, moment[1] AS what\n"
        "WHERE day IS NOT NULL\nWITH area, day, what, collect(DISTINCT code) AS codes\n"
        f"WITH *, toString(day) + ' {told.kind} ' + what + ' {told.near} ' + area AS key\n"
    )


def remember(told: Told, codes: list[str]) -> Call:
    """Lists these nodes wherever their facts of the kind belong, as the facts now stand."""
    text = (
        _entries(told) + "MERGE (entry:ChangeLog {code: key})\nON CREATE SET "
        f"entry.day = day, entry.what = what, entry.kind = '{told.kind}', entry.near = '{told.near}',\n"
        "  entry.area = nullIf(area, ''), entry.codes = [],\n"
        "  entry.county = CASE WHEN size(area) >= 6 AND NOT area ENDS WITH '00' OR size(area) > 6 "
        "THEN left(area, 6) END,\n"
        "  entry.township = CASE WHEN size(area) >= 9 THEN left(area, 9) END,\n"
        "  entry.community = CASE WHEN size(area) >= 12 THEN left(area, 12) END\n"
        "WITH entry, entry.codes + codes AS codes\n"
        "CALL (codes) { UNWIND codes AS one WITH DISTINCT one ORDER BY one RETURN collect(one) AS sorted }\n"
        "SET entry.codes = sorted\nRETURN count(*) AS entries"
    )
    return Call(text, {"codes": codes}, timeout=TIMEOUT)


def forget(told: Told, codes: list[str]) -> Call:
    """Takes these nodes out again, as their facts of the kind stand before they are changed."""
    text = (
        _entries(told) + "MATCH (entry:ChangeLog {code: key})\n"
        "SET entry.codes = [one IN entry.codes WHERE NOT one IN codes]\n"
        "WITH entry WHERE size(entry.codes) = 0\nDELETE entry\nRETURN count(*) AS gone"
    )
    return Call(text, {"codes": codes}, timeout=TIMEOUT)


def logged(told: Iterable[Told], known: list[str], calls: Iterable[Call], codes: list[str]) -> list[Call]:
    """The calls, before them what the log forgets of nodes `known`, after them what it knows of `codes`."""
    kinds = list(told)
    before = [forget(one, known) for one in kinds] if known else []
    return [*before, *calls, *(remember(one, codes) for one in kinds)]


def rebuild(store: Store) -> int:
    """Writes the log of everything stored; how many nodes there were. May run again over its own half."""
    many = 0
    for label, kinds in TOLD.items():
        for codes in slices(codes_of(store, label)):
            store.write([remember(told, codes) for told in kinds])
            many += len(codes)
    return many


def codes_of(store: Store, label: str) -> Iterator[str]:
    """Every code of a label, in order."""
    codes = [""]
    while codes:
        values = {"after": codes[-1], "first": 20_000}
        codes = store.read(Call(stored_codes(label), values, timeout=TIMEOUT))[0]["codes"]
        yield from codes


def disagreements(store: Store) -> Iterator[str]:
    """Where the log and the facts disagree: a node that an entry lacks, entries that list too many."""
    expected: dict[Told, int] = {}
    for label, kinds in TOLD.items():
        for codes in slices(codes_of(store, label)):
            for told in kinds:
                row = store.read(Call(_compared(told), {"codes": codes}, timeout=TIMEOUT))[0]
                expected[told] = expected.get(told, 0) + row["many"]
                for key, missing in row["lacking"]:
                    yield f"changes: {key}: {', '.join(missing)} not listed"
    for kind, near, many in store.read(Call(LISTED, {}, timeout=TIMEOUT))[0]["listed"]:
        facts = expected.get(Told(kind, near), 0)
        if many > facts:
            yield f"changes: {kind} at {near}: {many} listed, {facts} by the facts"


LISTED = (
    "MATCH (entry:ChangeLog)\nWITH entry.kind AS kind, entry.near AS near, sum(size(entry.codes)) AS many\n"
    "RETURN collect([kind, near, many]) AS listed"
)


def _compared(told: Told) -> str:
    return (
        _entries(told) + "OPTIONAL MATCH (entry:ChangeLog {code: key})\n"
        "WITH key, codes, [one IN codes WHERE NOT one IN coalesce(entry.codes, [])] AS missing\n"
        "RETURN coalesce(sum(size(codes)), 0) AS many,\n"
        "  collect(CASE WHEN missing <> [] THEN [key, missing[..5]] END) AS lacking"
    )
