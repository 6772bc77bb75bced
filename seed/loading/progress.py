"""How far a load has come: a bar with rate and remaining time on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

EVERY = 10.0
"""Seconds between two plain lines."""


@contextmanager
def shown(what: str) -> Iterator[Callable[[int, int], None]]:
    """A function to call with (done, in all)."""
    if sys.stderr.isatty():
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}/s"),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=Console(stderr=True)) as progress:
            task = progress.add_task(what, total=None, rate="")
            begun = time.monotonic()

            def advance(done: int, total: int) -> None:
                rate = f"{done / max(time.monotonic() - begun, 0.01):,.0f}"
                progress.update(task, completed=done, total=total, rate=rate)

            yield advance
        return
    yield _Lines(what)


class _Lines:
    """One line every ten seconds, and one at the end."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._begun = self._told = time.monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._told < EVERY and done < total:
            return
        self._told = now
        rate = done / max(now - self._begun, 0.01)
        left = (total - done) / rate if rate else 0
        print(
            f"{done:,} of {total:,} {self._what}, {rate:,.0f}/s, {left:.0f} s left",
            file=sys.stderr,
            flush=True,
        )
