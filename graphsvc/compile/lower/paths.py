"""The path finder: the one traversal that mixes families, always bounded, each step in force on the day."""

from dataclasses import dataclass

from graphql import GraphQLObjectType, get_named_type

from graphsvc.bind.parameters import QueryParameter
from graphsvc.catalogue.days import in_force
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.lower import lower
from graphsvc.compile.lower.roots import LoweredRoot, day_argument, fed_by_code, lower_root, root_of
from graphsvc.compile.lowerings import Choice, Each, Part
from graphsvc.compile.roots import PathsRoot
from graphsvc.compile.text.assembly import Assembly, fed
from graphsvc.compile.text.clauses import Call, Clause, Lowered
from graphsvc.compile.text.expressions import Cypher, Map, map_of
from graphsvc.compile.text.variables import Variable, inside
from graphsvc.model import TIES

COMPARED = 25
"""Paths found before the shortest are kept: Cypher takes no parameter here, and equal ones have no order."""


@lower_root.register
def _(lowering: PathsRoot, assembly: Assembly, selection: Selection, choice: Choice) -> LoweredRoot:
    start, end, hops, *families = choice
    day = assembly.day(selection)
    names = assembly.names()
    n, a, b = names.node, f"a{names.number}", f"b{names.number}"
    visible = f" AND {inside('node')}" if assembly.restricted else ""
    types = "|".join(tie.type for tie in TIES if tie.family in families)
    body: list[Clause] = [
        _end(assembly, selection, _End("from", start, a), day=day),
        _end(assembly, selection, _End("to", end, b, other=a), day=day),
        f"MATCH {n} = SHORTEST {COMPARED} ({a})",
        f"  (()-[step:{types} WHERE {in_force('step', str(day))}]-",
        f"   (node WHERE {in_force('node', str(day))}{visible})){{1,{hops}}} ({b})",
        f"WITH nodes({n}) AS {n}_line, relationships({n}) AS {n}_steps",
        f"WHERE all(at IN range(0, size({n}_line) - 2) WHERE NOT {n}_line[at] IN {n}_line[at + 1..])",
        f"WITH * ORDER BY size({n}_steps), [node IN {n}_line | node.code], [step IN {n}_steps | type(step)]",
        f"LIMIT {assembly.slot(selection, 'maxPaths', 'paths')}",
        f"RETURN collect({_fields(assembly, selection, n, day)}) AS {names.found}",
    ]
    return LoweredRoot([Call("", body)], Cypher(names.found), day, day_argument(selection))


@dataclass(frozen=True)
class _End:
    """One end of the paths: the argument that names it, its kind, its variable, and that of the other end
    where that is found before."""

    argument: str
    kind: str
    name: str
    other: str = ""


def _end(assembly: Assembly, selection: Selection, end: _End, *, day: QueryParameter) -> Call:
    """An end is found by the file of its kind, in force, to be seen, and not the other end.

    The second is looked for where the first was found, which plans one after the other and no product.
    """
    statement = assembly.statement(root_of(end.kind))
    code = assembly.slot(selection, end.argument, "id")
    column = statement.returns[0].name
    kept = [in_force(column, str(day)), *([inside(column)] if assembly.restricted else [])]
    kept += [f"{column} <> {end.other}"] if end.other else []
    carried = f"{end.other}, {column}" if end.other else column
    body: list[Clause] = [
        fed(statement, "", fed_by_code(statement, str(code), day)),
        f"WITH {carried} WHERE {' AND '.join(kept)}",
        f"RETURN {column} AS {end.name}",
    ]
    return Call(end.other, body)


def _fields(assembly: Assembly, selection: Selection, expression: str, day: QueryParameter) -> Map:
    """What is selected of something that is no node of a kind the schema has a type for."""
    kind = get_named_type(selection.definition.type)
    assert isinstance(kind, GraphQLObjectType)
    found = Variable(expression, kind, day)
    return map_of(
        (child.key, lower(assembly.lowering(child), assembly, found, child).expression)
        for child in assembly.selector.children(selection)
    )


@lower.register
def _(lowering: Each, assembly: Assembly, node: Variable, selection: Selection) -> Lowered:
    one = f"one{assembly.names().number}"
    fields = _fields(assembly, selection, one, node.day)
    rows = f"[{one} IN {lowering.expression.format(n=node.name)} | {fields}]"
    return Lowered([], Cypher(rows, compound=True))


@lower.register
def _(lowering: Part, assembly: Assembly, node: Variable, selection: Selection) -> Lowered:
    part = lowering.expression.format(n=node.name)
    fields = _fields(assembly, selection, part, node.day)
    if lowering.absent:
        return Lowered([], Cypher(f"CASE WHEN {part} IS NOT NULL THEN {fields} END", compound=True))
    return Lowered([], fields)
