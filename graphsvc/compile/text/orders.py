"""The orders of a connection: what stands behind ORDER BY, and the place in it that a cursor remembers.

Rows go by a property of their own and then by code, so that no two rows share a place. Rows without the
property come last in either direction: they are counted and paged through like all others.
"""

from dataclasses import dataclass, replace

from graphsvc.bind.cursors import CODE, FALLING, NEAREST, PLACE, end_of, property_of
from graphsvc.bind.parameters import QueryParameter
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.text.assembly import Assembly
from graphsvc.compile.text.variables import Names, Variable


@dataclass(frozen=True)
class Order:
    """An order by its name, which its cursors carry.

    `key` is what goes before the code: an expression, or the variable that holds `value`. `part` is what the
    parameter of a cursor calls it; a key that may be null is called just that. `day` is the parameter that
    holds the day of the page, and `mark` what its cursors end with; both are empty for a page of no one day.
    """

    name: str = CODE
    key: str = ""
    part: str = ""
    value: str = ""
    day: str = ""
    mark: str = ""

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
        return f"{self.name} {self.part}" if self.part else self.name

    def remembered(self, code: str) -> str:
        """The expression whose value a cursor of that row holds."""
        behind = f"{code} + {self.mark}" if self.mark else code
        if self.name == CODE:
            return behind
        if self.name in (PLACE, NEAREST) and not self.nullable:
            return f"{self.key} + '|' + {behind}"
        value = f"coalesce('=' + toString({self.key}), '')" if self.key else "''"
        return f"'{self.name}|' + {value} + '|' + {behind}"

    def sorted(self, code: str, *, backward: bool) -> str:
        """What stands behind ORDER BY."""
        down = " DESC" if backward != self.falling else ""
        if not self.nullable:
            return f"{code}{down}"
        last = " DESC" if backward else ""
        return f"{self.key} IS NULL{last}, {self.key}{down}, {code}{down}"

    def beyond(self, code: str, cursor: QueryParameter, *, backward: bool) -> str:
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

    def entered(self, cursor: QueryParameter, *, backward: bool) -> str:
        """Whether something lies on the other side of the cursor."""
        if self.nullable:
            return f"{cursor} IS NOT NULL"
        code = f"{cursor}.code" if self.part else str(cursor)
        return f"{code} <> '{end_of('before' if backward else 'after', self.name)}'"


BY_CODE = Order()


def asked_order(assembly: Assembly, selection: Selection) -> str:
    """The order that a connection is asked for; empty where it is left to the connection."""
    return str(assembly.choice(selection, "orderBy") or "")


def order_on(assembly: Assembly, day: QueryParameter, order: Order) -> Order:
    """The order of a page of one day: its cursors hold that day."""
    return replace(order, day=day.name, mark=assembly.mark(day))


def order_at(assembly: Assembly, node: Variable, names: Names, order: str) -> Order:
    """An order by a property of the node; by code without a name.

    Where the node may lie outside the jurisdiction, only what is shown of it may tell where it stands.
    """
    column = property_of(order)
    if column in ("", "code"):
        return order_on(assembly, node.day, Order(order or CODE))
    value = node.read(column)
    shown = value if column == "name" else node.guard(value)
    return order_on(assembly, node.day, Order(order, names.key, "key", str(shown)))
