"""What a row states, packed for staging: a node with the relationships in its columns, or a relationship."""

import hashlib
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import orjson

from graphsvc.model import TIE_OF
from seed.reading.rows import TypedRow
from seed.tables.definitions import Table

SECOND_ONLY = {("PartyOrganization", "tier"), ("Unit", "kind")}
"""Columns that only say the second label."""
_ENDS = {"start", "end", "start_label", "end_label", "correction"}
"""Columns of a relationship's table that are no properties."""
OWN, MOVED = 1, 2
"""Of a relationship in a node's own row, without and with the day of a change; of others it is 0."""
Packed = tuple[Any, ...]
"""A line of staging's table `node` or `tie`, without its id."""


class Days(NamedTuple):
    """The days of a node and of the relationships in its row: as properties, as texts, packed."""

    properties: dict[str, Any]
    begins: str
    ends: str | None
    packed: bytes
    digest: str


class NodePacker:
    """Packs the rows of a table of nodes; what is the same for all of them is worked out once."""

    def __init__(self, table: Table, source: int) -> None:
        self._table, self._source = table, source
        self._links = [(link.column, link.type, link.label, link.label_in) for link in table.links]
        apart = {name for link in table.links for name in (link.column, link.label_in)}
        apart |= {"code", "valid_from", "valid_to", "correction", "changed_on"}
        if table.is_state:
            self._links = [("of", "STATE_OF", table.of, "")]
            apart.add("of")
        self._own = [
            column.name
            for column in table.columns
            if column.name not in apart and (table.label, column.name) not in SECOND_ONLY
        ]

    def pack(self, row: TypedRow, nodes: list[Packed], ties: list[Packed]) -> None:
        """Adds what a row states."""
        values, table = row.values, self._table
        days = _days(values[table.begins], values.get("valid_to"), tuple(row.imprecise))
        code = values.get("code") or f"{table.of}:{values['of']}@{days.begins}"
        correction = values.get("correction") or ""
        # A row sent again as a correction is another row, though its cells are the same.
        digest = days.digest + correction
        where = (days.begins, days.ends, self._source, row.line, OWN, correction, digest, days.packed)
        if (changed := values.get("changed_on")) is not None:
            since = _days(changed, values.get("valid_to"), ())
            packed = (correction, since.digest + correction, since.packed)
            where = (since.begins, since.ends, self._source, row.line, MOVED, *packed)
        home = ""
        for column, kind, label, label_in in self._links:
            end = values[column]
            if end is not None:
                ties.append((kind, table.label, code, label or values[label_in], end, *where, ""))
                if kind == "LOCATED_IN":
                    home = home or end
        own = {name: value for name in self._own if (value := values[name]) is not None}
        second = values[table.second] if table.second else ""
        props, digest = _packed({"code": code, **own, **days.properties}, second + correction)
        nodes.append((table.label, second, code, self._source, row.line, home, digest, props, correction))


class TiePacker:
    """Packs the rows of a table of relationships."""

    def __init__(self, table: Table, source: int) -> None:
        self._table, self._source = table, source
        self._own = [column.name for column in table.columns if column.name not in _ENDS]
        self._role = TIE_OF[table.type].role

    def pack(self, row: TypedRow, nodes: list[Packed], ties: list[Packed]) -> None:
        """Adds what a row states."""
        values, table = row.values, self._table
        own = {name: value for name in self._own if (value := values[name]) is not None}
        if row.imprecise:
            own["imprecise"] = row.imprecise
        start, end = table.start or values["start_label"], table.end or values["end_label"]
        at = (table.type, start, values["start"], end, values["end"])
        begins, ends = values["valid_from"].isoformat(), values["valid_to"]
        correction = values.get("correction") or ""
        props, digest = _packed(own, "")
        until, role = ends and ends.isoformat(), own.get(self._role, "")
        ties.append((*at, begins, until, self._source, row.line, 0, correction, digest, props, role))


def tie_of(ends: tuple[str, str, str, str, str], days: tuple[str, str], where: tuple[int, int]) -> Packed:
    """A relationship of a type without roles that no row states by itself: type, label and code of both ends;
    its days; the source and the line of the row that it follows from."""
    begins, until = days
    own = {"valid_from": begins} | ({"valid_to": until} if until < "9999" else {})
    props, digest = _packed(own, "")
    return (*ends, begins, own.get("valid_to"), *where, 0, "", digest, props, "")


@lru_cache(4_096)
def _days(begins: date, ends: date | None, imprecise: tuple[str, ...]) -> Days:
    """Most rows of a delivery share their days."""
    found = {"valid_from": begins, "valid_to": ends, "imprecise": imprecise}
    own = {name: value for name, value in found.items() if value}
    return Days(own, begins.isoformat(), ends.isoformat() if ends else None, *_packed(own, ""))


def _packed(own: dict[str, Any], second: str) -> tuple[bytes, str]:
    """The properties as JSON, and their digest."""
    packed = orjson.dumps(own)
    return packed, hashlib.blake2b(packed + second.encode(), digest_size=12).hexdigest()
