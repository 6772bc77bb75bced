"""The staging file as it is read: nodes and relationships by kind, in the order of the office files.

Any process may read a staging file that no process writes to any more.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import orjson

CACHE = 128 * 1024
"""KiB of pages that SQLite may keep."""
_BETWEEN = "id BETWEEN ? AND ?"
"""With a plus before the other columns, SQLite goes by the id and takes no index of theirs."""


class StagedNode(NamedTuple):
    """A staged node; dates are texts, `home` is the place that its row names, `source_row` its row."""

    code: str
    properties: dict[str, Any]
    hash: str
    source_row: str
    home: str


class StagedTie(NamedTuple):
    """A staged relationship; dates are texts, `source_row` is its row."""

    start: str
    end: str
    properties: dict[str, Any]
    hash: str
    source_row: str


class Staged:
    """A staging file, open; `names` are `file:sheet` by the number of the source."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.execute(f"PRAGMA cache_size = -{CACHE}")
        self.names: dict[int, str] = {}
        self.spans: dict[tuple[str, ...], tuple[int, int]] = {}

    @classmethod
    def reopened(cls, path: Path) -> "Staged":
        """A file that another process has written."""
        staged = cls(path)
        rows = staged.db.execute("SELECT id, file, sheet FROM source")
        staged.names = {number: f"{file}:{sheet}" for number, file, sheet in rows}
        return staged

    def close(self) -> None:
        """Closes the file."""
        self.db.close()

    def kinds(self) -> list[tuple[str, str, int]]:
        """(label, second label, how many) of the nodes, in the order they came."""
        return [(kind[0], kind[1], count) for kind, count in self._counted("node", "label, second")]

    def tie_kinds(self) -> list[tuple[str, str, str, int]]:
        """(type, label of the start, label of the end, how many), in the order they came."""
        found = self._counted("tie", "type, start_label, end_label")
        return [(kind[0], kind[1], kind[2], count) for kind, count in found]

    def nodes(self, label: str, second: str) -> Iterator[StagedNode]:
        """The nodes of one kind, in the order they came."""
        text = f"""SELECT code, props, hash, source, line, home FROM node
            WHERE {_BETWEEN} AND +label = ? AND +second = ? ORDER BY id"""
        bounds = self._bounds("node", (label, second))
        for code, props, digest, source, line, home in self.db.execute(text, (*bounds, label, second)):
            yield StagedNode(code, orjson.loads(props), digest, self.source_row(source, line), home)

    def ties(self, kind: str, start_label: str, end_label: str) -> Iterator[StagedTie]:
        """The relationships of one kind, in the order they came."""
        text = f"""SELECT start, stop, props, hash, source, line FROM tie
            WHERE {_BETWEEN} AND +type = ? AND +start_label = ? AND +end_label = ? ORDER BY id"""
        what = (kind, start_label, end_label)
        for start, stop, props, digest, source, line in self.db.execute(
            text, (*self._bounds("tie", what), *what)
        ):
            yield StagedTie(start, stop, orjson.loads(props), digest, self.source_row(source, line))

    def days(self, kind: str, start_label: str, end_label: str, near: str) -> Iterator[tuple[str, ...]]:
        """(code at `near`, code at the other end, first day, last day) of a kind; `near` is start or stop."""
        far = "stop" if near == "start" else "start"
        text = f"""SELECT {near}, {far}, begins, ends FROM tie
            WHERE {_BETWEEN} AND +type = ? AND +start_label = ? AND +end_label = ?"""
        what = (kind, start_label, end_label)
        return self.db.execute(text, (*self._bounds("tie", what), *what))

    def bounds(self) -> list[tuple[str, str, str | None]]:
        """(label or type, its latest first day, its earliest last day or None where all is open)."""
        first, last = "max(json_extract(props, '$.valid_from'))", "min(json_extract(props, '$.valid_to'))"
        text = f"""SELECT label, {first}, {last} FROM node GROUP BY label
            UNION ALL SELECT type, max(begins), min(ends) FROM tie GROUP BY type"""
        return self.db.execute(text).fetchall()

    def _counted(self, table: str, columns: str) -> list[tuple[tuple[str, ...], int]]:
        text = (
            f"SELECT {columns}, count(*), min(id), max(id) FROM {table} GROUP BY {columns} ORDER BY min(id)"
        )
        found = [(tuple(kind), count, first, last) for *kind, count, first, last in self.db.execute(text)]
        self.spans.update(((table, *kind), (first, last)) for kind, _, first, last in found)
        return [(kind, count) for kind, count, _, _ in found]

    def _bounds(self, table: str, kind: tuple[str, ...]) -> tuple[int, int]:
        """The first and last id of a kind, so that reading one kind does not read all others."""
        if (table, *kind) not in self.spans:
            self._counted(table, "label, second" if table == "node" else "type, start_label, end_label")
        return self.spans.get((table, *kind), (0, -1))

    def source_row(self, source: int, line: int) -> str:
        """`file:sheet:row`: the row of an office file that states a fact."""
        return f"{self.names[source]}:{line}"
