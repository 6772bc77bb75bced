"""Checks rows against one another: codes and facts that come twice, missing ends, second parents, cycles."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from seed.plan.sizes import size_findings
from seed.plan.staging import Staging
from seed.reading.faults import Fault
from seed.reading.report import Report

ONE_PARENT = {
    ("SUBORDINATE_TO", "PartyOrganization"),
    ("MEMBER_OF", "PartyMember"),
    ("PART_OF", "Area"),
    ("LOCATED_IN", "Building"),
    ("LOCATED_IN", "Household"),
}
PROBATIONARY = "appoint a full member, or correct 转正日期"
TREES = ("SUBORDINATE_TO", "PART_OF")
"""Types whose facts never lead back to where they began."""
Lookup = Callable[[str, list[str]], dict[str, str]]
"""(label, codes) → area by code, of those that are stored already."""
Parents = dict[str, list[tuple[str, str, str]]]
"""By code: the codes of its parents, each with the first and the last day, 9999 where there is none."""
Violation = tuple[int, int, str, str, str]
"""A row that breaks a rule: number of the source, line, Chinese column, id of the rule, remedy."""


def check(staging: Staging, report: Report, lookup: Lookup | None = None) -> None:
    """Removes from staging what breaks a hard rule, and reports it; `lookup` finds ends that are stored.

    Without a database an end that is in none of the files is a finding only.
    """
    staging.db.execute("CREATE INDEX node_key ON node (label, code)")
    reject(staging, report, _codes_twice(staging))
    if lookup is None:
        _report(staging, report, _ends_missing(staging, "END-UNKNOWN", "it loads only where it is"))
    elif _some_missing(staging, lookup):
        remedy = "add it, or correct the code"
        while reject(staging, report, _ends_missing(staging, "END-MISSING", remedy)):
            pass
    staging.db.execute("CREATE INDEX tie_start ON tie (type, start_label, start, begins)")
    reject(staging, report, _facts_twice(staging))
    for kind, label in sorted(ONE_PARENT):
        reject(staging, report, _second_parents(staging, kind, label))
    for kind in TREES:
        reject(staging, report, cycles(staging, kind, {}))
    reject(staging, report, _probationary(staging))
    _report(staging, report, size_findings(staging))


def _report(staging: Staging, report: Report, broken: Iterable[Violation]) -> set[tuple[int, int]]:
    rows = set()
    for number, line, column, rule, remedy in broken:
        source = staging.sources[number]
        report.add(Fault(source.path.name, source.sheet, line, column, rule, remedy), source.table.name)
        rows.add((number, line))
    return rows


def reject(staging: Staging, report: Report, broken: Iterable[Violation]) -> int:
    """Removes rows from staging with every element they state; how many nodes were removed."""
    rows, db, gone = _report(staging, report, list(broken)), staging.db, 0
    if rows:
        db.execute("DELETE FROM dead")
        db.executemany("INSERT INTO dead VALUES (?, ?)", sorted(rows))
        text = "DELETE FROM {} WHERE (source, line) IN (SELECT source, line FROM dead)"
        db.execute(text.format("tie"))
        gone = db.execute(text.format("node")).rowcount
    return gone


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


def _some_missing(staging: Staging, lookup: Lookup) -> bool:
    """Looks up the ends that are in none of the files; whether one of them is not stored either."""
    missing = 0
    for label, codes in _missing_codes(staging):
        stored = lookup(label, codes)
        values = [(label, code, area) for code, area in stored.items()]
        staging.db.executemany("INSERT OR REPLACE INTO known VALUES (?, ?, ?)", values)
        missing += len(codes) - len(stored)
    return missing > 0


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
            header = chinese
            if linked:
                table = staging.sources[source].table
                links = [
                    link.column for link in table.links if link.type == kind and link.label in ("", label)
                ]
                header = next((one.chinese for one in table.columns if one.name in links), "对象代码")
            yield source, line, header, rule, remedy


def _facts_twice(staging: Staging) -> Iterator[Violation]:
    """Facts that come twice in tables of relationships; those of a node's row come once with its code."""
    kinds = staging.db.execute("SELECT DISTINCT type, start_label FROM tie WHERE own = 0").fetchall()
    text = """SELECT source, line, o_source, o_line FROM (
          SELECT source, line, own, row_number() OVER w AS turn, first_value(source) OVER w AS o_source,
                 first_value(line) OVER w AS o_line
          FROM tie WHERE type = ? AND start_label = ?
          WINDOW w AS (PARTITION BY start, end_label, stop, begins ORDER BY id)) WHERE turn > 1"""
    for kind in kinds:
        for source, line, other, at in staging.db.execute(text, kind):
            remedy = f"it stands in {staging.source_row(other, at)}; leave one of them"
            yield source, line, "起始日期", "FACT-TWICE", remedy


def _second_parents(staging: Staging, kind: str, label: str) -> Iterator[Violation]:
    if not staging.db.execute(
        "SELECT 1 FROM tie WHERE type = ? AND start_label = ? AND own = 0 LIMIT 1", (kind, label)
    ).fetchone():
        return
    text = """SELECT source, line, o_source, o_line FROM (
          SELECT source, line, begins, id, lag(id) OVER w AS before, lag(ends) OVER w AS ended,
                 lag(source) OVER w AS o_source, lag(line) OVER w AS o_line
          FROM tie WHERE type = ? AND start_label = ?
          WINDOW w AS (PARTITION BY start ORDER BY begins, id))
        WHERE before IS NOT NULL AND (ended IS NULL OR begins < ended)"""
    for source, line, other, at in staging.db.execute(text, (kind, label)):
        remedy = f"end the one in {staging.source_row(other, at)} first"
        yield source, line, "起始日期", "SECOND-PARENT", remedy


def cycles(staging: Staging, kind: str, stored: Parents) -> Iterator[Violation]:
    """Parents that lead back to where they began, on some day; the row that closes one is rejected."""
    text = (
        "SELECT start, stop, begins, coalesce(ends, '9999'), source, line FROM tie WHERE type = ? ORDER BY id"
    )
    up = defaultdict(list, stored)
    for start, stop, begins, ends, source, line in staging.db.execute(text, (kind,)):
        if _leads_to(up, stop, start, (begins, ends)):
            yield source, line, "终点代码", "CYCLE", "correct one of the two codes"
        else:
            up[start].append((stop, begins, ends))


def _leads_to(up: Parents, start: str, goal: str, days: tuple[str, str]) -> bool:
    if start == goal:
        return True
    for stop, begins, ends in up.get(start, ()):
        both = max(begins, days[0]), min(ends, days[1])
        if both[0] < both[1] and _leads_to(up, stop, goal, both):
            return True
    return False


def _probationary(staging: Staging) -> Iterator[Violation]:
    """Posts in the Party's own organisations that begin before their holder is a full member."""
    text = """SELECT t.source, t.line FROM tie t JOIN node n ON n.label = 'PartyMember' AND n.code = t.start
        WHERE t.type = 'HOLDS_POST' AND t.end_label = 'PartyOrganization'
          AND json_extract(n.props, '$.admitted_on') IS NOT NULL
          AND t.begins < coalesce(json_extract(n.props, '$.full_since'), '9999')"""
    for source, line in staging.db.execute(text):
        yield source, line, "起点代码", "PROBATIONARY-POST", PROBATIONARY
