"""A long list that comes as rows of values, decoded without a map for each."""

from collections.abc import Iterator
from itertools import starmap
from operator import attrgetter
from typing import Any

import msgspec

from graphsvc.pushdown.leaves import EXACT
from graphsvc.pushdown.shapes import Bind, Rows, converted


def rows_shape(struct: Any) -> Bind:
    """Structs of a list whose fields are all what the statement has put there."""
    fields = msgspec.structs.fields(struct)
    typed = any(field.default is not msgspec.NODEFAULT for field in fields)
    reader = None if typed else _Reader(struct.__name__, fields)

    def shape(values: Any) -> list[Any]:
        if reader and isinstance(values, Rows):
            return list(reader.structs(values))
        found: list[Any] = converted(list(values) if isinstance(values, Rows) else values, list[struct])
        return found

    return lambda context: shape


class _Reader:
    """Checks the values in their columns by a struct that is read from an array.

    Where such a struct would change none of them, the values themselves are taken; else what it has made of
    them.
    """

    def __init__(self, name: str, fields: tuple[Any, ...]) -> None:
        columns = [(field.name, field.type) for field in fields]
        written = {field.name: field.encode_name for field in fields}
        self._array = msgspec.defstruct(name, columns, array_like=True, gc=False)
        self._written = msgspec.defstruct(name, columns, rename=written, gc=False)
        self._exact = all(field.type in EXACT for field in fields)
        self._read = attrgetter(*(field.name for field in fields))
        self._width = len(fields)
        self._columns = list(written.values())

    def structs(self, rows: Rows) -> Iterator[Any]:
        """Raises ValueError for other columns or a row of another length, msgspec.ValidationError for a wrong
        value."""
        columns = list(rows.columns)
        if columns[: self._width] != self._columns or len(set(columns)) < len(columns):
            raise ValueError("other columns")
        if set(map(len, rows.values)) - {len(columns)}:
            raise ValueError("a row of another length")
        checked = converted(rows.values, list[self._array])  # type: ignore[name-defined]  # made at run time
        if self._exact:
            whole, width = len(columns) == self._width, self._width
            return starmap(self._written, rows.values if whole else [row[:width] for row in rows.values])
        found = map(self._read, checked)
        return map(self._written, found) if self._width == 1 else starmap(self._written, found)
