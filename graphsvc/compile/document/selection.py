"""The selection set as a tree of merged fields: fragments spread, directives applied, aliases kept."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLField,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    SchemaMetaFieldDef,
    TypeMetaFieldDef,
    TypeNameMetaFieldDef,
    ValueNode,
    get_named_type,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields

from graphsvc.errors import BadUserInput

TYPENAME = "__typename"
INTROSPECTION: Mapping[str, GraphQLField] = {
    "__schema": SchemaMetaFieldDef,
    "__type": TypeMetaFieldDef,
    TYPENAME: TypeNameMetaFieldDef,
}


@dataclass(frozen=True)
class Selection:
    """One field of the answer: its response name, the field it is, and the nodes of the document it
    merges."""

    key: str
    name: str
    owner: str
    definition: GraphQLField
    nodes: tuple[FieldNode, ...] = field(compare=False)

    @property
    def node(self) -> FieldNode:
        """The first node of the document, which carries the arguments (equal in all, by validation)."""
        return self.nodes[0]

    def argument(self, name: str) -> ValueNode | None:
        """What the document writes for that argument, if it does."""
        return next((item.value for item in self.node.arguments if item.name.value == name), None)

    def gives(self, argument: str) -> bool:
        """Whether the document gives that argument."""
        return self.argument(argument) is not None


@dataclass(frozen=True)
class Selector:
    """Collects the fields of a validated operation for runtime types that are known before any data is."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    directives: Mapping[str, Any]

    def operation(self, operation: OperationDefinitionNode) -> list[Selection]:
        """The root fields that are no introspection."""
        return [one for one in self.roots(operation) if not one.name.startswith("__")]

    def roots(self, operation: OperationDefinitionNode) -> list[Selection]:
        """The root fields, introspection included."""
        query = self.schema.query_type
        assert query is not None
        fragments, directives = dict(self.fragments), dict(self.directives)
        with _null_refused():
            collected = collect_fields(self.schema, fragments, directives, query, operation.selection_set)
        return _selections(query, collected)

    def children(self, parent: Selection, runtime: GraphQLObjectType | None = None) -> list[Selection]:
        """The fields under one, without `__typename`; `runtime` replaces an interface by the type that is
        known to stand there."""
        return [one for one in self.fields(parent, runtime) if one.name != TYPENAME]

    def fields(self, parent: Selection, runtime: GraphQLObjectType | None = None) -> list[Selection]:
        """The fields under one, `__typename` included, in the order of the answer."""
        kind = runtime or get_named_type(parent.definition.type)
        assert isinstance(kind, GraphQLObjectType), f"{parent.name}: no object type is known"
        fragments, directives = dict(self.fragments), dict(self.directives)
        with _null_refused():
            collected = collect_sub_fields(self.schema, fragments, directives, kind, list(parent.nodes))
        return _selections(kind, collected)


@contextmanager
def _null_refused() -> Iterator[None]:
    """Raises BadUserInput where `if` of a directive is null, which a variable with a default may be."""
    try:
        yield
    except GraphQLError as error:
        line, column = error.locations[0] if error.locations else (0, 0)
        raise BadUserInput(f"{line}:{column}: {error.message} Give true or false.") from error


def _selections(kind: GraphQLObjectType, collected: Mapping[str, list[FieldNode]]) -> list[Selection]:
    found = []
    for key, nodes in collected.items():
        name = nodes[0].name.value
        definition = INTROSPECTION.get(name) or kind.fields[name]
        found.append(Selection(key, name, kind.name, definition, tuple(nodes)))
    return found
