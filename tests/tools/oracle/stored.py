"""The stored graph as plain Python: every node with all it has, every relationship with its days."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from graphsvc.model import KIND_OF, KINDS, RECORDS, TIES
from graphsvc.store import Call, Store
from graphsvc.store.bolt import BoltStore

LABELS = tuple(
    one.label for one in KINDS if {"area", "valid_from"} <= {*one.properties} and one.label != "Tally"
)
TYPES = tuple(tie.type for tie in TIES)
Fact = dict[str, Any]
"""The properties of one relationship."""


@dataclass(frozen=True, eq=False)
class Item:
    """A stored node."""

    label: str
    second: frozenset[str]
    own: Fact

    @property
    def code(self) -> str:
        return str(self.own["code"])

    @property
    def area(self) -> str:
        return str(self.own.get("area", ""))

    @property
    def type(self) -> str:
        """What the schema calls it."""
        return self.label

    @property
    def is_record(self) -> bool:
        """Whether its type stands behind the interface of records."""
        return self.label in RECORDS

    @property
    def kind(self) -> Any:
        """What the field `kind` shows."""
        own = self.own.get("kind")
        return next(iter(self.second), None) if own is None or self.label == "Area" else own

    @property
    def tier(self) -> str:
        small = {"PartyGroup": "GROUP", "PartyBranch": "BRANCH", "GeneralPartyBranch": "GENERAL_BRANCH"}
        found = next((small[label] for label in self.second if label in small), None)
        own = str(self.own["kind"])
        return found or (own if own in ("TOWNSHIP", "COUNTY", "CITY") else "COMMITTEE")


def holds(facts: Fact, day: date) -> bool:
    """In force: the last day is excluded."""
    end = facts.get("valid_to")
    return bool(facts["valid_from"] <= day and (end is None or day < end))


class Graph:
    """All nodes by label and code, and the relationships of each node by type and direction."""

    def __init__(self, store: BoltStore) -> None:
        self.items: dict[str, dict[str, Item]] = {}
        self.ties: dict[tuple[str, str], dict[Item, list[tuple[Item, Fact]]]] = {}
        for label in (*LABELS, "State"):
            text = f"MATCH (n:{label}) RETURN collect([labels(n), n {{.*}}]) AS found"
            made = [Item(label, frozenset(labels) - {label}, own) for labels, own in self._read(store, text)]
            self.items[label] = {
                item.code: item for item in sorted(made, key=lambda one: (one.area, one.code))
            }
        for kind in TYPES:
            self._tie(store, kind)

    @staticmethod
    def _read(store: BoltStore, text: str) -> Any:
        return store.read(Call(text, {}, timeout=120))[0]["found"]

    def _tie(self, store: BoltStore, kind: str) -> None:
        out, back = defaultdict(list), defaultdict(list)
        text = (
            f"MATCH (a)-[r:{kind}]->(b) "
            "RETURN collect([labels(a), a.code, labels(b), b.code, r {.*}]) AS found"
        )
        for start, code, end, other, facts in self._read(store, text):
            one, two = self._find(start, code), self._find(end, other)
            if one and two:
                out[one].append((two, facts))
                back[two].append((one, facts))
        self.ties[kind, "out"], self.ties[kind, "in"] = out, back

    def _find(self, labels: Iterable[str], code: str) -> Item | None:
        label = next(KIND_OF[label].label for label in labels if label in KIND_OF)
        return self.items.get(label, {}).get(code)

    def state(self, item: Item, day: date) -> Fact:
        """The dated properties of that day."""
        states = [one.own for one, _ in self.ties["STATE_OF", "in"].get(item, []) if holds(one.own, day)]
        return max(states, key=lambda own: own["valid_from"], default={})


EVERYTHING = (
    """MATCH (n:!LoadRun&!Dataset) UNWIND labels(n) AS l WITH l, n ORDER BY l, n.code
       RETURN collect([l, n.row_hash, n.area, n.source_row, n.code, n.codes,
         toString(n.valid_from), toString(n.valid_to)]) AS rows""",
    """MATCH (a)-[r]->(b) WITH type(r) AS t, a, r, b ORDER BY t, a.code, b.code, r.valid_from
       RETURN collect([t, a.code, b.code, r.row_hash, r.source_row,
         toString(r.valid_from), toString(r.valid_to)]) AS rows""",
)


def checksum(store: Store) -> str:
    """One digest of every node and relationship."""
    found = [store.read(Call(text, {}, timeout=120.0))[0]["rows"] for text in EVERYTHING]
    return hashlib.sha256(json.dumps(found).encode()).hexdigest()
