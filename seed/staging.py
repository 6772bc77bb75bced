"""Where a delivery stands between reading and writing: nodes and relationships on disk, so that memory stays
flat however long the files are."""

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson

from seed.read import Source, TypedRow
from seed.shapes import Table
from seed.staged import Staged

FLUSH = 20_000
_SCHEMA = """
CREATE TABLE source (id INTEGER PRIMARY KEY, file TEXT, sheet TEXT, tab TEXT);
CREATE TABLE node (id INTEGER PRIMARY KEY, label TEXT, second TEXT, code TEXT, source INT, line INT,
  home TEXT, hash TEXT, props BLOB);
CREATE TABLE tie (id INTEGER PRIMARY KEY, type TEXT, start_label TEXT, start TEXT, end_label TEXT, stop TEXT,
  begins TEXT, ends TEXT, source INT, line INT, own INT, correction INT, hash TEXT, props BLOB);
CREATE TABLE known (label TEXT, code TEXT, area TEXT, PRIMARY KEY (label, code)) WITHOUT ROWID;
CREATE TABLE created (label TEXT, code TEXT, PRIMARY KEY (label, code)) WITHOUT ROWID;
CREATE TABLE dead (source INT, line INT, PRIMARY KEY (source, line)) WITHOUT ROWID;
"""
_NODE = "INSERT INTO node VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)"
_TIE = "INSERT INTO tie VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
SECOND_ONLY = {("PartyOrganization", "tier"), ("Unit", "kind")}
"""Columns that only say the second label."""


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
        self._nodes: list[Sequence[Any]] = []
        self._ties: list[Sequence[Any]] = []

    def close(self) -> None:
        """Removes the files."""
        super().close()
        self._folder.cleanup()

    def created(self, label: str, codes: Iterable[str]) -> None:
        """Remembers nodes that were not stored before."""
        self.db.execute("BEGIN")
        self.db.executemany("INSERT INTO created VALUES (?, ?)", ((label, code) for code in codes))
        self.db.execute("COMMIT")

    def placed_before(self, label: str, kind: str, side: str) -> Iterator[str]:
        """Nodes of a label that stand on a side of a type's relationships and were stored before."""
        near, column = ("start_label", "start") if side == "start" else ("end_label", "stop")
        text = f"""SELECT DISTINCT t.{column} FROM tie t WHERE t.type = ? AND t.{near} = ?
            AND NOT EXISTS (SELECT 1 FROM created c WHERE c.label = t.{near} AND c.code = t.{column})"""
        yield from (code for (code,) in self.db.execute(text, (kind, label)))

    def stage(self, source: Source, rows: Iterable[TypedRow]) -> None:
        """Takes the rows of a sheet in."""
        number = len(self.sources) + 1
        self.spans.clear()
        self.sources[number] = source
        self.names[number] = f"{source.path.name}:{source.sheet}"
        values = (number, source.path.name, source.sheet, source.table.name)
        self.db.execute("INSERT INTO source VALUES (?, ?, ?, ?)", values)
        add = self._add_tie if source.table.type else self._add_node
        for row in rows:
            add(source.table, number, row)
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

    def _add_tie(self, table: Table, number: int, row: TypedRow) -> None:
        values = row.values
        start_label, end_label = (
            table.start or values["start_label"],
            table.end or values["end_label"],
        )
        ends = {"start", "end", "start_label", "end_label", "correction"}
        own = {name: value for name, value in values.items() if value is not None and name not in ends}
        at = (table.type, start_label, values["start"], end_label, values["end"])
        self._put_tie(at, _dated(own, row), (number, row.line, 0, int(bool(values.get("correction")))))

    def _put_tie(
        self, at: tuple[str, str, str, str, str], own: dict[str, Any], where: tuple[int, int, int, int]
    ) -> None:
        props, digest = _packed(own, "")
        begins, ends = own["valid_from"].isoformat(), own.get("valid_to")
        days = (begins, ends.isoformat() if ends else None)
        self._ties.append((*at, *days, *where, digest, props))

    def _add_node(self, table: Table, number: int, row: TypedRow) -> None:
        values = row.values
        begins = values[table.begins]
        days = {"valid_from": begins, "valid_to": values.get("valid_to")}
        dated = _dated({name: day for name, day in days.items() if day is not None}, row)
        links = [
            (link.type, link.label or values[link.label_in], values[link.column]) for link in table.links
        ]
        code = values.get("code") or f"{table.of}:{values['of']}@{begins}"
        if table.is_state:
            links = [("STATE_OF", table.of, values["of"])]
        apart = {link.column for link in table.links} | {link.label_in for link in table.links}
        apart |= {"valid_from", "valid_to", "code", *(("of",) if table.is_state else ())}
        own = {
            name: value
            for name, value in values.items()
            if value is not None and name not in apart and (table.label, name) not in SECOND_ONLY
        }
        second = str(values[table.second]) if table.second else ""
        home = next((end for kind, _, end in links if kind == "LOCATED_IN" and end), "")
        props, digest = _packed({"code": code, **own, **dated}, second)
        self._nodes.append((table.label, second, code, number, row.line, home, digest, props))
        for kind, label, end in links:
            if end is not None:
                at = (kind, table.label, code, label, end)
                self._put_tie(at, dated, (number, row.line, 1, 0))


def _dated(own: dict[str, Any], row: TypedRow) -> dict[str, Any]:
    return {**own, "imprecise": row.imprecise} if row.imprecise else own


def _packed(own: dict[str, Any], second: str) -> tuple[bytes, str]:
    """The properties as JSON, and their digest."""
    packed = orjson.dumps(own)
    return packed, hashlib.blake2b(packed + second.encode(), digest_size=12).hexdigest()
