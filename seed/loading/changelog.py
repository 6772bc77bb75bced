"""The log of changes: on which day and in which area facts of which kind began or ended, at which nodes.

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
from seed.loading.statements import stored_codes, stored_nodes
from seed.plan.slices import TIMEOUT, slices

UNLOGGED = ("State", "Tally")
"""Dated labels without entries: a state is logged by the STATE_OF of its owner."""
AT_END = ("STATE_OF",)
"""Types logged at the node they end at; all others are logged at the one they start at."""
Day = date | str | None
"""A day as a date or as its text; None where there is none."""


class LoggedKind(NamedTuple):
    """A kind of fact, a label or a relationship type, and `near`, the label of the nodes it is logged at."""

    kind: str
    near: str

    @property
    def pattern(self) -> str:
        """The Cypher pattern that finds the facts of a node whose code is `code`."""
        near = f"(near:{self.near} {{code: code}})"
        if self.kind == self.near:
            return f"MATCH {near}\nWITH near, near AS fact"
        return f"MATCH {near}" + (
            f"<-[fact:{self.kind}]-()" if self.kind in AT_END else f"-[fact:{self.kind}]->()"
        )


def logged_end(kind: str, start: str, end: str) -> tuple[LoggedKind, int]:
    """How a relationship is logged, and whether at its start (0) or at its end (1)."""
    return (LoggedKind(kind, end), 1) if kind in AT_END else (LoggedKind(kind, start), 0)


def _logged_kinds() -> Mapping[str, tuple[LoggedKind, ...]]:
    """By label, every kind of fact that is logged at its nodes."""
    found: dict[str, list[LoggedKind]] = {}
    for kind in KINDS:
        if "valid_from" in kind.properties and kind.label not in UNLOGGED:
            found[kind.label] = [LoggedKind(kind.label, kind.label)]
    for tie in TIES:
        for label in tie.ends if tie.type in AT_END else tie.starts:
            found[label].append(LoggedKind(tie.type, label))
    return {label: tuple(kinds) for label, kinds in found.items()}


LOGGED_KINDS = _logged_kinds()


def _entries(logged: LoggedKind) -> str:
    """Cypher: the entries that the facts of `$codes` belong to: `key`, its parts, the `codes` it lists."""
    return (
        f"UNWIND $codes AS code\n{logged.pattern}\n"
        "UNWIND [[fact.valid_from, 'BEGAN'], [fact.valid_to, 'ENDED']] AS moment\n"
        "WITH near.code AS code, coalesce(near.area, '') AS area, moment[0] AS day, moment[1] AS what\n"
        "WHERE day IS NOT NULL\nWITH area, day, what, collect(DISTINCT code) AS codes\n"
        f"WITH *, toString(day) + ' {logged.kind} ' + what + ' {logged.near} ' + area AS key\n"
    )


LIST = (
    "UNWIND $entries AS one\nMERGE (entry:ChangeLog {code: one.code})\nON CREATE SET entry += one.own\n"
    "WITH entry, coalesce(entry.codes, []) + one.codes AS codes\n"
    "CALL (codes) { UNWIND codes AS one WITH DISTINCT one ORDER BY one RETURN collect(one) AS sorted }\n"
    "SET entry.codes = sorted\nRETURN count(*) AS entries"
)
"""Lists codes in entries: one text for every kind, since planning one for each took as long as writing."""
Fact = tuple[str, Day, Day]
"""The code of the node that a fact is logged at, its first day, and the one that it ends on."""


def entry_keys(logged: LoggedKind, area: str | None, days: tuple[Day, Day]) -> Iterator[str]:
    """The keys of the entries that one fact belongs to, logged at a node that lies in `area`."""
    for day, what in zip(days, ("BEGAN", "ENDED"), strict=True):
        if day:
            yield f"{day} {logged.kind} {what} {logged.near} {area or ''}"


def entry_properties(key: str) -> dict[str, Any]:
    """The properties of an entry that follow from its key; its day as text."""
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


def list_codes(found: Iterable[tuple[str, Iterable[str]]]) -> Call:
    """The call that adds codes to entries, given as (key, codes)."""
    entries = [
        {
            "code": key,
            "own": (own := entry_properties(key)) | {"day": date.fromisoformat(own["day"])},
            "codes": list(codes),
        }
        for key, codes in found
    ]
    return Call(LIST, {"entries": entries}, timeout=TIMEOUT)


def log_facts(logged: LoggedKind, codes: list[str]) -> list[Step]:
    """Lists these nodes wherever their facts of the kind belong, as the facts now stand."""
    text = _entries(logged) + "RETURN collect([key, codes]) AS found"

    def follow(rows: list[Row]) -> Call:
        return list_codes(rows[0]["found"])

    return [Call(text, {"codes": codes}, timeout=TIMEOUT), follow]


def log_new_facts(
    logged: LoggedKind, facts: list[Fact], areas: Mapping[str, str | None] | None = None
) -> list[Step]:
    """The steps that log facts just written of nodes that had none of the kind before.

    `areas` says where the nodes lie; without it, they are asked.
    """

    def entries(places: Mapping[str, str | None]) -> Call:
        found: dict[str, list[str]] = defaultdict(list)
        for code, begins, ends in facts:
            for key in entry_keys(logged, places[code], (begins, ends)):
                found[key].append(code)
        return list_codes(found.items())

    if areas is not None:
        return [entries(areas)]
    codes = list(dict.fromkeys(code for code, _, _ in facts))
    asked = Call(stored_nodes(logged.near), {"codes": codes}, timeout=TIMEOUT)
    return [asked, lambda rows: entries({code: area for code, _, area in rows[0]["stored"]})]


def unlog_facts(logged: LoggedKind, codes: list[str]) -> Call:
    """The call that takes nodes out of the entries of their facts, before these are changed."""
    text = (
        _entries(logged) + "MATCH (entry:ChangeLog {code: key})\n"
        "SET entry.codes = [one IN entry.codes WHERE NOT one IN codes]\n"
        "WITH entry WHERE size(entry.codes) = 0\nDELETE entry\nRETURN count(*) AS gone"
    )
    return Call(text, {"codes": codes}, timeout=TIMEOUT)


def with_log(kinds: Iterable[LoggedKind], codes: list[str], calls: Iterable[Step]) -> list[Step]:
    """The calls, between those that take the nodes' facts out of the log and those that add them again."""
    before: list[Step] = []
    after: list[Step] = []
    for one in kinds if codes else ():
        before.append(unlog_facts(one, codes))
        after += log_facts(one, codes)
    return [*before, *calls, *after]


