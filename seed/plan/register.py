"""The days of a node beside those stored: no past is erased and no end taken back without a word."""

from collections.abc import Iterator
from typing import Any

import orjson

from seed.plan.graph import Graph, StoredDays
from seed.plan.staging import Staging, Violation

_REPEAT = "it {0} on {1}, as stored, and that stays; repeat the day, or write 是 under 更正"


def keep_days(staging: Staging, graph: Graph) -> Iterator[Violation]:
    """Gives rows of nodes the stored first day where theirs is later, and the stored end where they give
    none, unless they are corrections; the links in such a row go with it. Yields what is told of them."""
    labels = staging.db.execute("SELECT DISTINCT label FROM node WHERE label <> 'State'").fetchall()
    for (label,) in labels:
        if not graph.has(label):
            continue
        for stored in graph.days_beside(label, _rows(staging, label)):
            yield from _kept(staging, label, stored)


def _rows(staging: Staging, label: str) -> Iterator[tuple[str, str, str | None]]:
    """Code and days of the rows of a label, some at a time, since their days change on the way."""
    text = """SELECT id, code, json_extract(props, '$.valid_from'), json_extract(props, '$.valid_to')
        FROM node WHERE label = ? AND correction = '' AND id > ? ORDER BY id LIMIT 20000"""
    last = 0
    while some := staging.db.execute(text, (label, last)).fetchall():
        last = some[-1][0]
        yield from (one[1:] for one in some)


def _kept(staging: Staging, label: str, stored: StoredDays) -> Iterator[Violation]:
    text = "SELECT id, source, line, props FROM node WHERE label = ? AND code = ?"
    number, source, line, packed = staging.db.execute(text, (label, stored.code)).fetchone()
    if staging.sources[source].table.begins != "valid_from":
        return
    own = orjson.loads(packed)
    if stored.begins < own["valid_from"]:
        yield source, line, "起始日期", "BEGINS-LATER", _REPEAT.format("begins", stored.begins)
    if stored.ends and not own.get("valid_to"):
        yield source, line, "终止日期", "REOPENED", _REPEAT.format("ended", stored.ends)
    days = {"valid_from": min(stored.begins, own["valid_from"])}
    if ends := own.get("valid_to") or stored.ends:
        days["valid_to"] = ends
    staging.db.execute("UPDATE node SET props = ? WHERE id = ?", (_with(packed, days), number))
    # Only where there is such a row: most deliveries need no index on the lines of all relationships.
    staging.db.execute("CREATE INDEX IF NOT EXISTS tie_row ON tie (source, line)")
    ties = staging.db.execute(
        "SELECT id, props FROM tie WHERE source = ? AND line = ? AND own = 1", (source, line)
    ).fetchall()
    for tie, props in ties:
        staging.db.execute(
            "UPDATE tie SET begins = ?, ends = ?, props = ? WHERE id = ?",
            (days["valid_from"], days.get("valid_to"), _with(props, days), tie),
        )


def _with(packed: bytes, days: dict[str, Any]) -> bytes:
    return orjson.dumps({**orjson.loads(packed), **days})
