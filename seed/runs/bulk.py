"""A whole city at once: the same files and checks as `seed load`, written by the offline importer into an
empty store.

The importer replaces the store, so what follows it is remembered in the server's home until it is done:
killed before the importer has finished, the command begins anew; killed after, it goes on with constraints
and version.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from graphsvc.catalogue import Catalogue, load_catalogue
from graphsvc.errors import SeedError
from graphsvc.profile import load_profile
from graphsvc.server import backup
from graphsvc.server.jvm import SMALL_HEAP
from graphsvc.server.local import DATABASE, NEEDED, LocalServer
from graphsvc.server.unfinished import Import, forget, recall, remember
from graphsvc.settings import Settings
from graphsvc.store import Call
from seed.loading.delivery import widen_bounds
from seed.loading.importer import write_files
from seed.loading.lease import digests, run_code, take_lease
from seed.places.rules import Present
from seed.plan.checks import check
from seed.plan.graph import EmptyGraph
from seed.plan.slices import BATCH, TIMEOUT
from seed.plan.staging import Staging
from seed.reading.files import Source, office_files
from seed.reading.report import Report
from seed.runs.load import LoadReport, define_schema, element_count, read_into

IMPORT_HEAP = "4g"
LARGE = 1_000_000
"""Elements from which on the importer gets that much memory."""
ROOM, STAGED = 20, 8
"""Bytes of disk for one byte of office files: in the server's home for the importer's files (5) and the store
(11), and among temporary files for staging (6), each with something to spare."""
Step = Callable[[str], None]
"""Called with what begins now."""
Judged = Callable[[Report, tuple[Source, ...]], object]
"""Called with what was found in the files, before anything is written."""


def bulk_load(
    directory: Path,
    settings: Settings,
    step: Step = lambda what: None,
    *,
    judged: Judged = lambda rows, sources: None,
    thorough: bool = True,
) -> LoadReport:
    """Import a folder into the empty store of the managed local server, or finish what a killed run imported.

    Rows that break a hard rule are left out and stand in the report, as with `seed load`. Without `thorough`
    Neo4j does not check the consistency of what it imported. Raises SeedError where something is stored
    already, LocalServerError where the port is taken, there is too little room or the importer fails.
    """
    if settings.neo4j_uri:
        raise SeedError(
            "GRAPHSVC_NEO4J_URI: the importer needs the files of the managed local server; unset it"
        )
    server, catalogue = LocalServer(settings), load_catalogue(settings.catalogue)
    begun = recall(server.home)
    if begun is not None and begun.stored:
        rest = Rest(**begun.rest)
        _refuse_other_files(rest, directory, server)
    else:
        rest = _Bulk(directory, settings, server, catalogue, step, judged, thorough).load(
            anew=begun is not None
        )
    step("constraints and indexes")
    version = _finish(server, catalogue, rest)
    return LoadReport(rest.elements, rest.elements, version, rows=rest.report())


@dataclass(frozen=True)
class Rest:
    """What is left to write once the importer is done: the run, the data version, days and bounds by kind."""

    files: list[str]
    elements: int
    rules: dict[str, int]
    rejected: dict[str, int]
    version: int
    today: str
    days: list[str]
    bounds: list[list[str | None]]

    def report(self) -> Report:
        """What was found in the files, as far as it is counted; the places were told before the import."""
        return Report(rules=Counter(self.rules), rejected=Counter(self.rejected))


@dataclass(frozen=True)
class _Bulk:
    """A folder on its way into an empty store, up to where the importer is done."""

    directory: Path
    settings: Settings
    server: LocalServer
    catalogue: Catalogue
    step: Step
    judged: Judged
    thorough: bool

    def load(self, *, anew: bool) -> Rest:
        """A whole store without constraints; `anew` where an importer was stopped: its half store goes."""
        self.server.stop_orphan()
        self._check_room()
        if anew:
            self.server.down()
            backup.reset(self.server)
        _refuse_stored(self.server, self.catalogue)
        folder = self.server.home / "import"
        words, rest = self._prepared(folder)
        _refuse_stored(self.server, self.catalogue)
        self.step("importing")
        heap = IMPORT_HEAP if rest.elements > LARGE else SMALL_HEAP
        self.server.down()
        remember(self.server.home, Import())
        self.server.administer("database", "import", "full", DATABASE, *words, heap=heap)
        shutil.rmtree(folder)
        if self.thorough:
            self.step("consistency check")
            backup.check(self.server, heap=heap)
        remember(self.server.home, Import(stored=True, rest=asdict(rest)))
        return rest

    def _check_room(self) -> None:
        """Whether port and disk do, before anything is read; the disk of temporary files as well."""
        size = sum(path.stat().st_size for path in office_files(self.directory))
        if self.server.process() is None:
            self.server.check(needed=NEEDED + ROOM * size)
        free = shutil.disk_usage(tempfile.gettempdir()).free
        if free < STAGED * size:
            raise SeedError(
                f"{tempfile.gettempdir()}: {free // 2**20} MB free, {STAGED * size // 2**20} MB needed for "
                "temporary files; make room or name another folder in TMPDIR"
            )

    def _prepared(self, folder: Path) -> tuple[list[str], Rest]:
        """The importer's arguments, and what is left to write afterwards.

        The server's home is made ready by Java programs meanwhile, on another processor.
        """
        rows, files = Report(), digests(self.directory)
        with closing(Staging()) as staging, ThreadPoolExecutor(1) as beside:
            ready = beside.submit(self.server.prepare)
            self.step("reading")
            read_into(staging, self.directory, rows)
            self.step("checking")
            check(staging, rows, EmptyGraph())
            self.judged(rows, tuple(staging.sources.values()))
            self.step("writing the importer's files")
            elements = element_count(staging)
            present, large = self._present(), elements > LARGE
            written = write_files(folder, staging, run_code(files), present, side_by_side=large)
            ready.result()
            rest = Rest(
                files,
                elements,
                dict(rows.rules),
                dict(rows.rejected),
                transactions(staging),
                present.today,
                [min(written.days), max(written.days)],
                [list(bound) for bound in staging.bounds()],
            )
            return written.arguments, rest

    def _present(self) -> Present:
        profile = load_profile(self.settings.profile)
        return Present(profile.code, str(profile.today()))


def _refuse_other_files(rest: Rest, directory: Path, server: LocalServer) -> None:
    if rest.files != digests(directory):
        raise SeedError(
            f"{directory}: other files were imported into {server.home} and are not finished; name their "
            "folder, or give them up by `graphsvc db reset --yes`"
        )


def _refuse_stored(server: LocalServer, catalogue: Catalogue) -> None:
    """Ask the server, unless there is no store yet; asked again before the importer replaces the store."""
    if backup.is_new(server):
        return
    server.up()
    with closing(server.store()) as store:
        rows = store.read(Call(catalogue.get("service/unfinished").text, {}, timeout=TIMEOUT))
    if rows and rows[0]["unfinished"]:
        raise SeedError(
            "the store holds nodes but no Dataset: an import into it did not finish; "
            "`graphsvc db reset --yes` throws it away"
        )
    if rows:
        raise SeedError(
            "the store is not empty, and the importer writes whole stores only; use `seed load`, or "
            "`graphsvc db reset` first"
        )


def _finish(server: LocalServer, catalogue: Catalogue, rest: Rest) -> int:
    """Constraints, indexes, the version and the run: what a load leaves behind; the data version."""
    server.up()
    with closing(server.store()) as store:
        define_schema(store, catalogue)
        store.read(Call("CALL db.awaitIndexes(600)", {}, timeout=660))
        lease = take_lease(store, catalogue, rest.files, date.fromisoformat(rest.today))
        earliest, latest = map(date.fromisoformat, rest.days)
        values = {"earliest": earliest, "latest": latest}
        stamp = Call(catalogue.get("load/next_version").text, values, timeout=TIMEOUT)
        bounds = [widen_bounds(catalogue, str(kind), *_dates(*days)) for kind, *days in rest.bounds]
        lease.write([stamp] * rest.version + bounds, rest.elements)
        version = lease.finish()
    forget(server.home)
    return version


def transactions(staging: Staging) -> int:
    """How many batches `seed load` would have written, each of which moves the data version by one."""
    kinds: Iterable[tuple[str | int, ...]] = (*staging.kinds(), *staging.tie_kinds())
    return sum(-(-int(kind[-1]) // BATCH) for kind in kinds)


def _dates(first: str | None, last: str | None) -> tuple[date, date | None]:
    return date.fromisoformat(str(first)), date.fromisoformat(last) if last else None
