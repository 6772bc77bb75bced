"""What one compilation carries: running numbers, parameter slots, days, and the few templates all lowerings
share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from graphql import (
    GraphQLObjectType,
    GraphQLSchema,
    NullValueNode,
    Undefined,
    VariableNode,
    print_ast,
    value_from_ast,
)

from graphsvc.bind.arguments import id_arguments
from graphsvc.bind.parameters import BORDER, JURISDICTION, Slot, day_mark
from graphsvc.catalogue import Catalogue, Statement
from graphsvc.catalogue.days import conditions
from graphsvc.compile.document.selection import Selection, Selector
from graphsvc.compile.lowerings import Hop, Lowering
from graphsvc.errors import BadUserInput
from graphsvc.model import KIND_OF


@dataclass(frozen=True)
class Place:
    """A node of the statement that fields are lowered at.

    `guarded` places may lie outside the caller's jurisdiction: then they show public values only and lead
    nowhere. A `single` place is met by one row, so that what is one step away needs no CALL of its own.
    `shared` holds the variables that several fields of this place use together. `label` is the variable that
    holds the label of its kind where several kinds may stand.
    """

    name: str
    type: GraphQLObjectType
    day: str
    guarded: bool = False
    single: bool = False
    label: str = ""
    shared: dict[str, str] = field(default_factory=dict, compare=False)

    @property
    def kind(self) -> str:
        """The expression of the name of its type."""
        return self.label or f"'{self.type.name}'"

    @property
    def prefix(self) -> str:
        """The expression of what its id begins with."""
        return f"{self.label} + ':'" if self.label else f"'{self.type.name}:'"


@dataclass
class Assembly:
    """The state of one compilation; thrown away once the plan is made.

    `known` is what the dataset's bounds say of kinds (see `bounds.py`), `kinds` those that were asked about.
    """

    selector: Selector
    lowerings: Mapping[tuple[str, str], Lowering]
    catalogue: Catalogue
    restricted: bool
    choices: Mapping[str, Any] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    kinds: set[str] = field(default_factory=set)
    slots: list[Slot] = field(default_factory=list)
    days: dict[str, str] = field(default_factory=dict)
    _number: int = 0

    @property
    def schema(self) -> GraphQLSchema:
        """The schema that the operation was validated against."""
        return self.selector.schema

    def statement(self, name: str) -> Statement:
        """A file of the catalogue, without the conditions that are known to hold; raises CatalogueError."""
        statement = self.catalogue.get(name)
        self.kinds |= statement.kinds
        return statement.relying_on(self.known)

    def number(self) -> int:
        """The next running number, so that no two variables of a statement share a name."""
        self._number += 1
        return self._number

    def lowering(self, selection: Selection) -> Lowering:
        """What the schema declares for this field; every field declares something (held by a test)."""
        return self.lowerings[selection.owner, selection.name]

    def has_value(self, selection: Selection, argument: str) -> bool:
        """Whether the document gives an argument that decides the structure, and not as null."""
        value = selection.argument(argument)
        if isinstance(value, VariableNode):
            return value.name.value in self.choices
        return value is not None and not isinstance(value, NullValueNode)

    def choice(self, selection: Selection, argument: str) -> Any:
        """The value of an argument that chooses a pattern; its default where the document gives none."""
        definition = selection.definition.args[argument]
        value = selection.argument(argument)
        if isinstance(value, VariableNode):
            found = self.choices.get(value.name.value)
        else:
            found = None if value is None else value_from_ast(value, definition.type, dict(self.choices))
        if found is Undefined:
            raise BadUserInput(f"{selection.key}.{argument}: null stands in the list; give words only")
        if found is None and definition.default_value is not Undefined:
            found = definition.default_value
        if isinstance(found, list | tuple):
            return [_stored(one) for one in found]
        return _stored(found)

    def scope(self, selection: Selection) -> str:
        """The argument `scope` of a count; null means its default."""
        return str(self.choice(selection, "scope"))

    def slot(
        self, selection: Selection, argument: str, rule: str = "", *, name: str = "", day: str = ""
    ) -> str:
        """A parameter `$q.p<n>_<name>` for an argument of this field; the argument's name or another.

        `day` is that of the page that a cursor belongs to.
        """
        name = f"p{len(self.slots)}_{name or argument}"
        self._add(name, selection, argument, rule, day=day)
        return f"$q.{name}"

    def day(self, selection: Selection) -> str:
        """The parameter of a root's day; roots that give the same `asOf` and the same ids share one."""
        names = ("asOf", *id_arguments(selection.definition))
        given = {name: selection.argument(name) for name in names}
        text = ", ".join(f"{name}: {print_ast(value)}" for name, value in given.items() if value)
        if text not in self.days:
            self.days[text] = f"asOf{len(self.days) + 1}" if self.days else "asOf"
            self._add(self.days[text], selection, "asOf", "day")
        return "$" + self.days[text]

    def mark(self, day: str) -> str:
        """The expression of what ids and cursors of a root's day end with; empty for the days of an interval,
        whose ids and cursors are of no one day."""
        parameter = day.removeprefix("$")
        return f"$q.{day_mark(parameter)}" if parameter in self.days.values() else ""

    def moment(self, selection: Selection, argument: str) -> str:
        """The parameter of a day that is an argument of its own root only."""
        name = f"{argument}{len(self.slots)}"
        self._add(name, selection, argument, "day")
        return "$" + name

    def place(self, name: str, label: str, day: str, *, guarded: bool = False, single: bool = False) -> Place:
        """A place for a node of that label; its GraphQL type is that of the label's kind."""
        kind = self.schema.type_map[KIND_OF[label].label]
        assert isinstance(kind, GraphQLObjectType)
        return Place(name, kind, day, guarded and self.restricted, single)

    def in_force(self, name: str, day: str, what: str) -> list[str]:
        """The conditions that a node of a label, or a relationship of types joined by `|`, is in force on the
        day: without those that are known to hold of all of them."""
        kinds = frozenset(KIND_OF[one].label if one in KIND_OF else one for one in what.split("|"))
        self.kinds |= kinds
        return conditions(name, day, kinds, self.known)

    def _add(self, name: str, selection: Selection, argument: str, rule: str, *, day: str = "") -> None:
        slot = Slot(name, argument, rule, selection.key, selection.definition, selection.node, day)
        self.slots.append(slot)


