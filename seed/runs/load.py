"""Loads a folder of office files: read, checked by itself and against the stored graph, then written."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from graphsvc.catalogue import Catalogue, load_catalogue
from graphsvc.errors import SeedError
from graphsvc.model import KIND_OF, PROPERTIES, TIE_OF
from graphsvc.profile import load_profile
from graphsvc.settings import Settings
from graphsvc.store import Call, Store
from seed.loading.delivery import Progress, keep_places, write_delivery
from seed.loading.lease import Lease, digests, refuse_beside_another, take_lease
from seed.loading.migrate import migrate
from seed.loading.stored import Completion, StoredGraph, end_what_is_not_listed
from seed.places.rules import Present
from seed.plan.checks import check
from seed.plan.settle import Endings
from seed.plan.slices import TIMEOUT
from seed.plan.staging import Staging
from seed.reading.files import Source, sources
from seed.reading.report import Report
from seed.reading.rows import typed_rows
from seed.runs.change import Change
from seed.runs.changes import planned_changes
from seed.runs.kept import Run, keep

LEAST_FREE = 128 * 2**20
"""Bytes that stay free on the disk of the managed local server."""


@dataclass(frozen=True)
class LoadReport:
    """What a load did; `version` is the data version after it, `ended` how many facts a complete table no
    longer lists, by table; `run` is what it changed, as it is kept."""

    elements: int
    written: int
    version: int
    skipped: bool = False
    ended: dict[str, int] = field(default_factory=dict)
    run: Run | None = field(default=None, compare=False)
    rows: Report = field(default_factory=Report, compare=False)
    sources: tuple[Source, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class LoadOptions:
    """Options of a load.

    `strict` writes nothing unless every row is good; `complete` are tables that hold all there is; `today` is
    the day by which places are worked out, that of the city if left out.
    """

    strict: bool = False
    complete: Completion = field(default_factory=Completion)
    today: date | None = None


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
    refuse_beside_another(store, catalogue)
    define_schema(store, catalogue)
    today, version = options.today or profile.today(), data_version(store, catalogue)
    with planned(directory, store, options, today) as plan:
        if options.strict and not plan.rows.sound:
            raise SeedError("\n".join(plan.rows.lines()))
        lease, total = take_lease(store, catalogue, digests(directory), today), element_count(plan.staging)
        with given_back_unless_planned(lease, version):
            run = keep(settings.home, plan.changes(), source=directory.name)
        present, watched = Present(profile.code, str(today)), _watching_disk(settings, progress)
        done = write_delivery(plan.staging, plan.ends, lease, present=present, total=total, progress=watched)
        return LoadReport(total, *done, ended=plan.ended, run=run, rows=plan.rows, sources=plan.sources)


@dataclass(frozen=True)
class Plan:
    """What a delivery would do to a store: rows judged, facts that end, and all that changes."""

    staging: Staging
    store: Store
    rows: Report
    ends: Endings
    ended: dict[str, int]

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sheets that were read."""
        return tuple(self.staging.sources.values())

    def changes(self) -> Iterator[Change]:
        """Every change, worked out one after another."""
        return planned_changes(self.staging, self.ends, self.store)


@contextmanager
def planned(directory: Path, store: Store, options: LoadOptions, today: date) -> Iterator[Plan]:
    """The plan of a delivery, for as long as it is looked at; nothing is written."""
    rows = Report()
    with closing(Staging()) as staging:
        read_into(staging, directory, rows)
        ends = check(staging, rows, StoredGraph(store))
        day = options.complete.on or today
        ended = end_what_is_not_listed(staging, rows, store, options.complete, day=day, ends=ends)
        yield Plan(staging, store, rows, ends, ended)


@contextmanager
def given_back_unless_planned(lease: Lease, version: int) -> Iterator[None]:
    """Gives a lease back where the plan cannot be kept, or was made of another data version."""
    try:
        if data_version(lease.store, lease.catalogue) != version:
            raise SeedError(
                "another load has written meanwhile; nothing was written by this one, so run it again"
            )
        yield
    except OSError as error:
        lease.abandon()
        raise SeedError(
            f"{error.filename or 'the disk'}: what the load changes cannot be kept ({error.strerror}), so it "
            "could not be taken back; nothing was loaded. Make room and load again"
        ) from None
    except BaseException:
        lease.abandon()
        raise


def hand_over(store: Store, settings: Settings, today: date | None = None) -> dict[str, int]:
    """Gives every node the place that its facts say today, without a delivery: what began or ended since the
    last one counts now. How many lie elsewhere than before, by label."""
    catalogue, profile = load_catalogue(settings.catalogue), load_profile(settings.profile)
    define_schema(store, catalogue)
    day = today or profile.today()
    lease = take_lease(store, catalogue, [], day)
    with lease.held():
        moved = keep_places(lease, Present(profile.code, str(day)))
    lease.finish()
    return {label: len(codes) for label, codes in moved.items()}


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
    """The data version; 0 before the first load."""
    rows = store.read(Call(catalogue.get("roots/dataset").text, {}, timeout=TIMEOUT))
    return int(rows[0]["version"] or 0) if rows else 0
