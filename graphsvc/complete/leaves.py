"""The Python types that values of the answer must have: exactly what graphql-core would write unchanged."""

from datetime import date
from enum import Enum, StrEnum
from functools import lru_cache
from typing import Annotated, Any

from graphql import GraphQLEnumType, GraphQLScalarType
from msgspec import Meta


class Undecodable(Exception):
    """A part of a document that only graphql-core completes."""


INT = Annotated[int, Meta(ge=-(2**31), le=2**31 - 1)]
# From 1e16 on the two writers of JSON differ in the sign of the exponent; NaN and infinities are outside too.
FLOAT = Annotated[float, Meta(gt=-1e16, lt=1e16)]
SCALARS: dict[str, Any] = {
    "Int": INT,
    "Float": FLOAT,
    "String": str,
    "ID": str,
    "Boolean": bool,
    "Date": date,
}


EXACT = frozenset({INT, INT | None, str, str | None, bool, bool | None, date, date | None})
"""Types whose values are written as they are found; a float may be found as a whole number, an enum is read
by another word."""


class _Word(StrEnum):
    """Read by its stored value, written by its name."""

    def __new__(cls, name: str, stored: str) -> "_Word":
        member = str.__new__(cls, name)
        member._value_ = stored
        return member


def leaf_type(kind: GraphQLScalarType | GraphQLEnumType) -> Any:
    """The type of a scalar or an enum; raises Undecodable for one that is not known here."""
    if isinstance(kind, GraphQLEnumType):
        return words(tuple((name, _stored_word(value.value)) for name, value in kind.values.items()))
    if kind.name not in SCALARS:
        raise Undecodable(kind.name)
    return SCALARS[kind.name]


@lru_cache(maxsize=256)
def words(pairs: tuple[tuple[str, str], ...]) -> Any:
    """An enum of (name, stored value)."""
    members = {name: (name, stored) for name, stored in pairs}
    return _Word("Word", members)  # type: ignore[arg-type]  # the functional form of an enum


def _stored_word(value: Any) -> str:
    stored = value.value if isinstance(value, Enum) else value
    if not isinstance(stored, str):
        raise Undecodable(f"an enum that stores {stored!r}")
    return stored
