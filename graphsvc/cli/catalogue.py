"""`graphsvc statement` and `standards`: what stands in the `.cypher` files."""

import argparse
import sys
from typing import Any

from rich.console import Console
from rich.table import Table

from graphsvc.catalogue import load_catalogue
from graphsvc.catalogue.city import for_city
from graphsvc.cli.command import add_command
from graphsvc.profile import load_profile
from graphsvc.settings import Settings

FILE_WIDTH = 160
"""Columns of a table that is not written to a terminal."""


def add_to(commands: Any) -> None:
    """Add `statement` and `standards` to the command line."""
    statement = add_command(
        commands, "statement", _statement, "print a file of the catalogue, ready for Neo4j Browser"
    )
    statement.add_argument("name", help="its path without .cypher, such as standards/household_liaison")
    add_command(commands, "standards", _standards, "list the standards: field, meaning, who is due")


def _statement(arguments: argparse.Namespace, settings: Settings) -> int:
    catalogue = for_city(load_catalogue(settings.catalogue), load_profile(settings.profile))
    print(catalogue.get(arguments.name).pasted())
    return 0


def _standards(arguments: argparse.Namespace, settings: Settings) -> int:
    table = Table("field", "standard", "who is due")
    for statement in load_catalogue(settings.catalogue).folder("standards"):
        table.add_row(statement.field_name, f"{statement.title} {statement.chinese}", statement.denominator)
    Console(width=None if sys.stdout.isatty() else FILE_WIDTH).print(table)
    return 0
