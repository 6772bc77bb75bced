"""A long flat list as columns of values, and the names of its columns once: its maps without their keys,
which is a third less to send, to read and to keep.

What only a row itself can work out (a call below it, a subquery, a map) keeps the rows: then they are lists
of values, with the same names beside them.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

NAMES = "!names"
"""Names of columns; the values come as a list for each column."""
COLUMNS = "!columns"
"""Names of columns; the values come as a list for each row."""


class Values(NamedTuple):
    """What is collected of the rows, the values made of that, and the key that the names stand under."""

    collected: list[str]
    made: str
    names: str


def as_values(
    node: str,
    lowered: tuple[list[str], Mapping[str, str]],
    ready: Mapping[str, str],
    shown: Callable[[str], str],
) -> Values:
    """The values of the rows of a node, for what was lowered at it: clauses, and expressions by name.

    `ready` holds expressions that are never null, and what a row has of them; `shown` makes of a collected
    list what the page shows of it.
    """
    clauses, entries = lowered
    rows = node.replace("n", "s")
    if clauses or not entries or any("{" in one for one in entries.values()):
        row = ", ".join(ready.get(one, one) for one in entries.values())
        return Values([f"{shown(f'collect([{row}])')} AS {rows}"], rows, COLUMNS)
    collected, made = [], []
    for number, expression in enumerate(entries.values()):
        if expression in ready:
            made.append(f"{rows}_{number}")
            collected.append(f"{shown(f'collect({ready[expression]})')} AS {made[-1]}")
        else:
            # Collecting drops nulls, so these are read off the nodes once they are collected.
            made.append(f"[{node} IN {rows} | {expression}]")
    if len(collected) < len(made):
        collected.append(f"{shown(f'collect({node})')} AS {rows}")
    return Values(collected, f"[{', '.join(made)}]", NAMES)
