"""The chain of command of one node: where its line begins is one file per kind, how it goes on is one file
for all."""

from graphsvc.catalogue import Statement
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.lower import lower, project
from graphsvc.compile.lowerings import Chain, Hop
from graphsvc.compile.text.assembly import (
    Assembly,
    Lowered,
    Place,
    call,
    embed,
    given_to,
    guard,
    map_of,
    pattern,
    where,
)

COVERING, LINE = "fields/covering", "fields/line"
TIERS = {"group": "building_group", "branch": "branch", "committee": "committee"}
KEPT = ("broken_at", "steps", *TIERS.values())
LIAISON = Hop("LIAISES_WITH", "in", "PartyMember", many=True, named=True)
COLUMNS = {
    "complete": "{c}broken_at IS NULL",
    "brokenAt": "{c}broken_at",
    "since": "{c}since",
    "steps": "{c}steps",
}


@lower.register
def _(lowering: Chain, assembly: Assembly, place: Place, selection: Selection) -> Lowered:
    number = assembly.number()
    prefix = f"c{number}_"
    body = call(place.name, _line(lowering, assembly, place, prefix))
    entries = []
    for child in assembly.selector.children(selection):
        clauses, expression = _field(assembly, place, child, prefix)
        body += clauses
        entries.append((child.key, expression))
    body.append(f"RETURN head(collect({map_of(entries)})) AS c{number}")
    return call(place.name, body), guard(place, f"c{number}")


def _line(lowering: Chain, assembly: Assembly, place: Place, prefix: str) -> list[str]:
    """The files of the chain, their columns under names of their own: chains stand inside one another."""
    start, covering, line = map(assembly.statement, (lowering.start, COVERING, LINE))
    found = ", ".join(column.name for column in start.returns)
    given = start.given[0].name
    lines = call(
        place.name,
        [*_start(lowering, assembly, place, given), *_file(start, place), f"RETURN {found}"],
    )
    lines += [*_file(covering, place), "WITH *, coalesce(direct, covering) AS anchor", *_file(line, place)]
    since = f"coalesce(CASE WHEN anchor IS NULL THEN lost ELSE ended END, {place.name}.valid_from)"
    kept = [f"{name} AS {prefix}{name}" for name in KEPT]
    return [
        *lines,
        f"RETURN {', '.join(kept)}, CASE WHEN broken_at IS NOT NULL THEN {since} END AS {prefix}since",
    ]


def _file(statement: Statement, place: Place) -> list[str]:
    imports = ", ".join(binding.name for binding in statement.given)
    names = {parameter.name: place.day.removeprefix("$") for parameter in statement.parameters}
    return embed(statement, imports, names)


def _start(lowering: Chain, assembly: Assembly, place: Place, given: str) -> list[str]:
    """Binds the name that the file wants to the place, or to the node one hop away."""
    hop = lowering.via
    if hop is None:
        return [given_to(place, given)]
    far, edge = f"n{assembly.number()}", "edge"
    return call(
        place.name,
        [
            f"MATCH {pattern(hop, place.name, edge, far)}",
            *where(_in_force(assembly, hop, (edge, far), place.day)),
            f"WITH {far} ORDER BY {far}.code LIMIT 1",
            f"RETURN head(collect({far})) AS {given}",
        ],
    )


def _field(assembly: Assembly, place: Place, child: Selection, prefix: str) -> Lowered:
    household = place.type.name == "Household"
    if child.name in TIERS:
        name = prefix + TIERS[child.name]
        return _node(assembly, assembly.place(name, "PartyOrganization", place.day, guarded=True), child)
    if child.name == "household":
        return _node(assembly, place, child) if household else ([], "null")
    if child.name == "liaisons":
        return _liaisons(assembly, place, child) if household else ([], "[]")
    if child.name == "linked":
        return [], _linked(assembly, place) if household else "null"
    return [], COLUMNS[child.name].format(c=prefix)


def _node(assembly: Assembly, place: Place, child: Selection) -> Lowered:
    return project(assembly, place, assembly.selector.children(child))


def _linked(assembly: Assembly, place: Place) -> str:
    conditions = _in_force(assembly, LIAISON, ("edge", "member"), place.day)
    match = f"MATCH {pattern(LIAISON, place.name, 'edge', 'member')}"
    return f"EXISTS {{ {' '.join([match, *where(conditions)])} }}"


def _in_force(assembly: Assembly, hop: Hop, names: tuple[str, str], day: str) -> list[str]:
    edge, far = names
    return assembly.in_force(edge, day, hop.types) + assembly.in_force(far, day, hop.label)


def _liaisons(assembly: Assembly, place: Place, selection: Selection) -> Lowered:
    number = assembly.number()
    member = assembly.place(f"n{number}", LIAISON.label, place.day, guarded=LIAISON.named)
    clauses: list[str] = []
    entries = []
    for child in assembly.selector.children(selection):
        if child.name == "member":
            more, expression = _node(assembly, member, child)
            clauses += more
        else:
            expression = f"r{number}.valid_from"
        entries.append((child.key, expression))
    body = [
        f"MATCH {pattern(LIAISON, place.name, f'r{number}', f'n{number}')}",
        *where(_in_force(assembly, LIAISON, (f"r{number}", f"n{number}"), place.day)),
        f"WITH n{number}, head(collect(r{number})) AS r{number} "
        f"ORDER BY n{number}.code LIMIT {assembly.slot(selection, 'first', 'first')}",
        *clauses,
        f"RETURN collect({map_of(entries)}) AS c{number}",
    ]
    return call(place.name, body), f"c{number}"
