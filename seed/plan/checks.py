"""Checks rows against one another and against what is stored: codes and facts that come twice, missing ends,
second parents, cycles."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from seed.plan.graph import Graph, StoredFact
from seed.plan.lines import TREES, broken_tiers, cycles
from seed.plan.numbers import number_findings
from seed.plan.register import keep_days
from seed.plan.settle import Endings, Settlement, apply_to_staging, settled, stage_stored, violations
from seed.plan.sizes import size_findings
from seed.plan.staging import Staging, Violation
from seed.plan.states import end_states
from seed.reading.faults import Fault
from seed.reading.report import Report

MISSING = "add it, or correct the code"
PROBATIONARY = "appoint a full member, or correct 转正日期 in the row of the member (党员)"


def check(staging: Staging, report: Report, graph: Graph | None = None) -> Endings:
    """Removes from staging what breaks a hard rule, and reports it; the stored facts that end or go.

    Rows are judged on the outcome: whenever one falls, by whichever rule, all that follows from the others is
    worked out anew, until nothing more falls. `graph` is what is stored; without one an end that is in none
    of the files is a finding only.
    """
    db = staging.db
    db.execute("CREATE INDEX node_key ON node (label, code)")
    reject(staging, report, _codes_twice(staging))
    if graph is None:
        _report(staging, report, _ends_missing(staging, "END-UNKNOWN", "it loads only where it is"))
    db.execute("CREATE INDEX tie_start ON tie (type, start_label, start, begins)")
    if graph is not None:
        _report(staging, report, list(keep_days(staging, graph)))
        stage_stored(staging, graph)
    found = _stand(staging, report, graph)
    _report(staging, report, list(end_states(staging, graph, found.ends)))
    _report(staging, report, violations(staging, found.told))
    apply_to_staging(staging, found)
    _report(staging, report, size_findings(staging))
    _report(staging, report, number_findings(staging, graph))
    return found.ends


def _stand(staging: Staging, report: Report, graph: Graph | None) -> Settlement:
    """Takes out rows until all others stand; what follows from these."""
    parents: dict[str, list[StoredFact]] = {}
    reject(staging, report, _facts_twice(staging))
    fallen = Fallen(0, 1)
    while True:
        while fallen.nodes and graph is not None:
            # Others point at a node that fell, which may be stored.
            _look_up(staging, graph)
            fallen = reject(staging, report, _ends_missing(staging, "END-MISSING", MISSING))
        found = settled(staging)
        fallen = reject(staging, report, violations(staging, found.fallen))
        for kind in TREES:
            if not fallen.rows:
                broken = cycles(staging, kind, found, graph=graph, known=parents)
                fallen = reject(staging, report, broken)
        if not fallen.rows:
            broken = broken_tiers(staging, found, graph, parents)
            fallen = reject(staging, report, [*broken, *_probationary(staging, graph)])
        if not fallen.rows:
            return found


class Fallen(NamedTuple):
    """How many rows were rejected, and how many nodes went with them."""

    rows: int
    nodes: int


def _report(staging: Staging, report: Report, broken: Iterable[Violation]) -> set[tuple[int, int]]:
    rows = set()
    for number, line, column, rule, remedy in broken:
        source = staging.sources[number]
        report.add(Fault(source.path.name, source.sheet, line, column, rule, remedy), source.table.name)
        rows.add((number, line))
    return rows


def reject(staging: Staging, report: Report, broken: Iterable[Violation]) -> Fallen:
    """Removes rows from staging with every element they state."""
    rows, db, nodes = _report(staging, report, list(broken)), staging.db, 0
    if rows:
        db.execute("DELETE FROM dead")
        db.executemany("INSERT INTO dead VALUES (?, ?)", sorted(rows))
        text = "DELETE FROM {} WHERE (source, line) IN (SELECT source, line FROM dead)"
        db.execute(text.format("tie"))
        nodes = db.execute(text.format("node")).rowcount
        staging.spans.clear()
    return Fallen(len(rows), nodes)


def _codes_twice(staging: Staging) -> Iterator[Violation]:
    text = """SELECT n.source, n.line, f.source, f.line, n.label FROM node n
        JOIN (SELECT label, code, min(id) AS first FROM node GROUP BY label, code HAVING count(*) > 1) d
          ON n.label = d.label AND n.code = d.code AND n.id <> d.first
        JOIN node f ON f.id = d.first"""
    for source, line, other, at, label in staging.db.execute(text):
        column = "代码" if label != "State" else "起始日期"
        yield (
            source,
            line,
            column,
            "CODE-TWICE",
            f"it stands in {staging.source_row(other, at)}; give each its own",
        )


def _look_up(staging: Staging, graph: Graph) -> None:
    """Looks up the ends that are in none of the files."""
    for label, codes in _missing_codes(staging):
        values = [(label, code, area) for code, area in graph.areas(label, codes).items()]
        staging.db.executemany("INSERT OR REPLACE INTO known VALUES (?, ?, ?)", values)


_ABSENT = """NOT EXISTS (SELECT 1 FROM node n WHERE n.label = t.{side}_label AND n.code = t.{column})
  AND NOT EXISTS (SELECT 1 FROM known k WHERE k.label = t.{side}_label AND k.code = t.{column})"""
_SIDES = (("start", "start", "起点代码"), ("end", "stop", "终点代码"))


def _missing_codes(staging: Staging) -> list[tuple[str, list[str]]]:
    found: dict[str, set[str]] = defaultdict(set)
    for side, column, _ in _SIDES:
        absent = _ABSENT.format(side=side, column=column)
        own = "own = 0 AND " if side == "start" else ""
        text = f"SELECT DISTINCT t.{side}_label, t.{column} FROM tie t WHERE {own}{absent}"
        for label, code in staging.db.execute(text):
            found[label].add(code)
    return [(label, sorted(codes)) for label, codes in sorted(found.items())]


def _ends_missing(staging: Staging, rule: str, remedy: str) -> Iterator[Violation]:
    for side, column, chinese in _SIDES:
        absent = _ABSENT.format(side=side, column=column)
        own = "own = 0 AND " if side == "start" else ""
        text = f"SELECT t.source, t.line, t.type, t.own, t.{side}_label FROM tie t WHERE {own}{absent}"
        for source, line, kind, linked, label in staging.db.execute(text):
            header = staging.link_header(source, kind, label) if linked else chinese
            yield source, line, header, rule, remedy


def _facts_twice(staging: Staging) -> Iterator[Violation]:
    """Facts that come twice in tables of relationships; those of a node's row come once with its code."""
    kinds = staging.db.execute("SELECT DISTINCT type, start_label FROM tie WHERE own = 0").fetchall()
    text = """SELECT source, line, o_source, o_line FROM (
          SELECT source, line, own, row_number() OVER w AS turn, first_value(source) OVER w AS o_source,
                 first_value(line) OVER w AS o_line
          FROM tie WHERE type = ? AND start_label = ? AND correction <> 'WITHDRAW'
          WINDOW w AS (PARTITION BY start, end_label, stop, begins, role ORDER BY id)) WHERE turn > 1"""
    for kind in kinds:
        for source, line, other, at in staging.db.execute(text, kind):
            remedy = f"it stands in {staging.source_row(other, at)}; leave one of them"
            yield source, line, "起始日期", "FACT-TWICE", remedy


