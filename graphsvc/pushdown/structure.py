"""Which variables of a document decide its structure: the Booleans in @skip and @include."""

from typing import Any

from graphql import DirectiveNode, DocumentNode, VariableNode, Visitor, visit

STRUCTURAL = ("skip", "include")


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
