"""Loads a folder of office files: read, checked by itself and against the stored graph, then written."""

import shutil
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from graphsvc.catalogue import Catalogue, load_catalogue
from graphsvc.errors import SeedError
from graphsvc.model import KIND_OF, PROPERTIES, TIE_OF
from graphsvc.profile import load_profile
from graphsvc.settings import Settings
from graphsvc.store import Call, Store
from seed.loading.batches import TIMEOUT, slices
from seed.loading.delivery import Progress, write_delivery
from seed.loading.lease import digests, take_lease
from seed.loading.migrate import migrate
from seed.loading.statements import stored_nodes
from seed.loading.stored import Endings, compare_with_stored, endings_of_complete_tables
from seed.plan.checks import check
from seed.plan.staging import Staging
from seed.reading.files import Source, sources
from seed.reading.report import Report
from seed.reading.rows import typed_rows

LEAST_FREE = 128 * 2**20
"""Bytes that stay free on the disk of the managed local server."""


@dataclass(frozen=True)
class LoadReport:
    """What a load did; `version` is the data version after it."""

    elements: int
    written: int
    version: int
    skipped: bool = False
    rows: Report = field(default_factory=Report, compare=False)
    sources: tuple[Source, ...] = field(default=(), compare=False)


@dataclass(frozen=True)
class LoadOptions:
    """Options of a load.

    `strict` writes nothing unless every row is good. What a table of `complete` no longer lists ends on the
    day `on`, today where that is None.
    """

    strict: bool = False
    complete: tuple[str, ...] = ()
    on: date | None = None


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
    Rows stored already, by their hash, are left out; a load that changes nothing leaves the data version
    alone.
    """
    catalogue, profile = load_catalogue(settings.catalogue), load_profile(settings.profile)
    define_schema(store, catalogue)
    files = digests(directory)
    if files and set(files) <= _loaded(store, catalogue):
        return LoadReport(0, 0, _version(store, catalogue), skipped=True)
    rows = Report()
    with closing(Staging()) as staging:
        ends = _checked(staging, directory, rows, store)
        if options.strict and not rows.sound:
            raise SeedError("\n".join(rows.lines()))
        on = options.on or profile.today()
        ends |= endings_of_complete_tables(staging, store, options.complete, on)
        lease, total = take_lease(store, catalogue, files), element_count(staging)
        watched = _watching_disk(settings, progress)
        done = write_delivery(staging, ends, lease, root=profile.code, total=total, progress=watched)
        return LoadReport(total, *done, rows=rows, sources=tuple(staging.sources.values()))


def _checked(staging: Staging, directory: Path, rows: Report, store: Store) -> Endings:
    """Stages and checks a folder, also against what is stored; the stored facts that it ends."""
    read_into(staging, directory, rows)
    check(staging, rows, lambda label, codes: stored_areas(store, label, codes))
    return compare_with_stored(staging, rows, store)


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


def check_directory(directory: Path) -> tuple[Report, tuple[Source, ...]]:
    """Reads and checks a folder of office files without a database."""
    rows = Report()
    with closing(Staging()) as staging:
        read_into(staging, directory, rows)
        check(staging, rows)
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


def stored_areas(store: Store, label: str, codes: list[str]) -> dict[str, str]:
    """The area of each of these codes that is stored."""
    found: dict[str, str] = {}
    for part in slices(codes):
        call = Call(stored_nodes(label), {"codes": part}, timeout=TIMEOUT)
        found |= {code: area for code, _, area in store.read(call)[0]["stored"]}
    return found


def _loaded(store: Store, catalogue: Catalogue) -> set[str]:
    rows = store.read(Call(catalogue.get("service/loaded_files").text, {}, timeout=TIMEOUT))
    return set(rows[0]["files"])


def _version(store: Store, catalogue: Catalogue) -> int:
    rows = store.read(Call(catalogue.get("roots/dataset").text, {}, timeout=TIMEOUT))
    return int(rows[0]["version"])
