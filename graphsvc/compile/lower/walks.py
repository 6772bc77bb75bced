"""Several steps along one relationship: the nodes they come by as a connection, and the pattern itself.

How many steps there are at most is a part of the text, since Cypher takes no parameter there; it is bounded
by the lowering.
"""

from dataclasses import dataclass

from graphsvc.bind.cursors import NEAREST
from graphsvc.bind.parameters import QueryParameter
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.lower import lower, project_children
from graphsvc.compile.lowerings import LABEL, Walk
from graphsvc.compile.text.assembly import Assembly
from graphsvc.compile.text.clauses import Clause, Lowered, Match, where
from graphsvc.compile.text.orders import Order, asked_order, order_at, order_on
from graphsvc.compile.text.pages import Page
from graphsvc.compile.text.paging import Source, connection
from graphsvc.compile.text.variables import Names, Variable, inside
from graphsvc.errors import BadUserInput


@dataclass(frozen=True)
class Steps:
    """The quantified part of a path, and the variable that holds the list of its relationships."""

    edges: str
    text: str


@lower.register
def _(lowering: Walk, assembly: Assembly, node: Variable, selection: Selection) -> Lowered:
    names = assembly.names()
    far = assembly.variable(names.node, lowering.label, node.day, guarded=lowering.named)
    walked = steps(assembly, lowering, node.day, (1, _deepest(assembly, lowering, selection)))
    conditions = [inside(node.name)] if node.guarded else []
    conditions += _filters(assembly, lowering, selection, names.node)
    path = f"({node.name}){walked.text}({names.node})"
    nearest = _Nearest(Match(path, tuple(conditions)), walked.edges, names)
    asked = asked_order(assembly, selection)
    by_steps = lowering.nearest and not asked
    order = order_on(assembly, far.day, Order(NEAREST, names.distance, "steps"))
    source = Source(
        imports=node.name,
        names=names,
        pattern=path,
        conditions=tuple(conditions),
        item=lambda part: project_children(assembly, far, part),
        order=order if by_steps else order_at(assembly, far, names, asked),
        cut=nearest.cut if by_steps else None,
    )
    return connection(assembly, source, selection)


def steps(assembly: Assembly, walk: Walk, day: QueryParameter, bounds: tuple[int, int]) -> Steps:
    """A walk's part of a path; every step in force, and inside the border unless the walk is named."""
    edge, node = f"r{assembly.names().number}", f"m{assembly.names().number}"
    border = [inside(node)] if assembly.restricted and not walk.named else []
    step = " ".join([f"{edge}:{walk.type}", *where(assembly.in_force(edge, day, [walk.type]))])
    stop = " ".join([f"{node}:{walk.label}", *where(assembly.in_force(node, day, [walk.label]) + border)])
    step, stop = f"[{step}]", f"({stop})"
    one = f"()<-{step}-{stop}" if walk.direction == "in" else f"()-{step}->{stop}"
    return Steps(edge, f"({one}){{{bounds[0]},{bounds[1]}}}")


def scope_bounds(assembly: Assembly, walk: Walk, selection: Selection) -> tuple[int, int]:
    """How many steps below the node the argument `scope` means."""
    return {"SELF": (0, 0), "CHILDREN": (1, 1), "SUBTREE": (0, walk.most)}[assembly.scope(selection)]


@dataclass(frozen=True)
class _Nearest:
    """The rows of a walk by how many steps they are away, which is one digit, then by code."""

    match: Match
    edges: str
    names: Names

    def cut(self, page: Page, limit: str) -> list[Clause]:
        node, away, down = self.names.node, self.names.distance, page.descending
        clauses: list[Clause] = [self.match]
        clauses.append(f"WITH {node}, toString(min(size({self.edges}))) AS {away}")
        if page.cursor:
            same = f"{away} = {page.cursor}.steps AND {node}.code {page.beyond} {page.cursor}.code"
            clauses.append(f"WITH * WHERE {away} {page.beyond} {page.cursor}.steps OR ({same})")
        order = f"ORDER BY {away}{down}, {node}.code{down} LIMIT {limit}"
        return [*clauses, f"WITH {node}, {away} {order}"]


def _deepest(assembly: Assembly, walk: Walk, selection: Selection) -> int:
    asked = assembly.choice(selection, "maxDepth")
    if asked is None:
        return walk.most
    if not 1 <= asked <= walk.most:
        raise BadUserInput(f"{selection.key}.maxDepth: {asked} is outside 1 to {walk.most}")
    return int(asked)


def _filters(assembly: Assembly, walk: Walk, selection: Selection, far: str) -> list[str]:
    found = []
    for argument, expression in walk.filters:
        if selection.gives(argument):
            value = assembly.slot(selection, argument)
            test = f"{expression.format(n=far)} IN {value}"
            if expression == LABEL:
                test = f"any(label IN labels({far}) WHERE label IN {value})"
            found.append(f"({value} IS NULL OR {test})")
    return found
