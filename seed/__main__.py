"""`python -m seed sample|load|verify|tables`: office files in, and what they led to."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from graphsvc.catalogue import load_catalogue
from graphsvc.errors import GraphsvcError
from graphsvc.settings import Settings, load_settings
from graphsvc.store.opening import open_store
from seed.load import LoadReport, load_directory
from seed.sample import SAMPLE, write_sample
from seed.tables import TABLES
from seed.verify import verify


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; exit code 1 for a fault, with one line that says where and what to do."""
    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments, load_settings()))
    except GraphsvcError as error:
        print(f"seed: {error}", file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    """The command line."""
    root = argparse.ArgumentParser(prog="python -m seed", description="Office files into the graph")
    commands = root.add_subparsers(required=True, metavar="command")
    for name, run, text in (
        ("sample", _sample, "write the sample of 鲤城区, the same cells each time"),
        ("load", _load, "load a folder of office files; what is stored already is left alone"),
        ("verify", _verify, "recompute what must hold of the stored graph"),
        ("tables", _tables, "list the tables and their headers"),
    ):
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        if name in ("sample", "load", "verify"):
            command.add_argument("directory", nargs="?", type=Path, default=SAMPLE)
    return root


def _sample(arguments: argparse.Namespace, settings: Settings) -> int:
    write_sample(arguments.directory)
    print(f"written: {arguments.directory}")
    return 0


def _load(arguments: argparse.Namespace, settings: Settings) -> int:
    store = open_store(settings)
    try:
        with Progress(console=Console(stderr=True), disable=not sys.stderr.isatty()) as progress:
            task = progress.add_task("elements", total=None)
            report = load_directory(
                arguments.directory,
                store,
                settings,
                lambda done, total: progress.update(task, completed=done, total=total),
            )
    finally:
        store.close()
    print(_said(report))
    return 0


def _said(report: LoadReport) -> str:
    if report.skipped:
        return f"loaded already; data version {report.version}"
    return f"{report.elements} elements, {report.written} written; data version {report.version}"


def _verify(arguments: argparse.Namespace, settings: Settings) -> int:
    store = open_store(settings)
    try:
        faults = verify(store, load_catalogue(settings.catalogue), arguments.directory)
    finally:
        store.close()
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


def _tables(arguments: argparse.Namespace, settings: Settings) -> int:
    for table in TABLES:
        print(f"{table.chinese} ({table.name}): {', '.join(column.chinese for column in table.columns)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
