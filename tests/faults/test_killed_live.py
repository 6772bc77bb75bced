"""kill -9 at random moments of a load with ends, corrections and a complete table: what was planned is kept
whole or not at all, loading again ends where an undisturbed load does, and all of it can be taken back."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from datetime import date
from pathlib import Path

from graphsvc.server.local import LocalServer
from graphsvc.settings import Settings
from graphsvc.store.bolt import BoltStore
from seed.loading.stored import Completion
from seed.runs.kept import changes_of, runs
from seed.runs.load import LoadOptions, LoadReport, load_directory
from seed.runs.undo import undo
from tests.conftest import ROOT
from tests.live.runs.test_area_live import first
from tests.live.runs.test_undo_live import delivery
from tests.tools.deliveries import write
from tests.tools.oracle.stored import checksum

DAY = date(2022, 12, 1)
COMPLETE = ["--complete", "joint", "--on", str(DAY), "--yes"]
OPTIONS = LoadOptions(complete=Completion(("joint",), DAY, confirmed=True))


def loaded(folder: Path, store: BoltStore, settings: Settings) -> LoadReport:
    return load_directory(folder, store, settings, options=OPTIONS)


def killed_load(folder: Path, server: LocalServer, after: float) -> None:
    """`python -m seed load` in a process of its own, which is killed some seconds after it began."""
    with subprocess.Popen(
        [sys.executable, "-m", "seed", "load", str(folder), *COMPLETE],
        cwd=ROOT,
        env={**os.environ, "GRAPHSVC_HOME": str(server.home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        time.sleep(after)
        process.send_signal(signal.SIGKILL)


def folders(at: Path, chance: random.Random) -> tuple[Path, Path, Path]:
    """A register, a first delivery, and a second one."""
    found = (at / "register", at / "before", at / "after")
    for folder in found:
        folder.mkdir()
        write(folder, **(first(chance) if folder == found[0] else delivery(chance)))
    return found


def in_peace(folder: Path, store: BoltStore, settings: Settings) -> tuple[str, float]:
    """The checksum that a load leaves, and how long it takes; it is taken back again."""
    begun, before = time.monotonic(), checksum(store)
    done = loaded(folder, store, settings)
    took, goal = time.monotonic() - begun, checksum(store)
    assert done.ended["joint"]
    assert done.run is not None
    assert goal != before
    undo(done.run.number, store, settings)
    assert checksum(store) == before
    return goal, took


def test_killed_at_any_moment(empty_server: tuple[LocalServer, Settings], tmp_path: Path, long: bool) -> None:
    server, settings = empty_server
    chance, partly = random.Random(5), 0
    register, before, after = folders(tmp_path, chance)
    with closing(server.store()) as store:
        load_directory(register, store, settings)
        load_directory(before, store, settings)
        base = checksum(store)
        goal, took = in_peace(after, store, settings)
        for _ in range(20 if long else 4):
            known = len(runs(settings.home))
            killed_load(after, server, chance.uniform(0.5, 2.0 + took))
            partly += checksum(store) not in (base, goal)
            loaded(after, store, settings)
            assert checksum(store) == goal
            own = runs(settings.home)[known:]
            assert all(len(list(changes_of(settings.home, run.number))) == run.changes for run in own)
            for run in reversed(own):
                undo(run.number, store, settings)
            assert checksum(store) == base
    assert partly or not long
