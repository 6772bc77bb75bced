"""Throw-away Neo4j servers: a run fills each kind of store once, and every server starts on a copy of it."""

import fcntl
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from graphsvc.catalogue import load_catalogue
from graphsvc.server.local import LocalServer
from graphsvc.settings import Settings
from seed.generator.sample import SAMPLE
from seed.runs.bulk import bulk_load
from seed.runs.load import LoadReport, define_schema

CYPHER = Path(__file__).resolve().parents[2] / "cypher"
SLOW_MACHINE = 60.0
"""Seconds a statement may run in tests: a throw-away server plans its first statements slowly."""
HEAP, BRIEF_HEAP = "2g", "1g"
"""Of throw-away servers: plans of thousands of texts fill half of 1 GiB, and a sixth of the time goes into
collecting there."""
LIVE_ROOMS = ("live", "faults", "bench")
"""Folders of tests/ whose tests may start a server; the tests of all others run without one."""
REPORT = "report.json"
"""File of a finished store: elements, written and version of its load."""
LEFT_BEHIND = ("neo4j.pid", "neo4j.port", "neo4j.out", "neo4j.starting", "logs", REPORT)
"""Files of a home that belong to the server that ran there and not to what is stored."""


def throwaway(home: Path, *, brief: bool = False, **more: Any) -> tuple[LocalServer, Settings]:
    """A server of its own in a folder, on any free port, not started yet; and the settings that find it.

    A `brief` one starts sooner and works more slowly: it is stopped after a few statements.
    """
    heap = BRIEF_HEAP if brief else HEAP
    settings = Settings(
        home=home, bolt_port=0, heap=heap, catalogue=CYPHER, statement_timeout=SLOW_MACHINE, **more
    )
    return LocalServer(settings, brief=brief), settings


@contextmanager
def running(server: LocalServer) -> Iterator[LocalServer]:
    """The server, started, and stopped whatever happens."""
    try:
        server.up()
        yield server
    finally:
        server.down()


@dataclass(frozen=True)
class Stores:
    """Homes of stopped servers in a folder that all processes of a run share; made when first asked for.

    `empty` has constraints, indexes and the vocabulary and no data; `sample` holds the sample.
    """

    folder: Path

    def copy(self, kind: str, home: Path) -> LoadReport:
        """Makes a home with what is stored in one of that kind; what the load of the kind reported."""
        source = self._filled(kind)
        shutil.copytree(source, home, ignore=shutil.ignore_patterns(*LEFT_BEHIND), dirs_exist_ok=True)
        return LoadReport(**json.loads((source / REPORT).read_text("utf-8")))

    def _filled(self, kind: str) -> Path:
        """The home of a kind, filled by the first process that asks; the others wait for it."""
        home, fill = self.folder / f"store-{kind}", FILLED[kind]
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / f"store-{kind}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (home / REPORT).exists():
                shutil.rmtree(home, ignore_errors=True)
                report = fill(self, home)
                counts = {name: getattr(report, name) for name in ("elements", "written", "version")}
                (home / REPORT).write_text(json.dumps(counts), "utf-8")
        return home


def _define(stores: Stores, home: Path) -> LoadReport:
    server, settings = throwaway(home)
    with running(server), closing(server.store()) as store:
        define_schema(store, load_catalogue(settings.catalogue))
    return LoadReport(0, 0, 0)


def _load(stores: Stores, home: Path) -> LoadReport:
    """By the importer: a test holds that a load leaves the same store."""
    server, settings = throwaway(home)
    try:
        return bulk_load(SAMPLE, settings, thorough=False)
    finally:
        server.down()


FILLED: dict[str, Callable[[Stores, Path], LoadReport]] = {"empty": _define, "sample": _load}
