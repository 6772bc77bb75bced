"""A list of the catalogue as a connection: an index keeps its rows by place and code, and by code alone; in
any other order all rows are read to find those of the page."""

from collections.abc import Mapping
from dataclasses import dataclass

from graphsvc.bind.cursors import PLACE
from graphsvc.catalogue import Statement
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.lower import fields, project
from graphsvc.compile.lowerings import ListRoot
from graphsvc.compile.text.assembly import (
    Assembly,
    Lowered,
    Place,
    call,
    inside,
    pattern,
    where,
    within_border,
)
from graphsvc.compile.text.orders import Order, asked_order, order_at, order_on
from graphsvc.compile.text.paging import Page, Source, connection


def list_root(assembly: Assembly, lowering: ListRoot, selection: Selection, day: str) -> Lowered:
    """The clauses and the map of one list."""
    statement = assembly.statement(lowering.statement)
    column = statement.returns[0]
    place = assembly.place(f"n{assembly.number()}", column.type, day)
    names = {
        item.name: _parameter(assembly, selection, item.name, day).removeprefix("$")
        for item in statement.parameters
    }
    border = within_border(column.name) if assembly.restricted else []
    border += _without(assembly, lowering, selection, Place(column.name, place.type, day))
    rows = _Rows(statement, names, tuple(border), place.name)
    order = _order(assembly, selection, place)
    # Within a place the index by place finds fewer rows to sort than the index by code would pass over.
    throughout = order.part == "" and not (assembly.restricted or selection.gives("within"))
    source = Source(
        imports="",
        match=rows.match(),
        conditions=[],
        node=place.name,
        item=lambda part: project(assembly, place, assembly.selector.children(part)),
        values=lambda part: fields(assembly, place, assembly.selector.children(part)),
        order=order,
        unique=True,
        cut=rows.cut if order.part == "area" else rows.by_code if throughout else None,
        read=rows.read(order) if order.part == "area" else {},
    )
    return connection(assembly, source, selection)


@dataclass(frozen=True)
class _Rows:
    """The file of a list, whose WHERE goes on with the border, ties to be without, a cursor's place."""

    statement: Statement
    names: Mapping[str, str]
    border: tuple[str, ...]
    node: str

    def match(self, *further: str, order: str = "", keys: str = "") -> list[str]:
        lines = self.statement.continued(self.names, [*self.border, *further], keys)
        column = self.statement.returns[0].name
        return [f"// {self.statement.name}", *lines, f"WITH {column} AS {self.node}{order}"]

    def read(self, order: Order) -> dict[str, str]:
        """Both keys, which the index gives for nothing as long as they are taken where it is searched."""
        code, area = f"{self.node}.code", f"{self.node}.area"
        return {
            text: text.replace(code, f"{self.node}_code").replace(area, f"{self.node}_area")
            for text in (code, area, order.remembered(code))
        }

    def cut(self, page: Page, limit: str) -> list[str]:
        """The rest of the cursor's own place, then the places beyond, read only as far as the page goes.

        Each of the two is one range of the index, which a comparison of both keys at once would not be.
        """
        down, column, n = page.descending, self.statement.returns[0].name, self.node
        if not page.cursor:
            return self.match(order=f" ORDER BY {n}.area{down}, {n}.code{down} LIMIT {limit}")
        keys = f"{n}_area{down}, {n}_code{down}"
        order = f", {column}.area AS {n}_area, {column}.code AS {n}_code ORDER BY {keys} LIMIT {limit}"
        area, code = (f"{column}.{key} {{}} {page.cursor}.{key}" for key in ("area", "code"))
        same = self.match(area.format("="), code.format(page.beyond), order=order)
        others = self.match(area.format(page.beyond), order=order)
        found = f"{n}, {n}_area, {n}_code"
        end = f"RETURN {found}"
        return [*call("", [*same, end, "UNION ALL", *others, end]), f"WITH {found} LIMIT {limit}"]

    def by_code(self, page: Page, limit: str) -> list[str]:
        """The codes beyond the cursor, in one range of the index that keeps them unique."""
        code = f"{self.statement.returns[0].name}.code"
        # Even a page from the start names a range: the index is then searched, not scanned.
        beyond = f"{code} {page.beyond} {page.cursor}" if page.cursor else f"{code} >= ''"
        order = f" ORDER BY {self.node}.code{page.descending} LIMIT {limit}"
        return self.match(beyond, order=order, keys="code")


def _order(assembly: Assembly, selection: Selection, place: Place) -> Order:
    name = asked_order(assembly, selection) or PLACE
    if name.startswith("PLACE"):
        return order_on(assembly, place.day, Order(name, f"{place.name}.area", "area"))
    return order_at(assembly, place, name)


def _without(assembly: Assembly, lowering: ListRoot, selection: Selection, place: Place) -> list[str]:
    """That each hop named shows nothing: patterns of the text, planned only where they are asked for."""
    chosen = assembly.choice(selection, "without") if lowering.ties else None
    found = []
    for word, hop in lowering.ties:
        if word in (chosen or ()):
            met = assembly.in_force("fact", place.day, hop.types)
            met += assembly.in_force("far", place.day, hop.label)
            met += [inside("far")] if assembly.restricted and not hop.named else []
            match = pattern(hop, place.name, "fact", "far")
            found.append(f"NOT EXISTS {{ {' '.join([f'MATCH {match}', *where(met)])} }}")
    return found


def _parameter(assembly: Assembly, selection: Selection, name: str, day: str) -> str:
    if name == "asOf":
        return day
    if name == "beyond":
        return assembly.slot(selection, "within", name, name=name)
    return assembly.slot(selection, name, name if name == "within" else "")
