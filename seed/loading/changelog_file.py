"""The log of changes as the offline importer reads it, entry by entry as `changelog` would write it.

Codes are collected by entry and written to disk whenever there are many of them, so that memory stays flat.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from seed.loading.changelog import LOGGED_KINDS, LoggedKind, entry_keys, entry_properties, logged_end
from seed.places.rules import Present
from seed.places.territory import Territory
from seed.plan.staged import Staged

SPILL = 500_000
"""Codes that are held in memory."""
TYPES = {
    "area": "string",
    "day": "date",
    "what": "string",
    "kind": "string",
    "near": "string",
    "codes": "string[]",
    "county": "string",
    "township": "string",
    "community": "string",
}
"""The importer's type of each property."""
Keyed = tuple[tuple[str, ...], dict[str, Any]]
"""The codes that a row begins with, and its properties."""


class ChangeLogFile:
    """Collects the entries of the log of changes in a file at a path of its own, which `rows` removes."""

    def __init__(self, path: Path, most: int = SPILL) -> None:
        self._path, self._most = path, most
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE TABLE part (key TEXT, codes TEXT);"
        )
        self._held: dict[str, list[str]] = defaultdict(list)
        self._many = 0

    def add(self, kind: LoggedKind, code: str, area: str | None, *, days: tuple[str, str | None]) -> None:
        """Adds a fact logged at a node, given by its code and area; `days` are its first day and its end."""
        for key in entry_keys(kind, area, days):
            self._held[key].append(code)
        self._many += 1
        if self._many >= self._most:
            self._spill()

    def add_ties(self, staged: Staged, present: Present) -> None:
        """Adds the facts of all relationships in staging, each logged at one of its ends."""
        territory = Territory(staged, present)
        for kind, start, end, _ in staged.tie_kinds():
            logged, side = logged_end(kind, start, end)
            near = ("start", "stop")[side]
            for code, home, begins, ends in staged.days(kind, start, end, near):
                self.add(logged, code, territory.area(logged.near, code, home), days=(begins, ends))

    def rows(self) -> Iterator[Keyed]:
        """Every entry in the order of their codes; the file is removed afterwards."""
        self._spill()
        parts = self._db.execute("SELECT key, codes FROM part ORDER BY key")
        for key, group in groupby(parts, key=lambda part: part[0]):
            codes = sorted({code for _, some in group for code in some.split(" ")})
            yield (key,), entry_properties(key) | {"codes": codes}
        self._db.close()
        self._path.unlink()

    def _spill(self) -> None:
        self._db.execute("BEGIN")
        parts = ((key, " ".join(codes)) for key, codes in self._held.items())
        self._db.executemany("INSERT INTO part VALUES (?, ?)", parts)
        self._db.execute("COMMIT")
        self._held.clear()
        self._many = 0


def is_logged(label: str) -> bool:
    """Whether the log of changes has entries for the nodes of a label themselves."""
    return label in LOGGED_KINDS
