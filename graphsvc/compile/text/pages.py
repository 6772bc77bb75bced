"""What a document asks of a connection: which of its rows, and what of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from graphsvc.bind.parameters import QueryParameter
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.document.structure import PAGING
from graphsvc.compile.text.assembly import Assembly
from graphsvc.compile.text.orders import BY_CODE, Order
from graphsvc.errors import BadUserInput

_RULE = "page with first and after, or with last and before"


@dataclass(frozen=True)
class Page:
    """Which way the document pages, and its parameters; `cursor` is None where the document names none."""

    backward: bool
    size: QueryParameter | None = None
    cursor: QueryParameter | None = None
    order: Order = BY_CODE

    @property
    def descending(self) -> str:
        """What stands behind each key of an order that has no nulls."""
        return " DESC" if self.backward != self.order.falling else ""

    @property
    def beyond(self) -> str:
        """How a key compares with that of the cursor."""
        return "<" if self.descending else ">"

    @property
    def entered(self) -> str:
        """Whether something lies on the other side of the cursor."""
        return self.order.entered(self.cursor, backward=self.backward) if self.cursor else "false"

    def shown(self, collected: str, information: bool) -> str:
        """The rows as they are shown, without the one that only tells that there are more."""
        rows = collected + (f"[..{self.size}]" if information else "")
        return f"reverse({rows})" if self.backward else rows


@dataclass(frozen=True)
class Asked:
    """What the document selects of a connection: `parts` are its `nodes` and `edges { node }`, `facts` its
    `edges { valid }`, by response names; `bare` is whether nothing but the nodes is needed of the rows."""

    parts: dict[str, Selection]
    facts: dict[str, Selection]
    keyed: bool
    edges: bool
    information: bool
    total: bool
    bare: bool

    @property
    def plain(self) -> bool:
        """Whether the rows are those of the one `nodes`."""
        return len(self.parts) == 1 and not (self.keyed or self.edges)

    @property
    def rows(self) -> bool:
        """Whether any row is needed."""
        return bool(self.parts) or self.keyed or self.information


def is_bare(selections: Sequence[Selection]) -> bool:
    """Whether all that a connection is asked for is one list of `nodes`, and perhaps their count: then the
    list stands under its response name."""
    names = [one.name for one in selections]
    return names.count("nodes") == 1 and {"edges", "pageInfo"}.isdisjoint(names)


def page_of(assembly: Assembly, order: Order, selection: Selection, asked: Asked) -> Page:
    """The page asked for; raises BadUserInput for arguments of both directions."""
    given = {name for name in PAGING if assembly.has_value(selection, name)}
    for one, other in (("first", "last"), ("after", "last"), ("before", "first"), ("after", "before")):
        if {one, other} <= given:
            raise BadUserInput(f"{selection.key}: {one} and {other} exclude one another; {_RULE}")
    if "before" in given and "last" not in given:
        raise BadUserInput(f"{selection.key}: before is given without last; {_RULE}")
    size, cursor = ("last", "before") if "last" in given else ("first", "after")
    if not asked.rows:
        return Page("last" in given)
    rule = f"{cursor} {order.rule}"
    start = assembly.slot(selection, cursor, rule, day=order.day) if selection.gives(cursor) else None
    return Page("last" in given, assembly.slot(selection, size, size), start, order)


def asked_of(assembly: Assembly, selection: Selection) -> Asked:
    """What the document selects of this connection."""
    parts: dict[str, Selection] = {}
    facts: dict[str, Selection] = {}
    keyed = edges = False
    children = assembly.selector.children(selection)
    for child in children:
        if child.name == "nodes":
            parts[child.key] = child
        if child.name == "edges":
            keyed = True
            for inner in assembly.selector.children(child):
                edges = edges or inner.name in ("since", "role", "valid")
                if inner.name == "valid":
                    facts[f"{child.key}.{inner.key}"] = inner
                if inner.name == "node":
                    parts[f"{child.key}.{inner.key}"] = inner
    names = {child.name for child in children}
    information, total = "pageInfo" in names, "totalCount" in names
    return Asked(parts, facts, keyed, edges, information, total, is_bare(children))
