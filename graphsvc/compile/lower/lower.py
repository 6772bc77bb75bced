"""From a field at a node to its clauses and its expression; one function per kind of lowering registers
here."""

from collections.abc import Iterable
from functools import singledispatch

from graphql import GraphQLInterfaceType, get_named_type

from graphsvc.bind.parameters import QueryParameter
from graphsvc.catalogue import Parameter, Statement
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lowerings import Computed, Dated, Lowering, Namespace, Prop
from graphsvc.compile.text.assembly import Assembly, embed
from graphsvc.compile.text.clauses import Call, Clause, Lowered, Match
from graphsvc.compile.text.columns import Fields
from graphsvc.compile.text.expressions import Cypher, Expression, Map, Projection
from graphsvc.compile.text.variables import Variable
from graphsvc.record import TYPE
from graphsvc.spelling import snake


@singledispatch
def lower(lowering: Lowering, assembly: Assembly, node: Variable, selection: Selection) -> Lowered:
    """Clauses and expression of one field at one node; raises TypeError for a lowering nobody registered."""
    raise TypeError(f"{selection.owner}.{selection.name}: nothing lowers {type(lowering).__name__}")


def fields(assembly: Assembly, node: Variable, selections: Iterable[Selection]) -> Fields:
    """All fields selected at a node: their clauses, and their expressions by response name."""
    clauses: list[Clause] = []
    entries: dict[str, Expression] = {}
    for selection in selections:
        more, entries[selection.key] = lower(assembly.lowering(selection), assembly, node, selection)
        clauses += more
    return Fields(clauses, entries)


def project(
    assembly: Assembly, node: Variable, selections: Iterable[Selection]
) -> tuple[list[Clause], Projection]:
    """All fields selected at a node: their clauses, and the map projection they make together."""
    clauses, entries = fields(assembly, node, selections)
    return clauses, Projection(node.name, entries)


def project_children(
    assembly: Assembly, node: Variable, parent: Selection
) -> tuple[list[Clause], Projection]:
    """All that is selected of a node under a field, and the name of its type where several may stand."""
    clauses, entries = fields(assembly, node, assembly.selector.children(parent, node.type))
    if isinstance(get_named_type(parent.definition.type), GraphQLInterfaceType):
        entries[TYPE] = Cypher(node.kind)
    return clauses, Projection(node.name, entries)


def parameter_names(
    assembly: Assembly, statement: Statement, node: Variable, selection: Selection
) -> dict[str, QueryParameter]:
    """Where each parameter of a file finds its value: the day beside `$q`, the rest in it."""
    return {
        one.name: node.day if one.name == "asOf" else assembly.slot(selection, one.name, rule_of(one))
        for one in statement.parameters
    }


def rule_of(parameter: Parameter) -> str:
    """How the value of a parameter of a file is checked."""
    return "" if parameter.least is None else f"least {parameter.least}"


def _ending(assembly: Assembly, template: str, day: QueryParameter) -> str:
    """What the expression of an id ends with: the day, where the question names one."""
    mark = assembly.mark(day) if "{at}" in template else ""
    return f" + {mark}" if mark else ""


def _value(lowering: Prop, assembly: Assembly, node: Variable, selection: Selection) -> Expression:
    template = lowering.expression
    if not template or lowering.property:
        return node.read(lowering.property or snake(selection.name))
    ending = _ending(assembly, template, node.day)
    names = {"n": node.name, "day": node.day, "kind": node.kind, "prefix": node.prefix}
    return Cypher(template.format(**names, at=ending))


@lower.register
def _(lowering: Prop, assembly: Assembly, node: Variable, selection: Selection) -> Lowered:
    value = _value(lowering, assembly, node, selection)
    return Lowered([], value if lowering.public else node.guard(value))


@lower.register
def _(lowering: Dated, assembly: Assembly, node: Variable, selection: Selection) -> Lowered:
    clauses: list[Clause] = []
    if "state" not in node.shared:
        state = node.shared["state"] = f"s{assembly.names().number}"
        met = Match(
            f"({node.name})<-[:STATE_OF]-(state:State)",
            tuple(assembly.in_force("state", node.day, ["State"])),
            optional=True,
        )
        latest = "WITH state ORDER BY state.valid_from DESC LIMIT 1"
        clauses.append(Call(node.name, [met, latest, f"RETURN head(collect(state)) AS {state}"]))
    return Lowered(clauses, node.guard(Cypher(f"{node.shared['state']}.{lowering.property}")))


@lower.register
def _(lowering: Computed, assembly: Assembly, node: Variable, selection: Selection) -> Lowered:
    scope = assembly.scope(selection) if lowering.scoped else "SUBTREE"
    behind = "" if scope == "SUBTREE" else f"_{scope.lower()}"
    statement = assembly.statement(lowering.statement + behind)
    clauses: list[Clause] = []
    if statement.name not in node.shared:
        value = node.shared[statement.name] = f"v{assembly.names().number}"
        given = statement.given[0].name
        columns = [f"head(collect({column.name})) AS {value}_{column.name}" for column in statement.returns]
        body: list[Clause] = [
            node.given_as(given),
            embed(statement, given, parameter_names(assembly, statement, node, selection)),
            f"RETURN {', '.join(columns)}",
        ]
        clauses.append(Call(node.name, body))
    return Lowered(clauses, node.guard(Cypher(f"{node.shared[statement.name]}_{lowering.column}")))


@lower.register
def _(lowering: Namespace, assembly: Assembly, node: Variable, selection: Selection) -> Lowered:
    clauses, entries = fields(assembly, node, assembly.selector.children(selection))
    return Lowered(clauses, node.guard(Map(entries)))
