"""The tables that offices send: one for each kind of node or relationship, in the order of loading.

Only declarations live here: no file is read and no row is checked. Begin with `definitions.py`: what a table
is made of.
"""

from functools import cache

from seed.tables.definitions import Column, Link, Table
from seed.tables.party import PARTY, PARTY_TIES
from seed.tables.records import RECORD_TIES, RECORDS
from seed.tables.society import SOCIETY, SOCIETY_TIES
from seed.tables.territory import TERRITORY, TERRITORY_TIES

__all__ = ["TABLES", "Column", "Link", "Table", "table"]

TABLES = (*TERRITORY, *PARTY, *SOCIETY, *RECORDS, *TERRITORY_TIES, *PARTY_TIES, *SOCIETY_TIES, *RECORD_TIES)
"""Ends of relationships come before the relationships."""


@cache
def table(name: str) -> Table | None:
    """The table of that name, Chinese or English."""
    return next((one for one in TABLES if name in (one.name, one.chinese)), None)
