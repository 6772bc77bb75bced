"""A list of the catalogue as a connection: an index keeps its rows by place and code, and by code alone; in
any other order all rows are read to find those of the page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graphsvc.bind.cursors import PLACE
from graphsvc.bind.parameters import QueryParameter
from graphsvc.catalogue import Parameter, Statement
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.hops import hop_in_force
from graphsvc.compile.lower.lower import fields, project_children, rule_of
from graphsvc.compile.lower.roots import LoweredRoot, day_argument, lower_root
from graphsvc.compile.lowerings import Choice
from graphsvc.compile.roots import ListRoot
from graphsvc.compile.text.assembly import Assembly, pattern, within_border
from graphsvc.compile.text.clauses import Call, Clause, File, Match
from graphsvc.compile.text.expressions import Cypher, Expression
from graphsvc.compile.text.orders import Order, asked_order, order_at, order_on
from graphsvc.compile.text.pages import Page
from graphsvc.compile.text.paging import Source, connection
from graphsvc.compile.text.variables import Names, Variable, inside

OWN_RULES = ("within", "nameContains")
"""Arguments that are checked and changed by the rule of their own name."""


@lower_root.register
def _(lowering: ListRoot, assembly: Assembly, selection: Selection, choice: Choice) -> LoweredRoot:
    day = assembly.day(selection)
    statement = assembly.statement(lowering.statement)
    column = statement.returns[0]
    names = assembly.names()
    node = assembly.variable(names.node, column.type, day)
    parameters = {item.name: _parameter(assembly, selection, item, day).name for item in statement.parameters}
    border = within_border(column.name) if assembly.restricted else []
    border += _without(assembly, lowering, selection, Variable(column.name, node.type, day))
    rows = _Rows(statement, parameters, tuple(border), names)
    order = _order(assembly, selection, node, names)
    # Within a place the index by place finds fewer rows to sort than the index by code would pass over.
    throughout = order.part == "" and not (assembly.restricted or selection.gives("within"))
    source = Source(
        imports="",
        names=names,
        before=rows.match(),
        item=lambda part: project_children(assembly, node, part),
        values=lambda part: fields(assembly, node, assembly.selector.children(part)),
        order=order,
        unique=True,
        cut=rows.cut if order.part == "area" else rows.by_code if throughout else None,
        read=rows.read(node, order) if order.part == "area" else {},
    )
    clauses, value = connection(assembly, source, selection)
    return LoweredRoot(clauses, value, day, day_argument(selection))


@dataclass(frozen=True)
class _Rows:
    """The file of a list, whose WHERE goes on with the border, ties to be without, and the cursor."""

    statement: Statement
    parameters: Mapping[str, str]
    border: tuple[str, ...]
    names: Names

    @property
    def column(self) -> str:
        """What the file calls a row."""
        return self.statement.returns[0].name

    def match(self, *further: str, order: str = "", keys: str = "") -> list[Clause]:
        lines = self.statement.continued(self.parameters, [*self.border, *further], keys)
        return [
            File(self.statement.name, "\n".join(lines)),
            f"WITH {self.column} AS {self.names.node}{order}",
        ]

    @property
    def keys(self) -> tuple[str, str]:
        """The variables that hold the area and the code of a row."""
        return f"{self.names.node}_area", f"{self.names.node}_code"

    def read(self, node: Variable, order: Order) -> dict[Expression, str]:
        """Both keys, which the index gives for nothing as long as they are taken where it is searched."""
        area, code = self.keys
        cursor = Cypher(order.remembered(f"{node.name}.code"))
        return {
            node.read("code"): code,
            node.read("area"): area,
            cursor: replace(order, key=area).remembered(code),
        }

    def cut(self, page: Page, limit: str) -> list[Clause]:
        """The rest of the area that the cursor stands in, then the areas beyond, read only as far as the page
        goes.

        Each of the two is one range of the index, which a comparison of both keys at once would not be.
        """
        down, column, n = page.descending, self.column, self.names.node
        if not page.cursor:
            return self.match(order=f" ORDER BY {n}.area{down}, {n}.code{down} LIMIT {limit}")
        area, code = self.keys
        keys = f"{area}{down}, {code}{down}"
        order = f", {column}.area AS {area}, {column}.code AS {code} ORDER BY {keys} LIMIT {limit}"
        in_area = f"{column}.area = {page.cursor}.area"
        beyond = f"{column}.code {page.beyond} {page.cursor}.code"
        same = self.match(in_area, beyond, order=order)
        others = self.match(f"{column}.area {page.beyond} {page.cursor}.area", order=order)
        found = f"{n}, {area}, {code}"
        end = f"RETURN {found}"
        return [Call("", [*same, end, "UNION ALL", *others, end]), f"WITH {found} LIMIT {limit}"]

    def by_code(self, page: Page, limit: str) -> list[Clause]:
        """The codes beyond the cursor, in one range of the index that keeps them unique."""
        code = f"{self.column}.code"
        # Even a page from the start names a range: the index is then searched, not scanned.
        beyond = f"{code} {page.beyond} {page.cursor}" if page.cursor else f"{code} >= ''"
        order = f" ORDER BY {self.names.node}.code{page.descending} LIMIT {limit}"
        return self.match(beyond, order=order, keys="code")


def _order(assembly: Assembly, selection: Selection, node: Variable, names: Names) -> Order:
    name = asked_order(assembly, selection) or PLACE
    if name.startswith("PLACE"):
        return order_on(assembly, node.day, Order(name, f"{node.name}.area", "area"))
    return order_at(assembly, node, names, name)


def _without(assembly: Assembly, lowering: ListRoot, selection: Selection, node: Variable) -> list[str]:
    """That each hop named shows nothing: patterns of the text, planned only where they are asked for."""
    chosen = assembly.choice(selection, "without") if lowering.ties else None
    found = []
    for word, hop in lowering.ties:
        if word in (chosen or ()):
            met = hop_in_force(assembly, hop, "fact", "far", day=node.day)
            met += [inside("far")] if assembly.restricted and not hop.named else []
            found.append(f"NOT EXISTS {{ {Match(pattern(hop, node.name, 'fact', 'far'), tuple(met))} }}")
    return found


def _parameter(
    assembly: Assembly, selection: Selection, parameter: Parameter, day: QueryParameter
) -> QueryParameter:
    name = parameter.name
    if name == "asOf":
        return day
    if name == "beyond":
        return assembly.slot(selection, "within", name, name=name)
    return assembly.slot(selection, name, name if name in OWN_RULES else rule_of(parameter))
