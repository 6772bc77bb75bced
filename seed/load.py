"""Loading: files become elements, elements become batches, each batch one transaction that also moves the
version."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from graphsvc.catalogue import Catalogue, load_catalogue
from graphsvc.errors import SeedError
from graphsvc.model import KIND_OF, PROPERTIES, TIE_OF
from graphsvc.settings import Settings
from graphsvc.store import Call, Row, Store
from seed.elements import Elements, NodeElement, TieElement, elements_of
from seed.lease import Lease, digests, take_lease
from seed.read import read_directory
from seed.statements import merge_nodes, merge_ties, stored_nodes, stored_ties

BATCH = 5_000
TIMEOUT = 120.0
Report = Callable[[int, int], None]
"""Called with (elements done, elements in all)."""


@dataclass(frozen=True)
class LoadReport:
    """What a load did; `version` is the data version after it."""

    elements: int
    written: int
    version: int
    skipped: bool = False


@dataclass(frozen=True)
class Batch:
    """Elements of one kind: the text that merges them, the text that finds those stored, and the rows of
    each."""

    merge: str
    stored: str
    elements: Sequence[NodeElement | TieElement]


def load_directory(
    directory: Path, store: Store, settings: Settings, report: Report = lambda done, total: None
) -> LoadReport:
    """Load a folder of office files; raises SeedError before anything is written if one of them is bad.

    Rows stored already, by their hash, are left out; a load that changes nothing leaves the data version
    alone.
    """
    catalogue = load_catalogue(settings.catalogue)
    define(store, catalogue)
    files = digests(directory)
    if files and set(files) <= _loaded(store, catalogue):
        return LoadReport(0, 0, _version(store, catalogue), skipped=True)
    elements = elements_of(read_directory(directory))
    lease = take_lease(store, catalogue, files)
    try:
        written = _write(elements, lease, report)
    except SeedError:
        lease.give_up()
        raise
    return LoadReport(len(elements.nodes) + len(elements.ties), written, lease.finish())


def define(store: Store, catalogue: Catalogue) -> None:
    """Constraints, indexes, and every name of the model."""
    for statement in catalogue.folder("schema"):
        store.define(statement.text)
    names = {"labels": sorted(KIND_OF), "types": sorted(TIE_OF), "properties": sorted(PROPERTIES)}
    store.write([Call(catalogue.get("load/vocabulary").text, names, timeout=TIMEOUT)])


def batches(elements: Elements) -> Iterator[Batch]:
    """Nodes by label, then relationships by type and ends, in slices."""
    nodes: dict[tuple[str, str], list[NodeElement]] = defaultdict(list)
    for node in elements.nodes:
        nodes[node.label, node.second].append(node)
    for (label, second), of_label in nodes.items():
        for part in _slices(of_label):
            yield Batch(merge_nodes(label, second), stored_nodes(label), part)
    ties: dict[tuple[str, str, str], list[TieElement]] = defaultdict(list)
    for tie in elements.ties:
        ties[tie.type, tie.start[0], tie.end[0]].append(tie)
    for key, of_type in ties.items():
        for piece in _slices(of_type):
            yield Batch(merge_ties(*key), stored_ties(*key), piece)


def _slices(items: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def _write(elements: Elements, lease: Lease, report: Report) -> int:
    total = len(elements.nodes) + len(elements.ties)
    done = written = 0
    for batch in batches(elements):
        changed = _changed(batch, lease.store)
        if changed:
            _write_batch(batch, changed, lease)
            written += len(changed)
        done += len(batch.elements)
        report(done, total)
    return written


def _changed(batch: Batch, store: Store) -> list[NodeElement | TieElement]:
    """The elements that are not stored as they are sent."""
    keys = [_identity(element) for element in batch.elements]
    name = "codes" if isinstance(batch.elements[0], NodeElement) else "keys"
    values = {name: [key[0] if name == "codes" else list(key) for key in keys]}
    rows = store.read(Call(batch.stored, values, timeout=TIMEOUT))
    stored = {tuple(row[:-1]): row[-1] for row in rows[0]["stored"]}
    return [
        element
        for key, element in zip(keys, batch.elements, strict=True)
        if stored.get(key) != element.properties["row_hash"]
    ]


def _identity(element: NodeElement | TieElement) -> tuple[Any, ...]:
    if isinstance(element, NodeElement):
        return (element.properties["code"],)
    return element.start[1], element.end[1], element.properties["valid_from"]


def _write_batch(batch: Batch, changed: Sequence[NodeElement | TieElement], lease: Lease) -> None:
    data: list[Any] = []
    for element in changed:
        properties = {**element.properties, "load_run": lease.code}
        row = (
            properties if isinstance(element, NodeElement) else [element.start[1], properties, element.end[1]]
        )
        data.append(row)
    days = list(_days(changed))
    version = Call(
        lease.catalogue.get("load/next_version").text,
        {"earliest": min(days), "latest": max(days)},
        timeout=TIMEOUT,
    )
    calls = [Call(batch.merge, {"data": data}, timeout=TIMEOUT), version, lease.kept(len(changed))]

    def check(rows: list[list[Row]]) -> None:
        missing = len(changed) - rows[0][0]["written"]
        if missing:
            first, last = changed[0].place, changed[-1].place
            raise SeedError(
                f"{first} … {last}: {missing} of {len(changed)} relationships have an end that is not "
                "stored; load "
                "the table of their ends first"
            )

    lease.store.write(calls, check)


def _days(elements: Sequence[NodeElement | TieElement]) -> Iterator[date]:
    for element in elements:
        for name in ("valid_from", "valid_to"):
            if element.properties.get(name) is not None:
                yield element.properties[name]


def _loaded(store: Store, catalogue: Catalogue) -> set[str]:
    rows = store.read(Call(catalogue.get("audits/loaded_files").text, {}, timeout=TIMEOUT))
    return set(rows[0]["files"])


def _version(store: Store, catalogue: Catalogue) -> int:
    rows = store.read(Call(catalogue.get("roots/dataset").text, {}, timeout=TIMEOUT))
    return int(rows[0]["version"])
