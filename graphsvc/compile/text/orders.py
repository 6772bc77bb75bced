"""The orders of a connection: what stands behind ORDER BY, and the place in it that a cursor remembers.

Rows go by a property of their own and then by code, so that no two rows share a place. Rows without the
property come last in either direction: they are counted and paged through like all others.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graphsvc.compile.document.selection import Selection
from graphsvc.compile.text.assembly import Assembly, Place, guard
from graphsvc.model import HIGHEST

CODE, PLACE, NEAREST = "CODE_ASC", "PLACE_ASC", "NEAREST"
"""The orders of a document that names none: of hops, of lists, of walks up."""
FALLING = "_DESC"
OPEN_ENDS = {"after": "", "before": HIGHEST}
"""Where a page begins whose cursor is null: before the lowest code, or after the highest."""
LONGEST = 2**63
COLUMNS = {"PLACE": "area"}
"""Words for columns that are not the name of the property."""


class OtherOrder(Exception):
    """A cursor that was made under an order other than the page's; its text says which, and the remedy."""


@dataclass(frozen=True)
class Order:
    """An order by its name, which its cursors carry.

    `key` is what goes before the code: an expression, or the variable that holds `value`. `part` is what the
    parameter of a cursor calls it; a key that may be null is called just that.
    """

    name: str = CODE
    key: str = ""
    part: str = ""
    value: str = ""

    @property
    def falling(self) -> bool:
        """Whether the order itself goes from the highest down."""
        return self.name.endswith(FALLING)

    @property
    def nullable(self) -> bool:
        """Whether rows may lack the key: then a cursor may be null too, and stands at no end."""
        return self.part == "key"

    @property
    def rule(self) -> str:
        """What binding needs to read a cursor: the order's name, and the part beside the code."""
        return f"{self.name} {self.part}".rstrip()

    def remembered(self, code: str) -> str:
        """The expression whose value a cursor of that row holds."""
        if self.name == CODE:
            return code
        if self.name in (PLACE, NEAREST) and not self.nullable:
            return f"{self.key} + '|' + {code}"
        value = f"coalesce('=' + toString({self.key}), '')" if self.key else "''"
        return f"'{self.name}|' + {value} + '|' + {code}"

    def sorted(self, code: str, *, backward: bool) -> str:
        """What stands behind ORDER BY."""
        down = " DESC" if backward != self.falling else ""
        if not self.nullable:
            return f"{code}{down}"
        last = " DESC" if backward else ""
        return f"{self.key} IS NULL{last}, {self.key}{down}, {code}{down}"

    def beyond(self, code: str, cursor: str, *, backward: bool) -> str:
        """The condition that a row lies on the far side of the cursor."""
        sign = "<" if backward != self.falling else ">"
        if not self.nullable:
            return f"{code} {sign} {cursor}"
        further = f"{code} {sign} {cursor}.code"
        later = f"{self.key} {sign} {cursor}.key OR ({self.key} = {cursor}.key AND {further})"
        # Rows without the key come behind all others: going back they are met first.
        without, others = f"{cursor}.key IS NOT NULL OR {further}", later
        if backward:
            without, others = f"{cursor}.key IS NULL AND {further}", f"{cursor}.key IS NULL OR {later}"
        return f"({cursor} IS NULL OR CASE WHEN {self.key} IS NULL THEN {without} ELSE {others} END)"

    def entered(self, cursor: str, *, backward: bool) -> str:
        """Whether something lies on the other side of the cursor."""
        if self.nullable:
            return f"{cursor} IS NOT NULL"
        code = f"{cursor}.code" if self.part else cursor
        return f"{code} <> '{_end('before' if backward else 'after', self.name)}'"


BY_CODE = Order()


def asked_order(assembly: Assembly, selection: Selection) -> str:
    """The order that a connection is asked for; empty where it is left to the connection."""
    return str(assembly.choice(selection, "orderBy") or "")


def order_at(place: Place, name: str) -> Order:
    """An order by a property of the node; by code without a name.

    Where the node may lie outside the jurisdiction, only what is shown of it may tell its place.
    """
    column = name.rpartition("_")[0]
    if column in ("", "CODE"):
        return Order(name or CODE)
    value = f"{place.name}.{property_of(name)}"
    return Order(
        name, place.name.replace("n", "k"), "key", value if column == "NAME" else guard(place, value)
    )


def property_of(name: str) -> str:
    """`VALID_FROM_DESC` → `valid_from`."""
    column = name.rpartition("_")[0]
    return COLUMNS.get(column, column.lower())


def opening(side: str, rule: str) -> Any:
    """Where a page begins whose cursor is null."""
    name, _, part = rule.partition(" ")
    end = _end(side, name)
    if part == "key":
        return None
    return {part: end, "code": end} if part else end


def standing(text: str, rule: str) -> Any:
    """Where the cursor of that text stands; raises OtherOrder, or ValueError for what is none."""
    wanted, _, part = rule.partition(" ")
    name, key, code = _read(text)
    if name != wanted:
        raise OtherOrder(
            f"this cursor was made under the order {name} and the page goes by {wanted}; give the `orderBy` "
            "that it was made under, or no cursor"
        )
    if not part:
        return code
    if key is None and part != "key":
        raise ValueError(text)
    return {part: key, "code": code}


def _read(text: str) -> tuple[str, Any, str]:
    """The order that a cursor was made under, the key (None: the row has none) and the code."""
    rest, bar, code = text.rpartition("|")
    if not bar:
        return CODE, None, code
    name, bar, key = rest.partition("|")
    if not bar:
        return (NEAREST if len(rest) == 1 else PLACE), rest, code
    if not name.endswith(("_ASC", FALLING)) or property_of(name) not in READERS or key[:1] not in ("", "="):
        raise ValueError(text)
    return name, READERS[property_of(name)](key[1:]) if key else None, code


def _end(side: str, name: str) -> str:
    other = {"after": "before", "before": "after"}
    return OPEN_ENDS[other[side] if name.endswith(FALLING) else side]


def _number(text: str) -> int:
    found = int(text)
    if not -LONGEST <= found < LONGEST:
        raise ValueError(text)
    return found


DAYS = ("valid_from", "approved_on", "admitted_on", "full_since", "signed_on", "happened_on")
READERS: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(("code", "area", "name", "kind"), str),
    **dict.fromkeys(DAYS, date.fromisoformat),
    **dict.fromkeys(("persons", "floors", "year"), _number),
}
"""By property, how a key is read back from a cursor: the properties that rows may be ordered by."""
