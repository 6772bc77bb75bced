"""Connections: ordered and cut off before anything is projected, keyset by their order, the total only where
asked for.

Of a connection the statement returns ROWS, TOTAL, HAS_NEXT and HAS_PREVIOUS (`record.py`); a row holds one
map for each `nodes` or `edges { node }` selected. The common case, one `nodes` and no cursor, is returned as
the plain list of its maps; of a source that may be long as values (`columns.py`). A page from the end is cut
off in descending order and turned round once it is collected.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from graphsvc.compile.document.selection import Selection
from graphsvc.compile.text.assembly import Assembly
from graphsvc.compile.text.clauses import Call, Clause, Lowered, Match, where
from graphsvc.compile.text.columns import Fields, as_values
from graphsvc.compile.text.expressions import NULL, Cypher, Expression, Property, map_of
from graphsvc.compile.text.orders import BY_CODE, Order
from graphsvc.compile.text.pages import Asked, Page, asked_of, page_of
from graphsvc.compile.text.variables import Names
from graphsvc.record import CURSOR, EDGE_ROLE, EDGE_SINCE, HAS_NEXT, HAS_PREVIOUS, ROWS, TOTAL


@dataclass(frozen=True)
class Source:
    """Where the rows of a connection come from.

    `before` and a MATCH of `pattern` yield the node of `names` once or more, subject to `conditions`; an
    `edged` source has the relationship that led to it, with its `role`; where that is a key of its own,
    `by_fact`, each relationship is a row, else each node. `carried` are further variables of a
    row; `item` lowers the selection under one `nodes` or `node`, `fact` that under the `valid` of an edge.
    `cut` makes the rows of a page where the `order` is none that they can be brought into here. The rows of a
    `unique` source meet each node once. `values` lowers the selection under the one `nodes` of a source that
    may be long; `read` are expressions that its `cut` has read for a page behind a cursor, and their
    variables.
    """

    imports: str
    names: Names
    item: Callable[[Selection], tuple[list[Clause], Expression]]
    before: Sequence[Clause] = ()
    pattern: str = ""
    conditions: tuple[str, ...] = ()
    fact: Callable[[Selection], Lowered] | None = None
    edged: bool = False
    role: Expression = NULL
    by_fact: Cypher | None = None
    carried: tuple[str, ...] = ()
    order: Order = BY_CODE
    unique: bool = False
    cut: "Callable[[Page, str], list[Clause]] | None" = None
    values: Callable[[Selection], Fields] | None = None
    read: Mapping[Expression, str] = field(default_factory=dict)

    @property
    def code(self) -> Expression:
        """What tells a row from all others, and orders those that nothing else does."""
        return self.by_fact or Property(self.names.node, "code")

    @property
    def cursor(self) -> Cypher:
        """What the cursor of a row holds."""
        return Cypher(self.order.remembered(str(self.code)))

    def met(self, conditions: Sequence[str]) -> list[Clause]:
        """The clauses that yield the node where these conditions hold."""
        if not self.pattern:
            return [*self.before, *where(conditions)]
        return [*self.before, Match(self.pattern, tuple(conditions))]


def connection(assembly: Assembly, source: Source, selection: Selection) -> Lowered:
    """The clauses and the map of one connection; raises BadUserInput for arguments of both directions."""
    asked = asked_of(assembly, selection)
    page = page_of(assembly, source.order, selection, asked)
    names = source.names
    clauses: list[Clause] = []
    entries: dict[str, Expression] = {}
    if asked.rows:
        rows = _rows(source, asked, page)
        clauses.append(Call(source.imports, rows.clauses))
        entries[next(iter(asked.parts)) if asked.bare else ROWS] = Cypher(names.found)
        entries |= rows.entries
    if asked.information:
        more, entered = Cypher(names.more), Cypher(page.entered)
        entries |= {HAS_NEXT: entered, HAS_PREVIOUS: more} if page.backward else {HAS_NEXT: more}
        entries.setdefault(HAS_PREVIOUS, entered)
    if asked.total:
        # There may be millions, which are not remembered where none is met twice.
        counted = names.node if source.unique or source.by_fact else f"DISTINCT {names.node}"
        body = [*source.met(source.conditions), f"RETURN count({counted}) AS {names.total}"]
        clauses.append(Call(source.imports, body))
        entries[TOTAL] = Cypher(names.total)
    return Lowered(clauses, map_of(entries.items()))


def _rows(source: Source, asked: Asked, page: Page) -> Fields:
    """The clauses that collect a page; where it comes as values, the names of its columns."""
    names = source.names
    limit = f"{page.size} + 1" if asked.information else str(page.size)
    cut = source.cut(page, limit) if source.cut else _cut(source, asked, page, limit)
    more = [f"count(*) > {page.size} AS {names.more}"] if asked.information else []
    if not (asked.plain and source.values):
        clauses, row = _row(source, asked)
        shown = page.shown(f"collect({row})", asked.information)
        return Fields([*cut, *clauses, f"RETURN {', '.join([f'{shown} AS {names.found}', *more])}"], {})
    fields = source.values(next(iter(asked.parts.values())))
    cursor, code = source.cursor, source.code
    if asked.information:
        fields = Fields(fields.clauses, {**fields.entries, CURSOR: cursor})
    ready = {code: str(code), cursor: str(cursor), **(source.read if page.cursor else {})}
    values = as_values(names, fields, ready, lambda rows: page.shown(rows, asked.information))
    collected = f"WITH {', '.join([*values.collected, *more])}"
    returned = [f"{values.made} AS {names.found}", *([names.more] if more else [])]
    return Fields(
        [*cut, *fields.clauses, collected, f"RETURN {', '.join(returned)}"],
        {values.names: Cypher(str([*fields.entries]))},
    )


def _row(source: Source, asked: Asked) -> Lowered:
    clauses: list[Clause] = []
    maps: dict[str, Expression] = {}
    for key, part in asked.parts.items():
        more, maps[key] = source.item(part)
        clauses += more
    if asked.bare:
        return Lowered(clauses, next(iter(maps.values())))
    for key, part in asked.facts.items():
        maps[key] = source.fact(part).expression if source.fact else NULL
    return Lowered(clauses, map_of([*maps.items(), *_beside(source, asked)]))


def _cut(source: Source, asked: Asked, page: Page, limit: str) -> list[Clause]:
    code, order = str(source.code), source.order
    beyond = [order.beyond(code, page.cursor, backward=page.backward)] if page.cursor else []
    carried = _carried(source, asked)
    conditions, further = [*source.conditions, *beyond], []
    if order.nullable:
        # The key is read once a row, then compared and sorted by.
        carried += f", {order.value} AS {order.key}"
        conditions = [*source.conditions]
    if order.nullable and beyond:
        further = [f"WITH {carried}", *where(beyond)]
        edge = [source.names.edge] if source.by_fact or (source.edged and asked.edges) else []
        carried = ", ".join([source.names.node, *edge, order.key])
    cut = f"WITH {carried} ORDER BY {order.sorted(code, backward=page.backward)} LIMIT {limit}"
    return [*source.met(conditions), *further, cut]


def _carried(source: Source, asked: Asked) -> str:
    node, edge = source.names.node, source.names.edge
    if source.by_fact:
        return f"{node}, {edge}"
    if source.edged and asked.edges:
        return f"{node}, head(collect({edge})) AS {edge}"
    return ", ".join([node if source.unique else f"DISTINCT {node}", *source.carried])


def _beside(source: Source, asked: Asked) -> list[tuple[str, Expression]]:
    """What a row holds beside what is selected of its node."""
    beside: list[tuple[str, Expression]] = [(CURSOR, source.cursor)]
    if source.edged and asked.edges:
        since = Property(source.names.edge, "valid_from")
        beside += [(EDGE_SINCE, since), (EDGE_ROLE, source.role)]
    return beside
