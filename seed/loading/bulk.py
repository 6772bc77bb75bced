"""A whole city at once: the same files and checks as `seed load`, written by the offline importer into an
empty store."""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graphsvc.catalogue import Catalogue, load_catalogue
from graphsvc.errors import SeedError
from graphsvc.profile import load_profile
from graphsvc.server import backup
from graphsvc.server.local import DATABASE, LocalServer
from graphsvc.settings import Settings
from graphsvc.store import Call
from seed.loading.batches import TIMEOUT
from seed.loading.delivery import widen_bounds
from seed.loading.importer import ImporterFiles, write_files
from seed.loading.lease import digests, run_code, take_lease
from seed.loading.load import LoadReport, define_schema, element_count, read_into
from seed.plan.checks import check
from seed.plan.staging import Staging
from seed.reading.files import Source
from seed.reading.report import Report

IMPORT_HEAP = "4g"
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
    _refuse_stored(server)
    root = load_profile(settings.profile).code
    done = _prepared(directory, server.home / "import", root, step)
    _refuse_stored(server)
    step("importing")
    server.down()
    server.administer("database", "import", "full", DATABASE, *done.written.arguments, heap=IMPORT_HEAP)
    shutil.rmtree(server.home / "import")
    step("consistency check")
    backup.check(server, heap=IMPORT_HEAP)
    step("constraints and indexes")
    server.up()
    version = _finish(server, load_catalogue(settings.catalogue), done)
    return LoadReport(done.total, done.total, version, rows=done.rows, sources=done.sources)


@dataclass(frozen=True)
class Prepared:
    """What stands ready for the importer, and what is left to say afterwards."""

    written: ImporterFiles
    files: list[str]
    total: int
    rows: Report
    sources: tuple[Source, ...]
    bounds: list[tuple[str, str, str | None]]


def _prepared(directory: Path, folder: Path, root: str, step: Step) -> Prepared:
    rows, files = Report(), digests(directory)
    with closing(Staging()) as staging:
        step("reading")
        read_into(staging, directory, rows)
        step("checking")
        check(staging, rows, lambda label, codes: {})
        total = element_count(staging)
        step("writing the importer's files")
        written = write_files(folder, staging, run_code(files), root)
        return Prepared(written, files, total, rows, tuple(staging.sources.values()), staging.bounds())


def _refuse_stored(server: LocalServer) -> None:
    """Asks the server, unless there is no store yet; asked again before the importer puts a store in its
    place."""
    if backup.is_new(server):
        return
    server.up()
    with closing(server.store()) as store:
        stored = store.read(
            Call("MATCH (n) WHERE NOT n:Dataset AND NOT n:LoadRun RETURN 1 AS one LIMIT 1", {})
        )
    if stored:
        raise SeedError(
            "the store is not empty, and the importer writes whole stores only; use `seed load`, or "
            "`graphsvc db reset` first"
        )


def _finish(server: LocalServer, catalogue: Catalogue, done: Prepared) -> int:
    """Constraints, indexes, the version and the run: what a load leaves behind; the data version."""
    with closing(server.store()) as store:
        define_schema(store, catalogue)
        store.read(Call("CALL db.awaitIndexes(600)", {}, timeout=660))
        lease = take_lease(store, catalogue, done.files)
        days = done.written.days
        values = {"earliest": date.fromisoformat(min(days)), "latest": date.fromisoformat(max(days))}
        version = Call(catalogue.get("load/next_version").text, values, timeout=TIMEOUT)
        bounds = [widen_bounds(catalogue, kind, *_dates(first, last)) for kind, first, last in done.bounds]
        lease.write([version, *bounds], done.total)
        return lease.finish()


def _dates(first: str, last: str | None) -> tuple[date, date | None]:
    return date.fromisoformat(first), date.fromisoformat(last) if last else None
