"""The chain of command of one node: where its line begins is one file per kind, how it goes on is one file
for all."""

from dataclasses import dataclass

from graphsvc.catalogue import Statement
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.hops import hop_in_force
from graphsvc.compile.lower.lower import lower, project_children
from graphsvc.compile.lower.roots import (
    LoweredRoot,
    day_argument,
    find_node,
    interval,
    lower_root,
    root_of,
)
from graphsvc.compile.lowerings import Chain, Choice, Hop
from graphsvc.compile.roots import ChainRoot, Root
from graphsvc.compile.text.assembly import Assembly, embed, pattern
from graphsvc.compile.text.clauses import Call, Clause, Lowered, Match
from graphsvc.compile.text.expressions import NULL, Cypher, Expression, map_of
from graphsvc.compile.text.variables import Names, Variable
from graphsvc.record import CHAIN, OUT_OF_FORCE

COVERING, LINE = "fields/covering", "fields/line"
TIERS = {"group": "building_group", "branch": "branch", "committee": "committee"}
KEPT = ("broken_at", "steps", *TIERS.values())
LIAISON = Hop("LIAISES_WITH", "in", "PartyMember", many=True, named=True)
LINE_COLUMNS = {"brokenAt": "broken_at", "since": "since", "steps": "steps"}


@lower_root.register
def _(lowering: ChainRoot, assembly: Assembly, selection: Selection, choice: Choice) -> LoweredRoot:
    day = assembly.day(selection)
    found, node = find_node(assembly, Root(root_of(choice[0]), (("of", "id"),)), selection, day)
    chain = assembly.lowerings[node.type.name, "chain"]
    clauses, chained = lower(chain, assembly, node, selection)
    value = map_of([(OUT_OF_FORCE, interval(node)), (CHAIN, chained)])
    return LoweredRoot([*found, *clauses], value, day, day_argument(selection))


@lower.register
def _(lowering: Chain, assembly: Assembly, node: Variable, selection: Selection) -> Lowered:
    names = assembly.names()
    line = _Line(names)
    body: list[Clause] = [Call(node.name, _clauses(lowering, assembly, node, line))]
    entries: dict[str, Expression] = {}
    for child in assembly.selector.children(selection):
        clauses, entries[child.key] = _field(assembly, node, child, line)
        body += clauses
    body.append(f"RETURN head(collect({map_of(entries.items())})) AS {names.found}")
    return Lowered([Call(node.name, body)], node.guard(Cypher(names.found)))


@dataclass(frozen=True)
class _Line:
    """The columns of a chain under names of their own: chains stand inside one another."""

    names: Names

    def column(self, name: str) -> str:
        """`c4_broken_at`."""
        return f"{self.names.found}_{name}"


def _clauses(lowering: Chain, assembly: Assembly, node: Variable, line: _Line) -> list[Clause]:
    """The files of the chain, one after the other, and what is kept of their columns."""
    start, covering, rest = map(assembly.statement, (lowering.start, COVERING, LINE))
    found = ", ".join(column.name for column in start.returns)
    begun = [_start(lowering, assembly, node, start.given[0].name), _file(start, node), f"RETURN {found}"]
    since = f"coalesce(CASE WHEN anchor IS NULL THEN lost ELSE ended END, {node.name}.valid_from)"
    kept = [f"{name} AS {line.column(name)}" for name in KEPT]
    broken = f"CASE WHEN broken_at IS NOT NULL THEN {since} END AS {line.column('since')}"
    return [
        Call(node.name, begun),
        _file(covering, node),
        "WITH *, coalesce(direct, covering) AS anchor",
        _file(rest, node),
        f"RETURN {', '.join(kept)}, {broken}",
    ]


def _file(statement: Statement, node: Variable) -> Call:
    imports = ", ".join(binding.name for binding in statement.given)
    return embed(statement, imports, {parameter.name: node.day for parameter in statement.parameters})


def _start(lowering: Chain, assembly: Assembly, node: Variable, given: str) -> Clause:
    """Binds the name that the file wants to the node, or to the one a hop away."""
    hop = lowering.via
    if hop is None:
        return node.given_as(given)
    far = assembly.names().node
    return Call(
        node.name,
        [
            _met(assembly, hop, node, edge="edge", far=far),
            f"WITH {far} ORDER BY {far}.code LIMIT 1",
            f"RETURN head(collect({far})) AS {given}",
        ],
    )


def _field(assembly: Assembly, node: Variable, child: Selection, line: _Line) -> Lowered:
    household = node.type.name == "Household"
    if child.name in TIERS:
        name = line.column(TIERS[child.name])
        tier = assembly.variable(name, "PartyOrganization", node.day, guarded=True)
        return Lowered(*project_children(assembly, tier, child))
    if child.name == "household":
        return Lowered(*project_children(assembly, node, child)) if household else Lowered([], NULL)
    if child.name == "liaisons":
        return _liaisons(assembly, node, child) if household else Lowered([], Cypher("[]"))
    if child.name == "linked" and not household:
        return Lowered([], NULL)
    if child.name == "linked":
        liaison = _met(assembly, LIAISON, node, edge="edge", far="member")
        return Lowered([], Cypher(f"EXISTS {{ {liaison} }}", compound=True))
    if child.name == "complete":
        return Lowered([], Cypher(f"{line.column('broken_at')} IS NULL"))
    return Lowered([], Cypher(line.column(LINE_COLUMNS[child.name])))


def _met(assembly: Assembly, hop: Hop, node: Variable, *, edge: str, far: str) -> Match:
    conditions = hop_in_force(assembly, hop, edge, far, day=node.day)
    return Match(pattern(hop, node.name, edge, far), tuple(conditions))


def _liaisons(assembly: Assembly, node: Variable, selection: Selection) -> Lowered:
    names = assembly.names()
    member = assembly.variable(names.node, LIAISON.label, node.day, guarded=LIAISON.named)
    clauses: list[Clause] = []
    entries: dict[str, Expression] = {}
    for child in assembly.selector.children(selection):
        if child.name == "member":
            more, entries[child.key] = project_children(assembly, member, child)
            clauses += more
        else:
            entries[child.key] = Cypher(f"{names.edge}.valid_from")
    first = assembly.slot(selection, "first", "first")
    body = [
        _met(assembly, LIAISON, node, edge=names.edge, far=names.node),
        f"WITH {names.node}, head(collect({names.edge})) AS {names.edge} "
        f"ORDER BY {names.node}.code LIMIT {first}",
        *clauses,
        f"RETURN collect({map_of(entries.items())}) AS {names.found}",
    ]
    return Lowered([Call(node.name, body)], Cypher(names.found))