def _probationary(staging: Staging, graph: Graph | None) -> Iterator[Violation]:
    """Posts in the Party's own organisations that begin before their holder is a full member: by the row of
    the member in this delivery, else as stored."""
    text = """SELECT t.source, t.line FROM tie t JOIN node n ON n.label = 'PartyMember' AND n.code = t.start
        WHERE t.type = 'HOLDS_POST' AND t.end_label = 'PartyOrganization'
          AND json_extract(n.props, '$.admitted_on') IS NOT NULL
          AND t.begins < coalesce(json_extract(n.props, '$.full_since'), '9999')"""
    for source, line in staging.db.execute(text):
        yield source, line, "起点代码", "PROBATIONARY-POST", PROBATIONARY
    if graph is None:
        return
    text = """SELECT t.start, t.begins, t.source, t.line FROM tie t
        JOIN known k ON k.label = 'PartyMember' AND k.code = t.start
        WHERE t.type = 'HOLDS_POST' AND t.end_label = 'PartyOrganization'"""
    rows = staging.db.execute(text).fetchall()
    full = graph.full_members(sorted({row[0] for row in rows}))
    for code, begins, source, line in rows:
        if code in full and begins < (full[code] or "9999"):
            yield source, line, "起点代码", "PROBATIONARY-POST", PROBATIONARY
