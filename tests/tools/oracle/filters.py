"""Which rows the filters of a list keep, each filter a line of Python; one that is not here is an error."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tests.tools.oracle.stored import Fact, Graph, Item, holds

PAGED = ("first", "after", "last", "before", "orderBy", "asOf")
"""Arguments of a list that are no filters."""
BOUNDS = {
    "began": "valid_from",
    "admitted": "admitted_on",
    "signed": "signed_on",
    "persons": "persons",
}
"""By the word before From, Before or To: the property that lies between."""


def kept(graph: Graph, item: Item, day: date, given: Fact) -> bool:
    """Whether a row in force stays; AssertionError names a filter that nobody wrote down here."""
    asked = {name: value for name, value in given.items() if value is not None and name not in PAGED}
    return all(_passes(graph, item, day, one) for one in asked.items())


def _passes(graph: Graph, item: Item, day: date, asked: tuple[str, Any]) -> bool:
    name, value = asked
    bound = next((one for one in BOUNDS if name.startswith(one) and name not in FILTERS), None)
    if bound is not None:
        return _within(item.own.get(BOUNDS[bound]), name.removeprefix(bound), value)
    assert name in FILTERS, f"the reference knows no filter {name}"
    return FILTERS[name](graph, item, day, value)


def _within(own: Any, side: str, value: Any) -> bool:
    """What lacks the property lies nowhere."""
    if own is None:
        return False
    limit = date.fromisoformat(value) if isinstance(value, str) else value
    return bool({"From": own >= limit, "Before": own < limit, "To": own <= limit}[side])


def _linked(graph: Graph, item: Item, day: date, value: bool) -> bool:
    facts = graph.ties["LIAISES_WITH", "in"].get(item, [])
    return any(holds(member.own, day) and holds(fact, day) for member, fact in facts) == value


FILTERS: Mapping[str, Callable[[Graph, Item, date, Any], bool]] = {
    "kind": lambda _, item, day, value: item.kind in value,
    "tier": lambda _, item, day, value: item.tier in value,
    "formation": lambda _, item, day, value: item.own.get("formation") in value,
    "level": lambda _, item, day, value: item.own.get("level") in value,
    "nameContains": lambda _, item, day, value: value in (item.own.get("name") or ""),
    "status": lambda graph, item, day, value: graph.state(item, day).get("status") in value,
    "inService": lambda graph, item, day, value: graph.state(item, day).get("in_service") == value,
    "linked": _linked,
}
