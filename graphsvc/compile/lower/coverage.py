"""A standard measured over an area, or over those that an organisation covers: due and covered stream through
one pass, gaps are a second pass with a limit."""

from collections.abc import Mapping

from graphsvc.catalogue import Statement
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.hops import hop_conditions
from graphsvc.compile.lower.lower import lower, parameter_names, project_under
from graphsvc.compile.lowerings import Hop, Measure
from graphsvc.compile.text.assembly import (
    Assembly,
    Lowered,
    Place,
    call,
    embed,
    given_to,
    inside,
    map_of,
    pattern,
    where,
)
from graphsvc.compile.text.orders import order_at
from graphsvc.compile.text.paging import Source, connection
from graphsvc.model import KIND_OF

TALLIED = {"due", "covered", "rate", "onTarget"}
DUE, COVERED, DAY = "!due", "!covered", "!day"
COVERS = Hop("COVERS", "out", "Area", many=True)
"""From an organisation to its areas: they may lie in one another, and then a unit is met more than once."""


@lower.register
def _(lowering: Measure, assembly: Assembly, place: Place, selection: Selection) -> Lowered:
    statement = assembly.statement(lowering.statement)
    names = parameter_names(assembly, statement, place, selection)
    given = statement.given[0].name
    areas = f"areas{assembly.number()}" if place.type.name == "PartyOrganization" else ""
    begun = _each(assembly, place, selection, (areas, given)) if areas else [given_to(place, given)]
    rows = [*begun, *embed(statement, given, names)]
    children = assembly.selector.children(selection)
    clauses: list[str] = []
    entries = [(DAY, place.day)]
    if any(child.name in TALLIED for child in children):
        more, tallied = _tally(assembly, place, rows, areas)
        clauses += more
        entries += tallied
    for child in children:
        if child.name == "gaps":
            more, expression = _gaps(assembly, place, statement, (rows, child))
            clauses += more
            entries.append((child.key, expression))
    return clauses, map_of(entries)


def _each(assembly: Assembly, place: Place, selection: Selection, names: tuple[str, str]) -> list[str]:
    """Every area that the organisation covers, once, under the name that a file wants."""
    areas, given = names
    far = areas.replace("areas", "n")
    return [
        f"MATCH {pattern(COVERS, place.name, far.replace('n', 'r'), far)}",
        *where(hop_conditions(assembly, COVERS, selection, (place, far))),
        f"WITH collect(DISTINCT {far}) AS {areas}",
        f"UNWIND {areas} AS {given}",
    ]


def _tally(
    assembly: Assembly, place: Place, rows: list[str], areas: str
) -> tuple[list[str], list[tuple[str, str]]]:
    number = assembly.number()
    body = [
        *rows,
        *([f"WITH * WHERE {inside('unit')}"] if assembly.restricted else []),
        f"RETURN {_count(areas)} AS due{number}, {_count(areas, 'met')} AS covered{number}",
    ]
    return call(place.name, body), [(DUE, f"due{number}"), (COVERED, f"covered{number}")]


def _count(areas: str, condition: str = "") -> str:
    """How many units; there may be millions, which are remembered only where several areas are covered."""
    if not areas:
        return f"count(CASE WHEN {condition} THEN 1 END)" if condition else "count(*)"
    tests = f"{condition} AND " if condition else ""
    alone = f"count(CASE WHEN {tests}size({areas}) = 1 THEN 1 END)"
    return f"{alone} + count(DISTINCT CASE WHEN {tests}size({areas}) > 1 THEN unit END)"


def _gaps(
    assembly: Assembly, place: Place, statement: Statement, asked: tuple[list[str], Selection]
) -> Lowered:
    rows, selection = asked
    unit = assembly.place(f"n{assembly.number()}", statement.returns[0].type, place.day)
    dated = any(column.name == "since" for column in statement.returns)
    row = {name: f"{name}{unit.name[1:]}" for name in ("required", "actual", "since")}
    columns = f"unit AS {unit.name}, met, " + ", ".join(
        f"{name if dated or name != 'since' else 'null'} AS {own}" for name, own in row.items()
    )

    def item(part: Selection) -> Lowered:
        clauses: list[str] = []
        entries: list[tuple[str, str]] = []
        for child in assembly.selector.children(part):
            more, expression = _gap_field(assembly, unit, child, row)
            clauses += more
            entries.append((child.key, expression))
        return clauses, map_of(entries)

    source = Source(
        imports=place.name,
        match=[*rows, f"WITH {columns}"],
        conditions=["NOT met", *([inside(unit.name)] if assembly.restricted else [])],
        node=unit.name,
        carried=tuple(row.values()),
        item=item,
        order=order_at(assembly, unit, ""),
    )
    return connection(assembly, source, selection)


def _gap_field(assembly: Assembly, unit: Place, child: Selection, row: Mapping[str, str]) -> Lowered:
    if child.name == "since":
        return [], f"coalesce({row['since']}, {unit.name}.valid_from)"
    if child.name != "unit":
        return [], row[child.name]
    return project_under(assembly, unit, child)


def unit_kind(statement: Statement) -> str:
    """The GraphQL type of a standard's units."""
    return KIND_OF[statement.returns[0].type].label
