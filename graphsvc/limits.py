"""Limits of a document: bytes, tokens, depth, hops, aliases, directives; each refusal names the limit and its
setting."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSyntaxError,
    InlineFragmentNode,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    is_composite_type,
    parse,
    specified_rules,
    validate,
)

from graphsvc.errors import BadRequest, ParseFailed, TooCostly, TooDeep
from graphsvc.settings import Settings

WRAPPERS = ("edges", "nodes", "node", "pageInfo")
"""Fields of a connection and its edges that count as no hop."""
PAGES = ("Connection", "Edge")
"""How the names of the types of those fields end."""
SUGGESTION = re.compile(r" Did you mean .*\?$")
MAX_ERRORS = 5


def check_size(body: bytes, settings: Settings) -> None:
    """Raises BadRequest for a body over the limit."""
    if len(body) > settings.max_body:
        raise BadRequest(
            f"the body has {len(body)} bytes; {settings.max_body} are allowed (GRAPHSVC_MAX_BODY)"
        )


def parse_document(text: str, settings: Settings) -> DocumentNode:
    """The document; raises ParseFailed with line and column, TooCostly over the limit of tokens."""
    try:
        return parse(text, max_tokens=settings.max_tokens)
    except GraphQLSyntaxError as error:
        if "more than" in error.message and "tokens" in error.message:
            raise TooCostly(
                f"the document has more than {settings.max_tokens} tokens (GRAPHSVC_MAX_TOKENS); ask in "
                "several"
            ) from None
        place = error.locations[0] if error.locations else None
        where = f"{place.line}:{place.column}: " if place else ""
        raise ParseFailed(f"{where}{error.message}") from None


def validate_document(
    schema: GraphQLSchema, document: DocumentNode, settings: Settings
) -> list[GraphQLError]:
    """The errors of validation, without "Did you mean …?", which would list names of the schema."""
    rules = [*specified_rules, *([] if settings.introspection else [NoSchemaIntrospectionCustomRule])]
    found = validate(schema, document, rules, max_errors=MAX_ERRORS)
    for error in found:
        error.message = SUGGESTION.sub("", error.message)
    return found


@dataclass
class _Size:
    """How much a selection set asks, its fragments included."""

    depth: int = 0
    hops: int = 0
    aliases: int = 0
    directives: int = 0

    def add(self, other: "_Size", below: int = 0) -> None:
        self.depth = max(self.depth, other.depth + below)
        self.hops += other.hops
        self.aliases += other.aliases
        self.directives += other.directives


@dataclass
class _Measure:
    """Measures selection sets; a fragment is measured once, however often it is spread."""

    schema: GraphQLSchema
    fragments: dict[str, FragmentDefinitionNode]
    known: dict[str, _Size] = field(default_factory=dict)

    def of(self, kind: GraphQLNamedType | None, selections: SelectionSetNode) -> _Size:
        size = _Size()
        for node in selections.selections:
            size.directives += len(node.directives)
            if isinstance(node, FieldNode):
                self._field(size, kind, node)
            elif isinstance(node, InlineFragmentNode):
                condition = node.type_condition
                inner = self.schema.type_map[condition.name.value] if condition else kind
                size.add(self.of(inner, node.selection_set))
            elif isinstance(node, FragmentSpreadNode):
                size.add(self._fragment(node.name.value))
        return size

    def _fragment(self, name: str) -> _Size:
        if name not in self.known:
            fragment = self.fragments[name]
            condition = self.schema.type_map[fragment.type_condition.name.value]
            self.known[name] = self.of(condition, fragment.selection_set)
        return self.known[name]

    def _field(self, size: _Size, kind: GraphQLNamedType | None, node: FieldNode) -> None:
        name = node.name.value
        size.aliases += node.alias is not None
        definition = self._definition(kind, name)
        if definition is None or node.selection_set is None:
            return
        inner = get_named_type(definition.type)
        wrapped = name in WRAPPERS and kind is not None and kind.name.endswith(PAGES)
        step = int(is_composite_type(inner) and not wrapped)
        size.hops += step
        below = self.of(inner, node.selection_set)
        size.add(below, step)
        size.depth = max(size.depth, step)

    def _definition(self, kind: GraphQLNamedType | None, name: str) -> GraphQLField | None:
        """The field's definition; None for fields of introspection, which count for nothing."""
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            found: GraphQLField | None = kind.fields.get(name)
            return found
        return None


def check_document(
    document: DocumentNode, operation: OperationDefinitionNode, schema: GraphQLSchema, settings: Settings
) -> None:
    """Raises TooDeep or TooCostly naming the limit, what was found, and the setting."""
    fragments = {
        one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)
    }
    size = _Measure(schema, fragments).of(schema.query_type, operation.selection_set)
    if size.depth > settings.max_depth:
        raise TooDeep(
            f"{size.depth} hops below one another; {settings.max_depth} are allowed (GRAPHSVC_MAX_DEPTH)"
        )
    for found, what, name in _counts(size):
        allowed = getattr(settings, name)
        if found > allowed:
            raise TooCostly(f"{found} {what}; {allowed} are allowed (GRAPHSVC_{name.upper()})")


def _counts(size: _Size) -> Iterator[tuple[int, str, str]]:
    yield size.hops, "hops in all", "max_hops"
    yield size.aliases, "aliases", "max_aliases"
    yield size.directives, "directives", "max_directives"
