"""The parameters of a statement and the values of one request: every argument is checked here, and nowhere
else, before it is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from graphsvc.bind.arguments import Argument, id_arguments, stored_value
from graphsvc.bind.cursors import OtherOrder, decode_cursor, opening, split_day, standing
from graphsvc.bind.ids import ADDRESSED, named_day, parse_id
from graphsvc.bind.parameters import Slot, day_mark
from graphsvc.bind.search_text import SEARCH_LABELS, name_part, search_text
from graphsvc.errors import BadUserInput
from graphsvc.model import HIGHEST, KIND_OF, PERSONS, code_rule, is_code, prefix_of
from graphsvc.spelling import compact_uscc

MOST_PATHS = 20


@dataclass(frozen=True)
class Bound:
    """The parameters of one request, and the day of each root by its response name."""

    parameters: dict[str, Any]
    days: dict[str, date]


@dataclass(frozen=True)
class Binder:
    """The parameters that one statement has, and how the arguments of a request fill them.

    `restricted` statements look at the caller's jurisdiction, `hiding` ones at the labels whose names the
    caller may not see; `marked` are the days that ids and cursors of the statement end with.
    """

    slots: tuple[Slot, ...]
    restricted: bool
    hiding: bool
    marked: frozenset[str] = frozenset()

    @cached_property
    def arguments(self) -> list[Argument]:
        """Where each parameter finds its value."""
        return [Argument.of(slot) for slot in self.slots if slot.rule != "day"]

    @cached_property
    def days(self) -> list[tuple[Argument, dict[str, Argument]]]:
        """Where each day finds its value: in an argument of its own, or in the arguments that take ids."""
        return [
            (
                Argument.of(slot),
                {one: Argument.of(replace(slot, argument=one)) for one in id_arguments(slot.definition)},
            )
            for slot in self.slots
            if slot.rule == "day"
        ]

    def bind(
        self,
        variables: Mapping[str, Any],
        *,
        today: date,
        prefix: str = "",
        max_page: int = 500,
        names: bool = False,
    ) -> dict[str, Any]:
        """The parameters for these (already coerced) variables, all of them in `q` but for days.

        `today` is the day of a question that names none. Raises BadUserInput naming field and rule.
        """
        border = {"jurisdiction": prefix, "border": prefix + HIGHEST}
        values: dict[str, Any] = border if self.restricted else {}
        if self.hiding:
            values["hidden"] = [] if names else list(PERSONS)
        named = self._named_days(variables)
        days = {day: found or today for day, found in named.items()}
        values |= {day_mark(day): f"@{named[day]}" if named[day] else "" for day in self.marked}
        for argument in self.arguments:
            slot = argument.slot
            value = argument.value(variables)
            values[slot.parameter] = _checked(
                slot, value, max_page=max_page, day=days.get(slot.day), today=today
            )
        self._check_units(values)
        self._check_intervals(days)
        return {"q": values, **days}

    def _named_days(self, variables: Mapping[str, Any]) -> dict[str, date | None]:
        """The day that the request names for each day of the statement; None where it names none."""
        return {
            argument.slot.parameter: named_day(
                argument.slot.path,
                argument.value(variables),
                {name: one.value(variables) for name, one in ids.items()},
            )
            for argument, ids in self.days
        }

    def _check_units(self, values: Mapping[str, Any]) -> None:
        """A root that may be asked by either of two keys is asked by exactly one."""
        for slot in self.slots:
            if slot.rule != "uscc" or slot.definition.args.keys().isdisjoint({"uscc"}):
                continue
            other = next(one for one in self.slots if one.node is slot.node and one.argument == "code")
            if (values[slot.parameter] is None) == (values[other.parameter] is None):
                raise BadUserInput(f"{slot.path}: give exactly one of the arguments code and uscc")

    def _check_intervals(self, days: Mapping[str, date]) -> None:
        """An interval ends on the day it begins, which leaves nothing, or later."""
        for slot in self.slots:
            if slot.rule != "day" or slot.argument != "to":
                continue
            other = next(one for one in self.slots if one.node is slot.node and one.argument == "from")
            begins, ends = days[other.parameter], days[slot.parameter]
            if begins > ends:
                raise BadUserInput(
                    f"{slot.path}.from: {begins} lies after `to`, {ends}; give the earlier first"
                )


CURSOR_BESIDE = {"first": "after", "last": "before"}


def _checked(slot: Slot, value: Any, *, max_page: int, day: date | None, today: date) -> Any:
    place = f"{slot.path}.{slot.argument}"
    if slot.rule in CURSOR_BESIDE:
        if value is None or not 0 <= value <= max_page:
            beside = CURSOR_BESIDE[slot.rule]
            raise BadUserInput(
                f"{place}: {'null' if value is None else value} is outside 0 to {max_page}; ask for less and "
                f"page with `{beside}`"
            )
        return value
    rule, _, detail = slot.rule.partition(" ")
    if rule in CURSOR_BESIDE.values():
        return _cursor(place, value, rule, detail, day=day, today=today)
    if rule in RULES:
        return RULES[rule](place, value, detail, max_page)
    if slot.rule in KIND_OF and value is not None and not is_code(slot.rule, value):
        raise BadUserInput(f"{place}: not a code of {slot.rule}, which is {code_rule(slot.rule)[1]}")
    return stored_value(value)


def _ids(place: str, texts: list[str], kind: str, max_page: int) -> list[dict[str, Any]] | int:
    """Where each id of that kind stands and its code; without a kind how many ids there are."""
    if len(texts) > max_page:
        raise BadUserInput(f"{place}: {len(texts)} ids; {max_page} are allowed (GRAPHSVC_MAX_PAGE)")
    found = [(at, parse_id(text, place, ADDRESSED)) for at, text in enumerate(texts)]
    return [{"at": at, "code": one.code} for at, one in found if one.label == kind] if kind else len(found)


def _prefix(place: str, value: str | None) -> str:
    """What the `area` of everything in that area begins with."""
    if value is not None and not is_code("Area", value):
        raise BadUserInput(f"{place}: not a code of Area, which is {code_rule('Area')[1]}")
    return prefix_of(value) if value is not None else ""


def _cursor(place: str, value: str | None, side: str, order: str, *, day: date | None, today: date) -> Any:
    """Where the page begins, by the side of the cursor and the order of the page; `day` is the page's own."""
    if value is None:
        return opening(side, order)
    try:
        text = decode_cursor(value)
        if day:
            text, made = split_day(text)
            _check_day(place, made or today, day)
        return standing(text, order)
    except ValueError:
        raise BadUserInput(f"{place}: not a cursor of this service; use `endCursor` or `cursor`") from None
    except OtherOrder as error:
        raise BadUserInput(f"{place}: {error}") from None


