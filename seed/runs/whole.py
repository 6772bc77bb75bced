"""Stored elements with everything they hold, and the texts that put them back as they were."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from graphsvc.model import KIND_OF, TIE_OF
from graphsvc.store import Call, Store
from seed.loading.batches import dated
from seed.loading.statements import role_of, set_ties
from seed.plan.slices import TIMEOUT, slices
from seed.runs.change import SECOND, Properties

Ends = tuple[str, str, str]
"""A type, and the labels of its start and its end."""
TieKey = tuple[str, str, str, str]
"""The codes of both ends, the first day as text, the role."""


def whole_nodes(store: Store, label: str, codes: Iterable[str]) -> dict[str, Properties]:
    """By code, those of these nodes that are stored, with the second label among their properties."""
    found: dict[str, Properties] = {}
    seconds = KIND_OF[label].seconds
    text = (
        f"UNWIND $codes AS code\nMATCH (n:{label} {{code: code}})\n"
        "RETURN collect([n {.*}, [label IN labels(n) WHERE label IN $seconds]]) AS found"
    )
    for part in slices(codes):
        call = Call(text, {"codes": part, "seconds": list(seconds)}, timeout=TIMEOUT)
        for own, second in store.read(call)[0]["found"]:
            more = {SECOND: (second or [""])[0]} if seconds else {}
            found[own["code"]] = _as_json(own) | more
    return found


def whole_ties(store: Store, ends: Ends, keys: Iterable[Sequence[Any]]) -> dict[TieKey, Properties]:
    """By key, those of these relationships that are stored; a key's first day is a date."""
    found: dict[TieKey, Properties] = {}
    text = f"{_matched(ends)}RETURN collect([key[0], key[1], toString(key[2]), key[3], r {{.*}}]) AS found"
    for part in slices(keys):
        rows = store.read(Call(text, {"keys": [list(key) for key in part]}, timeout=TIMEOUT))[0]["found"]
        found |= {(low, high, day, role): _as_json(own) for low, high, day, role, own in rows}
    return found


def put_nodes(label: str, second: str, rows: Iterable[Properties]) -> Call:
    """The call that gives nodes exactly these properties and this second label; one that is not stored is
    made. `area` is left to who works it out."""
    others = [one for one in KIND_OF[label].seconds if one != second]
    text = (
        f"UNWIND $data AS row\nMERGE (n:{label} {{code: row.code}})\nWITH n, row, n.area AS area\n"
        f"SET n = row\nSET n.area = coalesce(area, row.area){f', n:{second}' if second else ''}\n"
        + (f"REMOVE n:{':'.join(others)}\n" if others else "")
        + "RETURN count(*) AS written"
    )
    data = [dated({name: value for name, value in row.items() if name != SECOND}) for row in rows]
    return Call(text, {"data": data}, timeout=TIMEOUT)


def put_ties(ends: Ends, rows: Iterable[tuple[TieKey, Properties]]) -> Call:
    """The call that gives relationships exactly these properties; one that is not stored is made."""
    data = [[low, dated(own), high] for (low, high, _, _), own in rows]
    return Call(set_ties(*ends, "="), {"data": data}, timeout=TIMEOUT)


def delete_ties(ends: Ends, keys: Iterable[TieKey]) -> Call:
    """The call that deletes relationships."""
    text = f"{_matched(ends)}DELETE r\nRETURN count(*) AS written"
    data = [[low, high, date.fromisoformat(day), role] for low, high, day, role in keys]
    return Call(text, {"keys": data}, timeout=TIMEOUT)


def delete_nodes(label: str, codes: Iterable[str]) -> Call:
    """The call that deletes nodes that have no relationship any more."""
    text = f"UNWIND $codes AS code\nMATCH (n:{label} {{code: code}})\nDELETE n\nRETURN count(*) AS written"
    return Call(text, {"codes": list(codes)}, timeout=TIMEOUT)


def ties_of(store: Store, label: str, codes: list[str]) -> list[tuple[str, str, str, str, str]]:
    """Every relationship of these nodes: its type, the codes of both ends, its first day, its role."""
    roles = ", ".join(f"r.{role}" for role in dict.fromkeys(tie.role for tie in TIE_OF.values() if tie.role))
    text = (
        f"UNWIND $codes AS code\nMATCH (n:{label} {{code: code}})-[r]-()\nRETURN collect([type(r), "
        f"startNode(r).code, endNode(r).code, toString(r.valid_from), coalesce({roles}, '')]) AS found"
    )
    return [tuple(row) for row in store.read(Call(text, {"codes": codes}, timeout=TIMEOUT))[0]["found"]]


def _matched(ends: Ends) -> str:
    kind, start, end = ends
    return (
        f"UNWIND $keys AS key\nMATCH (:{start} {{code: key[0]}})-[r:{kind} {{valid_from: key[2]}}]->"
        f"(:{end} {{code: key[1]}})\nWITH key, r WHERE {role_of('r', kind)} = key[3]\n"
    )


def _as_json(own: Properties) -> Properties:
    """The properties with their days as texts."""
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in own.items()}
