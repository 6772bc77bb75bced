"""Credit codes that two units bear on one day: a finding, since one of the two is mistaken."""

from collections.abc import Iterator
from typing import Any

from seed.plan.graph import Graph
from seed.plan.staging import Staging, Violation
from seed.plan.timelines import FOREVER

_NUMBERED = f"""SELECT json_extract(props, '$.uscc') AS uscc, code,
      json_extract(props, '$.valid_from') AS begins,
      coalesce(json_extract(props, '$.valid_to'), '{FOREVER}') AS ends, source, line
    FROM node WHERE label = 'Unit' AND json_extract(props, '$.uscc') IS NOT NULL"""


def number_findings(staging: Staging, graph: Graph | None) -> Iterator[Violation]:
    """Each unit whose number another one bears at the same time."""
    text = f"""WITH numbered AS ({_NUMBERED}),
          several AS (SELECT uscc FROM numbered GROUP BY uscc HAVING count(*) > 1)
        SELECT * FROM numbered WHERE uscc IN (SELECT uscc FROM several) ORDER BY uscc, source, line"""
    before: list[tuple[Any, ...]] = []
    for row in staging.db.execute(text):
        uscc, _, begins, ends, source, line = row
        before = [one for one in before if one[0] == uscc]
        other = next((one for one in before if one[2] < ends and begins < one[3]), None)
        if other is not None:
            yield source, line, *_told(staging.source_row(other[4], other[5]))
        before.append(row)
    if graph is not None and graph.has("Unit"):
        yield from _stored(staging, graph)


def _stored(staging: Staging, graph: Graph) -> Iterator[Violation]:
    """Against units that are stored and that this delivery does not send again."""
    rows = {row[0]: row for row in staging.db.execute(_NUMBERED)}
    sent = {code for (code,) in staging.db.execute("SELECT code FROM node WHERE label = 'Unit'")}
    for unit in graph.units_by_number(rows):
        _, _, begins, ends, source, line = rows[unit.uscc]
        if unit.code not in sent and unit.begins < ends and begins < unit.ends:
            yield source, line, *_told(f"the stored unit {unit.code}")


def _told(where: str) -> tuple[str, str, str]:
    return (
        "统一社会信用代码",
        "USCC-TWICE",
        f"{where} bears it at the same time; correct one, or end one of the two",
    )
