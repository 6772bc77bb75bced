"""The chain of command of one node: where its line begins is one file per kind, how it goes on is one file
for all."""

from dataclasses import dataclass

from graphsvc.catalogue import Statement
from graphsvc.catalogue.days import in_force
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
from graphsvc.compile.text.assembly import Assembly, embed, fed, pattern
from graphsvc.compile.text.clauses import Call, Clause, Lowered, Match
from graphsvc.compile.text.expressions import NULL, Cypher, Expression, map_of
from graphsvc.compile.text.variables import Names, Variable
from graphsvc.record import CHAIN, OUT_OF_FORCE

COVERING, LINE, TURNS = "fields/covering", "fields/line", "fields/turning_days"
ANCHOR = "WITH *, coalesce(direct, covering) AS anchor"
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
    if any(child.name == "since" for child in assembly.selector.children(selection)):
        body.append(_since(lowering, assembly, node, line))
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
    given = start.given[0].name
    begin: Clause = node.given_as(given)
    if lowering.via is not None:
        far = assembly.names().node
        met = _met(assembly, lowering.via, node, edge="edge", far=far)
        begin = Call(node.name, [met, *_first(far, given)])
    kept = [f"{name} AS {line.column(name)}" for name in KEPT]
    return [
        Call(node.name, [begin, _file(start, node), _returned(start)]),
        _file(covering, node),
        ANCHOR,
        _file(rest, node),
        f"RETURN {', '.join(kept)}",
    ]


def _file(statement: Statement, node: Variable) -> Call:
    imports = ", ".join(binding.name for binding in statement.given)
    return embed(statement, imports, {parameter.name: node.day for parameter in statement.parameters})


def _returned(statement: Statement) -> str:
    return f"RETURN {', '.join(column.name for column in statement.returns)}"


def _first(node: str, name: str) -> list[Clause]:
    """The node of the lowest code under a name."""
    return [f"WITH {node} ORDER BY {node}.code LIMIT 1", f"RETURN head(collect({node})) AS {name}"]


def _since(lowering: Chain, assembly: Assembly, node: Variable, line: _Line) -> Call:
    """The day from which on the tier was lacking: the line is followed again as it was on the eve of each day
    on which it may have changed, the latest first, until that tier is found in its place."""
    start, covering, rest = map(assembly.catalogue.get, (lowering.start, COVERING, LINE))
    given, broken_at = start.given[0].name, line.column("broken_at")
    begin: Clause = f"WITH {node.name} AS {given}, eve"
    if (hop := lowering.via) is not None:
        conditions = (in_force("edge", "eve"), in_force("far", "eve"))
        met = Match(pattern(hop, node.name, "edge", "far"), conditions)
        begin = Call(f"{node.name}, eve", [met, *_first("far", given)])
    held = f"any(step IN steps WHERE step.tier = {broken_at} AND step.status = 'IN_FORCE')"
    body: list[Clause] = [
        f"WITH {node.name}, {node.name} AS node, {broken_at} WHERE {broken_at} IS NOT NULL",
        embed(assembly.catalogue.get(TURNS), "node", {"asOf": node.day}),
        "UNWIND turning_days AS turn",
        f"WITH {node.name}, {broken_at}, turn, turn - duration({{days: 1}}) AS eve ORDER BY turn DESC",
        Call(f"{node.name}, eve", [begin, _on_the_eve(start), _returned(start)]),
        _on_the_eve(covering),
        ANCHOR,
        _on_the_eve(rest),
        f"WITH turn WHERE {held}",
        "WITH turn ORDER BY turn DESC LIMIT 1",
        "RETURN head(collect(turn)) AS lost",
    ]
    since = f"CASE WHEN {broken_at} IS NOT NULL THEN coalesce(lost, {node.name}.valid_from) END"
    found: list[Clause] = [
        Call(f"{node.name}, {broken_at}", body),
        f"RETURN {since} AS {line.column('since')}",
    ]
    return Call(f"{node.name}, {broken_at}", found)


def _on_the_eve(statement: Statement) -> Call:
    imports = ", ".join([*(binding.name for binding in statement.given), "eve"])
    return fed(statement, imports, {parameter.name: "eve" for parameter in statement.parameters})


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
