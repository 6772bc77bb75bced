"""A long flat list as columns of values, and the names of its columns once: its maps without their keys,
which is a third less to send, to read and to keep.

What only a row itself can work out (a call below it, a subquery, a map) keeps the rows: then they are lists
of values, with the same names beside them.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from graphsvc.compile.text.clauses import Clause
from graphsvc.compile.text.expressions import Expression
from graphsvc.compile.text.variables import Names
from graphsvc.record import NAMES_BY_COLUMN, NAMES_BY_ROW


class Values(NamedTuple):
    """What is collected of the rows, the values made of that, and the key that the names stand under."""

    collected: list[str]
    made: str
    names: str


class Fields(NamedTuple):
    """What was lowered at a node: clauses that come first, and expressions by response name."""

    clauses: list[Clause]
    entries: dict[str, Expression]


def as_values(
    names: Names, fields: Fields, ready: Mapping[Expression, str], shown: Callable[[str], str]
) -> Values:
    """The values of the rows of a node.

    `ready` holds expressions that are never null, and what a row has of them; `shown` makes of a collected
    list what the page shows of it.
    """
    node, rows, entries = names.node, names.rows, fields.entries
    if fields.clauses or not entries or any(one.compound for one in entries.values()):
        row = ", ".join(ready.get(one) or str(one) for one in entries.values())
        return Values([f"{shown(f'collect([{row}])')} AS {rows}"], rows, NAMES_BY_ROW)
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
    return Values(collected, f"[{', '.join(made)}]", NAMES_BY_COLUMN)
