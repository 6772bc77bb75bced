"""Arguments that several commands take."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from seed.loading.stored import MOST_ENDED, Completion
from seed.runs.load import LoadOptions


def add_folder(
    commands: Any, name: str, run: Callable[..., int], text: str, *, default: Path | None = None
) -> argparse.ArgumentParser:
    """A command that takes a folder, which may be left out where there is a default."""
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    command.add_argument("directory", nargs="?" if default else None, type=Path, default=default)
    command.set_defaults(run=run)
    return command


def add_completion(command: argparse.ArgumentParser) -> None:
    """What a command takes that ends facts which a complete table no longer lists."""
    command.add_argument("--complete", action="append", default=[], metavar="TABLE", help="end what it lacks")
    command.add_argument("--on", type=date.fromisoformat, help="the day that ends (today)")
    command.add_argument(
        "--end-at-most",
        type=float,
        default=MOST_ENDED,
        metavar="SHARE",
        help="of a table, without --yes (0.05)",
    )
    command.add_argument("--yes", action="store_true", help="confirm that more ends")


def load_options(arguments: argparse.Namespace) -> LoadOptions:
    """The options of a load, or of its plan."""
    complete = Completion(tuple(arguments.complete), arguments.on, arguments.end_at_most, arguments.yes)
    return LoadOptions(getattr(arguments, "strict", False), complete)
