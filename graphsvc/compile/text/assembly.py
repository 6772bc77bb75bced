"""What one compilation carries: running numbers, parameter slots, days, and the few templates all lowerings
share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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

from graphsvc.bind.arguments import id_arguments, stored_value
from graphsvc.bind.parameters import BORDER, HIDDEN, JURISDICTION, QueryParameter, Slot, day_mark
from graphsvc.catalogue import Catalogue, Statement
from graphsvc.catalogue.days import conditions
from graphsvc.compile.document.selection import Selection, Selector
from graphsvc.compile.lowerings import Hop, Lowering
from graphsvc.compile.text.clauses import Call, File
from graphsvc.compile.text.variables import Names, Variable
from graphsvc.errors import BadUserInput
from graphsvc.model import KIND_OF


@dataclass
class Assembly:
    """The state of one compilation; thrown away once the plan is made.

    `known` is what the dataset's bounds say of kinds (see `bounds.py`), `kinds` those that were asked about,
    `marked` the parameters of days that ids or cursors may end with, `hiding` whether the statement asks
    whose names the caller may not see.
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
    marked: set[str] = field(default_factory=set)
    hiding: bool = False
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

    def names(self) -> Names:
        """The names of the next running number."""
        self._number += 1
        return Names(self._number)

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
        return stored_value(found)

    def scope(self, selection: Selection) -> str:
        """The argument `scope` of a count; null means its default."""
        return str(self.choice(selection, "scope"))

    def slot(
        self, selection: Selection, argument: str, rule: str = "", *, name: str = "", day: str = ""
    ) -> QueryParameter:
        """A parameter `$q.p<n>_<name>` for an argument of this field; the argument's name or another.

        `day` is that of the page that a cursor belongs to.
        """
        name = f"p{len(self.slots)}_{name or argument}"
        self._add(name, selection, argument, rule, day=day)
        return QueryParameter(f"q.{name}")

    def day(self, selection: Selection) -> QueryParameter:
        """The parameter of a root's day; roots that give the same `asOf` and the same ids share one."""
        names = ("asOf", *id_arguments(selection.definition))
        given = {name: selection.argument(name) for name in names}
        text = ", ".join(f"{name}: {print_ast(value)}" for name, value in given.items() if value)
        if text not in self.days:
            self.days[text] = f"asOf{len(self.days) + 1}" if self.days else "asOf"
            self._add(self.days[text], selection, "asOf", "day")
        return QueryParameter(self.days[text])

    def hidden(self) -> QueryParameter:
        """The parameter with the labels whose names the caller may not see."""
        self.hiding = True
        return HIDDEN

    def mark(self, day: QueryParameter) -> str:
        """The expression of what ids and cursors of a root's day end with; empty for the days of an interval,
        whose ids and cursors are of no one day."""
        if day.name not in self.days.values():
            return ""
        self.marked.add(day.name)
        return f"$q.{day_mark(day.name)}"

    def moment(self, selection: Selection, argument: str) -> QueryParameter:
        """The parameter of a day that is an argument of its own root only."""
        name = f"{argument}{len(self.slots)}"
        self._add(name, selection, argument, "day")
        return QueryParameter(name)

    def variable(
        self, name: str, label: str, day: QueryParameter, *, guarded: bool = False, single: bool = False
    ) -> Variable:
        """A variable for a node of that label; its GraphQL type is that of the label's kind."""
        kind = self.schema.type_map[KIND_OF[label].label]
        assert isinstance(kind, GraphQLObjectType)
        return Variable(name, kind, day, guarded and self.restricted, single)

    def in_force(self, name: str, day: QueryParameter, kinds: Iterable[str]) -> list[str]:
        """The conditions that a node of a label, or a relationship of any of these types, is in force on the
        day: without those that are known to hold of all of them."""
        asked = frozenset(KIND_OF[one].label if one in KIND_OF else one for one in kinds)
        self.kinds |= asked
        return conditions(name, str(day), asked, self.known)

    def _add(self, name: str, selection: Selection, argument: str, rule: str, *, day: str = "") -> None:
        slot = Slot(name, argument, rule, selection.key, selection.definition, selection.node, day)
        self.slots.append(slot)


def within_border(name: str) -> list[str]:
    """The condition that a node lies in the caller's jurisdiction as two bounds, by which an index on
    (area, code) is searched."""
    return [f"{name}.area >= {JURISDICTION}", f"{name}.area < {BORDER}"]


def embed(statement: Statement, imports: str, names: Mapping[str, QueryParameter]) -> Call:
    """A file of the catalogue in a CALL of its own, verbatim but for the names of its parameters."""
    renamed = statement.renamed({old: new.name for old, new in names.items()})
    return Call(imports, [File(statement.name, renamed)])


def fed(statement: Statement, imports: str, values: Mapping[str, str]) -> Call:
    """A file of the catalogue in a CALL of its own, with expressions for its parameters."""
    return Call(imports, [File(statement.name, statement.fed(values))])


def pattern(hop: Hop, near: str, edge: str, far: str) -> str:
    """One relationship between two nodes, as a hop declares it."""
    if hop.direction == "in":
        return f"({near})<-[{edge}:{hop.types}]-({far}:{hop.label})"
    return f"({near})-[{edge}:{hop.types}]->({far}:{hop.label})"
