"""The parameters of a statement: those that arguments of the document fill, and the service's own in `$q`.

All values of a request are keys of one map, `$q`; days stand beside it (`$asOf`, `$asOf2`, …).
"""

from dataclasses import dataclass, field

from graphql import FieldNode, GraphQLField

JURISDICTION, BORDER = "$q.jurisdiction", "$q.border"
"""What the `area` of all that the caller may see begins with, and the first text after all of these."""
HIDDEN = "$q.hidden"
"""Labels whose names the caller may not see."""


@dataclass(frozen=True)
class Slot:
    """A parameter of the statement and the argument of the document that fills it.

    `rule` says how the value is checked and changed on the way: "" not at all, "day", "first", "last",
    one of binding's RULES with what it needs behind it ("after PLACE_ASC area": a cursor of that order, which
    holds the area before the code), or the label whose rule for codes it must follow.
    """

    parameter: str
    argument: str
    rule: str
    path: str
    definition: GraphQLField = field(compare=False)
    node: FieldNode = field(compare=False)
