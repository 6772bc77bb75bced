"""Leaf types of the decoder: a type it does not know is left to graphql-core."""

import msgspec
import pytest
from graphql import GraphQLEnumType, GraphQLInt, GraphQLScalarType

from graphsvc.complete.leaves import Undecodable, leaf_type


def test_an_enum_is_read_by_its_stored_value_and_written_by_its_name() -> None:
    kind = leaf_type(GraphQLEnumType("Kind", {"GRID": "Grid", "CITY": "City"}))
    assert msgspec.json.encode(msgspec.convert(["City", "Grid"], list[kind])) == b'["CITY","GRID"]'
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert("CITY", kind)


@pytest.mark.parametrize("kind", [GraphQLScalarType("Colour"), GraphQLEnumType("Kind", {"ONE": 1})])
def test_others_are_undecodable(kind: GraphQLScalarType | GraphQLEnumType) -> None:
    with pytest.raises(Undecodable):
        leaf_type(kind)


@pytest.mark.parametrize("value", [2**31, -(2**31) - 1, True, "1", 1.0])
def test_an_int_has_32_bits(value: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(value, leaf_type(GraphQLInt))
