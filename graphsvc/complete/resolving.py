"""How a field's value is found in the record: both ways of completing an answer call the same resolvers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from inspect import Parameter, signature
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


DATELESS, ALONE = "_dateless", "_alone"


def dateless(resolve: Any) -> Any:
    """Marks a resolver that neither looks at a day nor hands one out."""
    setattr(resolve, DATELESS, True)
    return resolve


def alone(resolve: Any) -> Any:
    """Marks the resolver of a list: where nothing beside it needs rows, they stand under its response
    name."""
    setattr(resolve, ALONE, True)
    return resolve


def is_dateless(definition: GraphQLField) -> bool:
    """Whether the field's resolver looks at no day: it is marked so, or picks what is there."""
    resolve = definition.resolve
    picks = isinstance(resolve, partial) and resolve.func in PICKING
    return picks or is_marked(definition, DATELESS)


def is_marked(definition: GraphQLField, mark: str) -> bool:
    """Whether the field's resolver bears that mark."""
    return hasattr(definition.resolve, mark)


PICKING = (by_response_name, by_field_name, dict_or_attr_resolver)


def is_plain(definition: GraphQLField) -> bool:
    """Whether the field is what the statement put under its response name."""
    return isinstance(definition.resolve, partial) and definition.resolve.func is by_response_name


def is_understood(definition: GraphQLField) -> bool:
    """Whether the resolver can be called with a value and a Site alone.

    It can where the field has no arguments, or where the resolver takes them as `**_`, by which it says
    that it looks at none of them: the statement has done what they ask for.
    """
    if definition.resolve is None:
        return False
    parameters = _parameters(definition.resolve)
    if not definition.args:
        return len(parameters) >= 2
    ignored = [one.name for one in parameters[2:] if one.kind is Parameter.VAR_KEYWORD]
    return len(parameters) == 3 and ignored == ["_"]


@lru_cache(maxsize=1024)
def _parameters(resolve: Resolver) -> tuple[Parameter, ...]:
    return tuple(signature(resolve).parameters.values())
