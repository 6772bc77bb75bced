"""What commands share: how one is added to the command line, and who uses it."""

import argparse
from collections.abc import Callable
from typing import Any

from graphsvc.access import COMMAND_LINE, authenticator_of
from graphsvc.caller import Caller
from graphsvc.settings import Settings

Run = Callable[[argparse.Namespace, Settings], int]
"""What a command does: its arguments and the settings in, its exit code out."""


def add_command(commands: Any, name: str, run: Run, text: str) -> argparse.ArgumentParser:
    """The parser of one more command; `text` is its help and its description."""
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def add_group(commands: Any, name: str, text: str) -> Any:
    """A command that has commands of its own, such as `graphsvc db`; they are added to what is returned."""
    group = commands.add_parser(name, help=text, description=text)
    return group.add_subparsers(required=True, metavar="action")


def caller_from(settings: Settings) -> Caller:
    """Who uses the command line; raises ConfigurationError."""
    return authenticator_of(settings).authenticate(COMMAND_LINE)
