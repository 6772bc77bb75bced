"""The tables offices send: one a kind of node or relationship, in the order of loading."""

from functools import cache

from seed.tables.ground import GROUND, GROUND_TIES
from seed.tables.party import PARTY, PARTY_TIES
from seed.tables.records import RECORD_TIES, RECORDS
from seed.tables.shapes import Column, Link, Table
from seed.tables.society import SOCIETY, SOCIETY_TIES

__all__ = ["TABLES", "Column", "Link", "Table", "table"]

TABLES = (*GROUND, *PARTY, *SOCIETY, *RECORDS, *GROUND_TIES, *PARTY_TIES, *SOCIETY_TIES, *RECORD_TIES)
"""Ends of relationships come before the relationships."""


@cache
def table(name: str) -> Table | None:
    """The table of that name, Chinese or English."""
    return next((one for one in TABLES if name in (one.name, one.chinese)), None)
