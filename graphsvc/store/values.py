"""The driver's values as Python's own: its days and times know how to become that."""

from collections.abc import Mapping
from itertools import chain
from typing import Any

SIMPLE = frozenset({str, int, float, bool, type(None)})


def as_row(record: Mapping[str, Any], native: frozenset[str]) -> dict[str, Any]:
    """A record by its columns; those that are native already are not walked through."""
    return {key: value if key in native else plain(value) for key, value in record.items()}


def plain(value: Any) -> Any:
    """A driver's value as Python's own: dates and times from `datetime`, lists and maps all through, nodes
    as the map of their properties. A map is changed where it stands: nobody else has it."""
    kind = type(value)
    if kind in SIMPLE:
        return value
    # Answers are large, and a type is compared at a tenth of what asking for a base class costs.
    if kind is list:
        return (
            value if _is_plain(value) else [item if type(item) in SIMPLE else plain(item) for item in value]
        )
    if kind is dict:
        for key, item in value.items():
            if type(item) not in SIMPLE:
                value[key] = plain(item)
        return value
    if hasattr(value, "to_native"):
        return value.to_native()
    return {key: plain(item) for key, item in value.items()} if isinstance(value, Mapping) else value


def _is_plain(values: list[Any]) -> bool:
    """Whether a list of values, of maps or of rows may stay as it is.

    It is asked without a loop of Python's, and then nothing is copied: a long list takes a third of the time.
    """
    kinds = set(map(type, values))
    if kinds == {dict}:
        return SIMPLE.issuperset(map(type, chain.from_iterable(map(dict.values, values))))
    if kinds == {list}:
        return SIMPLE.issuperset(map(type, chain.from_iterable(values)))
    return kinds <= SIMPLE
