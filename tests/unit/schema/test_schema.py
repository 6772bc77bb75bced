"""The schema: everything described in both languages, every field lowered, and committed as it is served."""

from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_specified_scalar_type,
)

from graphsvc.compile.lowerings import Hop, Prop
from graphsvc.model import KIND_OF, RECORDS, TIE_OF
from graphsvc.schema.base import lowerings
from graphsvc.service import Service
from graphsvc.spelling import snake
from graphsvc.words import WORDS_OF

COMMITTED = Path(__file__).parents[2] / "schema.graphql"
MOST_FIELDS = 45
"""Fields of one type: what has more of its own is several types."""
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


def test_types_are_described_and_none_has_everything(service: Service) -> None:
    for kind in ours(service.schema):
        assert kind.description, kind.name
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) and kind.name != "Query":
            assert len(kind.fields) <= MOST_FIELDS, kind.name


def test_every_kind_of_record_is_a_type_of_its_own(service: Service) -> None:
    record, node = (service.schema.type_map[name] for name in ("Record", "Node"))
    assert isinstance(record, GraphQLInterfaceType) and isinstance(node, GraphQLInterfaceType)
    kinds = service.schema.get_possible_types(record)
    assert {kind.name for kind in kinds} == set(RECORDS)
    assert all(kind.interfaces == (node, record) for kind in kinds)


@pytest.mark.parametrize("label", RECORDS)
def test_a_record_has_its_properties_and_no_others(label: str, service: Service) -> None:
    """Of its own by model.py; `kind` is called `sort` beside the kind of record."""
    declared = {
        name: lowering
        for (owner, name), lowering in lowerings(service.schema).items()
        if owner == label and isinstance(lowering, Prop)
    }
    common = {"id", "code", "kind", "name"}
    shown = {"kind" if name == "sort" else snake(name) for name in set(declared) - common}
    assert {one.replace("_m2", "m2") for one in shown} == {
        one.replace("_m2", "m2") for one in KIND_OF[label].own
    }


@pytest.mark.parametrize("label", RECORDS)
def test_a_record_leads_only_where_the_model_does(label: str, service: Service) -> None:
    hops = [
        lowering
        for (owner, _), lowering in lowerings(service.schema).items()
        if owner == label and isinstance(lowering, Hop)
    ]
    for hop in hops:
        for name in hop.types.split("|"):
            tie = TIE_OF[name]
            near, far = (tie.ends, tie.starts) if hop.direction == "in" else (tie.starts, tie.ends)
            assert label in near and hop.label in far, (label, hop)


@pytest.mark.parametrize(("label", "name"), [pair for pair in WORDS_OF if pair[0] in RECORDS])
def test_a_closed_list_of_words_is_an_enum(label: str, name: str, service: Service) -> None:
    kind = service.schema.type_map[label]
    assert isinstance(kind, GraphQLObjectType)
    enum = get_named_type(kind.fields["sort" if name == "kind" else name].type)
    assert isinstance(enum, GraphQLEnumType)
    assert {one.value.value for one in enum.values.values()} == set(WORDS_OF[label, name])


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
