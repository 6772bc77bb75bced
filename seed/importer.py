"""The offline importer's own files: one CSV a kind of node, one a type of relationship and its ends.

Nodes and relationships are written side by side, by two processes that read one staging file.
"""

import csv
import multiprocessing
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphsvc.model import KIND_OF, TIE_OF
from seed.place import Territory
from seed.staged import Staged
from seed.tables import TABLES

LIST = "\x1f"
_TYPES = {
    "date": "date",
    "integer": "long",
    "number": "double",
    "boolean": "boolean",
    "texts": "string[]",
    "choices": "string[]",
}
PROPERTY_TYPES = {
    **{column.name: _TYPES.get(column.kind, "string") for one in TABLES for column in one.columns},
    "imprecise": "string[]",
}


@dataclass
class Written:
    """The importer's arguments, and the first and the last day that facts begin or end on."""

    words: list[str]
    earliest: str = "9999-12-31"
    latest: str = "0001-01-01"

    def saw(self, properties: dict[str, Any]) -> None:
        """Widens the days."""
        for name in ("valid_from", "valid_to"):
            day = properties.get(name)
            if day is not None:
                self.earliest = min(self.earliest, day)
                self.latest = max(self.latest, day)


def write_files(folder: Path, staged: Staged, run: str) -> Written:
    """Everything in staging as the importer reads it, into a new folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    apart = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=apart) as other:
        ties = other.submit(write_ties, folder, staged.path, run)
        nodes = write_nodes(folder, staged, run)
        rest = ties.result()
    options = [
        f"--array-delimiter=U+{ord(LIST):04X}",
        "--overwrite-destination",
        "--id-type=string",
        "--skip-bad-relationships=false",
        "--multiline-fields=false",
        f"--report-file={folder / 'report'}",
    ]
    return Written(
        [*options, *nodes.words, *rest.words],
        min(nodes.earliest, rest.earliest),
        max(nodes.latest, rest.latest),
    )


def write_nodes(folder: Path, staged: Staged, run: str) -> Written:
    """The files of nodes."""
    written, territory = Written([]), Territory(staged)
    for number, (label, second, _) in enumerate(staged.kinds()):
        path = folder / f"nodes-{number}.csv"
        labels = ":".join(dict.fromkeys(part for part in (label, second) if part))
        names = _node_names(label)
        rows = _node_rows(staged, territory, (label, second, run), written)
        _write(path, [f"code:ID({label})", *map(_typed, names)], names, rows)
        written.words.append(f"--nodes={labels}={path}")
    return written


def write_ties(folder: Path, staging: Path, run: str) -> Written:
    """The files of relationships; runs in a process of its own."""
    written, staged = Written([]), Staged.reopened(staging)
    for number, (kind, start, end, _) in enumerate(staged.tie_kinds()):
        path = folder / f"ties-{number}.csv"
        names = list(TIE_OF[kind].properties)
        header = [f":START_ID({start})", f":END_ID({end})", *map(_typed, names)]
        _write(path, header, names, _tie_rows(staged, (kind, start, end, run), written))
        written.words.append(f"--relationships={kind}={path}")
    staged.close()
    return written


Keyed = tuple[tuple[str, ...], dict[str, Any]]
"""The codes that a row begins with, and its properties."""


def _write(path: Path, header: list[str], names: list[str], rows: Iterable[Keyed]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows((*codes, *(_cell(own.get(name)) for name in names)) for codes, own in rows)


def _typed(name: str) -> str:
    return f"{name}:{PROPERTY_TYPES.get(name, 'string')}"


def _node_names(label: str) -> list[str]:
    kind = KIND_OF[label]
    names = dict.fromkeys((*kind.properties, *kind.dated))
    return [name for name in names if name != "code"]


def _node_rows(
    staged: Staged, territory: Territory, what: tuple[str, str, str], written: Written
) -> Iterator[Keyed]:
    label, second, run = what
    for node in staged.nodes(label, second):
        own = node.properties
        written.saw(own)
        own.update(territory.derived(label, node))
        own.update(row_hash=node.hash, source_row=node.place, load_run=run)
        yield (node.code,), own


def _tie_rows(staged: Staged, what: tuple[str, str, str, str], written: Written) -> Iterator[Keyed]:
    kind, start, end, run = what
    for tie in staged.ties(kind, start, end):
        own = tie.properties
        written.saw(own)
        own.update(row_hash=tie.hash, source_row=tie.place, load_run=run)
        yield (tie.start, tie.end), own


def _cell(value: Any) -> Any:
    if value.__class__ is list:
        return LIST.join(value)
    if value.__class__ is bool:
        return "true" if value else "false"
    return value
