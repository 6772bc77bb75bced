"""The schema: everything described in both languages, every field lowered, and committed as it is served."""

from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    is_specified_scalar_type,
)

from graphsvc.compile.lowerings import Hop
from graphsvc.schema.base import lowerings
from graphsvc.service import Service

COMMITTED = Path(__file__).parents[2] / "schema.graphql"
MOST_TYPES = 45
"""Types that have fields; enums and scalars are the words they use."""
# Types whose rows a file or the renderer returns as a whole: their fields are read from the row.
BY_ROW = ("ChainOfCommand", "ChainStep", "Liaison", "Measure", "Gap", "Standard", "Dataset", "PageInfo")


def ours(schema: GraphQLSchema) -> list[GraphQLNamedType]:
    return [
        kind
        for kind in schema.type_map.values()
        if not kind.name.startswith("__") and not is_specified_scalar_type(kind)
    ]


def test_the_committed_schema_is_the_one_served(service: Service) -> None:
    assert COMMITTED.read_text("utf-8") == service.sdl


def test_types_are_few_and_described(service: Service) -> None:
    kinds = ours(service.schema)
    fielded = GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType
    assert sum(isinstance(kind, fielded) for kind in kinds) <= MOST_TYPES
    for kind in kinds:
        assert kind.description, kind.name


def test_everything_is_described_in_both_languages(service: Service) -> None:
    for kind in ours(service.schema):
        if isinstance(kind, GraphQLEnumType):
            for name, value in kind.values.items():
                assert bilingual(value.description), f"{kind.name}.{name}"
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for name, field in kind.fields.items():
                assert bilingual(field.description), f"{kind.name}.{name}"
                for argument, definition in field.args.items():
                    assert bilingual(definition.description), f"{kind.name}.{name}({argument})"


def bilingual(text: str | None) -> bool:
    return bool(text) and text.isascii() is False


def test_every_field_says_what_it_becomes(service: Service) -> None:
    declared = lowerings(service.schema)
    for kind in ours(service.schema):
        if isinstance(kind, GraphQLObjectType) and not kind.name.endswith(("Connection", "Edge")):
            for name in kind.fields:
                assert (kind.name, name) in declared or kind.name in BY_ROW, f"{kind.name}.{name}"


def test_hops_name_what_the_model_has() -> None:
    with pytest.raises(ValueError, match=r"no relationship type PARTOF in model\.py"):
        Hop("PARTOF", "in", "Area")
    with pytest.raises(ValueError, match=r"no label Aera in model\.py"):
        Hop("PART_OF", "in", "Aera")
