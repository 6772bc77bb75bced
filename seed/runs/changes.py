"""What a delivery changes in a store: every element that begins, ends, is corrected or withdrawn.

It is worked out before anything is written, kept as the run, and shown by `seed plan`.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from graphsvc.model import KIND_OF, TIE_OF
from graphsvc.store import Call, Store
from seed.loading.statements import how_many, stored_nodes, stored_ties
from seed.plan.settle import STATES, Endings
from seed.plan.slices import TIMEOUT, slices
from seed.plan.staged import Staged, StagedNode, StagedTie
from seed.runs.change import SAME, SECOND, Change, Key, Properties
from seed.runs.whole import Ends, whole_nodes, whole_ties


def planned_changes(staging: Staged, ends: Endings, store: Store) -> Iterator[Change]:
    """Every change that writing what is staged makes, and that ending facts does; raises StoreError."""
    for label, second, _ in staging.kinds():
        yield from _nodes(staging, store, label, second)
    written: set[Key] = set()
    for kind, start, end, _ in staging.tie_kinds():
        ending = (kind, start) in ends
        for change in _ties(staging, store, (kind, start, end)):
            if ending:
                written |= {change.key, (start, change.key[2])}
            yield change
    for (kind, start), by_start in ends.items():
        facts = [*chain(*by_start.values())]
        yield from _ended(store, (kind, start), facts, written)
        if kind == STATES:
            yield from _states_ended(store, start, facts, written)


def _nodes(staging: Staged, store: Store, label: str, second: str) -> Iterator[Change]:
    empty = _is_empty(store, label, "")
    names = ("valid_to", "imprecise", *KIND_OF[label].own, *KIND_OF[label].dated)
    for part in slices(staging.nodes(label, second)):
        stored = {} if empty else _stored(store, stored_nodes(label), "codes", [node.code for node in part])
        changed = [node for node in part if stored.get((node.code,)) != node.hash]
        before = whole_nodes(store, label, [node.code for node in changed if (node.code,) in stored])
        for node in changed:
            own = before.get(node.code)
            after = _stated(node, own, names)
            if own is not None and KIND_OF[label].seconds:
                after[SECOND] = second
            yield Change((label, node.code), own, after, node.source_row)


def _ties(staging: Staged, store: Store, ends: Ends) -> Iterator[Change]:
    kind, start, end = ends
    empty = _is_empty(store, "", kind)
    names = ("valid_to", "imprecise", *TIE_OF[kind].own)
    for part in slices(staging.ties(kind, start, end)):
        keys = [_key_of(kind, tie) for tie in part]
        stored = {} if empty else _stored(store, stored_ties(kind, start, end), "keys", keys)
        changed = [
            (key, tie) for key, tie in zip(keys, part, strict=True) if stored.get(_found(key)) != tie.hash
        ]
        kept = [key for key, _ in changed if _found(key) in stored]
        before = whole_ties(store, ends, kept)
        for (low, high, day, role), tie in changed:
            own = before.get((low, high, str(day), role))
            key = (kind, start, low, end, high, str(day), role)
            yield Change(key, own, _stated(tie, own, names), tie.source_row)


def _ended(store: Store, tie: tuple[str, str], facts: list[list[Any]], written: set[Key]) -> Iterator[Change]:
    """Stored facts that end or go; what is written anew besides has its end from there."""
    kind, start = tie
    ending = {(fact[0], fact[1], str(fact[2]), fact[4]): fact[3] for fact in facts}
    for end in TIE_OF[kind].ends:
        for part in slices(ending):
            keys = [(low, high, date.fromisoformat(day), role) for low, high, day, role in part]
            for found, own in whole_ties(store, (kind, start, end), keys).items():
                low, high, day, role = found
                key, until = (kind, start, low, end, high, day, role), ending[found]
                if key not in written:
                    yield Change(key, own, {**own, "valid_to": str(until)} if until else None)


def _states_ended(store: Store, label: str, facts: list[list[Any]], written: set[Key]) -> Iterator[Change]:
    """A state ends with its STATE_OF."""
    days = {fact[0]: str(fact[3]) for fact in facts}
    for part in slices(days):
        for code, own in whole_nodes(store, label, part).items():
            if (label, code) not in written:
                yield Change((label, code), own, {**own, "valid_to": days[code]})


def _stated(element: StagedNode | StagedTie, before: Properties | None, names: Iterable[str]) -> Properties:
    """What an element holds afterwards; of a new one what tells it from another."""
    own = {**element.properties, "row_hash": element.hash, "source_row": element.source_row}
    if before is None:
        return {name: own[name] for name in SAME if name in own}
    absent = [name for name in names if name not in own]
    return {name: value for name, value in {**before, **own}.items() if name not in absent}


def _key_of(kind: str, tie: StagedTie) -> tuple[str, str, date, str]:
    day = date.fromisoformat(tie.properties["valid_from"])
    return tie.start, tie.end, day, tie.properties.get(TIE_OF[kind].role) or ""


def _found(key: tuple[Any, ...]) -> tuple[str, ...]:
    return tuple(str(part) for part in key)


def _is_empty(store: Store, label: str, kind: str) -> bool:
    return not store.read(Call(how_many(label, kind), {}, timeout=TIMEOUT))[0]["many"]


def _stored(store: Store, text: str, name: str, keys: list[Any]) -> dict[tuple[str, ...], str]:
    """The hashes of what is stored, by the parts of the key as texts."""
    keys = [list(key) if isinstance(key, tuple) else key for key in keys]
    rows = store.read(Call(text, {name: keys}, timeout=TIMEOUT))[0]["stored"]
    width = 1 if name == "codes" else 4
    return {_found(tuple(row[:width])): row[width] for row in rows}