def _check_day(place: str, made: date, day: date) -> None:
    if made != day:
        raise BadUserInput(
            f"{place}: this cursor is of a page on {made} and this page is on {day}; ask for the day of the "
            "cursor, or give no cursor"
        )


def _kinds(kinds: list[Any] | None) -> list[str]:
    """The labels of those kinds; of all that are found without."""
    return list(SEARCH_LABELS) if kinds is None else stored_value(kinds)


def _least(place: str, value: float | None, least: int) -> float | None:
    if value is not None and value < least:
        raise BadUserInput(f"{place}: {value} is less than {least}; give {least} or more")
    return value


def _paths(place: str, many: int | None) -> int:
    if many is None or not 1 <= many <= MOST_PATHS:
        raise BadUserInput(f"{place}: {many} is outside 1 to {MOST_PATHS}")
    return many


RULES: Mapping[str, Callable[[str, Any, str, int], Any]] = {
    "id": lambda place, value, *_: parse_id(value, place, ADDRESSED).code,
    "ids": _ids,
    "within": lambda place, value, *_: _prefix(place, value),
    "beyond": lambda place, value, *_: _prefix(place, value) + HIGHEST,
    "nameContains": lambda place, value, *_: name_part(place, value),
    "uscc": lambda place, value, *_: None if value is None else compact_uscc(value),
    "least": lambda place, value, least, _: _least(place, value, int(least)),
    "kinds": lambda place, value, *_: _kinds(value),
    "paths": lambda place, value, *_: _paths(place, value),
    "search": lambda place, value, form, _: search_text(place, value, form),
}
"""Rules that change a value: by its place, the value, what stands behind the rule, the largest page."""
