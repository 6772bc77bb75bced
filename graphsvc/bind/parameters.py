"""The parameters of a statement: those that arguments of the document fill, and the service's own in `$q`.

All values of a request are keys of one map, `$q`; days stand beside it (`$asOf`, `$asOf2`, …).
"""

from dataclasses import dataclass, field

from graphql import FieldNode, GraphQLField


@dataclass(frozen=True)
class QueryParameter:
    """A parameter as a statement names it: `str(QueryParameter("q.p0_code"))` is `$q.p0_code`."""

    name: str

    def __str__(self) -> str:
        return f"${self.name}"


JURISDICTION, BORDER = QueryParameter("q.jurisdiction"), QueryParameter("q.border")
"""What the `area` of all that the caller may see begins with, and the first text after all of these."""
HIDDEN = QueryParameter("q.hidden")
"""Labels whose names the caller may not see."""


@dataclass(frozen=True)
class Slot:
    """A parameter of the statement and the argument of the document that fills it.

    `rule` says how the value is checked and changed on the way: "" not at all, "day", "first", "last",
    one of binding's RULES with what it needs behind it ("after PLACE_ASC area": a cursor of that order, which
    holds the area before the code), or the label whose rule for codes it must follow. `day` is the parameter
    that holds the day of the page that a cursor belongs to; it is empty for a page that is of no one day.
    """

    parameter: str
    argument: str
    rule: str
    path: str
    definition: GraphQLField = field(compare=False)
    node: FieldNode = field(compare=False)
    day: str = ""


def day_mark(day: str) -> str:
    """The key in `$q` of what ids and cursors of a day end with: of the parameter `asOf2` it is `atDay2`.

    Its value is `@2022-12-31` where the question names the day, and empty where it leaves it to today.
    """
    return day.replace("asOf", "atDay")
