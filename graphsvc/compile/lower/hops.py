"""One step along a relationship: to one node, to a connection of nodes, or to their count.

A run of steps to one node each shares one CALL: behind a row that is met once, a step is an OPTIONAL MATCH.
"""

from graphql import GraphQLObjectType

from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.lower import lower, project_under
from graphsvc.compile.lower.walks import scope_bounds, steps
from graphsvc.compile.lowerings import LABEL, Count, Dated, Hop, Namespace, Prop, Walk
from graphsvc.compile.text.assembly import Assembly, Lowered, Place, call, guard, inside, pattern, where
from graphsvc.compile.text.orders import asked_order, order_at
from graphsvc.compile.text.paging import Source, connection


@lower.register
def _(lowering: Hop, assembly: Assembly, place: Place, selection: Selection) -> Lowered:
    return (
        _many(assembly, lowering, place, selection)
        if lowering.many
        else _one(assembly, lowering, place, selection)
    )


@lower.register
def _(lowering: Count, assembly: Assembly, place: Place, selection: Selection) -> Lowered:
    far = f"n{assembly.number()}"
    edge = far.replace("n", "r")
    conditions = where(hop_conditions(assembly, lowering.hop, selection, (place, far)))
    match = pattern(lowering.hop, place.name, edge, far)
    bounds = scope_bounds(assembly, lowering.below, selection) if lowering.below else (0, 0)
    if lowering.below and bounds != (0, 0):
        path = steps(assembly, lowering.below, place.day, bounds)
        match = f"({place.name}){path}{pattern(lowering.hop, far.replace('n', 'o'), edge, far)}"
    text = " ".join([f"MATCH {match}", *conditions, f"RETURN DISTINCT {far}"])
    return [], guard(place, f"COUNT {{ {text} }}")


def _one(assembly: Assembly, hop: Hop, place: Place, selection: Selection) -> Lowered:
    number = assembly.number()
    far = assembly.place(f"n{number}", hop.label, place.day, guarded=hop.named, single=True)
    children = assembly.selector.children(selection, far.type)
    clauses, projection = project_under(assembly, far, selection)
    match = [
        f"MATCH {pattern(hop, place.name, f'r{number}', far.name)}",
        *where(hop_conditions(assembly, hop, selection, (place, far.name))),
    ]
    if place.single and _stands_null(assembly, children):
        match[0] = f"OPTIONAL {match[0]}"
        return [*match, f"WITH * ORDER BY {far.name}.code LIMIT 1", *clauses], projection
    body = [
        *match,
        f"WITH DISTINCT {far.name} ORDER BY {far.name}.code LIMIT 1",
        *clauses,
        f"RETURN head(collect({projection})) AS c{number}",
    ]
    return call(place.name, body), f"c{number}"


def _stands_null(assembly: Assembly, selections: list[Selection]) -> bool:
    """Whether these fields may be lowered at a node that is not there: a file is given none."""
    found = [(assembly.lowering(one), one) for one in selections]
    return all(
        isinstance(lowering, Prop | Dated | Hop | Walk | Count)
        or (isinstance(lowering, Namespace) and _stands_null(assembly, assembly.selector.children(one)))
        for lowering, one in found
    )


def _many(assembly: Assembly, hop: Hop, place: Place, selection: Selection) -> Lowered:
    number = assembly.number()
    edge = f"r{number}"
    far = assembly.place(f"n{number}", hop.label, place.day, guarded=hop.named)
    source = Source(
        imports=place.name,
        match=[f"MATCH {pattern(hop, place.name, edge, far.name)}"],
        conditions=hop_conditions(assembly, hop, selection, (place, far.name)),
        node=far.name,
        edge=edge,
        role=f"{edge}.{hop.role}" if hop.role else "null",
        item=lambda part: project_under(assembly, far, part),
        fact=lambda part: _fact(assembly, far, edge, part),
        order=order_at(assembly, far, asked_order(assembly, selection)),
    )
    return connection(assembly, source, selection)


def _fact(assembly: Assembly, far: Place, edge: str, part: Selection) -> Lowered:
    """What is selected of a relationship itself; nothing where it leads out of the jurisdiction."""
    kind = assembly.schema.type_map["Validity"]
    assert isinstance(kind, GraphQLObjectType)
    clauses, expression = lower(Namespace(), assembly, Place(edge, kind, far.day), part)
    return clauses, guard(far, expression)


def hop_conditions(assembly: Assembly, hop: Hop, selection: Selection, ends: tuple[Place, str]) -> list[str]:
    """What a hop asks of the place, of the edge and of the far node: `r2` leads to `n2`."""
    place, far = ends
    edge = far.replace("n", "r")
    conditions = assembly.in_force(edge, place.day, hop.types) + assembly.in_force(far, place.day, hop.label)
    if place.guarded:
        conditions.insert(0, inside(place.name))
    if assembly.restricted and not hop.named:
        conditions.append(inside(far))
    for argument, name in hop.filters:
        if selection.gives(argument):
            value = assembly.slot(selection, argument)
            test = f"{value} IN labels({far})" if name == LABEL else f"{far}.{name} = {value}"
            conditions.append(f"({value} IS NULL OR {test})")
    return conditions
