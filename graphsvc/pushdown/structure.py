"""What of a request decides the structure of its statement: Booleans in @skip and @include, and arguments
that choose patterns."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from graphql import DirectiveNode, DocumentNode, VariableNode, Visitor, visit

from graphsvc.errors import BadUserInput
from graphsvc.pushdown.fields import ChainRoot, Lowering, NodeRoot, NodesRoot, PathsRoot
from graphsvc.pushdown.ids import ADDRESSED, parse_id

STRUCTURAL = ("skip", "include")
Choice = tuple[str, ...]
"""What the arguments of one root chose: kinds of node, families, a number of hops."""
DEFAULT_FAMILIES = ("COMMAND", "TIE")
HOPS, DEFAULT_HOPS = 8, 6
"""The longest path there may be, and how long one may be where null is given."""


class _Booleans(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
        if node.name.value in STRUCTURAL:
            values = [item.value for item in node.arguments]
            self.names |= {value.name.value for value in values if isinstance(value, VariableNode)}


def boolean_variables(document: DocumentNode) -> tuple[str, ...]:
    """Names of the variables used in @skip and @include, sorted."""
    found = _Booleans()
    visit(document, found)
    return tuple(sorted(found.names))


def choice(lowering: Lowering, arguments: Mapping[str, Any]) -> Choice:
    """What the coerced arguments of a root choose; raises BadUserInput."""
    return CHOOSING[type(lowering)](arguments)


def _kinds(arguments: Mapping[str, Any]) -> Choice:
    return tuple(sorted({parse_id(text, "ids", ADDRESSED)[0] for text in arguments["ids"]}))


def _paths(arguments: Mapping[str, Any]) -> Choice:
    """Kinds of both ends, the number of hops, the families."""
    start, end = (parse_id(arguments[key], key.strip("_"), ADDRESSED) for key in ("from_", "to"))
    if start == end:
        raise BadUserInput("paths: `from` and `to` are the same node; give two")
    hops = DEFAULT_HOPS if arguments["max_hops"] is None else arguments["max_hops"]
    if not 1 <= hops <= HOPS:
        raise BadUserInput(f"paths.maxHops: {hops} is outside 1 to {HOPS}")
    given = DEFAULT_FAMILIES if arguments["through"] is None else arguments["through"]
    families = sorted({one.value if isinstance(one, Enum) else one for one in given})
    if not families:
        raise BadUserInput("paths.through: no family to walk through; give at least one")
    return start[0], end[0], str(hops), *families


CHOOSING: Mapping[type, Callable[[Mapping[str, Any]], Choice]] = {
    ChainRoot: lambda arguments: (parse_id(arguments["of"])[0],),
    NodeRoot: lambda arguments: (parse_id(arguments["id"], "id", ADDRESSED)[0],),
    NodesRoot: _kinds,
    PathsRoot: _paths,
}
"""The roots whose arguments choose patterns."""
