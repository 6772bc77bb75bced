"""Connections: ordered and cut off before anything is projected, keyset by code, the total only where asked
for.

Of a connection the statement returns `{rows, total, more}`; a row holds one map for each `nodes` or `edges
{ node }` selected. The common case, one `nodes` and no cursor, is returned as the plain list of its maps.
"""

from collections.abc import Callable
from dataclasses import dataclass

from graphsvc.pushdown.assembly import Assembly, Lowered, call, map_of, where
from graphsvc.pushdown.selection import Selection

ROWS, TOTAL, MORE, BEFORE = "!rows", "!total", "!more", "!before"
KEY, SINCE, ROLE = "!key", "!since", "!role"


@dataclass(frozen=True)
class Source:
    """Where the rows of a connection come from.

    `match` yields `node` once or more, subject to `conditions`; `edge` is the relationship that led to it
    (or empty), `carried` further variables of a row; `item` lowers the selection under one `nodes` or
    `node`, `fact` that under the `valid` of an edge.
    """

    imports: str
    match: list[str]
    conditions: list[str]
    node: str
    item: Callable[[Selection], Lowered]
    fact: Callable[[Selection], Lowered] | None = None
    edge: str = ""
    role: str = "null"
    carried: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Asked:
    """What the document selects of a connection."""

    parts: dict[str, Selection]
    facts: dict[str, Selection]
    keyed: bool
    edges: bool
    information: bool
    total: bool

    @property
    def plain(self) -> bool:
        return len(self.parts) == 1 and not (self.keyed or self.edges or self.information)


def connection(assembly: Assembly, source: Source, selection: Selection) -> Lowered:
    """The clauses and the map of one connection."""
    asked = _asked(assembly, selection)
    name = source.node.removeprefix("n")
    clauses: list[str] = []
    entries: list[tuple[str, str]] = []
    after = assembly.slot(selection, "after", "after") if selection.gives("after") else ""
    if asked.parts or asked.keyed or asked.information:
        first = assembly.slot(selection, "first", "first")
        clauses += call(source.imports, _rows(source, asked, first, after))
        entries.append((next(iter(asked.parts)) if asked.plain else ROWS, f"c{name}"))
    if asked.information:
        entries += [(MORE, f"m{name}"), (BEFORE, f"{after} <> ''" if after else "false")]
    if asked.total:
        body = [*source.match, *where(source.conditions), f"RETURN count(DISTINCT {source.node}) AS t{name}"]
        clauses += call(source.imports, body)
        entries.append((TOTAL, f"t{name}"))
    return clauses, map_of(entries)


def _rows(source: Source, asked: _Asked, first: str, after: str) -> list[str]:
    name = source.node.removeprefix("n")
    conditions = list(source.conditions)
    if after:
        conditions.append(f"{source.node}.code > {after}")
    clauses: list[str] = []
    maps = []
    for key, part in asked.parts.items():
        more, projection = source.item(part)
        clauses += more
        maps.append((key, projection))
    for key, part in asked.facts.items():
        assert source.fact is not None
        maps.append((key, source.fact(part)[1]))
    limit = f"{first} + 1" if asked.information else first
    rows = f"collect({maps[0][1] if asked.plain else map_of([*maps, *_extras(source, asked)])})"
    returned = (
        f"{rows}[..{first}] AS c{name}, count(*) > {first} AS m{name}"
        if asked.information
        else f"{rows} AS c{name}"
    )
    return [
        *source.match,
        *where(conditions),
        f"WITH {_carried(source, asked)} ORDER BY {source.node}.code LIMIT {limit}",
        *clauses,
        f"RETURN {returned}",
    ]


def _carried(source: Source, asked: _Asked) -> str:
    if source.edge and asked.edges:
        return f"{source.node}, head(collect({source.edge})) AS {source.edge}"
    return ", ".join([f"DISTINCT {source.node}", *source.carried])


def _extras(source: Source, asked: _Asked) -> list[tuple[str, str]]:
    extras = [(KEY, f"{source.node}.code")]
    if source.edge and asked.edges:
        extras += [(SINCE, f"{source.edge}.valid_from"), (ROLE, source.role)]
    return extras


def _asked(assembly: Assembly, selection: Selection) -> _Asked:
    parts: dict[str, Selection] = {}
    facts: dict[str, Selection] = {}
    keyed = edges = False
    children = assembly.selector.children(selection)
    for child in children:
        if child.name == "nodes":
            parts[child.key] = child
        if child.name == "edges":
            keyed = True
            for inner in assembly.selector.children(child):
                edges = edges or inner.name in ("since", "role", "valid")
                if inner.name == "valid":
                    facts[f"{child.key}.{inner.key}"] = inner
                if inner.name == "node":
                    parts[f"{child.key}.{inner.key}"] = inner
    names = {child.name for child in children}
    return _Asked(parts, facts, keyed, edges, "pageInfo" in names, "totalCount" in names)
