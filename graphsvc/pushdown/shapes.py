"""How values of the record get the shape of the answer, where a field has a resolver of its own.

A shape is made in two steps: `Bind` takes the context of a request, what it returns takes the values, many
times. None of them forgives: what they cannot walk they raise on, and the answer is left to graphql-core.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec
from graphql import GraphQLInterfaceType, GraphQLSchema
from graphql.pyutils import Path

from graphsvc.pushdown.resolving import Resolver, Site

Shape = Callable[[Any], Any]
Bind = Callable[[Any], Shape]


class Typed(NamedTuple):
    """The type a value must have, and how it gets its shape (None: it has it already)."""

    type: Any
    bind: Bind | None


class Part(NamedTuple):
    """A field of an object: its resolver (None: read by response name) and the shape of what is found."""

    key: str
    resolve: Resolver | None
    path: Path
    bind: Bind | None


class Rows:
    """Rows of values and the names of their columns, walked as the maps they stand for; raises ValueError for
    a row of another length."""

    __slots__ = ("columns", "values")

    def __init__(self, columns: Sequence[str], values: Sequence[Sequence[Any]]) -> None:
        self.columns = columns
        self.values = values

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        columns = self.columns
        return (dict(zip(columns, row, strict=True)) for row in self.values)


def converted(value: Any, kind: Any) -> Any:
    """The value as that type; raises msgspec.ValidationError where it is not exactly of it."""
    # `date` is named as a type of the record's own so that a string is not taken for one.
    return msgspec.convert(value, kind, builtin_types=(date,))


def object_shape(parts: list[Part], schema: GraphQLSchema) -> Bind | None:
    """A map by response names; None where the statement has made just that."""
    made = [part for part in parts if part.resolve or part.bind]
    copied = any(part.resolve is None for part in parts)
    if copied and not made:
        return None

    def bind(context: Any) -> Shape:
        bound = [
            (key, resolve, Site(path, context, schema), inner(context) if inner else None)
            for key, resolve, path, inner in made
        ]

        def shape(value: Any) -> dict[str, Any]:
            if value is None:
                raise TypeError("null for an object")
            shaped = {**value} if copied else {}
            for key, resolve, site, inner in bound:
                found = resolve(value, site) if resolve else value[key]
                shaped[key] = inner(found) if inner else found
            return shaped

        return shape

    return bind


def list_shape(item: Bind) -> Bind:
    """A list of shaped items."""

    def bind(context: Any) -> Shape:
        shape = item(context)

        def listed(values: Any) -> list[Any]:
            # A string or a map can be walked too, but is no list to graphql-core.
            if not isinstance(values, list | tuple | Rows):
                raise TypeError("not a list")
            return [shape(one) for one in values]

        return listed

    return bind


def nullable_shape(present: Bind) -> Bind:
    """Null, or the shape of what is there."""

    def bind(context: Any) -> Shape:
        shape = present(context)
        return lambda value: None if value is None else shape(value)

    return bind


def interface_shape(kind: GraphQLInterfaceType, variants: Mapping[str, Typed], site: Site) -> Bind:
    """A struct of the type that the value names; each possible type is a struct of its own."""

    def bind(context: Any) -> Shape:
        info: Any = Site(site.path, context, site.schema)
        shapes = {name: one.bind(context) if one.bind else None for name, one in variants.items()}

        def shape(value: Any) -> Any:
            assert kind.resolve_type is not None
            name: Any = kind.resolve_type(value, info, kind)
            inner = shapes[name]
            return converted(inner(value) if inner else value, variants[name].type)

        return shape

    return bind