def _stored(found: Any) -> Any:
    return found.value if isinstance(found, Enum) else found


def inside(name: str) -> str:
    """The condition that a node lies in the caller's jurisdiction."""
    return f"{name}.area STARTS WITH {JURISDICTION}"


def within_border(name: str) -> list[str]:
    """The same as two bounds, which an index on (area, code) is searched by."""
    return [f"{name}.area >= {JURISDICTION}", f"{name}.area < {BORDER}"]


def call(imports: str, body: Iterable[str]) -> list[str]:
    """`CALL (imports) { body }`, indented."""
    return [f"CALL ({imports}) {{", *("  " + line for line in body), "}"]


def where(conditions: Iterable[str]) -> list[str]:
    """One WHERE over all conditions, or nothing."""
    text = " AND ".join(conditions)
    return [f"WHERE {text}"] if text else []


def embed(statement: Statement, imports: str, names: Mapping[str, str]) -> list[str]:
    """A file of the catalogue in a CALL of its own, verbatim but for the names of its parameters."""
    return call(imports, [f"// {statement.name}", *statement.renamed(names).splitlines()])


def pattern(hop: Hop, near: str, edge: str, far: str) -> str:
    """One relationship between two nodes, as a hop declares it."""
    if hop.direction == "in":
        return f"({near})<-[{edge}:{hop.types}]-({far}:{hop.label})"
    return f"({near})-[{edge}:{hop.types}]->({far}:{hop.label})"


def guard(place: Place, expression: str) -> str:
    """The expression, or null where the place lies outside the jurisdiction."""
    return f"CASE WHEN {inside(place.name)} THEN {expression} END" if place.guarded else expression


def given_to(place: Place, name: str) -> str:
    """The place under the name that a file wants; nothing is worked out for one outside the jurisdiction."""
    return f"WITH {place.name} AS {name}" + (f" WHERE {inside(name)}" if place.guarded else "")


def map_of(entries: Iterable[tuple[str, str]]) -> str:
    """A Cypher map with response names as keys."""
    return "{" + ", ".join(f"`{key}`: {expression}" for key, expression in entries) + "}"


def project_map(name: str, entries: Mapping[str, str]) -> str:
    """A map projection of a node: null stays null, and a node without a field selected is still a map.

    Of a node that an expression found the database reads each property once, and shows null under every
    further key: there it stands in a call, which does not change it.
    """
    parts: dict[str, str] = {}
    met: set[str] = set()
    for key, expression in entries.items():
        text = f"coalesce({expression})" if expression in met else expression
        parts[key] = f".{key}" if text == f"{name}.{key}" else f"`{key}`: {text}"
        met |= {expression} if expression.removeprefix(f"{name}.").isidentifier() else set()
    return f"{name} {{{', '.join(parts.values()) or '.code'}}}"


Lowered = tuple[list[str], str]
"""Clauses that come before the projection, and the expression that stands in it."""
