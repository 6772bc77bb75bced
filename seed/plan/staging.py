"""The staging file as it is written: the nodes and relationships of one delivery, on disk.

Memory stays flat however long the office files are.
"""

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from seed.plan.elements import NodePacker, Packed, TiePacker
from seed.plan.staged import Staged
from seed.reading.files import Source
from seed.reading.rows import TypedRow

Violation = tuple[int, int, str, str, str]
"""A row that breaks a rule: number of the source, line, Chinese column, id of the rule, remedy."""
FLUSH = 20_000
_SCHEMA = """
CREATE TABLE source (id INTEGER PRIMARY KEY, file TEXT, sheet TEXT, tab TEXT);
CREATE TABLE node (id INTEGER PRIMARY KEY, label TEXT, second TEXT, code TEXT, source INT, line INT,
  home TEXT, hash TEXT, props BLOB, correction TEXT);
CREATE TABLE tie (id INTEGER PRIMARY KEY, type TEXT, start_label TEXT, start TEXT, end_label TEXT, stop TEXT,
  begins TEXT, ends TEXT, source INT, line INT, own INT, correction TEXT, hash TEXT, props BLOB,
  role TEXT);
CREATE TABLE known (label TEXT, code TEXT, area TEXT, PRIMARY KEY (label, code)) WITHOUT ROWID;
CREATE TABLE created (label TEXT, code TEXT, PRIMARY KEY (label, code)) WITHOUT ROWID;
CREATE TABLE fact (type TEXT, start_label TEXT, start TEXT, end_label TEXT, stop TEXT, begins TEXT,
  ends TEXT, role TEXT);
CREATE TABLE dead (source INT, line INT, PRIMARY KEY (source, line)) WITHOUT ROWID;
"""
_NODE = "INSERT INTO node VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_TIE = "INSERT INTO tie VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Staging(Staged):
    """One delivery on disk; close it to remove it."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="graphsvc-", dir=folder)
        super().__init__(Path(self._folder.name) / "staging.sqlite")
        self.db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            f"PRAGMA temp_store_directory = '{self._folder.name}'; PRAGMA temp_store = FILE; {_SCHEMA}"
        )
        self.sources: dict[int, Source] = {}
        self.left: set[tuple[str, str, str, str]] = set()
        """Start, end, first day and role of facts that rows state and that are not written: no news."""
        self._nodes: list[Packed] = []
        self._ties: list[Packed] = []

    def close(self) -> None:
        """Removes the files."""
        super().close()
        self._folder.cleanup()

    def mark_created(self, label: str, codes: Iterable[str]) -> None:
        """Marks nodes as not stored before this delivery."""
        self.db.execute("BEGIN")
        self.db.executemany("INSERT INTO created VALUES (?, ?)", ((label, code) for code in codes))
        self.db.execute("COMMIT")

    def stated(self, label: str, kind: str, side: str, *, before: bool) -> Iterator[str]:
        """Codes of nodes of a label that are the start or the end (`side`) of staged relationships; of those
        stored `before` this delivery, or of all."""
        near, column = ("start_label", "start") if side == "start" else ("end_label", "stop")
        text = f"SELECT DISTINCT t.{column} FROM tie t WHERE t.type = ? AND t.{near} = ?"
        if before:
            text += f""" AND NOT EXISTS
                (SELECT 1 FROM created c WHERE c.label = t.{near} AND c.code = t.{column})"""
        yield from (code for (code,) in self.db.execute(text, (kind, label)))

    def end_ties(self, day: str, where: str, *values: Any) -> None:
        """Gives staged relationships a day on which they end; `where` says which, in SQL."""
        text = "UPDATE tie SET ends = ?, props = CAST(json_set(props, '$.valid_to', ?) AS BLOB) WHERE "
        self.db.execute(text + where, (day, day, *values))

    def link_header(self, source: int, kind: str, label: str) -> str:
        """The column of a node's table that states a relationship of a type to a label."""
        table = self.sources[source].table
        links = [link.column for link in table.links if link.type == kind and link.label in ("", label)]
        return next((one.chinese for one in table.columns if one.name in links), "对象代码")

    def add_tie(self, packed: Packed) -> None:
        """Adds a relationship that no row states by itself."""
        self.db.execute(_TIE, packed)

    def stage(self, source: Source, rows: Iterable[TypedRow]) -> None:
        """Adds the rows of a sheet."""
        number = len(self.sources) + 1
        self.spans.clear()
        self.sources[number] = source
        self.names[number] = f"{source.path.name}:{source.sheet}"
        values = (number, source.path.name, source.sheet, source.table.name)
        self.db.execute("INSERT INTO source VALUES (?, ?, ?, ?)", values)
        packer = TiePacker(source.table, number) if source.table.type else NodePacker(source.table, number)
        for row in rows:
            packer.pack(row, self._nodes, self._ties)
            if len(self._nodes) + len(self._ties) >= FLUSH:
                self._flush()
        self._flush()

    def _flush(self) -> None:
        self.db.execute("BEGIN")
        self.db.executemany(_NODE, self._nodes)
        self.db.executemany(_TIE, self._ties)
        self.db.execute("COMMIT")
        self._nodes.clear()
        self._ties.clear()
