"""Loading: what a folder of office files says, checked by itself and against what is stored, then written."""

import shutil
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from graphsvc.catalogue import Catalogue, load_catalogue
from graphsvc.errors import SeedError
from graphsvc.model import KIND_OF, PROPERTIES, TIE_OF
from graphsvc.settings import Settings
from graphsvc.store import Call, Store
from seed.loading.batches import TIMEOUT, slices
from seed.loading.delivery import Progress, write_delivery
from seed.loading.lease import digests, take_lease
from seed.loading.migrate import migrate
from seed.loading.statements import stored_nodes
from seed.loading.stored import complete_ends, settle
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


def today() -> date:
    """The day it is in Quanzhou."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


@dataclass(frozen=True)
class How:
    """How to load: strictly all or nothing; which tables are complete, so that what they no longer list ends,
    and on which day."""

    strict: bool = False
    complete: tuple[str, ...] = ()
    on: date = field(default_factory=today)


HOW = How()


def load_directory(
    directory: Path,
    store: Store,
    settings: Settings,
    progress: Progress = lambda done, total: None,
    *,
    how: How = HOW,
) -> LoadReport:
    """Load a folder of office files; rows that break a hard rule are left out and stand in the report.

    Strictly, one such row stops the load before anything is written: SeedError names it. Rows stored
    already, by their hash, are left out; a load that changes nothing leaves the data version alone.
    """
    catalogue = load_catalogue(settings.catalogue)
    define(store, catalogue)
    files = digests(directory)
    if files and set(files) <= _loaded(store, catalogue):
        return LoadReport(0, 0, _version(store, catalogue), skipped=True)
    rows = Report()
    with closing(Staging()) as staging:
        read_into(staging, directory, rows)
        check(staging, rows, lambda label, codes: stored_areas(store, label, codes))
        ends = settle(staging, rows, store)
        if how.strict and not rows.sound:
            raise SeedError("\n".join(rows.lines()))
        ends |= complete_ends(staging, store, how.complete, how.on)
        total = element_count(staging)
        held = (take_lease(store, catalogue, files), ends)
        written, version = write_delivery(staging, held, (_watching(settings, progress), total))
    return LoadReport(total, written, version, rows=rows, sources=tuple(staging.sources.values()))


def _watching(settings: Settings, progress: Progress) -> Progress:
    """The progress, and a look at the disk of the managed local server: a full one would hang its commits."""
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
    """Every sheet of a folder, in the order of loading."""
    for source in sources(directory, rows):
        staging.stage(source, typed_rows(source, rows))


def check_directory(directory: Path) -> tuple[Report, tuple[Source, ...]]:
    """Everything that can be said of a folder of office files without a database."""
    rows = Report()
    with closing(Staging()) as staging:
        read_into(staging, directory, rows)
        check(staging, rows)
        return rows, tuple(staging.sources.values())


def element_count(staging: Staging) -> int:
    """Nodes and relationships together."""
    text = "SELECT (SELECT count(*) FROM node) + (SELECT count(*) FROM tie)"
    return int(staging.db.execute(text).fetchone()[0])


def define(store: Store, catalogue: Catalogue) -> None:
    """Constraints, indexes, every name of the model, and what an older store still needs."""
    for statement in catalogue.folder("schema"):
        store.define(statement.text)
    names = {"labels": sorted(KIND_OF), "types": sorted(TIE_OF), "properties": sorted(PROPERTIES)}
    store.write([Call(catalogue.get("load/vocabulary").text, names, timeout=TIMEOUT)])
    migrate(store, catalogue)


def wipe(store: Store, catalogue: Catalogue) -> None:
    """Throws everything stored away; constraints and names stay."""
    store.define(catalogue.get("load/wipe").text)


def stored_areas(store: Store, label: str, codes: list[str]) -> dict[str, str]:
    """Of these codes those that are stored, each with the area it lies in."""
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
