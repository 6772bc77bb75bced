"""A standard measured over an area, or over those that an organisation covers: due and covered stream through
one pass, gaps are a second pass with a limit."""

from collections.abc import Mapping
from dataclasses import dataclass

from graphsvc.catalogue import Statement
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.hops import hop_conditions
from graphsvc.compile.lower.lower import lower, parameter_names, project_children
from graphsvc.compile.lowerings import Hop, Measure
from graphsvc.compile.text.assembly import Assembly, embed, pattern
from graphsvc.compile.text.clauses import Call, Clause, Lowered, Match
from graphsvc.compile.text.expressions import Cypher, Expression, map_of
from graphsvc.compile.text.orders import order_at
from graphsvc.compile.text.paging import Source, connection
from graphsvc.compile.text.variables import Variable, inside
from graphsvc.model import KIND_OF
from graphsvc.record import COVERED, DUE, MEASURED_ON

TALLIED = {"due", "covered", "rate", "onTarget"}
COVERS = Hop("COVERS", "out", "Area", many=True)
"""From an organisation to its areas: they may lie in one another, and then a unit is met more than once."""


@dataclass(frozen=True)
class _Units:
    """The units of a standard as the rows of its file, from a node on; `areas` is the variable that holds the
    areas of an organisation, and empty where the node is the one area."""

    node: Variable
    statement: Statement
    rows: tuple[Clause, ...]
    areas: str


@lower.register
def _(lowering: Measure, assembly: Assembly, node: Variable, selection: Selection) -> Lowered:
    units = _units(lowering, assembly, node, selection)
    children = assembly.selector.children(selection)
    clauses: list[Clause] = []
    entries: dict[str, Expression] = {MEASURED_ON: Cypher(str(node.day))}
    if any(child.name in TALLIED for child in children):
        number = assembly.names().number
        clauses.append(_tally(assembly, units, number))
        entries |= {DUE: Cypher(f"due{number}"), COVERED: Cypher(f"covered{number}")}
    for child in children:
        if child.name == "gaps":
            more, entries[child.key] = _gaps(assembly, units, child)
            clauses += more
    return Lowered(clauses, map_of(entries.items()))


def _units(lowering: Measure, assembly: Assembly, node: Variable, selection: Selection) -> _Units:
    statement = assembly.statement(lowering.statement)
    parameters = parameter_names(assembly, statement, node, selection)
    given = statement.given[0].name
    areas = ""
    begun: list[Clause] = [node.given_as(given)]
    if node.type.name == "PartyOrganization":
        # Every area that the organisation covers, once, under the name that the file wants.
        names = assembly.names()
        areas = f"areas{names.number}"
        conditions = hop_conditions(assembly, COVERS, selection, near=node, names=names)
        begun = [
            Match(pattern(COVERS, node.name, names.edge, names.node), tuple(conditions)),
            f"WITH collect(DISTINCT {names.node}) AS {areas}",
            f"UNWIND {areas} AS {given}",
        ]
    return _Units(node, statement, (*begun, embed(statement, given, parameters)), areas)


def _tally(assembly: Assembly, units: _Units, number: int) -> Call:
    visible = [f"WITH * WHERE {inside('unit')}"] if assembly.restricted else []
    counts = f"{_count(units.areas)} AS due{number}, {_count(units.areas, 'met')} AS covered{number}"
    return Call(units.node.name, [*units.rows, *visible, f"RETURN {counts}"])


def _count(areas: str, condition: str = "") -> str:
    """How many units; there may be millions, which are remembered only where several areas are covered."""
    if not areas:
        return f"count(CASE WHEN {condition} THEN 1 END)" if condition else "count(*)"
    tests = f"{condition} AND " if condition else ""
    of_one = f"count(CASE WHEN {tests}size({areas}) = 1 THEN 1 END)"
    return f"{of_one} + count(DISTINCT CASE WHEN {tests}size({areas}) > 1 THEN unit END)"


def _gaps(assembly: Assembly, units: _Units, selection: Selection) -> Lowered:
    names, node, returned = assembly.names(), units.node, units.statement.returns
    unit = assembly.variable(names.node, returned[0].type, node.day)
    dated = any(column.name == "since" for column in returned)
    row = {name: f"{name}{names.number}" for name in ("required", "actual", "since")}
    columns = ", ".join(
        f"{name if dated or name != 'since' else 'null'} AS {own}" for name, own in row.items()
    )

    def item(part: Selection) -> Lowered:
        clauses: list[Clause] = []
        entries: dict[str, Expression] = {}
        for child in assembly.selector.children(part):
            more, entries[child.key] = _gap_field(assembly, unit, child, row)
            clauses += more
        return Lowered(clauses, map_of(entries.items()))

    source = Source(
        imports=node.name,
        names=names,
        before=[*units.rows, f"WITH unit AS {unit.name}, met, {columns}"],
        conditions=("NOT met", *([inside(unit.name)] if assembly.restricted else [])),
        carried=tuple(row.values()),
        item=item,
        order=order_at(assembly, unit, names, ""),
    )
    return connection(assembly, source, selection)


def _gap_field(assembly: Assembly, unit: Variable, child: Selection, row: Mapping[str, str]) -> Lowered:
    if child.name == "since":
        return Lowered([], Cypher(f"coalesce({row['since']}, {unit.name}.valid_from)"))
    if child.name != "unit":
        return Lowered([], Cypher(row[child.name]))
    return Lowered(*project_children(assembly, unit, child))


def unit_kind(statement: Statement) -> str:
    """The GraphQL type of a standard's units."""
    return KIND_OF[statement.returns[0].type].label
