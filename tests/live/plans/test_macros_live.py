"""What the macros say of every arrangement of days, against a walk from day to day."""

from datetime import date, timedelta
from itertools import product

import pytest

from graphsvc.catalogue.days import in_force, lapsed
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore

FIRST, DAYS = date(2022, 1, 1), 6
Fact = tuple[int | None, int | None]
"""First day and the day after the last, as numbers; None for one that is missing."""
SPANS: list[Fact] = [(a, b) for a in (None, 1, 2, 3) for b in (None, 1, 2, 3, 4)]


def day(number: int | None) -> date | None:
    return None if number is None else FIRST + timedelta(number)


def holds(facts: tuple[Fact, ...], on: int) -> bool:
    return all(a is not None and a <= on and (b is None or on < b) for a, b in facts)


def ended(facts: tuple[Fact, ...], on: int) -> int | None:
    """The day after the last on which all held, where there was one and `on` is not before it."""
    last = [number for number in range(on) if holds(facts, number) and not holds(facts, number + 1)]
    return last[-1] + 1 if last else None


@pytest.mark.parametrize("many", [1, 2, 3])
def test_every_arrangement(many: int, live_store: BoltStore) -> None:
    spans = SPANS if many < 3 else SPANS[5:15]
    names = ("a", "b", "c")[:many]
    cases = [(facts, on) for facts in product(spans, repeat=many) for on in range(DAYS)]
    rows = [
        {
            "on": day(on),
            **{
                name: {"valid_from": day(a), "valid_to": day(b)}
                for name, (a, b) in zip(names, facts, strict=True)
            },
        }
        for facts, on in cases
    ]
    condition = " AND ".join(f"({in_force(name, 'row.on')})" for name in names)
    since = lapsed(dict.fromkeys(names, frozenset()), "row.on")
    text = f"""UNWIND $rows AS row WITH row, {", ".join(f"row.{name} AS {name}" for name in names)}
      RETURN collect([coalesce({condition}, false), {since}]) AS found"""
    found = live_store.read(Call(text, {"rows": rows}))[0]["found"]
    assert len(found) == len(cases)
    for (facts, on), (held, end) in zip(cases, found, strict=True):
        assert held == holds(facts, on), (facts, on)
        assert end == day(ended(facts, on)), (facts, on)
