"""The path finder: the one traversal that mixes families, always bounded, each step in force on the day."""

from graphql import GraphQLObjectType, get_named_type

from graphsvc.catalogue.days import in_force
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.lower import lower
from graphsvc.compile.lower.roots import Rooted, root, root_of
from graphsvc.compile.lowerings import Each, Part, PathsRoot
from graphsvc.compile.text.assembly import Assembly, Lowered, Place, call, inside, map_of
from graphsvc.model import TIES

COMPARED = 25
"""Paths found before the shortest are kept: Cypher takes no parameter here, and equal ones have no order."""


@root.register
def _(lowering: PathsRoot, assembly: Assembly, rooted: Rooted, day: str) -> list[str]:
    selection, (start, end, hops, *families) = rooted
    number = assembly.number()
    n, a, b = f"n{number}", f"a{number}", f"b{number}"
    visible = f" AND {inside('node')}" if assembly.restricted else ""
    types = "|".join(tie.type for tie in TIES if tie.family in families)
    body = [
        *_end(assembly, (selection, "from", start), ("", a), day),
        *_end(assembly, (selection, "to", end), (a, b), day),
        f"MATCH {n} = SHORTEST {COMPARED} ({a})",
        f"  (()-[step:{types} WHERE {in_force('step', day)}]-",
        f"   (node WHERE {in_force('node', day)}{visible})){{1,{hops}}} ({b})",
        f"WITH nodes({n}) AS {n}_line, relationships({n}) AS {n}_steps",
        f"WHERE all(at IN range(0, size({n}_line) - 2) WHERE NOT {n}_line[at] IN {n}_line[at + 1..])",
        f"WITH * ORDER BY size({n}_steps), [node IN {n}_line | node.code], [step IN {n}_steps | type(step)]",
        f"LIMIT {assembly.slot(selection, 'maxPaths', 'paths')}",
        f"RETURN collect({_fields(assembly, selection, n, day)}) AS c{number}",
    ]
    return [*call("", body), f"c{number}"]


def _end(
    assembly: Assembly, asked: tuple[Selection, str, str], names: tuple[str, str], day: str
) -> list[str]:
    """One end of the paths: found by the file of its kind, in force, to be seen, and not the other end.

    The second is looked for where the first was found, which plans one after the other and no product.
    """
    (selection, argument, kind), (other, name) = asked, names
    statement = assembly.statement(root_of(kind))
    code = assembly.slot(selection, argument, "id")
    values = {one.name: code if one.name == "code" else "null" for one in statement.parameters}
    column = statement.returns[0].name
    kept = [in_force(column, day), *([inside(column)] if assembly.restricted else [])]
    kept += [f"{column} <> {other}"] if other else []
    carried = f"{other}, {column}" if other else column
    found = [
        *call("", [f"// {statement.name}", *statement.fed(values).splitlines()]),
        f"WITH {carried} WHERE {' AND '.join(kept)}",
        f"RETURN {column} AS {name}",
    ]
    return call(other, found)


def _fields(assembly: Assembly, selection: Selection, expression: str, day: str) -> str:
    """What is selected of something that is no node of a kind the schema has a type for."""
    kind = get_named_type(selection.definition.type)
    assert isinstance(kind, GraphQLObjectType)
    place = Place(expression, kind, day)
    return map_of(
        (child.key, lower(assembly.lowering(child), assembly, place, child)[1])
        for child in assembly.selector.children(selection)
    )


@lower.register
def _(lowering: Each, assembly: Assembly, place: Place, selection: Selection) -> Lowered:
    one = f"one{assembly.number()}"
    fields = _fields(assembly, selection, one, place.day)
    return [], f"[{one} IN {lowering.expression.format(n=place.name)} | {fields}]"


@lower.register
def _(lowering: Part, assembly: Assembly, place: Place, selection: Selection) -> Lowered:
    part = lowering.expression.format(n=place.name)
    fields = _fields(assembly, selection, part, place.day)
    return [], f"CASE WHEN {part} IS NOT NULL THEN {fields} END" if lowering.absent else fields
