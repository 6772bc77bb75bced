"""Nodes of several kinds at once: each kind in a CALL of its own, put back into the order asked for."""

from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.roots import Rooted, root, root_of, whole
from graphsvc.compile.lowerings import NodesRoot
from graphsvc.compile.text.assembly import Assembly, Lowered, call, inside


@root.register
def _(lowering: NodesRoot, assembly: Assembly, rooted: Rooted, day: str) -> list[str]:
    selection, kinds = rooted
    many = assembly.slot(selection, "ids", "ids")
    lines: list[str] = []
    lists = []
    for kind in kinds:
        clauses, found = _of_kind(assembly, selection, kind, day)
        lines += clauses
        lists.append(found)
    rows = " + ".join(lists) or "[]"
    return [
        *lines,
        f"WITH {rows} AS found, range(0, {many} - 1) AS places",
        "[at IN places | head([one IN found WHERE one.at = at | one.node])]",
    ]


def _of_kind(assembly: Assembly, selection: Selection, kind: str, day: str) -> Lowered:
    """The nodes of one kind, each beside its place in the list that was asked for."""
    number = assembly.number()
    place = assembly.place(f"n{number}", kind, day)
    ask = f"ask{number}"
    statement = assembly.statement(root_of(kind))
    values = {one.name: f"{ask}.code" if one.name == "code" else "null" for one in statement.parameters}
    lines = [
        f"UNWIND {assembly.slot(selection, 'ids', f'ids {kind}')} AS {ask}",
        *call(ask, [f"// {statement.name}", *statement.fed(values).splitlines()]),
        f"WITH {ask}, {statement.returns[0].name} AS {place.name}",
    ]
    if assembly.restricted:
        lines[-1] += f" WHERE {inside(statement.returns[0].name)}"
    clauses, node = whole(assembly, place, selection)
    rows = f"collect({{at: {ask}.at, node: {node}}})"
    return call("", [*lines, *clauses, f"RETURN {rows} AS c{number}"]), f"c{number}"
