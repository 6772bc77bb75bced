"""The search: one file finds and scores, what may be seen is kept, and the best are cut off before they are
projected."""

from collections.abc import Mapping
from dataclasses import replace

from graphql import GraphQLObjectType, get_named_type

from graphsvc.bind.parameters import HIDDEN
from graphsvc.bind.search_text import FORMS, SEARCH_LABELS
from graphsvc.catalogue.days import in_force
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.lower import TYPE, fields, lower, project, project_under
from graphsvc.compile.lower.roots import Rooted, root
from graphsvc.compile.lowerings import Itself, Namespace, Prop, SearchRoot
from graphsvc.compile.text.assembly import (
    Assembly,
    Lowered,
    Place,
    call,
    embed,
    inside,
    project_map,
    where,
)
from graphsvc.model import KIND_OF, PERSONS

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
    """One projection for all kinds of which values of their own are asked; a CALL for each that leads on."""
    shared: list[Place] = []
    apart: list[Place] = []
    for kind in dict.fromkeys(KIND_OF[label].label for label in SEARCH_LABELS):
        own = replace(assembly.place(place.name, kind, place.day), label=f"{place.name}_kind")
        plain = _is_plain(assembly, assembly.selector.children(selection, own.type))
        (shared if plain else apart).append(own)
    lines: list[str] = []
    found = [_merged(assembly, shared, selection, throughout=not apart)] if shared else []
    for own in apart:
        clauses, column = _leading_on(assembly, own, selection)
        lines += clauses
        found.append(column)
    return lines, f"coalesce({', '.join(found)})" if len(found) > 1 else found[0]


def _is_plain(assembly: Assembly, selections: list[Selection]) -> bool:
    """Whether these fields are values of the node itself, which no clause must find."""
    found = [(assembly.lowering(one), one) for one in selections]
    return all(
        isinstance(lowering, Prop)
        or (isinstance(lowering, Namespace) and _is_plain(assembly, assembly.selector.children(one)))
        for lowering, one in found
    )


def _merged(assembly: Assembly, places: list[Place], selection: Selection, *, throughout: bool) -> str:
    """The values of nodes of several kinds in one map; what a name means may differ from kind to kind."""
    meanings: dict[str, dict[str, list[str]]] = {}
    for own in places:
        children = assembly.selector.children(selection, own.type)
        for key, expression in fields(assembly, own, children)[1].items():
            meanings.setdefault(key, {}).setdefault(expression, []).append(own.type.name)
    node, kind = places[0].name, places[0].kind
    entries = {key: _by_kind(kind, found) for key, found in meanings.items()}
    projection = project_map(node, {**entries, TYPE: kind})
    if throughout:
        return projection
    return f"CASE WHEN {kind} IN {[own.type.name for own in places]} THEN {projection} END"


def _by_kind(kind: str, meanings: Mapping[str, list[str]]) -> str:
    """The one expression, or that of the kind."""
    if len(meanings) == 1:
        return next(iter(meanings))
    cases = [f"WHEN {kind} IN {kinds} THEN {expression}" for expression, kinds in meanings.items()]
    return f"CASE {' '.join(cases)} END"


def _leading_on(assembly: Assembly, own: Place, selection: Selection) -> Lowered:
    """The node of one kind in a CALL of its own, which finds nothing where it is of another."""
    number = assembly.number()
    far = assembly.place(f"n{number}", own.type.name, own.day)
    clauses, node = project_under(assembly, far, selection)
    body = [
        f"WITH {own.name} AS {far.name} WHERE {far.name}:{own.type.name}",
        *clauses,
        f"RETURN head(collect({node})) AS c{number}",
    ]
    return call(own.name, body), f"c{number}"
