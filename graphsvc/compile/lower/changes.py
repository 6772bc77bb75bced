"""What began and ended: the log of changes is read in the order of its codes, and each entry leads to facts.

The codes of the log begin with the day. Of the whole city they are read from the index on the code, of a
county, a township or a community from the index that begins with that place: one branch finds anything, the
others ask first how deep the place lies. So a page costs what it holds, wherever it stands.
"""

from dataclasses import dataclass

from graphql import GraphQLObjectType

from graphsvc.bind.cursors import PLACE
from graphsvc.bind.parameters import JURISDICTION, QueryParameter
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.lower.lower import fields, project_children
from graphsvc.compile.lower.roots import LoweredRoot, lower_root
from graphsvc.compile.lowerings import Choice
from graphsvc.compile.roots import ChangesRoot
from graphsvc.compile.text.assembly import Assembly, fed
from graphsvc.compile.text.clauses import Call, Clause, Match
from graphsvc.compile.text.orders import Order
from graphsvc.compile.text.pages import Page
from graphsvc.compile.text.paging import Source, connection
from graphsvc.compile.text.variables import Names, Variable

FACTS = "fields/logged_facts"
"""The file that finds the facts of an entry."""
LEVELS = (("county", 6, 9), ("township", 9, 12), ("community", 12, 40))
"""Properties of the log that have an index, by the length of a place's prefix, from and to."""


@lower_root.register
def _(lowering: ChangesRoot, assembly: Assembly, selection: Selection, choice: Choice) -> LoweredRoot:
    first, until = (assembly.moment(selection, argument) for argument in ("from", "to"))
    within = assembly.slot(selection, "within", "within") if selection.gives("within") else None
    names = assembly.names()
    rows = _Rows(assembly, names, Days(first, until), within)
    kind = assembly.schema.type_map["Change"]
    assert isinstance(kind, GraphQLObjectType)
    change = Variable(names.node, kind, first)
    source = Source(
        imports="",
        names=names,
        before=rows.match(Page(False)),
        item=lambda part: project_children(assembly, change, part),
        values=lambda part: fields(assembly, change, assembly.selector.children(part)),
        order=Order(PLACE, f"{names.node}.entry.code", "group"),
        unique=True,
        cut=lambda page, limit: [*rows.match(page), f"WITH {names.node} LIMIT {limit}"],
    )
    clauses, value = connection(assembly, source, selection)
    return LoweredRoot(clauses, value, first, "from")


@dataclass(frozen=True)
class Days:
    """The interval asked about, as expressions: its first day, and the first that is no longer in it."""

    first: QueryParameter
    until: QueryParameter | str


@dataclass(frozen=True)
class _Rows:
    """The rows of one question; `within` is None where the document gives no place."""

    assembly: Assembly
    names: Names
    days: Days
    within: QueryParameter | None

    def match(self, page: Page) -> list[Clause]:
        """Each change as a map that looks like a node: its code is what tells it from others of its entry."""
        statement = self.assembly.statement(FACTS)
        group, code = (f"{page.cursor}.group", f"{page.cursor}.code") if page.cursor else ("''", "''")
        values = {"group": group, "low": "''", "high": "'~'", "backward": str(page.backward).lower()}
        values["high" if page.backward else "low"] = code
        parts = ["entry", *(column.name for column in statement.returns if column.name != "key")]
        entries = ", ".join(f"{one}: {one}" for one in parts)
        return [
            *self._entries(page),
            fed(statement, "entry", values),
            f"WITH {{code: key, {entries}}} AS {self.names.node}",
        ]

    def _entries(self, page: Page) -> list[Clause]:
        """The entries between the two days and from the cursor on, in the order of their codes."""
        places = [JURISDICTION] if self.assembly.restricted else []
        places += [self.within] if self.within else []
        order = f"entry.code{page.descending}"
        if not places:
            return [_between(page, self.days), f"WITH entry ORDER BY {order}"]
        lies = tuple(f"coalesce(entry.area, '') STARTS WITH {place}" for place in places)
        days = self.days
        high = Days(days.first, f"CASE WHEN size(place) < {LEVELS[0][1]} THEN {days.until} END")
        body: list[Clause] = [_between(page, high, lies), f"RETURN entry ORDER BY {order}"]
        for level, shortest, longer in LEVELS:
            prefix = f"CASE WHEN {shortest} <= size(place) < {longer} THEN left(place, {shortest}) END"
            body += [
                "UNION ALL",
                _between(page, days, (f"entry.{level} = {prefix}", *lies), level=level),
                f"RETURN entry ORDER BY entry.{level}{page.descending}, {order}",
            ]
        return [_deepest(places), Call("place", body)]


def _between(page: Page, days: Days, further: tuple[str, ...] = (), *, level: str = "") -> Match:
    """One range of an index; a bound that is null is a range without anything, and nothing is read."""
    bounds = [f"entry.code >= toString({days.first})", f"entry.code < toString({days.until})"]
    if page.cursor:
        bounds.append(f"entry.code {page.beyond}= {page.cursor}.group")
    hint = f"USING INDEX entry:ChangeLog({level}, code)" if level else ""
    return Match("(entry:ChangeLog)", (*further, *bounds), hint=hint)


def _deepest(places: list[QueryParameter]) -> str:
    """The prefix to search by: of two the longer, where it lies in the other."""
    if len(places) == 1:
        return f"WITH {places[0]} AS place"
    one, other = places
    cases = [f"WHEN {low} STARTS WITH {high} THEN {low}" for low, high in ((one, other), (other, one))]
    return f"WITH CASE {' '.join(cases)} END AS place"
