"""How a field's value is found in the record: both ways of completing an answer call the same resolvers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from graphene.types.resolver import dict_or_attr_resolver
from graphql import GraphQLField, GraphQLSchema
from graphql.pyutils import Path

Resolver = Callable[[Any, Any], Any]


@dataclass(frozen=True, slots=True)
class Site:
    """As much of graphql-core's `info` as a resolver may use; places in lists are all 0 in its path."""

    path: Path
    context: Any
    schema: GraphQLSchema


def by_response_name(attname: str, default: Any, value: Mapping[str, Any], info: Any, **_: Any) -> Any:
    """The value that the statement put under the field's response name."""
    return value.get(info.path.key)


def by_field_name(attname: str, default: Any, value: Mapping[str, Any], info: Any, **_: Any) -> Any:
    """The value under the field's own name, for rows that a file returns as a whole."""
    return value.get(attname)


DATELESS, BARE_LIST, FAST_PATH = "_dateless", "_bare_list", "_fast_path"


def dateless(resolve: Any) -> Any:
    """Marks a resolver that neither looks at a day nor hands one out."""
    setattr(resolve, DATELESS, True)
    return resolve


def bare_list(resolve: Any) -> Any:
    """Marks the resolver of a list: where nothing beside it needs rows, they stand under its response
    name."""
    setattr(resolve, BARE_LIST, True)
    return resolve


def fast_path(resolve: Any) -> Any:
    """Marks a resolver that looks at none of its field's arguments, since the statement has done what they
    ask for: the decoder calls it with the value and a Site alone. Any other resolver of a field with
    arguments is left to graphql-core.

    >>> @fast_path
    ... def resolve_gaps(self, info, **arguments): ...
    """
    setattr(resolve, FAST_PATH, True)
    return resolve


def is_dateless(definition: GraphQLField) -> bool:
    """Whether the field's resolver looks at no day: it is marked so, or picks what is there."""
    return _picks(definition) or is_marked(definition, DATELESS)


def is_marked(definition: GraphQLField, mark: str) -> bool:
    """Whether the field's resolver bears that mark."""
    return hasattr(definition.resolve, mark)


PICKING = (by_response_name, by_field_name, dict_or_attr_resolver)


def is_plain(definition: GraphQLField) -> bool:
    """Whether the field is what the statement put under its response name."""
    return isinstance(definition.resolve, partial) and definition.resolve.func is by_response_name


def takes_fast_path(definition: GraphQLField) -> bool:
    """Whether the decoder may call the resolver: it is marked so, picks what is there, or its field has no
    arguments."""
    if definition.resolve is None:
        return False
    return not definition.args or _picks(definition) or is_marked(definition, FAST_PATH)


def _picks(definition: GraphQLField) -> bool:
    return isinstance(definition.resolve, partial) and definition.resolve.func in PICKING
