"""How much one statement of a load takes, and how long it may take."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

BATCH = 5_000
TIMEOUT = 120.0
"""Seconds."""


def slices(items: Iterable[Any]) -> Iterator[list[Any]]:
    """Lists of at most `BATCH` items, as many as one statement takes."""
    rest = iter(items)
    while part := list(islice(rest, BATCH)):
        yield part
