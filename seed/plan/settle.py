"""The consequences of a delivery, worked out from the rows that stand: which stored facts end or go.

Nothing is collected while rows are judged. Whenever a row falls, by whichever rule, the consequences of all
others are worked out anew without it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from seed.plan.beside import side_by_side
from seed.plan.elements import MOVED, OWN, tie_of
from seed.plan.graph import Graph
from seed.plan.staging import Staging, Violation
from seed.plan.timelines import FOREVER, Fact, Outcome, Sent, Verdict, outcome
from seed.reading.faults import RULES

ONE_VALUE = frozenset(
    (
        *("SUBORDINATE_TO", "MEMBER_OF", "PART_OF", "LOCATED_IN", "IN_COMPOUND"),
        *("WORKS_IN", "FIGURE_OF", "RAISED_IN", "STEP_OF", "OF_TYPE", "APPLIES_TO", "HELD_BY"),
    )
)
"""Types of which a node has one fact on any day; of all others it may have several at once."""
STATES = "STATE_OF"
"""The type whose facts follow one another at the node where they stop; see `states.py`."""
BY_LABEL = frozenset(("WORKS_IN",))
"""Those of them of which it may have one for each label at the other end."""
REMEDIES = {
    "SECOND-PARENT": "a fact since {day} is stored; write 是 under 更正 to replace it",
    "NOT-STORED": "compare both codes and the first day with what was sent before",
    "LINK-MOVED": "it moved on {day}; repeat where it lies now, or name the day of the move under 变动日期",
    "REOPENED": "it ended on {day}; leave it out, or write 是 under 更正",
    "RESUMED": "what it interrupts goes on from {day}; write its own rows where that is not meant",
    "CORRECTED": "what stood there since {day} is replaced",
}
Endings = dict[tuple[str, str], dict[str, list[list[Any]]]]
"""By (type, label of the start) and start: [start, end, valid_from, valid_to or None for one to delete, role
or an empty text]."""


@dataclass
class Settlement:
    """What follows from the rows that stand.

    `ends` are stored facts that end or go, `left` the ids of staged relationships that are not written,
    `shortened` those that end on another day than their row says, `resumed` facts that go on behind one of
    them, with its id. Rows that have `fallen` cannot stand; of what
    is `told` the others are written, or left.
    """

    ends: Endings = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    left: list[int] = field(default_factory=list)
    shortened: list[tuple[int, str]] = field(default_factory=list)
    resumed: list[tuple[int, Fact]] = field(default_factory=list)
    fallen: list[Verdict] = field(default_factory=list)
    told: list[Verdict] = field(default_factory=list)


def stage_stored(staging: Staging, graph: Graph) -> None:
    """Puts the stored facts of the nodes that a delivery speaks of beside it on disk."""
    kinds = staging.db.execute("SELECT DISTINCT type, start_label FROM tie").fetchall()
    for kind, label in kinds:
        if kind == STATES or not graph.holds(kind):
            continue
        text = "SELECT DISTINCT start FROM tie WHERE type = ? AND start_label = ?"
        codes = [code for (code,) in staging.db.execute(text, (kind, label))]
        rows = ((kind, label, *fact) for fact in graph.facts(kind, label, codes))
        staging.db.execute("BEGIN")
        staging.db.executemany("INSERT INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        staging.db.execute("COMMIT")
    staging.db.execute("CREATE INDEX IF NOT EXISTS fact_start ON fact (type, start_label, start)")


def settled(staging: Staging) -> Settlement:
    """What follows from the rows that are staged now; rows that contradict what is stored have `fallen`."""
    found = Settlement()
    for kind, label in _in_question(staging):
        for start, stored, sent in _timelines(staging, kind, label):
            judge = outcome if kind in ONE_VALUE else side_by_side
            _collect(found, (kind, label, start), stored, judge(stored, sent))
    return found


def _in_question(staging: Staging) -> list[tuple[str, str]]:
    """Types and labels of which something is stored or corrected, or of which one node may have several rows
    where it may have one fact."""
    stored = set(staging.db.execute("SELECT DISTINCT type, start_label FROM fact"))
    text = "SELECT type, start_label, min(own), max(correction) FROM tie GROUP BY type, start_label"
    return [
        (kind, label)
        for kind, label, own, correction in staging.db.execute(text)
        if (kind, label) in stored or correction or (kind in ONE_VALUE and not own)
    ]


def _collect(found: Settlement, where: tuple[str, str, str], stored: list[Fact], one: Outcome) -> None:
    kind, label, start = where
    found.fallen += one.rejected
    found.told += one.told
    found.left += one.left
    found.shortened += one.shortened()
    found.resumed += one.resumed()
    ends = [(fact, date.fromisoformat(day)) for fact, day in one.ended()]
    for fact, day in [*ends, *((fact, None) for fact in one.gone(stored))]:
        _, stop, role = fact.value
        found.ends[kind, label][start].append([start, stop, date.fromisoformat(fact.begins), day, role])


def _timelines(staging: Staging, kind: str, label: str) -> Iterator[tuple[str, list[Fact], list[Sent]]]:
    """Of each node with stored facts, with several rows or a correction: its facts and the rows sent."""
    values = {"kind": kind, "label": label, "forever": FOREVER}
    some = """WITH some AS (
        SELECT start FROM tie WHERE type = :kind AND start_label = :label
          GROUP BY start HAVING count(*) > 1 OR max(correction) <> ''
        UNION SELECT start FROM fact WHERE type = :kind AND start_label = :label) """
    facts = staging.db.execute(
        some
        + """SELECT start, end_label, stop, role, begins, ends FROM fact
        WHERE type = :kind AND start_label = :label AND start IN some ORDER BY start, begins""",
        values,
    ).fetchall()
    stored: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for start, end_label, stop, role, begins, ends in facts:
        stored[_timeline(kind, start, end_label)].append(Fact((end_label, stop, role), begins, ends))
    rows = staging.db.execute(
        some
        + """SELECT start, id, end_label, stop, role, begins, coalesce(ends, :forever), correction, own
        FROM tie WHERE type = :kind AND start_label = :label AND start IN some ORDER BY start, id""",
        values,
    )
    for start, group in groupby(rows, key=lambda row: row[0]):
        sent: dict[tuple[str, str], list[Sent]] = defaultdict(list)
        for _, number, end_label, stop, role, begins, ends, correction, own in group:
            row = Sent(number, (end_label, stop, role), begins, ends, correction, own == OWN, own == MOVED)
            sent[_timeline(kind, start, end_label)].append(row)
        for key, of_one in sent.items():
            yield start, stored.get(key, []), of_one


def _timeline(kind: str, start: str, end_label: str) -> tuple[str, str]:
    return start, end_label if kind in BY_LABEL else ""


def violations(staging: Staging, verdicts: Iterable[Verdict]) -> Iterator[Violation]:
    """What is said of staged relationships, at their rows."""
    text = "SELECT source, line, own, type, end_label FROM tie WHERE id = ?"
    for verdict in verdicts:
        source, line, own, kind, label = staging.db.execute(text, (verdict.id,)).fetchone()
        column = staging.link_header(source, kind, label) if own else "起始日期"
        remedy = REMEDIES[verdict.rule].format(day=verdict.day)
        if verdict.other:
            other = staging.db.execute(text, (verdict.other,)).fetchone()
            remedy = f"end the one in {staging.source_row(*other[:2])} first"
        yield source, line, column, verdict.rule, remedy


def apply_to_staging(staging: Staging, found: Settlement) -> None:
    """Takes out of staging what is not written, ends what another row ends, adds what goes on behind one."""
    staging.db.execute("BEGIN")
    for number, day in found.shortened:
        if day != FOREVER:
            staging.end_ties(day, "id = ?", number)
    for number, fact in found.resumed:
        text = "SELECT type, start_label, start, source, line FROM tie WHERE id = ?"
        kind, label, start, source, line = staging.db.execute(text, (number,)).fetchone()
        staging.add_tie(
            tie_of((kind, label, start, *fact.value[:2]), (fact.begins, fact.ends), (source, line))
        )
    for number in found.left:
        text = "DELETE FROM tie WHERE id = ? RETURNING start, stop, begins, role"
        staging.left.add(staging.db.execute(text, (number,)).fetchone())
    staging.db.execute("COMMIT")
    staging.spans.clear()


assert set(REMEDIES) <= set(RULES)
