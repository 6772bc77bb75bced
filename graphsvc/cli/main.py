"""The whole command line, and how one command is run."""

import argparse
import logging
import sys
from collections.abc import Sequence

from graphsvc import __version__
from graphsvc.cli import catalogue, database, documents, export, serve, service
from graphsvc.errors import GraphsvcError
from graphsvc.settings import load_settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    A GraphsvcError prints one line and gives 1, a command line that cannot be read exits with 2.
    """
    arguments = parser().parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    try:
        return int(arguments.run(arguments, load_settings()))
    except GraphsvcError as error:
        print(f"graphsvc: {error}", file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    """The parser of every command; the reference of commands is generated from it."""
    root = argparse.ArgumentParser(
        prog="graphsvc", description="Party-led grid governance as a graph, over GraphQL"
    )
    root.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = root.add_subparsers(required=True, metavar="command")
    serve.add_to(commands)
    documents.add_to(commands)
    export.add_to(commands)
    catalogue.add_to(commands)
    database.add_to(commands)
    service.add_to(commands)
    return root
