"""The offline importer's own files: one CSV a kind of node, one a type of relationship and its ends.

Nodes and relationships are written side by side, by two processes that read one staging file.
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
from seed.loading.changelog import Told
from seed.loading.changelog_file import TYPES, ChangeLogFile, Keyed, is_told
from seed.plan.place import Territory
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
_SAID: dict[str, Callable[[Any], str]] = {
    "boolean": lambda value: "true" if value else "false",
    "string[]": LIST.join,
}
"""How the importer wants values that are neither texts nor numbers."""
_EVERYWHERE = {"valid_from": "date", "valid_to": "date", "imprecise": "string[]"}
_COLUMNS = {
    (one.label or one.type, column.name): _TYPES.get(column.kind, "string")
    for one in TABLES
    for column in one.columns
}
"""By label or type and property: one name may be a number here and a word there."""


@dataclass
class Written:
    """The importer's arguments, and the days that facts begin or end on."""

    words: list[str] = field(default_factory=list)
    days: set[str] = field(default_factory=set)

    def saw(self, properties: dict[str, Any]) -> None:
        """Takes in the days of one element."""
        self.days.add(properties["valid_from"])
        if "valid_to" in properties:
            self.days.add(properties["valid_to"])


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
        "--high-parallel-io=on",
        "--skip-bad-relationships=false",
        "--multiline-fields=false",
        f"--report-file={folder / 'report'}",
    ]
    return Written([*options, *nodes.words, *rest.words], nodes.days | rest.days)


def write_nodes(folder: Path, staged: Staged, run: str) -> Written:
    """The files of nodes, and of the log of what nodes began and ended."""
    written, territory, log = Written(), Territory(staged), ChangeLogFile(folder / "nodes.sqlite")
    for number, (label, second, _) in enumerate(staged.kinds()):
        path = folder / f"nodes-{number}.csv"
        labels = ":".join(dict.fromkeys(part for part in (label, second) if part))
        types = _types(label, _node_names(label))
        rows = _node_rows(staged, territory, (label, second, run), (written, log))
        _write(path, [f"code:ID({label})"], types, rows)
        written.words.append(f"--nodes={labels}={path}")
    _write_log(log, folder / "changes-of-nodes.csv", written)
    return written


def _write_log(log: ChangeLogFile, path: Path, written: Written) -> None:
    _write(path, ["code:ID(ChangeLog)"], TYPES, log.rows())
    written.words.append(f"--nodes=ChangeLog={path}")


def write_ties(folder: Path, staging: Path, run: str) -> Written:
    """The files of relationships, and of the log of what began and ended among them; runs in a process of
    its own."""
    written, staged = Written(), Staged.reopened(staging)
    for number, (kind, start, end, _) in enumerate(staged.tie_kinds()):
        path = folder / f"ties-{number}.csv"
        types = _types(kind, TIE_OF[kind].properties)
        rows = _tie_rows(staged, (kind, start, end, run), written)
        _write(path, [f":START_ID({start})", f":END_ID({end})"], types, rows)
        written.words.append(f"--relationships={kind}={path}")
    log = ChangeLogFile(folder / "ties.sqlite")
    log.saw_ties(staged)
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
    told = {name: _SAID[kind] for name, kind in types.items() if kind in _SAID}

    def cells(own: dict[str, Any]) -> tuple[Any, ...]:
        for name in told.keys() & own.keys():
            own[name] = told[name](own[name])
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
    seen: tuple[Written, ChangeLogFile],
) -> Iterator[Keyed]:
    (label, second, run), (written, log) = what, seen
    told = Told(label, label) if is_told(label) else None
    for node in staged.nodes(label, second):
        own = node.properties
        written.saw(own)
        own.update(territory.derived(label, node))
        if told:
            log.saw(told, (node.code, own["area"]), (own["valid_from"], own.get("valid_to")))
        own.update(row_hash=node.hash, source_row=node.place, load_run=run)
        yield (node.code,), own


def _tie_rows(staged: Staged, what: tuple[str, str, str, str], written: Written) -> Iterator[Keyed]:
    kind, start, end, run = what
    for tie in staged.ties(kind, start, end):
        own = tie.properties
        written.saw(own)
        own.update(row_hash=tie.hash, source_row=tie.place, load_run=run)
        yield (tie.start, tie.end), own