def rebuild(store: Store) -> int:
    """Writes the log of everything stored; how many nodes there were. May run again after it was cut off."""
    many = 0
    for label, kinds in LOGGED_KINDS.items():
        for codes in slices(codes_of(store, label)):
            store.write([step for logged in kinds for step in log_facts(logged, codes)])
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
    expected: dict[LoggedKind, int] = {}
    for label, kinds in LOGGED_KINDS.items():
        for codes in slices(codes_of(store, label)):
            for logged in kinds:
                row = store.read(Call(_compared(logged), {"codes": codes}, timeout=TIMEOUT))[0]
                expected[logged] = expected.get(logged, 0) + row["many"]
                for key, missing in row["lacking"]:
                    yield f"changes: {key}: {', '.join(missing)} not listed"
    for kind, near, many in store.read(Call(LISTED, {}, timeout=TIMEOUT))[0]["listed"]:
        facts = expected.get(LoggedKind(kind, near), 0)
        if many > facts:
            yield f"changes: {kind} at {near}: {many} listed, {facts} by the facts"


LISTED = (
    "MATCH (entry:ChangeLog)\nWITH entry.kind AS kind, entry.near AS near, sum(size(entry.codes)) AS many\n"
    "RETURN collect([kind, near, many]) AS listed"
)


def _compared(logged: LoggedKind) -> str:
    return (
        _entries(logged) + "OPTIONAL MATCH (entry:ChangeLog {code: key})\n"
        "WITH key, codes, [one IN codes WHERE NOT one IN coalesce(entry.codes, [])] AS missing\n"
        "RETURN coalesce(sum(size(codes)), 0) AS many,\n"
        "  collect(CASE WHEN missing <> [] THEN [key, missing[..5]] END) AS lacking"
    )
