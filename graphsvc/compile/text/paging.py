"""Connections: ordered and cut off before anything is projected, keyset by their order, the total only where
asked for.

Of a connection the statement returns `{rows, total, more, before}`; a row holds one map for each `nodes` or
`edges { node }` selected. The common case, one `nodes` and no cursor, is returned as the plain list of its
maps; of a source that may be long as values (`columns.py`). A page from the end is cut off in descending
order and turned round once it is collected.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from graphsvc.compile.document.selection import Selection
from graphsvc.compile.document.structure import PAGING
from graphsvc.compile.text.assembly import Assembly, Lowered, call, map_of, where
from graphsvc.compile.text.columns import as_values
from graphsvc.compile.text.orders import BY_CODE, Order
from graphsvc.errors import BadUserInput

ROWS, TOTAL, MORE, BEFORE = "!rows", "!total", "!more", "!before"
KEY, SINCE, ROLE = "!key", "!since", "!role"


@dataclass(frozen=True)
class Source:
    """Where the rows of a connection come from.

    `match` yields `node` once or more, subject to `conditions`; `edge` is the relationship that led to it
    (or empty), `carried` further variables of a row; `item` lowers the selection under one `nodes` or
    `node`, `fact` that under the `valid` of an edge. `cut` makes the rows of a page where the `order` is none
    that they can be brought into here. The rows of a `unique` source meet each node once. `values` lowers the
    selection under the one `nodes` of a source that may be long; `read` are expressions that its `cut` has
    read for a page behind a cursor, and their variables.
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
    order: Order = BY_CODE
    unique: bool = False
    cut: "Callable[[Page, str], list[str]] | None" = None
    values: Callable[[Selection], tuple[list[str], dict[str, str]]] | None = None
    read: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """Which way the document pages, and its parameters; `cursor` is empty where the document names none."""

    backward: bool
    size: str = ""
    cursor: str = ""
    order: Order = BY_CODE

    @property
    def descending(self) -> str:
        """What stands behind each key of an order that has no nulls."""
        return " DESC" if self.backward != self.order.falling else ""

    @property
    def beyond(self) -> str:
        """How a key compares with that of the cursor."""
        return "<" if self.descending else ">"

    @property
    def entered(self) -> str:
        """Whether something lies on the other side of the cursor."""
        return self.order.entered(self.cursor, backward=self.backward) if self.cursor else "false"

    def shown(self, collected: str, information: bool) -> str:
        """The rows as they are shown, without the one that only tells that there are more."""
        rows = collected + (f"[..{self.size}]" if information else "")
        return f"reverse({rows})" if self.backward else rows


@dataclass(frozen=True)
class _Asked:
    """What the document selects of a connection."""

    parts: dict[str, Selection]
    facts: dict[str, Selection]
    keyed: bool
    edges: bool
    information: bool
    total: bool
    bare: bool
    """Whether nothing else is needed of the rows, their keys included."""

    @property
    def plain(self) -> bool:
        """Whether the rows are those of the one `nodes`."""
        return len(self.parts) == 1 and not (self.keyed or self.edges)

    @property
    def rows(self) -> bool:
        return bool(self.parts) or self.keyed or self.information


def connection(assembly: Assembly, source: Source, selection: Selection) -> Lowered:
    """The clauses and the map of one connection; raises BadUserInput for arguments of both directions."""
    asked = _asked(assembly, selection)
    page = _page(assembly, source, selection, asked)
    name = source.node.removeprefix("n")
    clauses: list[str] = []
    entries: list[tuple[str, str]] = []
    if asked.rows:
        rows, names = _rows(source, asked, page)
        clauses += call(source.imports, rows)
        entries.append((next(iter(asked.parts)) if asked.bare else ROWS, f"c{name}"))
        entries += names
    if asked.information:
        told = (page.entered, f"m{name}") if page.backward else (f"m{name}", page.entered)
        entries += zip((MORE, BEFORE), told, strict=True)
    if asked.total:
        # There may be millions, which are not remembered where none is met twice.
        counted = source.node if source.unique else f"DISTINCT {source.node}"
        body = [*source.match, *where(source.conditions), f"RETURN count({counted}) AS t{name}"]
        clauses += call(source.imports, body)
        entries.append((TOTAL, f"t{name}"))
    return clauses, map_of(entries)


