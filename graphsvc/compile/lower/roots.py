"""What a root becomes: one function per kind of root registers here; and what several of them share."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatch

from graphsvc.bind.arguments import id_arguments
from graphsvc.bind.parameters import QueryParameter
from graphsvc.catalogue import Statement
from graphsvc.catalogue.days import in_force
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.lower import project_children, rule_of
from graphsvc.compile.lowerings import Choice, RootLowering
from graphsvc.compile.roots import NodeRoot, Root
from graphsvc.compile.text.assembly import Assembly, embed
from graphsvc.compile.text.clauses import Clause
from graphsvc.compile.text.expressions import Cypher, Expression, Projection
from graphsvc.compile.text.variables import Variable, inside
from graphsvc.record import OUT_OF_FORCE
from graphsvc.spelling import snake


@dataclass(frozen=True)
class LoweredRoot:
    """The clauses of one root and the value it returns, the parameter of its day (None: it looks at no day)
    and the argument that says the day."""

    clauses: Sequence[Clause]
    value: Expression
    day: QueryParameter | None = None
    argument: str = "asOf"


@singledispatch
def lower_root(
    lowering: RootLowering, assembly: Assembly, selection: Selection, choice: Choice
) -> LoweredRoot:
    """One root field, `choice` being what its arguments chose; raises TypeError for a lowering nobody
    registered."""
    raise TypeError(f"{selection.name}: nothing lowers {type(lowering).__name__}")


@lower_root.register
def _(lowering: Root, assembly: Assembly, selection: Selection, choice: Choice) -> LoweredRoot:
    day = assembly.day(selection)
    found, node = find_node(assembly, lowering, selection, day)
    clauses, value = addressed(assembly, node, selection)
    return LoweredRoot([*found, *clauses], value, day, day_argument(selection))


@lower_root.register
def _(lowering: NodeRoot, assembly: Assembly, selection: Selection, choice: Choice) -> LoweredRoot:
    day = assembly.day(selection)
    found, node = find_node(assembly, Root(root_of(choice[0]), (("id", "id"),)), selection, day)
    clauses, value = addressed(assembly, node, selection)
    return LoweredRoot([*found, *clauses], value, day, day_argument(selection))


def find_node(
    assembly: Assembly, lowering: Root, selection: Selection, day: QueryParameter
) -> tuple[list[Clause], Variable]:
    """The clauses that find the node of a root by its file, and its variable."""
    statement = assembly.statement(lowering.statement)
    column = statement.returns[0]
    node = assembly.variable(assembly.names().node, column.type, day, single=True)
    rules = dict(lowering.codes)
    addressed = next((name for name, rule in lowering.codes if rule == "id"), "")
    names = {}
    for parameter in statement.parameters:
        argument = addressed if addressed and parameter.name == "code" else parameter.name
        rule = rules.get(argument, rule_of(parameter))
        names[parameter.name] = day if argument == "asOf" else assembly.slot(selection, argument, rule)
    seen = f" WHERE {inside(column.name)}" if assembly.restricted else ""
    return [embed(statement, "", names), f"WITH {column.name} AS {node.name}{seen}"], node


def fed_by_code(statement: Statement, code: str, day: QueryParameter) -> dict[str, str]:
    """What a root's file is fed with where a node is looked for by an expression for its code, on a day."""
    given = {"code": code, "asOf": str(day)}
    return {one.name: given.get(one.name, "null") for one in statement.parameters}


def root_of(label: str) -> str:
    """The file that finds one node of that kind by its code."""
    return f"roots/{snake(label)}"


def day_argument(selection: Selection) -> str:
    """The argument of a root that says its day: an id may, where nothing else does."""
    ids = id_arguments(selection.definition)
    return ids[0] if ids and not selection.gives("asOf") else "asOf"


def addressed(assembly: Assembly, node: Variable, selection: Selection) -> tuple[list[Clause], Projection]:
    """All that is selected of a node that a client named, and whether it is in force."""
    clauses, projection = project_children(assembly, node, selection)
    return clauses, projection.with_entry(OUT_OF_FORCE, interval(node))


def interval(node: Variable) -> Cypher:
    """Null while the node is in force, else the interval it was: the client is told, not left to guess."""
    n = node.name
    return Cypher(f"CASE WHEN {in_force(n, str(node.day))} THEN null ELSE [{n}.valid_from, {n}.valid_to] END")
