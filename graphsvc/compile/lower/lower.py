"""From a field at a node to its clauses and its expression; one function per kind of lowering registers
here."""

from collections.abc import Iterable
from functools import singledispatch

from graphql import GraphQLInterfaceType, get_named_type

from graphsvc.catalogue import Statement
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lowerings import Computed, Dated, Lowering, Namespace, Prop
from graphsvc.compile.text.assembly import (
    Assembly,
    Lowered,
    Place,
    call,
    embed,
    given_to,
    guard,
    project_map,
    where,
)

TYPE = "!type"
"""Beside what is selected of a node whose declared type is an interface: the name of its own type."""


@singledispatch
def lower(lowering: Lowering, assembly: Assembly, place: Place, selection: Selection) -> Lowered:
    """Clauses and expression of one field at one node; raises TypeError for a lowering nobody registered."""
    raise TypeError(f"{selection.owner}.{selection.name}: nothing lowers {type(lowering).__name__}")


def project(assembly: Assembly, place: Place, selections: Iterable[Selection]) -> Lowered:
    """All fields selected at a node: their clauses, and the map projection they make together."""
    clauses, entries = fields(assembly, place, selections)
    return clauses, project_map(place.name, entries)


def project_under(assembly: Assembly, place: Place, parent: Selection) -> Lowered:
    """All that is selected of a node under a field, and the name of its type where several may stand."""
    clauses, entries = fields(assembly, place, assembly.selector.children(parent, place.type))
    if isinstance(get_named_type(parent.definition.type), GraphQLInterfaceType):
        entries[TYPE] = place.kind
    return clauses, project_map(place.name, entries)


def fields(
    assembly: Assembly, place: Place, selections: Iterable[Selection]
) -> tuple[list[str], dict[str, str]]:
    """The same with the expressions apart, by response name."""
    clauses: list[str] = []
    entries: dict[str, str] = {}
    for selection in selections:
        more, expression = lower(assembly.lowering(selection), assembly, place, selection)
        clauses += more
        entries[selection.key] = expression
    return clauses, entries


def camel_to_snake(name: str) -> str:
    """`approvedOn` → `approved_on`."""
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name)


def parameter_names(
    assembly: Assembly, statement: Statement, place: Place, selection: Selection
) -> dict[str, str]:
    """Where each parameter of a file finds its value: the day beside `$q`, the rest in it."""
    names = {}
    for parameter in statement.parameters:
        if parameter.name == "asOf":
            names["asOf"] = place.day.removeprefix("$")
        else:
            names[parameter.name] = assembly.slot(selection, parameter.name).removeprefix("$")
    return names


def _ending(assembly: Assembly, text: str, day: str) -> str:
    """What the expression of an id ends with: the day, where the question names one."""
    mark = assembly.mark(day) if "{at}" in text else ""
    return f" + {mark}" if mark else ""


@lower.register
def _(lowering: Prop, assembly: Assembly, place: Place, selection: Selection) -> Lowered:
    text = lowering.expression or f"{{n}}.{camel_to_snake(selection.name)}"
    names = {"n": place.name, "day": place.day, "kind": place.kind, "prefix": place.prefix}
    expression = text.format(**names, at=_ending(assembly, text, place.day))
    return [], expression if lowering.public else guard(place, expression)


@lower.register
def _(lowering: Dated, assembly: Assembly, place: Place, selection: Selection) -> Lowered:
    if "state" in place.shared:
        return [], guard(place, f"{place.shared['state']}.{lowering.property}")
    state = place.shared["state"] = f"s{assembly.number()}"
    clauses = call(
        place.name,
        [
            f"OPTIONAL MATCH ({place.name})<-[:STATE_OF]-(state:State)",
            *where(assembly.in_force("state", place.day, "State")),
            "WITH state ORDER BY state.valid_from DESC LIMIT 1",
            f"RETURN head(collect(state)) AS {state}",
        ],
    )
    return clauses, guard(place, f"{state}.{lowering.property}")


@lower.register
def _(lowering: Computed, assembly: Assembly, place: Place, selection: Selection) -> Lowered:
    scope = assembly.scope(selection) if lowering.scoped else "SUBTREE"
    behind = "" if scope == "SUBTREE" else f"_{scope.lower()}"
    statement = assembly.statement(lowering.statement + behind)
    clauses: list[str] = []
    if statement.name not in place.shared:
        number = assembly.number()
        place.shared[statement.name] = f"v{number}"
        given = statement.given[0].name
        columns = [f"head(collect({column.name})) AS v{number}_{column.name}" for column in statement.returns]
        body = [
            given_to(place, given),
            *embed(statement, given, parameter_names(assembly, statement, place, selection)),
            f"RETURN {', '.join(columns)}",
        ]
        clauses = call(place.name, body)
    return clauses, guard(place, f"{place.shared[statement.name]}_{lowering.column}")


@lower.register
def _(lowering: Namespace, assembly: Assembly, place: Place, selection: Selection) -> Lowered:
    clauses: list[str] = []
    entries = []
    for child in assembly.selector.children(selection):
        more, expression = lower(assembly.lowering(child), assembly, place, child)
        clauses += more
        entries.append(f"`{child.key}`: {expression}")
    return clauses, guard(place, "{" + ", ".join(entries) + "}")