def is_bare(selections: Sequence[Selection]) -> bool:
    """Whether all that a connection is asked for is one list of `nodes`, and perhaps their count: then the
    list stands under its response name."""
    names = [one.name for one in selections]
    return names.count("nodes") == 1 and {"edges", "pageInfo"}.isdisjoint(names)


def _page(assembly: Assembly, source: Source, selection: Selection, asked: _Asked) -> Page:
    given = {name for name in PAGING if assembly.has_value(selection, name)}
    for one, other in (("first", "last"), ("after", "last"), ("before", "first"), ("after", "before")):
        if {one, other} <= given:
            raise BadUserInput(f"{selection.key}: {one} and {other} exclude one another; {_RULE}")
    if "before" in given and "last" not in given:
        raise BadUserInput(f"{selection.key}: before is given without last; {_RULE}")
    size, cursor = ("last", "before") if "last" in given else ("first", "after")
    if not asked.rows:
        return Page("last" in given)
    rule = f"{cursor} {source.order.rule}"
    start = assembly.slot(selection, cursor, rule, day=source.order.day) if selection.gives(cursor) else ""
    return Page("last" in given, assembly.slot(selection, size, size), start, source.order)


_RULE = "page with first and after, or with last and before"


def _rows(source: Source, asked: _Asked, page: Page) -> tuple[list[str], list[tuple[str, str]]]:
    """The lines that collect a page, and under which key the names of its columns stand where it comes as
    values."""
    name = source.node.removeprefix("n")
    limit = f"{page.size} + 1" if asked.information else page.size
    cut = source.cut(page, limit) if source.cut else _cut(source, asked, page, limit)
    more = [f"count(*) > {page.size} AS m{name}"] if asked.information else []
    if not (asked.plain and source.values):
        clauses, row = _row(source, asked)
        shown = page.shown(f"collect({row})", asked.information)
        return [*cut, *clauses, f"RETURN {', '.join([f'{shown} AS c{name}', *more])}"], []
    clauses, entries = source.values(next(iter(asked.parts.values())))
    entries |= {KEY: _key(source)} if asked.information else {}
    code = f"{source.node}.code"
    ready = {code: code, _key(source): _key(source), **(source.read if page.cursor else {})}
    values = as_values(
        source.node, (clauses, entries), ready, lambda rows: page.shown(rows, asked.information)
    )
    collected = f"WITH {', '.join([*values.collected, *more])}"
    returned = [f"{values.made} AS c{name}", *([f"m{name}"] if more else [])]
    return [*cut, *clauses, collected, f"RETURN {', '.join(returned)}"], [(values.names, str([*entries]))]


def _row(source: Source, asked: _Asked) -> Lowered:
    clauses: list[str] = []
    maps = []
    for key, part in asked.parts.items():
        more, projection = source.item(part)
        clauses += more
        maps.append((key, projection))
    maps += [(key, source.fact(part)[1] if source.fact else "null") for key, part in asked.facts.items()]
    return clauses, maps[0][1] if asked.bare else map_of([*maps, *_extras(source, asked)])


def _cut(source: Source, asked: _Asked, page: Page, limit: str) -> list[str]:
    code, order = f"{source.node}.code", source.order
    beyond = [order.beyond(code, page.cursor, backward=page.backward)] if page.cursor else []
    carried = _carried(source, asked)
    conditions, further = [*source.conditions, *beyond], []
    if order.nullable:
        # The key is read once a row, then compared and sorted by.
        carried += f", {order.value} AS {order.key}"
        conditions = source.conditions
    if order.nullable and beyond:
        further = [f"WITH {carried}", *where(beyond)]
        edge = [source.edge] if source.edge and asked.edges else []
        carried = ", ".join([source.node, *edge, order.key])
    cut = f"WITH {carried} ORDER BY {order.sorted(code, backward=page.backward)} LIMIT {limit}"
    return [*source.match, *where(conditions), *further, cut]


def _carried(source: Source, asked: _Asked) -> str:
    if source.edge and asked.edges:
        return f"{source.node}, head(collect({source.edge})) AS {source.edge}"
    return ", ".join([source.node if source.unique else f"DISTINCT {source.node}", *source.carried])


def _key(source: Source) -> str:
    return source.order.remembered(f"{source.node}.code")


def _extras(source: Source, asked: _Asked) -> list[tuple[str, str]]:
    extras = [(KEY, _key(source))]
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
    information, total = "pageInfo" in names, "totalCount" in names
    return _Asked(parts, facts, keyed, edges, information, total, is_bare(children))
