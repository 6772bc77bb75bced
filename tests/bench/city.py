"""The whole city in a home of its own, made once for each version of what makes it.

`python -m tests.bench.city HOME` makes it, in a process of its own, so that its memory burdens not the one
that measures.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graphsvc.server import backup
from graphsvc.server.local import LocalServer
from graphsvc.settings import Settings
from seed.cli.progress import shown
from seed.generator.city import CityOptions, write_city
from seed.runs.bulk import bulk_load
from tests.bench.serving import ROOT, SECONDS

FAULTS = 600
MAKERS = ("seed/**/*.py", "seed/quanzhou/*.csv", "graphsvc/model.py", "cypher/schema/*", "cypher/load/*")
"""What a store is made by: where any of it changes, the store is made anew."""


def settings_of(home: Path) -> Settings:
    """The database of the benchmarks: a server of its own on a free port, as large as a city wants it."""
    return Settings(home=home, bolt_port=0, heap="2g", page_cache="2g", statement_timeout=SECONDS)


@contextmanager
def running(home: Path) -> Iterator[LocalServer]:
    """The server over the city, stopped afterwards; the city is made first where it is not there."""
    subprocess.run([sys.executable, "-m", "tests.bench.city", str(home)], cwd=ROOT, check=True)
    server = LocalServer(settings_of(home))
    server.up()
    try:
        yield server
    finally:
        server.down()


def make(home: Path) -> None:
    """Files, then the store; each is kept where it was finished by the same version."""
    home.mkdir(parents=True, exist_ok=True)
    files, wanted = home / "city", version()
    if not _done(home, "files", wanted):
        shutil.rmtree(files, ignore_errors=True)
        with shown("townships") as progress:
            write_city(files, CityOptions(faults=FAULTS), progress)
        _note(home, "files", wanted)
    if not _done(home, "store", wanted):
        server = LocalServer(settings_of(home))
        server.down()
        backup.reset(server)
        begun = time.monotonic()
        report = bulk_load(files, settings_of(home), lambda what: _tell(begun, what))
        _tell(begun, f"{report.elements:,} elements stored")
        server.down()
        _note(home, "store", wanted)


def version() -> str:
    """A digest of everything that decides what is stored."""
    digest = hashlib.sha256()
    for pattern in MAKERS:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def _done(home: Path, what: str, wanted: str) -> bool:
    path = home / f"{what}.json"
    return path.exists() and json.loads(path.read_text("utf-8")) == wanted


def _note(home: Path, what: str, made: str) -> None:
    (home / f"{what}.json").write_text(json.dumps(made), "utf-8")


def _tell(begun: float, what: str) -> None:
    print(f"{time.monotonic() - begun:6.1f} s  {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
