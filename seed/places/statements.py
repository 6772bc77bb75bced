"""Cypher texts that ask where stored nodes lie, and write it."""

from collections.abc import Sequence

from seed.places.rules import LINE, ORGANIZATION, PLACING, STOP

ENDS = (
    "toString(CASE WHEN r.valid_to IS NULL OR far.valid_to < r.valid_to THEN far.valid_to "
    "ELSE r.valid_to END)"
)
"""The day on which a relationship or what it leads to ends, or null."""
HOLDS = "s.valid_from <= date($today) AND (s.valid_to IS NULL OR date($today) < s.valid_to)"
OWN = "|".join(kind for kind, _ in PLACING[ORGANIZATION])


def placing_facts(label: str, steps: Sequence[tuple[str, str]]) -> str:
    """Of `$codes`, the `area` stored, and by each (type, side) [area, first day, day it ends or null] of the
    facts."""
    facts = ", ".join(
        f"COLLECT {{ MATCH {_pattern('n', step)} WHERE far.area IS NOT NULL "
        f"RETURN [far.area, toString(r.valid_from), {ENDS}] }}"
        for step in steps
    )
    return (
        f"UNWIND $codes AS code\nMATCH (n:{label} {{code: code}})\nWITH n, [{facts}] AS facts\n"
        "RETURN collect([n.code, n.area, facts]) AS found"
    )


def placing_lines() -> str:
    """Of the organisations `$codes`, the kind, and of those above and below them today what places these: how
    many steps away, the code, the type, and the fact as in `placing_facts`."""
    step = f"s:{LINE} WHERE {HOLDS}"
    above, below = (
        f"COLLECT {{ MATCH (n){path}{{1,12}}(o:{ORGANIZATION})-[r:{OWN}]->(far) WHERE far.area IS NOT NULL "
        f"RETURN [size(s), o.code, type(r), [far.area, toString(r.valid_from), {ENDS}]] }}"
        for path in (f"(()-[{step}]->())", f"(()<-[{step}]-())")
    )
    return (
        f"UNWIND $codes AS code\nMATCH (n:{ORGANIZATION} {{code: code}})\n"
        f"RETURN collect([n.code, coalesce(n.kind, ''), {above}, {below}]) AS found"
    )


def near_nodes(label: str, step: tuple[str, str], far: str) -> str:
    """Codes of the nodes that a type ties to `$codes` of the label `far`."""
    return (
        f"UNWIND $codes AS code\nMATCH (far:{far} {{code: code}})\nMATCH {_pattern(f'n:{label}', step)}\n"
        "RETURN collect(DISTINCT n.code) AS codes"
    )


def whole_lines() -> str:
    """The organisations `$codes`, and all that were ever above or below them."""
    found = " + ".join(
        f"COLLECT {{ MATCH (n){path}{{0,12}}(o:{ORGANIZATION}) RETURN o.code }}"
        for path in (f"(()-[:{LINE}]->())", f"(()<-[:{LINE}]-())")
    )
    return (
        f"UNWIND $codes AS code\nMATCH (n:{ORGANIZATION} {{code: code}})\nUNWIND {found} AS found\n"
        "RETURN collect(DISTINCT found) AS codes"
    )


def set_areas(label: str) -> str:
    """Writes `area` of `$data`, lists of [code, area]."""
    return (
        f"UNWIND $data AS row\nMATCH (n:{label} {{code: row[0]}})\nSET n.area = row[1]\n"
        "RETURN count(*) AS written"
    )


def stored_parents() -> str:
    """Every area with each it was ever part of, and both days."""
    return (
        "MATCH (low:Area)-[r:PART_OF]->(far:Area)\n"
        f"RETURN collect([low.code, [far.code, toString(r.valid_from), {ENDS}]]) AS parents"
    )


def happened_since() -> str:
    """What began or ended after `$after` up to `$today`: kind, label and codes of the nodes it is logged
    at."""
    return (
        "MATCH (entry:ChangeLog) WHERE entry.code > $after + '~' AND entry.code < $today + '~'\n"
        "RETURN collect([entry.kind, entry.near, entry.codes]) AS found"
    )


def far_nodes(near: str, kind: str, label: str) -> str:
    """Codes of the nodes of a label that a type leads to from `$codes`."""
    return (
        f"UNWIND $codes AS code\nMATCH (:{near} {{code: code}})-[:{kind}]->(n:{label})\n"
        "RETURN collect(DISTINCT n.code) AS codes"
    )


def _pattern(near: str, step: tuple[str, str]) -> str:
    kind, side = step
    return f"({near})<-[r:{kind}]-(far)" if side == STOP else f"({near})-[r:{kind}]->(far)"
