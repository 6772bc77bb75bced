"""Several steps along one relationship: the nodes they come by as a connection, and the pattern itself.

How many steps there are at most is a part of the text, since Cypher takes no parameter there; it is bounded
by the lowering.
"""

from dataclasses import dataclass

from graphsvc.bind.cursors import NEAREST
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.lower import lower, project
from graphsvc.compile.lowerings import LABEL, Walk
from graphsvc.compile.text.assembly import Assembly, Lowered, Place, inside, where
from graphsvc.compile.text.orders import Order, asked_order, order_at, order_on
from graphsvc.compile.text.paging import Page, Source, connection
from graphsvc.errors import BadUserInput


@lower.register
def _(lowering: Walk, assembly: Assembly, place: Place, selection: Selection) -> Lowered:
    number = assembly.number()
    far = assembly.place(f"n{number}", lowering.label, place.day, guarded=lowering.named)
    bounds = (1, _deepest(assembly, lowering, selection))
    match = f"MATCH ({place.name}){steps(assembly, lowering, place.day, bounds)}({far.name})"
    conditions = [inside(place.name)] if place.guarded else []
    conditions += _filters(assembly, lowering, selection, far.name)
    nearest = _Nearest(match, tuple(conditions), far.name)
    asked = asked_order(assembly, selection)
    by_steps = lowering.nearest and not asked
    order = order_on(assembly, far.day, Order(NEAREST, nearest.steps, "steps"))
    source = Source(
        imports=place.name,
        match=[match],
        conditions=conditions,
        node=far.name,
        item=lambda part: project(assembly, far, assembly.selector.children(part)),
        order=order if by_steps else order_at(assembly, far, asked),
        cut=nearest.cut if by_steps else None,
    )
    return connection(assembly, source, selection)


def steps(assembly: Assembly, walk: Walk, day: str, bounds: tuple[int, int]) -> str:
    """The quantified part of a path; every step in force, and inside the border unless the walk is named."""
    edge, node = (f"{letter}{assembly.number()}" for letter in "rm")
    border = [inside(node)] if assembly.restricted and not walk.named else []
    step = " ".join([f"{edge}:{walk.type}", *where(assembly.in_force(edge, day, walk.type))])
    stop = " ".join([f"{node}:{walk.label}", *where(assembly.in_force(node, day, walk.label) + border)])
    step, stop = f"[{step}]", f"({stop})"
    one = f"()<-{step}-{stop}" if walk.direction == "in" else f"()-{step}->{stop}"
    return f"({one}){{{bounds[0]},{bounds[1]}}}"


def scope_bounds(assembly: Assembly, walk: Walk, selection: Selection) -> tuple[int, int]:
    """How many steps below the node the argument `scope` means."""
    return {"SELF": (0, 0), "CHILDREN": (1, 1), "SUBTREE": (0, walk.most)}[assembly.scope(selection)]


@dataclass(frozen=True)
class _Nearest:
    """The rows of a walk by how many steps they are away, which is one digit, then by code."""

    match: str
    conditions: tuple[str, ...]
    node: str

    @property
    def steps(self) -> str:
        return self.node.replace("n", "d")

    def cut(self, page: Page, limit: str) -> list[str]:
        away, down = self.steps, page.descending
        edge = self.match.partition("[")[2].partition(":")[0]
        lines = [self.match, *where(self.conditions)]
        lines.append(f"WITH {self.node}, toString(min(size({edge}))) AS {away}")
        if page.cursor:
            same = f"{away} = {page.cursor}.steps AND {self.node}.code {page.beyond} {page.cursor}.code"
            lines.append(f"WITH * WHERE {away} {page.beyond} {page.cursor}.steps OR ({same})")
        order = f"ORDER BY {away}{down}, {self.node}.code{down} LIMIT {limit}"
        return [*lines, f"WITH {self.node}, {away} {order}"]


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
