"""What commands print of a delivery."""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table as Grid

from seed.loading.load import LoadReport
from seed.reading.files import Source
from seed.reading.report import Report
from seed.reading.workbooks import write_rejects
from seed.tables import TABLES


def steps() -> Callable[[str], None]:
    """Print what begins, and how many seconds after the first step."""
    begun = time.monotonic()

    def step(what: str) -> None:
        print(f"{time.monotonic() - begun:6.1f} s  {what}", file=sys.stderr, flush=True)

    return step


def summary(report: LoadReport) -> str:
    """What a load did, in a line."""
    return f"{report.elements} elements, {report.written} written; data version {report.version}"


def tell(directory: Path, rejects: Path | None, rows: Report, sources: Sequence[Source]) -> int:
    """Prints counts and faults and writes the rejected rows, into `rejects` or beside the folder; the exit
    code, 1 where a row was rejected."""
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
        print(f"rejected rows: {path}; correct them there and load that folder")
    return 0 if path is None else 1
