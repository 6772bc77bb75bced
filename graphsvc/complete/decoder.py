"""The decoder of a plan: from the record to the bytes of the answer, or a refusal that graphql-core puts in
words.

It is built from the selection set: for each object selected a struct, whose fields have exactly the types
that graphql-core would write unchanged, and a shape, where resolvers of their own are to be called.
"""

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec
from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLScalarType,
    OperationDefinitionNode,
)
from graphql.pyutils import Path

from graphsvc.compile.document.selection import TYPENAME, Selection, Selector
from graphsvc.compile.text.pages import is_bare
from graphsvc.complete.leaves import Undecodable, leaf_type, words
from graphsvc.complete.resolving import BARE_LIST, Site, is_dateless, is_marked, is_plain, takes_fast_path
from graphsvc.complete.shapes import (
    Bind,
    Part,
    Typed,
    converted,
    interface_shape,
    list_shape,
    nullable_shape,
    object_shape,
)
from graphsvc.complete.tables import table_shape

log = logging.getLogger("graphsvc")
ENCODER = msgspec.json.Encoder()
POLICIES = 4
"""Policies there are, for each of which a decoder keeps its bound shapes: however many callers ask."""


@dataclass(frozen=True)
class Decoder:
    """The type of an answer, how the root value gets its shape, and the roots that show no day.

    `refused` counts, by reason, the answers that were left to graphql-core; it is shared by all decoders of a
    service. A reason is the name of an exception: never a value.
    """

    type: Any
    bind: Bind
    dateless: frozenset[str] = frozenset()
    refused: Counter[str] = field(default_factory=Counter)

    def body(self, root: Any, context: Any, beside: Mapping[str, Any]) -> bytes | None:
        """The answer as JSON, `data` and what stands beside it, or None where anything at all is not as it
        should be."""
        try:
            data = converted(self.bind(context)(root), self.type)
            # In one piece: joining the pieces of a long answer would hold it twice.
            return ENCODER.encode({"data": data, **beside})
        except Exception as error:
            # A resolver's error or a wrong value: graphql-core meets it too, and knows how to report it.
            refuse(self.refused, type(error).__name__)
            return None


def refuse(refused: Counter[str], reason: str) -> None:
    """Count and log that something is left to graphql-core."""
    refused[reason] += 1
    log.debug("the decoder leaves an answer to graphql-core: %s", reason)


def build_decoder(
    selector: Selector, operation: OperationDefinitionNode, refused: Counter[str]
) -> Decoder | None:
    """The decoder of one operation, which counts in `refused`; None where only graphql-core can complete
    it."""
    query = selector.schema.query_type
    assert query is not None
    roots, builder = selector.roots(operation), _Builder(selector)
    try:
        kind, bind = builder.object(query, roots, None)
    except Undecodable as error:
        refuse(refused, f"Undecodable {error}")
        return None
    dateless = frozenset(one.key for one in roots) - builder.dated
    return Decoder(kind, lru_cache(POLICIES)(bind), dateless, refused) if bind else None


class _Builder:
    """Walks the selections of one operation; `dated` are the roots below which a day may stand."""

    def __init__(self, selector: Selector) -> None:
        self._selector = selector
        self._schema = selector.schema
        self.dated: set[str] = set()

    def object(self, kind: GraphQLObjectType, selections: list[Selection], above: Path | None) -> Typed:
        if kind.is_type_of is not None:
            raise Undecodable(f"{kind.name} looks at its values")
        fields: list[Any] = []
        parts = []
        for number, selection in enumerate(selections):
            if selection.name == TYPENAME:
                word = words(((kind.name, kind.name),))
                fields.append((f"f{number}", word, word(kind.name)))
            else:
                found, part = self._field(selection, above, selections)
                fields.append((f"f{number}", found))
                parts.append(part)
        # Response names may be words of Python, so the attributes have names of their own.
        rename = {f"f{number}": selection.key for number, selection in enumerate(selections)}
        struct = msgspec.defstruct(kind.name, fields, rename=rename, kw_only=True, gc=False)
        return Typed(struct, object_shape(parts, self._schema))

    def _field(self, selection: Selection, above: Path | None, beside: list[Selection]) -> tuple[Any, Part]:
        definition = selection.definition
        path = Path(above, selection.key, selection.owner)
        plain = is_plain(definition) or (
            is_marked(definition, BARE_LIST) and is_bare(beside) and not _is_listed(selection, path)
        )
        if selection.name.startswith("__") or not (plain or takes_fast_path(definition)):
            raise Undecodable(f"{selection.owner}.{selection.name}")
        if not is_dateless(definition):
            self.dated.add(_root(path))
        found, bind = self._value(definition.type, selection, path)
        return found, Part(selection.key, None if plain else definition.resolve, path, bind)

    def _value(self, kind: GraphQLOutputType, selection: Selection, path: Path) -> Typed:
        if isinstance(kind, GraphQLNonNull):
            return self._present(kind.of_type, selection, path)
        found, bind = self._present(kind, selection, path)
        return Typed(found | None, bind and nullable_shape(bind))

    def _present(self, kind: GraphQLOutputType, selection: Selection, path: Path) -> Typed:
        if isinstance(kind, GraphQLScalarType | GraphQLEnumType):
            found = leaf_type(kind)
            self.dated |= {_root(path)} if found is date else set()
            return Typed(found, None)
        if isinstance(kind, GraphQLList):
            found, bind = self._value(kind.of_type, selection, Path(path, 0, None))
            if bind is None and _is_listed(selection, path):
                return Typed(Any, table_shape(found))
            return Typed(list[found], bind and list_shape(bind))  # type: ignore[valid-type]  # made at run time
        if isinstance(kind, GraphQLInterfaceType) and kind.resolve_type:
            possible = self._schema.get_possible_types(kind)
            variants = {one.name: self._known(one, selection, path) for one in possible}
            return Typed(Any, interface_shape(kind, variants, Site(path, None, self._schema)))
        if isinstance(kind, GraphQLObjectType):
            return self._known(kind, selection, path)
        raise Undecodable(str(kind))

    def _known(self, kind: GraphQLObjectType, selection: Selection, path: Path) -> Typed:
        return self.object(kind, self._selector.fields(selection, kind), path)


def _root(path: Path) -> str:
    """The response name of the root that the path goes through."""
    return str(path.as_list()[0])


def _is_listed(selection: Selection, path: Path) -> bool:
    """Whether these are the `nodes` of a root, which may come as values."""
    return selection.name == "nodes" and path.prev is not None and path.prev.prev is None
