"""A whole city at once: the same files and checks as `seed load`, written by the offline importer into an
empty store."""

import csv
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from graphsvc.catalogue import Catalogue, load_catalogue
from graphsvc.errors import SeedError
from graphsvc.model import KIND_OF, TIE_OF
from graphsvc.settings import Settings
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from graphsvc.store.local import DATABASE, LocalServer
from seed.batches import TIMEOUT
from seed.checks import check
from seed.lease import digests, run_code, take_lease
from seed.load import LoadReport, define, element_count, read_into
from seed.place import Territory
from seed.read import Source
from seed.report import Report
from seed.staging import Staging
from seed.tables import TABLES

LIST = "\x1f"
IMPORT_HEAP = "4g"
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
Step = Callable[[str], None]
"""Called with what begins now."""


def bulk_load(directory: Path, settings: Settings, step: Step = lambda what: None) -> LoadReport:
    """Load a folder into the empty store of the managed local server, which is stopped meanwhile.

    Rows that break a hard rule are left out and stand in the report, as with `seed load`. Raises SeedError
    where something is stored already, LocalServerError where the importer fails.
    """
    if settings.neo4j_uri:
        raise SeedError(
            "GRAPHSVC_NEO4J_URI: the importer needs the files of the managed local server; unset it"
        )
    server = LocalServer(settings)
    server.up()
    with closing(server.store()) as store:
        _refuse_stored(store)
    done = _prepared(directory, server.home / "import", step)
    step("importing")
    server.down()
    server.administer("database", "import", "full", DATABASE, *done.words, heap=IMPORT_HEAP)
    shutil.rmtree(server.home / "import")
    step("constraints and indexes")
    server.up()
    version = _finish(server, load_catalogue(settings.catalogue), done)
    return LoadReport(done.total, done.total, version, rows=done.rows, sources=done.sources)


@dataclass(frozen=True)
class Prepared:
    """What stands ready for the importer: its arguments, and what is left to say afterwards."""

    words: list[str]
    days: tuple[date, date]
    files: list[str]
    total: int
    rows: Report
    sources: tuple[Source, ...]


def _prepared(directory: Path, folder: Path, step: Step) -> Prepared:
    rows, files = Report(), digests(directory)
    with closing(Staging()) as staging:
        step("reading")
        read_into(staging, directory, rows)
        step("checking")
        check(staging, rows, lambda label, codes: {})
        total = element_count(staging)
        step("writing the importer's files")
        words, days = _write_all(folder, staging, run_code(files))
        return Prepared(words, days, files, total, rows, tuple(staging.sources.values()))


def _refuse_stored(store: BoltStore) -> None:
    if store.read(Call("MATCH (n) WHERE NOT n:Dataset AND NOT n:LoadRun RETURN 1 AS one LIMIT 1", {})):
        raise SeedError(
            "the store is not empty, and the importer writes whole stores only; use `seed load`, or "
            "`graphsvc db reset` first"
        )


def _finish(server: LocalServer, catalogue: Catalogue, done: Prepared) -> int:
    """Constraints, indexes, the version and the run: what a load leaves behind; the data version."""
    with closing(server.store()) as store:
        define(store, catalogue)
        store.read(Call("CALL db.awaitIndexes(600)", {}, timeout=660))
        lease = take_lease(store, catalogue, done.files)
        values = {"earliest": done.days[0], "latest": done.days[1]}
        version = Call(catalogue.get("load/next_version").text, values, timeout=TIMEOUT)
        store.write([version, lease.kept(done.total)])
        return lease.finish()


def _write_all(folder: Path, staging: Staging, run: str) -> tuple[list[str], tuple[date, date]]:
    """The importer's arguments, and the first and last day of the facts."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    words = [f"--array-delimiter=U+{ord(LIST):04X}", "--overwrite-destination", "--id-type=string"]
    words += [
        "--skip-bad-relationships=false",
        "--multiline-fields=false",
        f"--report-file={folder / 'report'}",
    ]
    days, territory = _Days(), Territory(staging)
    for number, (label, second, _) in enumerate(staging.kinds()):
        path = folder / f"nodes-{number}.csv"
        labels = ":".join(dict.fromkeys(part for part in (label, second) if part))
        _write(path, _node_header(label), _node_rows(staging, territory, (label, second, run), days))
        words.append(f"--nodes={labels}={path}")
    for number, (kind, start, end, _) in enumerate(staging.tie_kinds()):
        path = folder / f"ties-{number}.csv"
        header = [f":START_ID({start})", f":END_ID({end})", *map(_typed, _tie_names(kind))]
        _write(path, header, _tie_rows(staging, (kind, start, end, run), days))
        words.append(f"--relationships={kind}={path}")
    return words, (date.fromisoformat(days.earliest), date.fromisoformat(days.latest))


class _Days:
    """The first and the last day that facts begin or end on."""

    def __init__(self) -> None:
        self.earliest, self.latest = "9999-12-31", "0001-01-01"

    def saw(self, properties: dict[str, Any]) -> None:
        for name in ("valid_from", "valid_to"):
            day = properties.get(name)
            if day is not None:
                self.earliest = min(self.earliest, day)
                self.latest = max(self.latest, day)


def _write(path: Path, header: list[str], rows: Iterable[list[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _typed(name: str) -> str:
    return f"{name}:{PROPERTY_TYPES.get(name, 'string')}"


def _node_names(label: str) -> list[str]:
    kind = KIND_OF[label]
    names = dict.fromkeys((*kind.properties, *kind.dated))
    return [name for name in names if name != "code"]


def _node_header(label: str) -> list[str]:
    return [f"code:ID({label})", *map(_typed, _node_names(label))]


def _tie_names(kind: str) -> list[str]:
    return list(TIE_OF[kind].properties)


def _node_rows(
    staging: Staging, territory: Territory, what: tuple[str, str, str], days: _Days
) -> Iterator[list[Any]]:
    label, second, run = what
    names = _node_names(label)
    for node in staging.nodes(label, second):
        own = node.properties
        days.saw(own)
        own["area"] = territory.area(label, node.code, node.home)
        own.update(row_hash=node.hash, source_row=node.place, load_run=run)
        yield [node.code, *(_cell(own.get(name)) for name in names)]


def _tie_rows(staging: Staging, what: tuple[str, str, str, str], days: _Days) -> Iterator[list[Any]]:
    kind, start, end, run = what
    names = _tie_names(kind)
    for tie in staging.ties(kind, start, end):
        own = tie.properties
        days.saw(own)
        own.update(row_hash=tie.hash, source_row=tie.place, load_run=run)
        yield [tie.start, tie.end, *(_cell(own.get(name)) for name in names)]


def _cell(value: Any) -> Any:
    if value.__class__ is list:
        return LIST.join(value)
    if value.__class__ is bool:
        return "true" if value else "false"
    return value
