"""Expressions of a statement as objects: what needs to know what an expression is asks the object, and its
text is written last.

`str(expression)` is its Cypher. A `compound` expression holds a map or a subquery.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Cypher:
    """An expression that nothing more is known of than its text."""

    text: str
    compound: bool = False

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Property:
    """A property read off a variable: `n1.code`."""

    variable: str
    name: str
    compound = False

    def __str__(self) -> str:
        return f"{self.variable}.{self.name}"


@dataclass(frozen=True, eq=False)
class Map:
    """A map with response names as keys."""

    entries: "Mapping[str, Expression]"
    compound = True

    def __str__(self) -> str:
        return "{" + ", ".join(f"`{key}`: {expression}" for key, expression in self.entries.items()) + "}"


@dataclass(frozen=True, eq=False)
class Projection:
    """A map projection of a node: null stays null, and a node without a field selected is still a map.

    `beside` are entries that the record has beside the fields selected.
    """

    variable: str
    fields: "Mapping[str, Expression]"
    beside: "tuple[tuple[str, Expression], ...]" = ()
    compound = True

    def with_entry(self, key: str, expression: "Expression") -> "Projection":
        """The projection with one more entry beside the fields."""
        return replace(self, beside=(*self.beside, (key, expression)))

    def __str__(self) -> str:
        """Of a node that an expression found the database reads each property once, and shows null under
        every further key: there it stands in a call, which does not change it."""
        parts: dict[str, str] = {}
        read: set[str] = set()
        for key, expression in self.fields.items():
            own = expression.name if isinstance(expression, Property) and self._reads(expression) else ""
            if own in read:
                parts[key] = f"`{key}`: coalesce({expression})"
            else:
                parts[key] = f".{key}" if own == key else f"`{key}`: {expression}"
            read |= {own} if own else set()
        shown = list(parts.values()) or [".code"]
        shown += [f"`{key}`: {expression}" for key, expression in self.beside]
        return f"{self.variable} {{{', '.join(shown)}}}"

    def _reads(self, expression: Property) -> bool:
        return expression.variable == self.variable


Expression = Cypher | Property | Map | Projection
NULL = Cypher("null")


def map_of(entries: "Iterable[tuple[str, Expression]]") -> Map:
    """The map with these entries."""
    return Map(dict(entries))
