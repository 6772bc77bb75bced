"""The service as it is started everywhere, `graphsvc serve`, on a free port and stopped by its pid."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from graphsvc.server.process import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
READY_WITHIN = 240.0
"""Seconds: it plans its warm-up documents first, which takes a database that has just started long."""
IN_A_ROW = 10
"""Times that it must say so: any of its workers may answer, and each becomes ready by itself."""
LARGEST_PAGE = 10_000
SECONDS = 60
"""A statement may run so long here: a server that has just started plans slowly."""


@dataclass(frozen=True)
class Served:
    """A running service: its port and its first process."""

    port: int
    process: psutil.Process

    def worker(self) -> psutil.Process:
        """Its largest process, which is the one that answers where there is one worker."""
        return max(self.process.children(recursive=True), key=lambda one: one.memory_info().rss)


@contextmanager
def served(login: tuple[str, str], log: Path, workers: int = 2) -> Iterator[Served]:
    """The service over the database at that address with that password."""
    port = free_port()
    with log.open("ab") as out:
        child = subprocess.Popen(
            [sys.executable, "-m", "graphsvc", "serve"],
            cwd=ROOT,
            env=environment(login, {"PORT": str(port), "WORKERS": str(workers), "THREADS": "4"}),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(child, port, log)
        yield Served(port, psutil.Process(child.pid))
    finally:
        child.terminate()
        try:
            child.wait(READY_WITHIN)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def environment(login: tuple[str, str], more: dict[str, str]) -> dict[str, str]:
    """What a process of the service is told; nothing of what the caller's own says about it."""
    told = {
        "NEO4J_URI": login[0],
        "NEO4J_PASSWORD": login[1],
        "MAX_PAGE": str(LARGEST_PAGE),
        "STATEMENT_TIMEOUT": str(SECONDS),
        **more,
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GRAPHSVC_")}
    return {**kept, **{f"GRAPHSVC_{name}": value for name, value in told.items()}}


def _wait(child: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline, ready = time.monotonic() + READY_WITHIN, 0
    while time.monotonic() < deadline and child.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=10):
                ready += 1
        except OSError:
            ready = 0
            time.sleep(0.2)
        if ready == IN_A_ROW:
            return
    raise RuntimeError(f"the service did not start:\n{log.read_text('utf-8', 'replace')[-1500:]}")
