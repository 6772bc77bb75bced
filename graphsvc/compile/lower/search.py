"""The search: one file finds and scores, what may be seen is kept, and the best are cut off before they are
projected."""

from graphql import GraphQLInterfaceType, GraphQLObjectType, get_named_type

from graphsvc.bind.parameters import HIDDEN
from graphsvc.bind.search_text import FORMS
from graphsvc.catalogue.days import in_force
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.lower import lower, project
from graphsvc.compile.lower.roots import Rooted, root, typed
from graphsvc.compile.lowerings import Itself, SearchRoot
from graphsvc.compile.text.assembly import (
    Assembly,
    Lowered,
    Place,
    call,
    embed,
    inside,
    where,
)
from graphsvc.model import ENTRIES, KIND_OF, PERSONS

PERSON = "!person"
"""Beside what is selected of a hit: whether its name is a person's."""


@root.register
def _(lowering: SearchRoot, assembly: Assembly, rooted: Rooted, day: str) -> list[str]:
    selection = rooted[0]
    number = assembly.number()
    n = f"n{number}"
    statement = assembly.statement(lowering.statement)
    slots = {form: assembly.slot(selection, "text", f"search {form}") for form in FORMS}
    slots |= {"kinds": assembly.slot(selection, "kinds", "kinds"), "hidden": HIDDEN}
    kept = where([in_force(n, day), *_places(assembly, selection, n)])
    first = assembly.slot(selection, "first", "first")
    clauses, hit = _hit(assembly, selection, n, day)
    body = [
        *embed(statement, "", {name: slot.removeprefix("$") for name, slot in slots.items()}),
        f"WITH node AS {n}, kind AS {n}_kind, score AS {n}_score",
        *kept,
        f"WITH * ORDER BY {n}_score DESC, {n}.code, {n}_kind LIMIT {first}",
        *clauses,
        f"RETURN collect({hit}) AS c{number}",
    ]
    return [*call("", body), f"c{number}"]


def _places(assembly: Assembly, selection: Selection, name: str) -> list[str]:
    """Where a hit may lie: in the caller's jurisdiction, and in the area the document gives."""
    found = [inside(name)] if assembly.restricted else []
    if selection.gives("within"):
        within = assembly.slot(selection, "within", "within")
        found.append(f"({within} = '' OR {name}.area STARTS WITH {within})")
    return found


def _hit(assembly: Assembly, selection: Selection, name: str, day: str) -> Lowered:
    kind = get_named_type(selection.definition.type)
    assert isinstance(kind, GraphQLObjectType)
    clauses, projection = project(assembly, Place(name, kind, day), assembly.selector.children(selection))
    return clauses, f"{projection.removesuffix('}')}, `{PERSON}`: {name}_kind IN {[*PERSONS]}}}"


@lower.register
def _(lowering: Itself, assembly: Assembly, place: Place, selection: Selection) -> Lowered:
    """Each type in a CALL of its own: at most one of them finds anything."""
    interface = get_named_type(selection.definition.type)
    assert isinstance(interface, GraphQLInterfaceType)
    lines: list[str] = []
    columns = []
    for kind in assembly.schema.get_possible_types(interface):
        number = assembly.number()
        labels = (kind.name,) if kind.name in KIND_OF else ENTRIES
        own = assembly.place(f"n{number}", labels[0], place.day)
        clauses, node = typed(assembly, own, selection)
        body = [
            f"WITH {place.name} AS {own.name} WHERE {own.name}:{'|'.join(labels)}",
            *clauses,
            f"RETURN head(collect({node})) AS c{number}",
        ]
        lines += call(place.name, body)
        columns.append(f"c{number}")
    return lines, f"coalesce({', '.join(columns)})"
