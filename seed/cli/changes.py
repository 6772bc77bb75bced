"""What is printed of the changes of a run, and the commands that list runs and take one back."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

from rich.console import Console
from rich.table import Table as Grid

from graphsvc.profile import load_profile
from graphsvc.server.opening import open_store
from graphsvc.settings import Settings
from seed.runs.change import BEGAN, WHAT, Change
from seed.runs.kept import Run, changes_of, runs
from seed.runs.undo import undo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EACH = 5
"""Changes of a kind and a sort that are named, beside how many there are; of what begins none."""
RUNS = "list what every load has changed"
UNDO = "take a load back, where nothing later stands in the way"


class Shown:
    """Changes by kind: how many of each sort, and the first ones that are more than new."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self.counts: dict[str, Counter[str]] = {}
        self.named: list[str] = []
        for change in changes:
            counts = self.counts.setdefault(change.kind, Counter())
            counts[change.what] += 1
            if change.what != BEGAN and counts[change.what] <= EACH:
                self.named.append(str(change))

    @classmethod
    def of(cls, settings: Settings, run: Run) -> "Shown":
        """Those of a run that is kept; where all of it is new, its changes need not be read again."""
        found = cls(())
        if any(what != BEGAN for counts in run.counts.values() for what in counts):
            found = cls(changes_of(settings.home, run.number))
        found.counts = {kind: Counter(counts) for kind, counts in run.counts.items()}
        return found


def tell_changes(found: Shown) -> None:
    """Prints how much of each kind begins, ends, is corrected and withdrawn, and names some."""
    if not found.counts:
        print("nothing changes")
        return
    grid = Grid("kind", *WHAT)
    for kind, counts in found.counts.items():
        grid.add_row(kind, *(f"{counts[what]:,}" if counts[what] else "" for what in WHAT))
    Console(width=None if sys.stdout.isatty() else 120).print(grid)
    for line in found.named:
        print(line)


def run_commands(commands: Any) -> None:
    """Adds the commands."""
    listed = commands.add_parser("runs", help=RUNS, description=RUNS)
    listed.set_defaults(run=_runs)
    back = commands.add_parser("undo", help=UNDO, description=UNDO)
    back.add_argument("number", type=int, help="the run, as `runs` numbers it")
    back.set_defaults(run=_undo)


def _runs(arguments: argparse.Namespace, settings: Settings) -> int:
    grid, zone = Grid("run", "when", "of", *WHAT), load_profile(settings.profile).time_zone
    for run in runs(settings.home):
        counts: Counter[str] = Counter()
        for of_kind in run.counts.values():
            counts.update(of_kind)
        source = f"takes run {run.undoes} back" if run.undoes else run.source
        at = (EPOCH + timedelta(seconds=run.at)).astimezone(zone)
        grid.add_row(str(run.number), f"{at:%Y-%m-%d %H:%M}", source, *(f"{counts[what]:,}" for what in WHAT))
    Console(width=None if sys.stdout.isatty() else 120).print(grid)
    return 0


def _undo(arguments: argparse.Namespace, settings: Settings) -> int:
    with closing(open_store(settings)) as store:
        run = undo(arguments.number, store, settings)
    tell_changes(Shown.of(settings, run))
    print(f"run {arguments.number} is taken back by run {run.number}")
    return 0
