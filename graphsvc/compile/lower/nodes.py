"""Nodes of several kinds at once: each kind in a CALL of its own, put back into the order asked for."""

from graphsvc.bind.parameters import QueryParameter
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.roots import (
    LoweredRoot,
    addressed,
    day_argument,
    fed_by_code,
    lower_root,
    root_of,
)
from graphsvc.compile.lowerings import Choice
from graphsvc.compile.roots import NodesRoot
from graphsvc.compile.text.assembly import Assembly, fed
from graphsvc.compile.text.clauses import Call, Clause, Lowered
from graphsvc.compile.text.expressions import Cypher
from graphsvc.compile.text.variables import inside


@lower_root.register
def _(lowering: NodesRoot, assembly: Assembly, selection: Selection, choice: Choice) -> LoweredRoot:
    day = assembly.day(selection)
    many = assembly.slot(selection, "ids", "ids")
    clauses: list[Clause] = []
    lists = []
    for kind in choice:
        more, found = _of_kind(assembly, selection, kind, day)
        clauses += more
        lists.append(str(found))
    rows = " + ".join(lists) or "[]"
    clauses.append(f"WITH {rows} AS found, range(0, {many} - 1) AS places")
    value = Cypher("[at IN places | head([one IN found WHERE one.at = at | one.node])]")
    return LoweredRoot(clauses, value, day, day_argument(selection))


def _of_kind(assembly: Assembly, selection: Selection, kind: str, day: QueryParameter) -> Lowered:
    """The nodes of one kind, each with its position in the list that was asked for."""
    names = assembly.names()
    node = assembly.variable(names.node, kind, day)
    ask = f"ask{names.number}"
    statement = assembly.statement(root_of(kind))
    column = statement.returns[0].name
    seen = f" WHERE {inside(column)}" if assembly.restricted else ""
    found: list[Clause] = [
        f"UNWIND {assembly.slot(selection, 'ids', f'ids {kind}')} AS {ask}",
        fed(statement, ask, fed_by_code(statement, f"{ask}.code", day)),
        f"WITH {ask}, {column} AS {node.name}{seen}",
    ]
    clauses, value = addressed(assembly, node, selection)
    rows = f"RETURN collect({{at: {ask}.at, node: {value}}}) AS {names.found}"
    return Lowered([Call("", [*found, *clauses, rows])], Cypher(names.found))
