"""A long list that comes as columns of values, decoded without a map for each row."""

from collections.abc import Iterator
from typing import Any

import msgspec

from graphsvc.complete.leaves import EXACT
from graphsvc.complete.shapes import Bind, Table, converted


def table_shape(struct: Any) -> Bind:
    """Structs of a list whose fields are all what the statement has put there."""
    fields = msgspec.structs.fields(struct)
    typed = any(field.default is not msgspec.NODEFAULT for field in fields)
    reader = None if typed else _Reader(struct.__name__, fields)

    def shape(values: Any) -> list[Any]:
        if reader and isinstance(values, Table):
            return list(reader.structs(values))
        found: list[Any] = converted(list(values) if isinstance(values, Table) else values, list[struct])
        return found

    return lambda context: shape


class _Reader:
    """Checks each column by its type; where that would change no value, the values themselves are taken."""

    def __init__(self, name: str, fields: tuple[Any, ...]) -> None:
        self._names = [field.encode_name for field in fields]
        self._kinds = [list[field.type] for field in fields]  # type: ignore[name-defined]  # made at run time
        self._exact = [field.type in EXACT for field in fields]
        rename = {field.name: field.encode_name for field in fields}
        self._written = msgspec.defstruct(name, [*rename], rename=rename, gc=False)

    def structs(self, table: Table) -> Iterator[Any]:
        """Raises ValueError for other columns, msgspec.ValidationError for a wrong value."""
        width = len(self._names)
        if list(table.names[:width]) != self._names or len(set(table.names)) < len(table.names):
            raise ValueError("other columns")
        found = [
            (column if exact else checked)
            for column, checked, exact in zip(
                table.columns, map(converted, table.columns, self._kinds), self._exact, strict=False
            )
        ]
        return map(self._written, *found)
