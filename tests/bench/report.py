"""The table of the benchmarks in docs/, and the file beside it that says why a target was missed."""

import os
import platform
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import psutil

from graphsvc.server.artifacts import VERSION
from tests.bench.bench import Outcome
from tests.tools.docs import BENCHMARKS, replaced
from tests.tools.generated import table

COMMAND = "make bench"
HEADER = ("what is asked", "measured", "beside", "which took", "ratio", "target", "holds")


def machine(load: float) -> str:
    """Cores, memory, what else they had to do, Python, Neo4j."""
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"a shared machine of {os.cpu_count()} cores and {memory:.0f} GiB, load {load:.1f} before it began, "
        f"Python {platform.python_version()}, Neo4j {VERSION}"
    )


def lines_of(outcomes: Sequence[Outcome]) -> str:
    """The table."""
    rows = [
        (
            one.row.what,
            str(one.measured),
            one.row.beside,
            str(one.against),
            f"{one.ratio:.2f}",
            f"≤ {one.allowed:g}",
            "yes" if one.holds else "**no**",
        )
        for one in outcomes
    ]
    return table(HEADER, rows)


def section(outcomes: Sequence[Outcome], footer: str, load: float) -> str:
    """What stands between the marks of the page; `load` is that of the machine before."""
    head = f"`{COMMAND}` on {date.today()}, {machine(load)}; times are medians:"
    return f"{head}\n\n{lines_of(outcomes)}\n\n{footer}"


def write_table(content: str, page: Path = BENCHMARKS) -> None:
    """Puts the section in the place of the last one."""
    page.write_text(replaced(page.read_text("utf-8"), "bench", content), "utf-8")


def reasons(outcomes: Sequence[Outcome]) -> str:
    """For every missed target: the ratio, and what its own measurement says of it."""
    missed = [one for one in outcomes if not one.holds]
    parts = [
        "\n".join([f"## {one.row.what}: {one.ratio:.2f}, allowed {one.allowed:g}", "", *one.why()])
        for one in missed
    ]
    return "\n\n".join([f"# Targets missed: {len(missed)} of {len(outcomes)}", *parts]) + "\n"
