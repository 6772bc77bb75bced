"""Global ids: `Kind:code`, or `Kind:code@day` where the question that showed the id named a day.

They are opaque to clients, and read here and nowhere else. An id without a day is of today.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from graphsvc.errors import BadUserInput
from graphsvc.model import KIND_OF, RECORDS, is_code

ROOTED = ("Household", "Building", "Area", "PartyOrganization", "PartyMember", "Unit")
"""Kinds that a chain of command can be asked of."""
ADDRESSED = (*ROOTED, "CoBuilding", *RECORDS)
"""Kinds that a client may name: all but the service's own and the states."""
DAY_FORM = re.compile(r"\d{4}-\d{2}-\d{2}")


class GlobalId(NamedTuple):
    """What an id holds: the label of a kind, a code, and the day if it names one."""

    label: str
    code: str
    day: date | None = None


def parse_id(text: str, argument: str = "of", kinds: tuple[str, ...] = ROOTED) -> GlobalId:
    """What the id holds; raises BadUserInput naming the argument and the kinds it takes.

    `Agency:A-1@2022-12-31` is `("Unit", "A-1", date(2022, 12, 31))`.
    """
    address, at, last = text.partition("@")
    label, _, code = address.partition(":")
    day = parse_day(last)
    known = label in KIND_OF and KIND_OF[label].label in kinds and is_code(label, code)
    if not known or (at and not day):
        raise BadUserInput(
            f"{argument}: {text[:60]!r} is not an id; it is a kind, a colon and a code, and perhaps @ and a "
            f"day (kinds: {', '.join(kinds)})"
        )
    return GlobalId(KIND_OF[label].label, code, day)


def parse_day(text: str) -> date | None:
    """The day of a text such as 2022-12-31; None where it is no day."""
    try:
        return date.fromisoformat(text) if DAY_FORM.fullmatch(text) else None
    except ValueError:
        return None


def named_day(path: str, as_of: date | None, ids: Mapping[str, str | Sequence[str]]) -> date | None:
    """The day that a root names by its `asOf` or by its ids, by argument; None where it names none.

    Raises BadUserInput where two days are named, and where some ids of one list have a day and others none.
    """
    named = {"asOf": as_of} if as_of else {}
    for argument, given in ids.items():
        if isinstance(given, str):
            day = parse_id(given, f"{path}.{argument}", ADDRESSED).day
        else:
            day = _day_of_list(f"{path}.{argument}", given)
        if day:
            named[argument] = day
    (first, day), *others = named.items() or [("", None)]
    for argument, other in others:
        if other != day:
            told = f"`asOf` is {day}" if first == "asOf" else f"the id of `{first}` is of {day}"
            raise BadUserInput(
                f"{path}.{argument}: this id is of {other} and {told}; ask for one day at a time"
            )
    return day


def _day_of_list(place: str, texts: Sequence[str]) -> date | None:
    days = {text: parse_id(text, place, ADDRESSED).day for text in texts}
    found = sorted(set(days.values()), key=str)
    if len(found) > 1:
        one, other = (f"of {day}" if day else "without a day" for day in found[:2])
        raise BadUserInput(f"{place}: ids {one} and {other}; ask for those of each day in a field of its own")
    return found[0] if found else None
