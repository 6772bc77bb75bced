"""The log of changes: on which day, and where, facts of which kind began or ended, and of which nodes.

An index on the days of every label and type would be 124 indexes, and a question over them all takes seconds
to plan; a node a change would double the store. But almost all facts begin on few days: so an entry is a day,
a kind, BEGAN or ENDED and a place, and lists the codes of the nodes that such facts stand at: in the sample
25,000 entries for 149,000 facts. What happened is read from the facts themselves: the log only says where to
look, and no name is stored twice. An entry names its county, township and community, each with an index, so
that a page within any of them is read in order, and costs no more than one of the whole city.

A batch takes out what its nodes stand for, writes, and puts in what they stand for now, in one transaction.
What is new is put in as it was sent: nothing has to be taken out, and no fact is read back for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from graphsvc.model import KINDS, TIES
from graphsvc.store import Call, Row, Step, Store
from seed.loading.batches import TIMEOUT, slices
from seed.loading.statements import stored_codes, stored_nodes

UNLOGGED = ("State", "Tally")
"""Dated labels that are no news themselves: a state is told by the STATE_OF of its owner."""
AT_END = ("STATE_OF",)
"""Types told at the node they end at; all others are told at the one they start at."""


Day = date | str | None
"""A day as a date or as its text; None where there is none."""


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


LIST = (
    "UNWIND $entries AS one\nMERGE (entry:ChangeLog {code: one.code})\nON CREATE SET entry += one.own\n"
    "WITH entry, coalesce(entry.codes, []) + one.codes AS codes\n"
    "CALL (codes) { UNWIND codes AS one WITH DISTINCT one ORDER BY one RETURN collect(one) AS sorted }\n"
    "SET entry.codes = sorted\nRETURN count(*) AS entries"
)
"""Lists codes in entries: one text for every kind, since planning one for each took as long as writing."""
Fact = tuple[str, Day, Day]
"""The code of the node that a fact is told at, its first day, and the one that it ends on."""


def keys(told: Told, area: str | None, days: tuple[Day, Day]) -> Iterator[str]:
    """The entries that one fact belongs to, told at a node that lies in `area`."""
    for day, what in zip(days, ("BEGAN", "ENDED"), strict=True):
        if day:
            yield f"{day} {told.kind} {what} {told.near} {area or ''}"


def entry(key: str) -> dict[str, Any]:
    """What an entry says by itself, from its key; its day as text."""
    day, kind, what, near, area = key.split(" ")
    own = {"day": day, "what": what, "kind": kind, "near": near}
    own |= {"area": area} if area else {}
    if len(area) > 6 or (len(area) == 6 and not area.endswith("00")):
        own["county"] = area[:6]
    if len(area) >= 9:
        own["township"] = area[:9]
    if len(area) >= 12:
        own["community"] = area[:12]
    return own


def listed(found: Iterable[tuple[str, Iterable[str]]]) -> Call:
    """Lists codes in the entries of these keys."""
    entries = [
        {
            "code": key,
            "own": (own := entry(key)) | {"day": date.fromisoformat(own["day"])},
            "codes": list(codes),
        }
        for key, codes in found
    ]
    return Call(LIST, {"entries": entries}, timeout=TIMEOUT)


def remember(told: Told, codes: list[str]) -> list[Step]:
    """Lists these nodes wherever their facts of the kind belong, as the facts now stand."""
    text = _entries(told) + "RETURN collect([key, codes]) AS found"

    def follow(rows: list[Row]) -> Call:
        return listed(rows[0]["found"])

    return [Call(text, {"codes": codes}, timeout=TIMEOUT), follow]


def remember_new(told: Told, facts: list[Fact], areas: Mapping[str, str | None] | None = None) -> list[Step]:
    """Lists the nodes of facts just written, where nothing else of the kind has changed.

    `areas` says where the nodes lie; without it, they are asked.
    """

    def entries(places: Mapping[str, str | None]) -> Call:
        found: dict[str, list[str]] = defaultdict(list)
        for code, begins, ends in facts:
            for key in keys(told, places[code], (begins, ends)):
                found[key].append(code)
        return listed(found.items())

    if areas is not None:
        return [entries(areas)]
    codes = list(dict.fromkeys(code for code, _, _ in facts))
    asked = Call(stored_nodes(told.near), {"codes": codes}, timeout=TIMEOUT)
    return [asked, lambda rows: entries({code: area for code, _, area in rows[0]["stored"]})]


def forget(told: Told, codes: list[str]) -> Call:
    """Takes these nodes out again, as their facts of the kind stand before they are changed."""
    text = (
        _entries(told) + "MATCH (entry:ChangeLog {code: key})\n"
        "SET entry.codes = [one IN entry.codes WHERE NOT one IN codes]\n"
        "WITH entry WHERE size(entry.codes) = 0\nDELETE entry\nRETURN count(*) AS gone"
    )
    return Call(text, {"codes": codes}, timeout=TIMEOUT)


def logged(told: Iterable[Told], codes: list[str], calls: Iterable[Step]) -> list[Step]:
    """The calls between what the log forgets of stored nodes and what it knows of them afterwards."""
    kinds = list(told)
    after = [step for one in kinds for step in remember(one, codes)]
    return [*(forget(one, codes) for one in kinds), *calls, *after] if codes else list(calls)


def rebuild(store: Store) -> int:
    """Writes the log of everything stored; how many nodes there were. May run again over its own half."""
    many = 0
    for label, kinds in TOLD.items():
        for codes in slices(codes_of(store, label)):
            store.write([step for told in kinds for step in remember(told, codes)])
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
