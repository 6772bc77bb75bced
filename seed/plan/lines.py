"""Lines of superiors and of areas, as they are after a delivery: none leads back to where it began, and none
goes down a tier.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graphsvc.model import TIE_OF
from seed.plan.graph import Graph, StoredFact
from seed.plan.settle import Settlement
from seed.plan.staging import Staging, Violation
from seed.plan.timelines import FOREVER

TREES = ("SUBORDINATE_TO", "PART_OF")
"""Types whose facts never lead back to where they began."""
Parents = dict[str, list[tuple[str, str, str]]]
"""By code: the codes of its parents, each with its first and its last day."""
ABOVE = {
    "PartyGroup": ("PartyBranch", "GeneralPartyBranch", "PartyCommittee"),
    "PartyBranch": ("GeneralPartyBranch", "PartyCommittee"),
    "GeneralPartyBranch": ("PartyCommittee",),
    "PartyCommittee": ("PartyCommittee",),
}
"""Tier of an organisation → the tiers that it may be subordinate to."""


def cycles(
    staging: Staging,
    kind: str,
    found: Settlement,
    *,
    graph: Graph | None,
    known: dict[str, list[StoredFact]],
) -> Iterator[Violation]:
    """Parents that lead back to where they began, on some day, after this delivery; the row that closes one
    is rejected. `known` keeps what is stored of a type from one call to the next."""
    if not staging.db.execute("SELECT 1 FROM tie WHERE type = ? LIMIT 1", (kind,)).fetchone():
        return
    if kind not in known:
        known[kind] = list(graph.all_facts(kind)) if graph is not None and graph.holds(kind) else []
    up = _after(known[kind], found.ends.get((kind, TIE_OF[kind].starts[0]), {}))
    left = set(found.left)
    text = f"""SELECT start, stop, begins, coalesce(ends, '{FOREVER}'), source, line, id FROM tie
        WHERE type = ? ORDER BY id"""
    for start, stop, begins, ends, source, line, number in staging.db.execute(text, (kind,)):
        if number in left:
            continue
        if _leads_to(up, stop, start, (begins, ends)):
            yield source, line, "终点代码", "CYCLE", "correct one of the two codes"
        else:
            up[start].append((stop, begins, ends))


def _after(stored: Iterable[StoredFact], ends: Mapping[str, list[list[Any]]]) -> Parents:
    """The parents of all nodes by the stored facts that a delivery leaves."""
    until = {(fact[0], fact[1], str(fact[2])): fact[3] for facts in ends.values() for fact in facts}
    found: Parents = defaultdict(list)
    for fact in stored:
        key = (fact.start, fact.stop, fact.begins)
        last = until.get(key, fact.ends)
        if last is not None:
            found[fact.start].append((fact.stop, fact.begins, str(last)))
    return found


def _leads_to(up: Parents, start: str, goal: str, days: tuple[str, str]) -> bool:
    """Whether parents lead from a node to another on one of the days; along lines of any length."""
    waiting, seen = [(start, *days)], set()
    while waiting:
        code, begins, ends = one = waiting.pop()
        if code == goal:
            return True
        if one in seen:
            continue
        seen.add(one)
        for stop, first, last in up.get(code, ()):
            both = max(begins, first), min(ends, last)
            if both[0] < both[1]:
                waiting.append((stop, *both))
    return False


def broken_tiers(
    staging: Staging, found: Settlement, graph: Graph | None, known: Mapping[str, list[StoredFact]]
) -> Iterator[Violation]:
    """Organisations under one of a tier that cannot be above theirs: rows that give a tier against stored
    facts that stay; where there is none, rows that put one organisation under another."""
    kind, label = TREES[0], "PartyOrganization"
    sent = dict(staging.db.execute("SELECT code, second FROM node WHERE label = ?", (label,)))
    rows = staging.db.execute(
        "SELECT start, stop, source, line, id FROM tie WHERE type = ? AND correction <> 'WITHDRAW'", (kind,)
    ).fetchall()
    stored: dict[str, str] = {}
    if graph is not None:
        stored = graph.tiers(sorted({code for row in rows for code in row[:2]}.union(sent)))
        changed = {code: tier for code, tier in sent.items() if stored.get(code, tier) != tier}
        if changed:
            facts = known.get(kind) or graph.all_facts(kind)
            after = _after(facts, found.ends.get((kind, label), {}))
            broken = list(_by_their_rows(staging, _beside(after, changed), graph, changed))
            if broken:
                yield from broken
                return
    tiers, left = stored | sent, set(found.left)
    for start, stop, source, line, number in rows:
        if number not in left and _upside_down(tiers, start, stop):
            yield source, line, "终点代码", "TIER-ORDER", "correct one of the two codes, or the tier of one"


def _beside(after: Parents, changed: Mapping[str, str]) -> list[tuple[str, str]]:
    """Who is under whom, where one of the two has changed its tier."""
    pairs = ((low, high) for low, above in after.items() for high, *_ in above)
    return [(low, high) for low, high in pairs if low in changed or high in changed]


def _by_their_rows(
    staging: Staging, beside: list[tuple[str, str]], graph: Graph, changed: Mapping[str, str]
) -> Iterator[Violation]:
    """The rows that give one of these another tier; the rows of all others repeat the one that is stored."""
    tiers = {**graph.tiers(sorted({code for pair in beside for code in pair})), **changed}
    text = "SELECT source, line FROM node WHERE label = 'PartyOrganization' AND code = ?"
    blamed: dict[str, str] = {}
    for low, high in beside:
        if _upside_down(tiers, low, high):
            blamed |= {code: other for code, other in ((low, high), (high, low)) if code in changed}
    for code, other in sorted(blamed.items()):
        source, line = staging.db.execute(text, (code,)).fetchone()
        remedy = f"it stands in one line with {other}, as stored; one of another tier has a code of its own"
        yield source, line, "层级", "TIER-ORDER", remedy


def _upside_down(tiers: Mapping[str, str], low: str, high: str) -> bool:
    """Whether one is under the other against the order of tiers; not where a tier is unknown."""
    below, above = tiers.get(low), tiers.get(high)
    return bool(below and above and above not in ABOVE[below])
