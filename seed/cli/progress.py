"""What commands print of a delivery: how far it has come, and what was found in it."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table as Grid

from seed.reading.files import Source
from seed.reading.report import Report
from seed.reading.workbooks import write_rejects
from seed.runs.load import LoadReport
from seed.tables import TABLES

EVERY = 10.0
"""Seconds between two plain lines."""
SETTLED = 5.0
"""Seconds after which a rate says something of what is left."""
LONGEST = 24 * 3600.0
"""Seconds beyond which nobody waits for a number."""
Clock = Callable[[], float]


@contextmanager
def shown(what: str) -> Iterator[Callable[[int, int], None]]:
    """A function to call with (done, in all)."""
    if not sys.stderr.isatty():
        yield Lines(what)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task, pace = progress.add_task(what, total=None, pace=""), Pace()

        def advance(done: int, total: int) -> None:
            progress.update(task, completed=done, total=total, pace=pace.said(done, total))

        yield advance


class Pace:
    """How fast it goes and what is left, from the first call on: reading, before it, has another pace."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._first: tuple[float, int] | None = None

    def said(self, done: int, total: int) -> str:
        """`31,000/s, 12 s left`; the rate alone where nothing is known of the rest, empty without a rate."""
        now = self._clock()
        if self._first is None:
            self._first = (now, done)
        begun, before = self._first
        if done <= before or now <= begun:
            return ""
        rate = (done - before) / (now - begun)
        return f"{rate:,.0f}/s" + self._left((total - done) / rate, now - begun)

    def _left(self, seconds: float, past: float) -> str:
        if seconds <= 0 or past < SETTLED:
            return ""
        if seconds > LONGEST:
            return ", more than a day left"
        return f", {seconds / 60:.0f} min left" if seconds >= 120 else f", {seconds:.0f} s left"


class Lines:
    """One line every ten seconds, and one at the end."""

    def __init__(self, what: str, clock: Clock = time.monotonic) -> None:
        self._what = what
        self._clock = clock
        self._pace = Pace(clock)
        self._told = clock()

    def __call__(self, done: int, total: int) -> None:
        """Print the line if it is time."""
        said, now = self._pace.said(done, total), self._clock()
        if now - self._told < EVERY and done < total:
            return
        self._told = now
        words = ", ".join(filter(None, (f"{done:,} of {total:,} {self._what}", said)))
        print(words, file=sys.stderr, flush=True)


def steps() -> Callable[[str], None]:
    """Print what begins, and how many seconds after the first step."""
    begun = time.monotonic()

    def step(what: str) -> None:
        print(f"{time.monotonic() - begun:6.1f} s  {what}", file=sys.stderr, flush=True)

    return step


def summary(report: LoadReport) -> str:
    """What a load did, in a line."""
    kept = f"; kept as run {report.run.number}" if report.run else ""
    return f"{report.elements} elements, {report.written} written; data version {report.version}{kept}"


REJECTED = 3
"""Exit code of a command that left something out: a row, a sheet or a file that breaks a hard rule."""


def tell(directory: Path, rejects: Path | None, rows: Report, sources: Sequence[Source]) -> int:
    """Prints counts and faults and writes the rejected rows, into `rejects` or beside the folder; the exit
    code, REJECTED where anything was left out."""
    console = Console(width=None if sys.stdout.isatty() else 120)
    grid = Grid("table", "rows", "rejected", "findings")
    for one in TABLES:
        if rows.rows[one.name]:
            counts = (rows.rows[one.name], rows.rejected[one.name], rows.found[one.name])
            grid.add_row(f"{one.chinese} ({one.name})", *(str(count) for count in counts))
    console.print(grid)
    for line in rows.lines():
        print(line)
    folder = rejects or directory.with_name(f"{directory.resolve().name}-rejects")
    path = write_rejects(folder, sources, rows)
    if path is not None:
        many = rows.rejected.total()
        told = f"{many} rows rejected" if many else "not all of it could be read"
        print(
            f"{told}: nothing was stored, ended or replaced because of {'them' if many else 'that'}; "
            f"correct it in {path} and load that folder"
        )
    return 0 if rows.sound else REJECTED
