"""Rows about the memory of a worker: what one long answer adds at its peak, and what stays after many."""

import json
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil

from tests.bench.asking import Client, body_of
from tests.bench.bench import AUDITOR, Bench, Outcome, Row
from tests.bench.serving import ROOT, Served, environment, served
from tests.bench.timing import Figure

LARGEST = 10_000
ANSWER = Row(f"memory of a worker for {LARGEST:,} households", "the answer's bytes", 5.0)
FLAT = Row("memory of a worker after thousands of requests", "after a tenth of them", 1.05)


def memory(bench: Bench) -> Iterator[Outcome]:
    """A worker of its own that has answered short questions answers a long one; another answers many."""
    with served(bench.sides.login, bench.folder / "memory.log", workers=1) as alone:
        rise, size = _rise(bench, alone)
    yield Outcome(ANSWER, Figure(rise, "KB"), Figure(size, "KB"), why=lambda: _steps(bench))
    found = _soaked(bench)
    figures = (Figure(found[name] / 1e6, "MB") for name in ("late", "early"))
    yield Outcome(FLAT, *figures, equal=found["answered"] == bench.size.soak)


def _soaked(bench: Bench) -> dict[str, int]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.tools.soak", str(bench.size.soak)],
        cwd=ROOT,
        env=environment(bench.sides.login, {}),
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, int] = json.loads(done.stdout)
    return found


def _rise(bench: Bench, alone: Served) -> tuple[float, float]:
    """KB that one answer adds at its peak, and KB of its body."""
    short, long = (body_of(bench.examples.rows(first).question) for first in (10, LARGEST))
    with closing(Client(alone.port)) as client:
        for _ in range(10):
            client.post(short)
        worker = alone.worker()
        before = forget_peak(worker)
        size = len(client.post(long))
        return (peak(worker) - before) / 1_000, size / 1_000


def forget_peak(process: psutil.Process) -> int:
    """Linux begins to count the peak anew; the bytes in use now."""
    Path(f"/proc/{process.pid}/clear_refs").write_text("5", "utf-8")
    return int(process.memory_info().rss)


def peak(process: psutil.Process) -> int:
    """The most bytes that were in use since."""
    status = Path(f"/proc/{process.pid}/status").read_text("utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def _steps(bench: Bench) -> list[str]:
    """What Python has allocated after each step, and at the peak of it."""
    question = bench.examples.rows(LARGEST).question
    call = bench.call(question)
    steps: dict[str, tuple[int, int]] = {}
    tracemalloc.start()
    try:
        record = bench.driver.record(call.text, call.parameters)
        steps["the driver's record"] = tracemalloc.get_traced_memory()
        del record
        tracemalloc.reset_peak()
        completion = bench.service.completion(question, AUDITOR, "memory")
        steps["the record made plain"] = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        answer = completion.answer()
        steps["decoded and encoded"] = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    lines = [f"| {name} | {now / 1e6:.2f} | {most / 1e6:.2f} |" for name, (now, most) in steps.items()]
    head = ["| Python's memory | MB after it | MB at its peak |", "| --- | ---: | ---: |"]
    return [*head, *lines, f"| the answer's body | {len(answer.content) / 1e6:.2f} | |"]
