"""What began and ended: the log of changes is read in the order of its codes, and each entry leads to facts.

The codes of the log begin with the day. Of the whole city they are read from the index on the code, of a
county, a township or a community from the index that begins with that place: one branch finds anything, the
others ask first how deep the place lies. So a page costs what it holds, wherever it stands.
"""

from dataclasses import dataclass

from graphql import GraphQLObjectType

from graphsvc.bind.cursors import PLACE
from graphsvc.bind.parameters import JURISDICTION
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.lower import fields, project
from graphsvc.compile.text.assembly import Assembly, Lowered, Place, call
from graphsvc.compile.text.orders import Order
from graphsvc.compile.text.paging import Page, Source, connection

FACTS = "fields/logged_facts"
"""The file that finds the facts of an entry."""
LEVELS = (("county", 6, 9), ("township", 9, 12), ("community", 12, 40))
"""Properties of the log that have an index, by the length of a place's prefix, from and to."""


def changes_root(assembly: Assembly, selection: Selection) -> tuple[Lowered, str]:
    """The clauses and the map of the connection, and the parameter that holds its first day."""
    first, until = (assembly.moment(selection, argument) for argument in ("from", "to"))
    within = assembly.slot(selection, "within", "within") if selection.gives("within") else ""
    name = f"n{assembly.number()}"
    rows = _Rows(assembly, FACTS, name, (first, until), within)
    kind = assembly.schema.type_map["Change"]
    assert isinstance(kind, GraphQLObjectType)
    place = Place(name, kind, first)
    source = Source(
        imports="",
        match=rows.match(Page(False)),
        conditions=[],
        node=name,
        item=lambda part: project(assembly, place, assembly.selector.children(part)),
        values=lambda part: fields(assembly, place, assembly.selector.children(part)),
        order=Order(PLACE, f"{name}.entry.code", "group"),
        unique=True,
        cut=lambda page, limit: [*rows.match(page), f"WITH {name} LIMIT {limit}"],
    )
    return connection(assembly, source, selection), first.removeprefix("$")


@dataclass(frozen=True)
class _Rows:
    """The rows of one question; `within` is empty where the document gives no place."""

    assembly: Assembly
    statement: str
    name: str
    days: tuple[str, str]
    within: str

    def match(self, page: Page) -> list[str]:
        """Each change as a map that looks like a node: its code is what tells it from others of its entry."""
        statement = self.assembly.statement(self.statement)
        cursor = (f"{page.cursor}.group", f"{page.cursor}.code") if page.cursor else ("''", "''")
        values = {"group": cursor[0], "low": "''", "high": "'~'", "backward": str(page.backward).lower()}
        values["high" if page.backward else "low"] = cursor[1]
        parts = ["entry", *(column.name for column in statement.returns if column.name != "key")]
        return [
            *self._entries(page),
            *call("entry", [f"// {statement.name}", *statement.fed(values).splitlines()]),
            f"WITH {{code: key, {', '.join(f'{one}: {one}' for one in parts)}}} AS {self.name}",
        ]

    def _entries(self, page: Page) -> list[str]:
        """The entries between the two days and from the cursor on, in the order of their codes."""
        places = [JURISDICTION] if self.assembly.restricted else []
        places += [self.within] if self.within else []
        order = f"entry.code{page.descending}"
        if not places:
            return [*self._between(page, [], self.days), f"WITH entry ORDER BY {order}"]
        inside = [f"coalesce(entry.area, '') STARTS WITH {place}" for place in places]
        first, until = self.days
        body = self._between(
            page, inside, (first, f"CASE WHEN size(place) < {LEVELS[0][1]} THEN {until} END")
        )
        body.append(f"RETURN entry ORDER BY {order}")
        for level, shortest, longer in LEVELS:
            prefix = f"CASE WHEN {shortest} <= size(place) < {longer} THEN left(place, {shortest}) END"
            body += [
                "UNION ALL",
                *self._between(page, [f"entry.{level} = {prefix}", *inside], self.days, level),
                f"RETURN entry ORDER BY entry.{level}{page.descending}, {order}",
            ]
        return [*_deepest(places), *call("place", body)]

    def _between(self, page: Page, further: list[str], days: tuple[str, str], level: str = "") -> list[str]:
        """One range of an index; a bound that is null is a range without anything, and nothing is read."""
        bounds = [f"entry.code >= toString({days[0]})", f"entry.code < toString({days[1]})"]
        if page.cursor:
            bounds.append(f"entry.code {page.beyond}= {page.cursor}.group")
        hint = [f"USING INDEX entry:ChangeLog({level}, code)"] if level else []
        return ["MATCH (entry:ChangeLog)", *hint, f"WHERE {' AND '.join([*further, *bounds])}"]


def _deepest(places: list[str]) -> list[str]:
    """The prefix to search by: of two the longer, where it lies in the other."""
    if len(places) == 1:
        return [f"WITH {places[0]} AS place"]
    one, other = places
    cases = [f"WHEN {low} STARTS WITH {high} THEN {low}" for low, high in ((one, other), (other, one))]
    return [f"WITH CASE {' '.join(cases)} END AS place"]
