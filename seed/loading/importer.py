"""The files that the offline importer reads: a CSV file for each kind of node and of relationship.

Nodes and relationships can be written side by side, by two processes that read one staging file.
"""

import csv
import multiprocessing
import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any

from graphsvc.model import KIND_OF, TIE_OF
from seed.loading.changelog import LoggedKind
from seed.loading.changelog_file import TYPES, ChangeLogFile, Keyed, is_logged
from seed.places.rules import Present
from seed.places.territory import Territory
from seed.plan.staged import Staged
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
_FORMATS: dict[str, Callable[[Any], str]] = {
    "boolean": lambda value: "true" if value else "false",
    "string[]": LIST.join,
}
"""How the importer reads values that are neither texts nor numbers."""
_EVERYWHERE = {"valid_from": "date", "valid_to": "date", "imprecise": "string[]"}
_COLUMNS = {
    (one.label or one.type, column.name): _TYPES.get(column.kind, "string")
    for one in TABLES
    for column in one.columns
}
"""By label or type and property: one name may be a number here and a word there."""


@dataclass
class ImporterFiles:
    """The importer's arguments, and the days that facts begin or end on."""

    arguments: list[str] = field(default_factory=list)
    days: set[str] = field(default_factory=set)

    def add_days(self, properties: dict[str, Any]) -> None:
        """Adds the days of one element."""
        self.days.add(properties["valid_from"])
        if "valid_to" in properties:
            self.days.add(properties["valid_to"])


def write_files(
    folder: Path, staged: Staged, run: str, present: Present, *, side_by_side: bool = True
) -> ImporterFiles:
    """Writes everything in staging as the importer reads it, into a new folder.

    `run` is the code of the LoadRun, `present` says by which day places are worked out. What is small is
    written no sooner `side_by_side`: a second process takes longer to start.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if side_by_side:
        apart = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=apart) as other:
            ties = other.submit(write_ties, folder, staged.path, run, present)
            nodes = write_nodes(folder, staged, run, present)
            rest = ties.result()
    else:
        nodes = write_nodes(folder, staged, run, present)
        rest = write_ties(folder, staged.path, run, present)
    options = [
        f"--array-delimiter=U+{ord(LIST):04X}",
        "--overwrite-destination",
        "--id-type=string",
        "--high-parallel-io=on",
        "--skip-bad-relationships=false",
        "--multiline-fields=false",
        f"--report-file={folder / 'report'}",
    ]
    return ImporterFiles([*options, *nodes.arguments, *rest.arguments], nodes.days | rest.days)


def write_nodes(folder: Path, staged: Staged, run: str, present: Present) -> ImporterFiles:
    """Writes the files of nodes, and of the log of changes of nodes."""
    written, territory, log = (
        ImporterFiles(),
        Territory(staged, present),
        ChangeLogFile(folder / "nodes.sqlite"),
    )
    for number, (label, second, _) in enumerate(staged.kinds()):
        path = folder / f"nodes-{number}.csv"
        labels = ":".join(dict.fromkeys(part for part in (label, second) if part))
        types = _types(label, _node_names(label))
        rows = _node_rows(staged, territory, (label, second, run), (written, log))
        _write(path, [f"code:ID({label})"], types, rows)
        written.arguments.append(f"--nodes={labels}={path}")
    _write_log(log, folder / "changes-of-nodes.csv", written)
    return written


def _write_log(log: ChangeLogFile, path: Path, written: ImporterFiles) -> None:
    _write(path, ["code:ID(ChangeLog)"], TYPES, log.rows())
    written.arguments.append(f"--nodes=ChangeLog={path}")


def write_ties(folder: Path, staging: Path, run: str, present: Present) -> ImporterFiles:
    """Writes the files of relationships, and of the log of their changes; runs in a process of its own."""
    written, staged = ImporterFiles(), Staged.reopened(staging)
    for number, (kind, start, end, _) in enumerate(staged.tie_kinds()):
        path = folder / f"ties-{number}.csv"
        types = _types(kind, TIE_OF[kind].properties)
        rows = _tie_rows(staged, (kind, start, end, run), written)
        _write(path, [f":START_ID({start})", f":END_ID({end})"], types, rows)
        written.arguments.append(f"--relationships={kind}={path}")
    log = ChangeLogFile(folder / "ties.sqlite")
    log.add_ties(staged, present)
    _write_log(log, folder / "changes-of-ties.csv", written)
    staged.close()
    return written


def _write(path: Path, ids: list[str], types: dict[str, str], rows: Iterable[Keyed]) -> None:
    cells = _cells(types)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*ids, *(f"{name}:{kind}" for name, kind in types.items())])
        writer.writerows(codes + cells(own) for codes, own in rows)


def _cells(types: dict[str, str]) -> Callable[[dict[str, Any]], tuple[Any, ...]]:
    """A function that gives the cells of these columns, empty where a property is absent."""
    absent, chosen = dict.fromkeys(types), itemgetter(*types)
    formats = {name: _FORMATS[kind] for name, kind in types.items() if kind in _FORMATS}

    def cells(own: dict[str, Any]) -> tuple[Any, ...]:
        for name in formats.keys() & own.keys():
            own[name] = formats[name](own[name])
        found: tuple[Any, ...] = chosen(absent | own)
        return found

    return cells


def _types(owner: str, names: Iterable[str]) -> dict[str, str]:
    """The importer's type of each property of a label or a relationship type."""
    return {name: _EVERYWHERE.get(name) or _COLUMNS.get((owner, name), "string") for name in names}


def _node_names(label: str) -> list[str]:
    kind = KIND_OF[label]
    names = dict.fromkeys((*kind.properties, *kind.dated))
    return [name for name in names if name != "code"]


def _node_rows(
    staged: Staged,
    territory: Territory,
    what: tuple[str, str, str],
    seen: tuple[ImporterFiles, ChangeLogFile],
) -> Iterator[Keyed]:
    (label, second, run), (written, log) = what, seen
    logged = LoggedKind(label, label) if is_logged(label) else None
    for node in staged.nodes(label, second):
        own = node.properties
        written.add_days(own)
        own.update(territory.derived(label, node))
        if logged:
            log.add(logged, node.code, own["area"], days=(own["valid_from"], own.get("valid_to")))
        own.update(row_hash=node.hash, source_row=node.source_row, load_run=run)
        yield (node.code,), own


def _tie_rows(staged: Staged, what: tuple[str, str, str, str], written: ImporterFiles) -> Iterator[Keyed]:
    kind, start, end, run = what
    for tie in staged.ties(kind, start, end):
        own = tie.properties
        written.add_days(own)
        own.update(row_hash=tie.hash, source_row=tie.source_row, load_run=run)
        yield (tie.start, tie.end), own
