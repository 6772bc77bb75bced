"""The orders of a connection worked out in Python: which row goes before which, and what a cursor holds."""

import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Any

from tests.tools.oracle.stored import Item

PROPERTY = {"PLACE": "area"}
"""Columns that are not called what the property is."""
SHOWN = ("code", "name")
"""Properties that are shown of a node beyond the border, and so may tell its place in an order."""


@total_ordering
@dataclass(frozen=True)
class Rank:
    """Where a row stands: by its value, then by its code; without a value it stands behind all others."""

    value: Any
    code: str
    falling: bool = False

    def __lt__(self, other: "Rank") -> bool:
        if (self.value is None) != (other.value is None):
            return other.value is None
        mine, others = (
            (self.code,) if self.value is None else (self.value, self.code),
            (other.code,) if other.value is None else (other.value, other.code),
        )
        return bool(mine > others if self.falling else mine < others)


def column(order: str) -> str:
    """`VALID_FROM_DESC` → `valid_from`."""
    word = order.rpartition("_")[0]
    return PROPERTY.get(word, word.lower())


def key_of(item: Item, order: str, *, seen: bool) -> Any:
    """The value that a row is ordered by; None where it has none, or none to be seen."""
    name = column(order)
    if name == "code" or not (seen or name in SHOWN):
        return None
    return item.own.get(name)


def rank_of(item: Item, order: str, *, seen: bool) -> Rank:
    """Where a node stands in an order that a document names."""
    return Rank(key_of(item, order, seen=seen), item.code, order.endswith("_DESC"))


def spelt_role(role: str | None) -> str:
    """A post or role as a cursor holds it, which has a use of its own for the bar."""
    return (role or "").replace("~", "~0").replace("|", "~1")


def told(rank: Rank, order: str, default: str) -> str:
    """The text that a cursor of that row holds; `default` is the order of a connection that names none."""
    value = rank.value
    if order == "CODE_ASC":
        return rank.code
    if order == default:
        return f"{value}|{rank.code}"
    return f"{order}|{'' if value is None else f'={value}'}|{rank.code}"


def parsed(text: str, order: str) -> Rank:
    """Where a cursor stands that was made under this order."""
    rest, _, code = text.rpartition("|")
    _, bar, value = rest.partition("|")
    return Rank(_typed(value[1:] if bar else rest, order), code, order.endswith("_DESC"))


def _typed(text: str, order: str) -> Any:
    if not text or column(order) in (*SHOWN, "area", "kind", ""):
        return text or None
    return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else int(text)
