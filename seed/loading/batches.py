"""Staged nodes and relationships in batches of one kind: the statement that writes a batch, and its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from graphsvc.model import KIND_OF, TIE_OF
from graphsvc.store import Call, Store
from seed.loading.statements import (
    create_nodes,
    create_ties,
    how_many,
    merge_nodes,
    merge_ties,
    stored_nodes,
    stored_ties,
)
from seed.places.territory import Territory
from seed.plan.slices import TIMEOUT, slices
from seed.plan.staged import Staged
from seed.tables import TABLES

DATES = frozenset(column.name for one in TABLES for column in one.columns if column.kind == "date")
Element = tuple[tuple[Any, ...], Any, str]
"""A node or a relationship: its key, its row for the statement, and the hash that is compared with the stored
one's."""


@dataclass(frozen=True)
class Batch:
    """Elements of one kind: `merge` writes them, `stored` reads those stored by the parameter named `keys`.

    `create` writes what is known not to be stored, a fifth faster than `merge`.
    """

    merge: str
    create: str
    stored: str
    keys: str
    elements: list[Element]
    source_rows: tuple[str, str]
    label: str = ""
    tie: tuple[str, str, str] = ("", "", "")

    @property
    def kind(self) -> str:
        """The label of its nodes, or the type of its relationships."""
        return self.label or self.tie[0]

    def is_first(self, store: Store) -> bool:
        """Whether nothing of the kind is stored."""
        return not store.read(Call(how_many(self.label, self.tie[0]), {}, timeout=TIMEOUT))[0]["many"]

    def properties_of(self, row: Any) -> dict[str, Any]:
        """The properties in the row of an element."""
        properties: dict[str, Any] = row if self.label else row[1]
        return properties

    def changed(self, store: Store) -> tuple[list[Element], list[Element]]:
        """The elements that differ from what is stored, and those of them that are not stored at all.

        A stored node keeps its `area`: a delivery that only names it does not know all that places it.
        """
        keys = [key[0] if self.keys == "codes" else list(key) for key, _, _ in self.elements]
        rows = store.read(Call(self.stored, {self.keys: keys}, timeout=TIMEOUT))
        width = len(self.elements[0][0])
        stored = {tuple(row[:width]): row[width] for row in rows[0]["stored"]}
        changed = [one for one in self.elements if stored.get(one[0]) != one[2]]
        for key, own, _ in changed:
            if self.label and key in stored:
                del own["area"]
        return changed, [one for one in changed if one[0] not in stored]


def batches(staging: Staged, territory: Territory) -> Iterator[Batch]:
    """The batches of a delivery: nodes by label, then relationships by type and the labels of their ends."""
    for label, second, _ in staging.kinds():
        nodes = staging.nodes(label, second)
        absent = dict.fromkeys(_optional(KIND_OF[label].own, KIND_OF[label].dated))
        for part in slices(nodes):
            elements: list[Element] = []
            for node in part:
                own = {**absent, **dated(node.properties), **territory.derived(label, node)}
                own |= {"row_hash": node.hash, "source_row": node.source_row}
                elements.append(((node.code,), own, node.hash))
            texts = merge_nodes(label, second), create_nodes(label, second), stored_nodes(label)
            yield Batch(*texts, "codes", elements, (part[0].source_row, part[-1].source_row), label)
    for kind, start, end, _ in staging.tie_kinds():
        ties = staging.ties(kind, start, end)
        absent = dict.fromkeys(_optional(TIE_OF[kind].own))
        for some in slices(ties):
            elements = []
            for tie in some:
                own = {**absent, **dated(tie.properties), "row_hash": tie.hash, "source_row": tie.source_row}
                key = (tie.start, tie.end, own["valid_from"], own.get(TIE_OF[kind].role) or "")
                elements.append((key, [tie.start, own, tie.end], tie.hash))
            ends = (kind, start, end)
            texts = merge_ties(*ends), create_ties(*ends), stored_ties(*ends)
            yield Batch(*texts, "keys", elements, (some[0].source_row, some[-1].source_row), tie=ends)


def dated(properties: dict[str, Any]) -> dict[str, Any]:
    """The properties with their dates as dates."""
    return {name: date.fromisoformat(value) if name in DATES else value for name, value in properties.items()}


def _optional(*names: tuple[str, ...]) -> tuple[str, ...]:
    """Properties that are sent as null where a row has none, so that an old value does not stay."""
    return ("valid_to", "imprecise", *(name for some in names for name in some))
