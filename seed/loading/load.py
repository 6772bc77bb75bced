"""Loads a folder of office files: read, checked by itself and against the stored graph, then written."""

import shutil
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from graphsvc.catalogue import Catalogue, load_catalogue
from graphsvc.errors import SeedError
from graphsvc.model import KIND_OF, PROPERTIES, TIE_OF
from graphsvc.profile import load_profile
from graphsvc.settings import Settings
from graphsvc.store import Call, Store
from seed.loading.batches import TIMEOUT
from seed.loading.delivery import Progress, write_delivery
from seed.loading.lease import digests, take_lease
from seed.loading.migrate import migrate
from seed.loading.stored import Completion, StoredGraph, end_what_is_not_listed
from seed.plan.checks import check
from seed.plan.staging import Staging
from seed.reading.files import Source, sources
from seed.reading.report import Report
from seed.reading.rows import typed_rows

LEAST_FREE = 128 * 2**20
"""Bytes that stay free on the disk of the managed local server."""


@dataclass(frozen=True)
class LoadReport:
    """What a load did; `version` is the data version after it, `ended` how many facts a complete table no
    longer lists, by table."""

    elements: int
    written: int
    version: int
    skipped: bool = False
    ended: dict[str, int] = field(default_factory=dict)
    rows: Report = field(default_factory=Report, compare=False)
    sources: tuple[Source, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class LoadOptions:
    """Options of a load.

    `strict` writes nothing unless every row is good; `complete` are tables that hold all there is.
    """

    strict: bool = False
    complete: Completion = field(default_factory=Completion)


DEFAULT_OPTIONS = LoadOptions()


def load_directory(
    directory: Path,
    store: Store,
    settings: Settings,
    progress: Progress = lambda done, total: None,
    *,
    options: LoadOptions = DEFAULT_OPTIONS,
) -> LoadReport:
    """Load a folder of office files; rows that break a hard rule are left out and stand in the report.

    Under the option `strict`, one such row stops the load before anything is written: SeedError names it.
    Rows stored already, by their hash, are left out, whatever was loaded before; a load that changes nothing
    leaves the data version alone.
    """
    catalogue, profile = load_catalogue(settings.catalogue), load_profile(settings.profile)
    define_schema(store, catalogue)
    rows = Report()
    with closing(Staging()) as staging:
        read_into(staging, directory, rows)
        ends = check(staging, rows, StoredGraph(store))
        if options.strict and not rows.sound:
            raise SeedError("\n".join(rows.lines()))
        day = options.complete.on or profile.today()
        ended = end_what_is_not_listed(staging, rows, store, options.complete, day=day, ends=ends)
        lease, total = take_lease(store, catalogue, digests(directory)), element_count(staging)
        watched = _watching_disk(settings, progress)
        done = write_delivery(staging, ends, lease, root=profile.code, total=total, progress=watched)
        return LoadReport(total, *done, ended=ended, rows=rows, sources=tuple(staging.sources.values()))


def is_loaded(directory: Path, store: Store, catalogue: Catalogue) -> bool:
    """Whether the last load was one of these very files, and complete: then nothing has changed since."""
    rows = store.read(Call(catalogue.get("service/loaded_files").text, {}, timeout=TIMEOUT))
    return digests(directory) == sorted(rows[0]["files"])


def _watching_disk(settings: Settings, progress: Progress) -> Progress:
    """The progress, with a check of the free disk space that the managed local server needs to commit."""
    if settings.neo4j_uri:
        return progress

    def watch(done: int, total: int) -> None:
        progress(done, total)
        free = shutil.disk_usage(settings.home).free if settings.home.exists() else LEAST_FREE
        if free < LEAST_FREE:
            raise SeedError(
                f"{settings.home}: {free // 2**20} MB free, {LEAST_FREE // 2**20} MB needed; what is stored "
                "stays whole; make room and load again"
            )

    return watch


def read_into(staging: Staging, directory: Path, rows: Report) -> None:
    """Stages every sheet of a folder, in the order of loading."""
    for source in sources(directory, rows):
        staging.stage(source, typed_rows(source, rows))


def check_directory(directory: Path, store: Store | None = None) -> tuple[Report, tuple[Source, ...]]:
    """Reads and checks a folder of office files as a load does; against what is stored, given a store."""
    rows = Report()
    with closing(Staging()) as staging:
        read_into(staging, directory, rows)
        check(staging, rows, StoredGraph(store) if store else None)
        return rows, tuple(staging.sources.values())


def element_count(staging: Staging) -> int:
    """How many nodes and relationships are staged."""
    text = "SELECT (SELECT count(*) FROM node) + (SELECT count(*) FROM tie)"
    return int(staging.db.execute(text).fetchone()[0])


def define_schema(store: Store, catalogue: Catalogue) -> None:
    """Creates constraints, indexes and every name of the model, and migrates an older store."""
    for statement in catalogue.folder("schema"):
        store.define(statement.text)
    names = {"labels": sorted(KIND_OF), "types": sorted(TIE_OF), "properties": sorted(PROPERTIES)}
    store.write([Call(catalogue.get("load/vocabulary").text, names, timeout=TIMEOUT)])
    migrate(store, catalogue)


def wipe(store: Store, catalogue: Catalogue) -> None:
    """Deletes everything stored; constraints and names stay."""
    store.define(catalogue.get("load/wipe").text)


def data_version(store: Store, catalogue: Catalogue) -> int:
    """The data version."""
    rows = store.read(Call(catalogue.get("roots/dataset").text, {}, timeout=TIMEOUT))
    return int(rows[0]["version"])
