"""One step along a relationship: to one node, to a connection of nodes, or to their count.

A run of steps to one node each shares one CALL: behind a row that is met once, a step is an OPTIONAL MATCH.
"""

from graphql import GraphQLObjectType

from graphsvc.bind.parameters import QueryParameter
from graphsvc.catalogue.generated import role_in_key
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.lower import lower, project_children
from graphsvc.compile.lower.walks import scope_bounds, steps
from graphsvc.compile.lowerings import LABEL, Count, Dated, Hop, Namespace, Prop, Walk
from graphsvc.compile.text.assembly import Assembly, pattern
from graphsvc.compile.text.clauses import Call, Lowered, Match
from graphsvc.compile.text.expressions import NULL, Cypher
from graphsvc.compile.text.orders import asked_order, order_at
from graphsvc.compile.text.paging import Source, connection
from graphsvc.compile.text.variables import Names, Variable, inside


@lower.register
def _(lowering: Hop, assembly: Assembly, node: Variable, selection: Selection) -> Lowered:
    lowered = _many if lowering.many else _one
    return lowered(assembly, lowering, node, selection)


@lower.register
def _(lowering: Count, assembly: Assembly, node: Variable, selection: Selection) -> Lowered:
    names, hop = assembly.names(), lowering.hop
    conditions = hop_conditions(assembly, hop, selection, near=node, names=names)
    path = pattern(hop, node.name, names.edge, names.node)
    bounds = scope_bounds(assembly, lowering.below, selection) if lowering.below else (0, 0)
    if lowering.below and bounds != (0, 0):
        walk = steps(assembly, lowering.below, node.day, bounds)
        path = f"({node.name}){walk.text}{pattern(hop, names.near, names.edge, names.node)}"
    counted = f"{Match(path, tuple(conditions))} RETURN DISTINCT {names.node}"
    return Lowered([], node.guard(Cypher(f"COUNT {{ {counted} }}", compound=True)))


def _one(assembly: Assembly, hop: Hop, node: Variable, selection: Selection) -> Lowered:
    names = assembly.names()
    far = assembly.variable(names.node, hop.label, node.day, guarded=hop.named, single=True)
    children = assembly.selector.children(selection, far.type)
    clauses, projection = project_children(assembly, far, selection)
    conditions = hop_conditions(assembly, hop, selection, near=node, names=names)
    shared = node.single and _stands_null(assembly, children)
    path = pattern(hop, node.name, names.edge, names.node)
    met = Match(path, tuple(conditions), optional=shared)
    if shared:
        return Lowered([met, f"WITH * ORDER BY {names.node}.code LIMIT 1", *clauses], projection)
    first = f"WITH DISTINCT {names.node} ORDER BY {names.node}.code LIMIT 1"
    body = [met, first, *clauses, f"RETURN head(collect({projection})) AS {names.found}"]
    return Lowered([Call(node.name, body)], Cypher(names.found))


def _stands_null(assembly: Assembly, selections: list[Selection]) -> bool:
    """Whether these fields may be lowered at a node that is not there: a file is given none."""
    found = [(assembly.lowering(one), one) for one in selections]
    return all(
        isinstance(lowering, Prop | Dated | Hop | Walk | Count)
        or (isinstance(lowering, Namespace) and _stands_null(assembly, assembly.selector.children(one)))
        for lowering, one in found
    )


def _many(assembly: Assembly, hop: Hop, node: Variable, selection: Selection) -> Lowered:
    names = assembly.names()
    far = assembly.variable(names.node, hop.label, node.day, guarded=hop.named)
    source = Source(
        imports=node.name,
        names=names,
        pattern=pattern(hop, node.name, names.edge, names.node),
        conditions=tuple(hop_conditions(assembly, hop, selection, near=node, names=names)),
        edged=True,
        role=Cypher(f"{names.edge}.{hop.role}") if hop.role else NULL,
        by_fact=_key_of_fact(names, hop.role) if hop.role else None,
        item=lambda part: project_children(assembly, far, part),
        fact=lambda part: _fact(assembly, far, names.edge, part),
        order=order_at(assembly, far, names, asked_order(assembly, selection)),
    )
    return connection(assembly, source, selection)


def _key_of_fact(names: Names, role: str) -> Cypher:
    """A node may be met once for each role: the code, the first day and the role tell one from another."""
    first_day = f"toString({names.edge}.valid_from)"
    return Cypher(f"{names.node}.code + ' ' + {first_day} + ' ' + {role_in_key(names.edge, [role])}")


def _fact(assembly: Assembly, far: Variable, edge: str, part: Selection) -> Lowered:
    """What is selected of a relationship itself; nothing where it leads out of the jurisdiction."""
    kind = assembly.schema.type_map["Validity"]
    assert isinstance(kind, GraphQLObjectType)
    clauses, expression = lower(Namespace(), assembly, Variable(edge, kind, far.day), part)
    return Lowered(clauses, far.guard(expression))


def hop_conditions(
    assembly: Assembly, hop: Hop, selection: Selection, *, near: Variable, names: Names
) -> list[str]:
    """What a hop asks of the node it starts at, of the relationship and of the far node."""
    edge, far = names.edge, names.node
    conditions = [inside(near.name)] if near.guarded else []
    conditions += hop_in_force(assembly, hop, edge, far, day=near.day)
    if assembly.restricted and not hop.named:
        conditions.append(inside(far))
    for argument, name in hop.filters:
        if selection.gives(argument):
            value = assembly.slot(selection, argument)
            test = f"{value} IN labels({far})" if name == LABEL else f"{far}.{name} = {value}"
            conditions.append(f"({value} IS NULL OR {test})")
    return conditions


def hop_in_force(assembly: Assembly, hop: Hop, edge: str, far: str, *, day: QueryParameter) -> list[str]:
    """The conditions that the relationship of a hop and its far node are in force on the day."""
    return assembly.in_force(edge, day, hop.alternatives) + assembly.in_force(far, day, [hop.label])
