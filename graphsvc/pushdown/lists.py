"""A list of the catalogue as a connection: rows come in the order that an index on (area, code) keeps."""

from collections.abc import Mapping
from dataclasses import dataclass

from graphsvc.catalogue import Statement
from graphsvc.pushdown.assembly import Assembly, Lowered, call, within_border
from graphsvc.pushdown.fields import ListRoot
from graphsvc.pushdown.lower import fields, project
from graphsvc.pushdown.paging import Page, Source, connection
from graphsvc.pushdown.selection import Selection


def list_root(assembly: Assembly, lowering: ListRoot, selection: Selection, day: str) -> Lowered:
    """The clauses and the map of one list."""
    statement = assembly.catalogue.get(lowering.statement)
    column = statement.returns[0]
    place = assembly.place(f"n{assembly.number()}", column.type, day)
    names = {
        item.name: _parameter(assembly, selection, item.name, day).removeprefix("$")
        for item in statement.parameters
    }
    border = within_border(column.name) if assembly.restricted else []
    rows = _Rows(statement, names, tuple(border), place.name)
    source = Source(
        imports="",
        match=rows.match(),
        conditions=[],
        node=place.name,
        item=lambda part: project(assembly, place, assembly.selector.children(part)),
        values=lambda part: fields(assembly, place, assembly.selector.children(part)),
        key="area",
        before=f"{place.name}.area",
        unique=True,
        cut=rows.cut,
        read=rows.read,
    )
    return connection(assembly, source, selection)


@dataclass(frozen=True)
class _Rows:
    """The file of a list, whose WHERE goes on with the border and with the place of a cursor."""

    statement: Statement
    names: Mapping[str, str]
    border: tuple[str, ...]
    node: str

    def match(self, *further: str, order: str = "") -> list[str]:
        lines = self.statement.continued(self.names, [*self.border, *further])
        column = self.statement.returns[0].name
        return [f"// {self.statement.name}", *lines, f"WITH {column} AS {self.node}{order}"]

    @property
    def read(self) -> dict[str, str]:
        """Both keys, which the index gives for nothing as long as they are taken where it is searched."""
        n = self.node
        code, area = f"{n}_code", f"{n}_area"
        return {f"{n}.code": code, f"{n}.area": area, f"{n}.area + '|' + {n}.code": f"{area} + '|' + {code}"}

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


def _parameter(assembly: Assembly, selection: Selection, name: str, day: str) -> str:
    if name == "asOf":
        return day
    if name == "beyond":
        return assembly.slot(selection, "within", name, name)
    return assembly.slot(selection, name, name if name == "within" else "")
