"""What of a request decides the structure of its statement: Booleans in @skip and @include, which paging
arguments are there, and arguments that choose patterns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    ListValueNode,
    ValueNode,
    VariableNode,
    Visitor,
    visit,
)

STRUCTURAL = ("skip", "include")
PAGING = ("first", "after", "last", "before")
BACKWARD = {"last", "before"}
PATTERNS = ("scope", "maxDepth", "orderBy", "without")
Pairs = tuple[tuple[str, Any], ...]
"""Variables and what decides of them, by name."""


@dataclass(frozen=True)
class Structural:
    """Names of the variables that decide the structure, sorted; of `given` it is whether there is a value."""

    booleans: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    choosing: tuple[str, ...] = ()

    def directives(self, variables: Mapping[str, Any]) -> Pairs:
        """The values of the Booleans."""
        return tuple((name, variables[name]) for name in self.booleans if name in variables)

    def patterns(self, variables: Mapping[str, Any]) -> Pairs:
        """Those of the others that have a value: the value itself where it chooses a pattern."""
        found = {name: True for name in self.given if variables.get(name) is not None}
        found |= {name: variables[name] for name in self.choosing if variables.get(name) is not None}
        return tuple((name, tuple(one) if isinstance(one, list) else one) for name, one in found.items())


class _Variables(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.booleans: set[str] = set()
        self.given: set[str] = set()
        self.choosing: set[str] = set()

    def enter_directive(self, node: DirectiveNode, *_: Any) -> None:
        if node.name.value in STRUCTURAL:
            self.booleans |= set(_variables(node).values())

    def enter_field(self, node: FieldNode, *_: Any) -> None:
        # A document that never pages backward has one structure, whichever of its values are null.
        for one in node.arguments:
            if one.name.value in PATTERNS:
                self.choosing |= set(_within(one.value))
        if not BACKWARD.isdisjoint(one.name.value for one in node.arguments):
            self.given |= {name for argument, name in _variables(node).items() if argument in PAGING}


def _variables(node: DirectiveNode | FieldNode) -> dict[str, str]:
    """The arguments that are variables, and their names."""
    values = {one.name.value: one.value for one in node.arguments}
    return {key: value.name.value for key, value in values.items() if isinstance(value, VariableNode)}


def _within(value: ValueNode) -> Iterator[str]:
    """The variables in a value: it may be a list of them."""
    if isinstance(value, VariableNode):
        yield value.name.value
    for one in value.values if isinstance(value, ListValueNode) else ():
        yield from _within(one)


def structural_variables(document: DocumentNode) -> Structural:
    """The variables of a document that decide its structure."""
    found = _Variables()
    visit(document, found)
    return Structural(*(tuple(sorted(names)) for names in (found.booleans, found.given, found.choosing)))
