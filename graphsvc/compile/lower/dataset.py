"""The service's own Dataset node: what it counts is shown only to a caller without a jurisdiction."""

from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.roots import LoweredRoot, lower_root
from graphsvc.compile.lowerings import Choice
from graphsvc.compile.roots import DatasetRoot
from graphsvc.compile.text.assembly import Assembly, embed
from graphsvc.compile.text.expressions import NULL, Cypher, Expression, map_of
from graphsvc.spelling import snake

PUBLIC = {"version", "state", "schema_version", "earliest", "latest", "last_load"}
"""Columns that every caller may see."""


@lower_root.register
def _(lowering: DatasetRoot, assembly: Assembly, selection: Selection, choice: Choice) -> LoweredRoot:
    statement = assembly.statement(lowering.statement)
    entries: dict[str, Expression] = {}
    for child in assembly.selector.children(selection):
        column = snake(child.name)
        hidden = assembly.restricted and column not in PUBLIC
        entries[child.key] = NULL if hidden else Cypher(column)
    return LoweredRoot([embed(statement, "", {})], map_of(entries.items()))
