"""How values of the record get the shape of the answer, where a field has a resolver of its own.

A shape is made in two steps: `Bind` takes the context of a request, what it returns takes the values, many
times. What a shape cannot walk it raises an error on, and the answer is left to graphql-core.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec
from graphql import GraphQLInterfaceType, GraphQLSchema
from graphql.pyutils import Path

from graphsvc.complete.resolving import Resolver, Site

Shape = Callable[[Any], Any]
Bind = Callable[[Any], Shape]


LISTS = (list, tuple)
"""A string or a map can be walked too, but is no list to graphql-core."""


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


class Table:
    """Columns of values and their names, walked as the maps that stand in its rows; raises TypeError for what
    is no list of lists, ValueError for lists of other lengths."""

    __slots__ = ("columns", "names")

    def __init__(self, names: Sequence[str], columns: Sequence[Sequence[Any]]) -> None:
        if not isinstance(columns, LISTS) or not all(isinstance(one, LISTS) for one in columns):
            raise TypeError("not a list of lists")
        if len(names) != len(columns) or len({*map(len, columns)}) != 1:
            raise ValueError("lists of other lengths")
        self.columns = columns
        self.names = names

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self.names, row, strict=True)) for row in zip(*self.columns, strict=True))


def table_of(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Table | list[dict[str, Any]]:
    """The table that has these rows; without a column it is a list of empty maps."""
    if not names:
        return [{} for _ in rows]
    return Table(names, list(zip(*rows, strict=True)) if rows else [()] * len(names))


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
            if not isinstance(values, (*LISTS, Table)):
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
