"""Stores of earlier releases are brought up to this one's shape, each step once and in order.

A step may run again after a kill between it and the note that it ran: it has to bear that.
"""

import re

from graphsvc.catalogue import Catalogue, Statement
from graphsvc.errors import SeedError
from graphsvc.model import SEARCHED
from graphsvc.store import Call, Store
from seed.loading.changelog import rebuild
from seed.plan.pinyin import searched_by

FIRST = 1
"""The version of a store that no migration has touched."""
LOGGED = 4
"""The version from which on a store has a log of changes."""
NAMED = 6
"""The version from which on names are found by their pairs and by every reading."""
TIMEOUT = 60.0
NAMES = """MATCH (n:{0}) WHERE n.code > $after
WITH n ORDER BY n.code LIMIT 5000
RETURN collect([n.code, n.name]) AS names"""
SEARCHED_BY = """UNWIND $rows AS row
MATCH (n:{0} {{code: row.code}})
SET n.pairs = row.pairs, n.pinyin = row.pinyin
RETURN count(n) AS many"""


def migrate(store: Store, catalogue: Catalogue) -> list[str]:
    """Runs what a store has not seen yet; the names of the migrations that ran.

    Raises SeedError where a newer release has written the store.
    """
    stored = store.read(Call(catalogue.get("service/schema_version").text, {}, timeout=TIMEOUT))
    newest = newest_version(catalogue)
    version = stored[0]["schema_version"] if stored else newest
    if version > newest:
        raise SeedError(
            f"the store has schema version {version}, this release knows {newest}; use the newer release"
        )
    ran = [one for one in catalogue.folder("migrations") if number(one) > version]
    for one in sorted(ran, key=number):
        store.define(one.text)
        if number(one) == LOGGED:
            rebuild(store)
        if number(one) == NAMED:
            index_names(store)
        text = catalogue.get("load/migrated").text
        store.write([Call(text, {"version": number(one)}, timeout=TIMEOUT)])
    return [one.name for one in ran]


def index_names(store: Store) -> None:
    """Writes anew what every stored name is found by; may run again after it was cut off."""
    for label in SEARCHED:
        names: list[tuple[str, str | None]] = [("", None)]
        while names:
            call = Call(NAMES.format(label), {"after": names[-1][0]}, timeout=TIMEOUT)
            names = store.read(call)[0]["names"]
            rows = [{"code": code, **searched_by(label, name)} for code, name in names]
            store.write([Call(SEARCHED_BY.format(label), {"rows": rows}, timeout=TIMEOUT)])


def newest_version(catalogue: Catalogue) -> int:
    """The version of a store that this release has made."""
    return max((number(one) for one in catalogue.folder("migrations")), default=FIRST)


def number(statement: Statement) -> int:
    """The version that a migration leads to: the four digits that its file's name begins with."""
    found = re.fullmatch(r"migrations/(\d{4})_\w+", statement.name)
    if found is None:
        raise SeedError(
            f"{statement.path}: a migration begins with four digits; name it like 0002_what_it_does.cypher"
        )
    return int(found[1])
