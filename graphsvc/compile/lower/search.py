"""The search: one file finds and scores, what may be seen is kept, and the best are cut off before they are
projected."""

from dataclasses import dataclass, replace

from graphql import GraphQLObjectType, get_named_type

from graphsvc.bind.parameters import QueryParameter
from graphsvc.bind.search_text import FORMS, SEARCH_LABELS
from graphsvc.catalogue.days import in_force
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.lower import fields, lower, project, project_children
from graphsvc.compile.lower.roots import LoweredRoot, day_argument, lower_root
from graphsvc.compile.lowerings import Choice, HitNode, Namespace, Prop
from graphsvc.compile.roots import SearchRoot
from graphsvc.compile.text.assembly import Assembly, embed
from graphsvc.compile.text.clauses import Call, Clause, Lowered, where
from graphsvc.compile.text.expressions import Cypher, Expression, Projection
from graphsvc.compile.text.variables import Names, Variable, inside
from graphsvc.model import KIND_OF, PERSONS
from graphsvc.record import IS_PERSON, TYPE


@lower_root.register
def _(lowering: SearchRoot, assembly: Assembly, selection: Selection, choice: Choice) -> LoweredRoot:
    day = assembly.day(selection)
    names = assembly.names()
    n = names.node
    statement = assembly.statement(lowering.statement)
    slots = {form: assembly.slot(selection, "text", f"search {form}") for form in FORMS}
    slots |= {"kinds": assembly.slot(selection, "kinds", "kinds"), "hidden": assembly.hidden()}
    kept = where([in_force(n, str(day)), *_seen(assembly, selection, n)])
    first = assembly.slot(selection, "first", "first")
    clauses, hit = _hit(assembly, selection, n, day)
    body = [
        embed(statement, "", slots),
        f"WITH node AS {n}, kind AS {n}_kind, score AS {n}_score",
        *kept,
        f"WITH * ORDER BY {n}_score DESC, {n}.code, {n}_kind LIMIT {first}",
        *clauses,
        f"RETURN collect({hit}) AS {names.found}",
    ]
    return LoweredRoot([Call("", body)], Cypher(names.found), day, day_argument(selection))


def _seen(assembly: Assembly, selection: Selection, name: str) -> list[str]:
    """Where a hit may lie: in the caller's jurisdiction, and in the area the document gives."""
    found = [inside(name)] if assembly.restricted else []
    if selection.gives("within"):
        within = assembly.slot(selection, "within", "within")
        found.append(f"({within} = '' OR {name}.area STARTS WITH {within})")
    return found


def _hit(assembly: Assembly, selection: Selection, name: str, day: QueryParameter) -> Lowered:
    kind = get_named_type(selection.definition.type)
    assert isinstance(kind, GraphQLObjectType)
    node = Variable(name, kind, day)
    clauses, projection = project(assembly, node, assembly.selector.children(selection))
    return Lowered(clauses, projection.with_entry(IS_PERSON, Cypher(f"{name}_kind IN {[*PERSONS]}")))


@lower.register
def _(lowering: HitNode, assembly: Assembly, node: Variable, selection: Selection) -> Lowered:
    """One projection for all kinds of which values of their own are asked; a CALL for each that leads on."""
    shared: list[Variable] = []
    apart: list[Variable] = []
    for kind in dict.fromkeys(KIND_OF[label].label for label in SEARCH_LABELS):
        own = replace(assembly.variable(node.name, kind, node.day), label=f"{node.name}_kind")
        plain = _is_plain(assembly, assembly.selector.children(selection, own.type))
        (shared if plain else apart).append(own)
    clauses: list[Clause] = []
    found = [_merged(assembly, shared, selection, throughout=not apart)] if shared else []
    for own in apart:
        names = assembly.names()
        clauses.append(_leading_on(assembly, own, selection, names))
        found.append(Cypher(names.found))
    if len(found) == 1:
        return Lowered(clauses, found[0])
    return Lowered(clauses, Cypher(f"coalesce({', '.join(map(str, found))})", compound=True))


def _is_plain(assembly: Assembly, selections: list[Selection]) -> bool:
    """Whether these fields are values of the node itself, which no clause must find."""
    found = [(assembly.lowering(one), one) for one in selections]
    return all(
        isinstance(lowering, Prop)
        or (isinstance(lowering, Namespace) and _is_plain(assembly, assembly.selector.children(one)))
        for lowering, one in found
    )


def _merged(
    assembly: Assembly, nodes: list[Variable], selection: Selection, *, throughout: bool
) -> Expression:
    """The values of nodes of several kinds in one map; what a name means may differ from kind to kind."""
    meanings: dict[str, dict[str, _Meaning]] = {}
    for own in nodes:
        children = assembly.selector.children(selection, own.type)
        for key, expression in fields(assembly, own, children).entries.items():
            found = meanings.setdefault(key, {}).setdefault(str(expression), _Meaning(expression, []))
            found.kinds.append(own.type.name)
    kind = nodes[0].kind
    entries = {key: _by_kind(kind, list(found.values())) for key, found in meanings.items()}
    projection = Projection(nodes[0].name, {**entries, TYPE: Cypher(kind)})
    if throughout:
        return projection
    kinds = [own.type.name for own in nodes]
    return Cypher(f"CASE WHEN {kind} IN {kinds} THEN {projection} END", compound=True)


@dataclass(frozen=True)
class _Meaning:
    """An expression that a response name stands for, and the kinds of which it does."""

    expression: Expression
    kinds: list[str]


def _by_kind(kind: str, meanings: list[_Meaning]) -> Expression:
    """The one expression, or that of the kind."""
    if len(meanings) == 1:
        return meanings[0].expression
    cases = [f"WHEN {kind} IN {one.kinds} THEN {one.expression}" for one in meanings]
    return Cypher(f"CASE {' '.join(cases)} END", any(one.expression.compound for one in meanings))


def _leading_on(assembly: Assembly, own: Variable, selection: Selection, names: Names) -> Call:
    """The node of one kind in a CALL of its own, which finds nothing where it is of another."""
    far = assembly.variable(names.node, own.type.name, own.day)
    clauses, node = project_children(assembly, far, selection)
    body = [
        f"WITH {own.name} AS {far.name} WHERE {far.name}:{own.type.name}",
        *clauses,
        f"RETURN head(collect({node})) AS {names.found}",
    ]
    return Call(own.name, body)
