"""The rule by which a node of each kind lies somewhere today.

`area`, on every node that lies anywhere, is the code of that place. The rules stand here alone: what a
delivery creates, what it moves and what a new day moves go by them.

Of each label the first type of relationship counts that says anything. Of its facts those count that hold
today; where none does, those that ended last; where all are still to come, those that begin first. A fact
holds no longer than what it leads to. Of several places the deepest area counts that holds all of them.

An organisation lies where what it covers lies, else where the units lie that it is organised in, else where
those lie that it covers jointly. A work or industry committee of which nothing of that says anything lies
where the nearest organisation above it does, for which one of these says something; any other one where all
those below it do, and where nothing lies below it like those committees.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from seed.plan.timelines import FOREVER

START, STOP = "start", "stop"
ORGANIZATION, LINE = "PartyOrganization", "SUBORDINATE_TO"
PLACING: dict[str, tuple[tuple[str, str], ...]] = {
    "Building": (("LOCATED_IN", START),),
    "Household": (("LOCATED_IN", START),),
    "Unit": (("LOCATED_IN", START),),
    "ServiceStation": (("LOCATED_IN", START),),
    "NeighborhoodCenter": (("LOCATED_IN", START),),
    "Facility": (("LOCATED_IN", START),),
    "Team": (("LOCATED_IN", START),),
    ORGANIZATION: (("COVERS", START), ("ORGANIZED_IN", START), ("COVERS_UNIT", START)),
    "PartyMember": (("MEMBER_OF", START),),
    "CoBuilding": (("SHARED_BY", START), ("PARTY_TO", STOP)),
    "JointBody": (("SHARED_BY", START), ("PARTY_TO", STOP)),
    "Staff": (("WORKS_IN", START), ("INSTRUCTS", START)),
    "Leader": (("CONTACTS", START),),
    "SunkResource": (("DELIVERED_THROUGH", START), ("PROVIDED_BY", START)),
    "Figure": (("FIGURE_OF", START),),
    "BudgetLine": (("FIGURE_OF", START),),
    "Matter": (("RAISED_IN", START),),
    "MatterStep": (("STEP_OF", START),),
    "ChecklistItem": (("APPLIES_TO", START),),
    "Meeting": (("HELD_BY", START),),
    "Activity": (("HELD_BY", START),),
    "Pledge": (("HELD_BY", START),),
}
"""By label, in the order in which places follow from one another: the types that place a node, the first that
says anything before the others, and the side of the relationship that the node stands on."""
FROM_ABOVE = frozenset(("WORK", "INDUSTRY"))
"""Kinds of organisation that work for all that the one above them answers for."""


class Present(NamedTuple):
    """The day on which places are worked out, as text, and the code of the division that holds all areas."""

    root: str
    today: str


class PlacingFact(NamedTuple):
    """The area of what a fact leads to, its first day, and the day on which it or what it leads to ends."""

    area: str
    begins: str
    ends: str = FOREVER


def counting(facts: Iterable[PlacingFact], today: str) -> list[str]:
    """The areas of those facts of one type that count.

    >>> counting([PlacingFact("A", "2020-01-01", "2021-01-01"), PlacingFact("B", "2021-01-01")], "2020-12-31")
    ['A']
    """
    found = sorted(facts)
    holding = [one.area for one in found if one.begins <= today < one.ends]
    ended = [one for one in found if one.begins <= today]
    if holding:
        return holding
    if ended:
        latest = max(one.ends for one in ended)
        return [one.area for one in ended if one.ends == latest]
    first = min((one.begins for one in found), default="")
    return [one.area for one in found if one.begins == first]


def common_area(codes: Sequence[str], parent: Mapping[str, str]) -> str | None:
    """The deepest area that holds all of these; None where none does, or of none."""
    if len(set(codes)) < 2:
        return next(iter(codes), None)
    lines = [line_of(code, parent) for code in set(codes)]
    shared = set(lines[0]).intersection(*lines[1:])
    return next((code for code in lines[0] if code in shared), None)


def line_of(code: str, parent: Mapping[str, str]) -> list[str]:
    """The area and those above it, the root last."""
    line = [code]
    while line[-1] in parent:
        line.append(parent[line[-1]])
    return line


def place_in_line(
    kind: str, above: Sequence[str], below: Sequence[str], parent: Mapping[str, str]
) -> str | None:
    """Where an organisation of a kind lies that nothing of its own places; None where nothing says.

    `above` are the places of the nearest organisation above that has any, `below` those of all below it.
    """
    order = (above, below) if kind in FROM_ABOVE else (below, above)
    return next((found for places in order if (found := common_area(places, parent))), None)
