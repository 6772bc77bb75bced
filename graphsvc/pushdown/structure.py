"""What of a request decides the structure of its statement: Booleans in @skip and @include, and arguments
that choose patterns."""

from collections.abc import Callable, Mapping
from typing import Any

from graphql import DirectiveNode, DocumentNode, VariableNode, Visitor, visit

from graphsvc.pushdown.fields import ChainRoot, Lowering, NodeRoot, NodesRoot
from graphsvc.pushdown.ids import ADDRESSED, parse_id

STRUCTURAL = ("skip", "include")
Choice = tuple[str, ...]
"""What the arguments of one root chose: kinds of node, as a rule."""


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


CHOOSING: Mapping[type, Callable[[Mapping[str, Any]], Choice]] = {
    ChainRoot: lambda arguments: (parse_id(arguments["of"])[0],),
    NodeRoot: lambda arguments: (parse_id(arguments["id"], "id", ADDRESSED)[0],),
    NodesRoot: _kinds,
}
"""The roots whose arguments choose patterns."""
