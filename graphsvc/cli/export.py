"""`graphsvc export`: what lies in an area, a line of JSON a node."""

import argparse
import os
import sys
from contextlib import closing
from typing import Any

from graphsvc.cli.command import add_command, caller_from
from graphsvc.export import Subtree, export_subtree
from graphsvc.service import open_service
from graphsvc.settings import Settings


def add_to(commands: Any) -> None:
    """Add `export` to the command line."""
    command = add_command(
        commands, "export", _export, "print what lies in an area that day, a line of JSON a node"
    )
    command.add_argument("area", help="code of a division, a grid or a compound")
    command.add_argument("--as-of", default="", help="the day, such as 2022-12-31; today if left out")
    command.add_argument(
        "--kind", action="append", default=[], help="only this kind, such as Household; again for more"
    )


def _export(arguments: argparse.Namespace, settings: Settings) -> int:
    """Exit code 1 also for an export that failed after its first line, or that nobody reads to its end."""
    wanted = Subtree(arguments.area, arguments.as_of, tuple(arguments.kind))
    lines = b""
    with closing(open_service(settings)) as service:
        export = export_subtree(service, wanted, caller_from(settings), "cli")
        try:
            for lines in export:
                sys.stdout.buffer.write(lines)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            # The reader has closed the pipe; what is still buffered must not be written again at exit.
            export.close()
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1
    return 1 if lines.startswith(b'{"error"') else 0
