"""What a witness reads with: the fields of a document as graphql-core collects them, their arguments, and a
note of everything that was read."""

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLEnumType,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    get_named_type,
    parse,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields
from graphql.execution.values import get_argument_values, get_variable_values

from graphsvc.compile.lowerings import Lowering
from graphsvc.schema.base import lowerings
from tests.tools.oracle.happened import Happened
from tests.tools.oracle.ordering import Rank
from tests.tools.oracle.rates import Rates
from tests.tools.oracle.reference import Sight
from tests.tools.oracle.stored import Fact, Item

MARK = "zz"
"""Under this name the documents ask every organisation for its code, every hit and mention for its id."""


@dataclass
class Asked:
    """A field: its nodes in the document, what its arguments are, what it becomes."""

    owner: str
    name: str
    nodes: list[FieldNode]
    given: Fact
    kind: Any
    lowering: Lowering | None


def written(value: Any) -> Any:
    """As JSON shows it."""
    if isinstance(value, list):
        return [written(one) for one in value]
    value = value.value if isinstance(value, Enum) else value
    return value.isoformat() if isinstance(value, date) else value


@dataclass
class Evidence:
    """What answers are read beside: the standards and the changes, of whoever asks."""

    schema: GraphQLSchema
    rates: Rates
    happened: list[tuple[Rank, Happened]]

    def __post_init__(self) -> None:
        self.lowerings = lowerings(self.schema)
        self._days = [str(one.day) for _, one in self.happened]

    def between(self, first: str, until: str) -> list[tuple[Rank, Happened]]:
        """What happened from one day on, and before another."""
        return self.happened[bisect_left(self._days, first) : bisect_left(self._days, until)]


@dataclass
class Reading:
    """One document, one caller. `day` is that of the root being read, and `mark` what its ids and cursors end
    with: the day where it is named. `mentioned` are codes that the answer may name, `met` what was compared,
    `visited` the fields that stood in the answer and the arguments they were given."""

    evidence: Evidence
    sight: Sight
    names: bool
    text: str
    values: Fact
    mentioned: set[str] = field(default_factory=set)
    faults: list[tuple[list[Any], str]] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)
    visited: set[str] = field(default_factory=set)
    _known: dict[Any, dict[str, Asked | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.schema, self.day, self.mark = self.evidence.schema, date.min, ""
        parts = parse(self.text).definitions
        self.fragments = {one.name.value: one for one in parts if isinstance(one, FragmentDefinitionNode)}
        self.operation = next(one for one in parts if isinstance(one, OperationDefinitionNode))
        coerced = get_variable_values(self.schema, self.operation.variable_definitions, self.values)
        assert isinstance(coerced, dict)
        self.variables = coerced

    def roots(self) -> dict[str, Asked | None]:
        """The root fields by response name; None for the name of the type."""
        query = self.schema.query_type
        assert query is not None
        selections = self.operation.selection_set
        return self._all(
            query, collect_fields(self.schema, self.fragments, self.variables, query, selections)
        )

    def below(self, kind: Any, nodes: list[FieldNode]) -> dict[str, Asked | None]:
        """Fields of an object by response name; None for the name of its type."""
        named = kind if isinstance(kind, GraphQLObjectType) else get_named_type(kind)
        key = (named.name, *(id(node) for node in nodes))
        if key not in self._known:
            found = collect_sub_fields(self.schema, self.fragments, self.variables, named, nodes)
            self._known[key] = self._all(named, found)
        return self._known[key]

    def _all(self, kind: GraphQLObjectType, found: dict[str, list[FieldNode]]) -> dict[str, Asked | None]:
        return {
            key: None if few[0].name.value == "__typename" else self._asked(kind, few)
            for key, few in found.items()
        }

    def _asked(self, kind: GraphQLObjectType, nodes: list[FieldNode]) -> Asked:
        name = nodes[0].name.value
        definition = kind.fields[name]
        found = get_argument_values(definition, nodes[0], self.variables)
        given = {key: written(found.get(one.out_name or key)) for key, one in definition.args.items()}
        self.visited.add(f"{kind.name}.{name}")
        self.visited |= {
            f"{kind.name}.{name}({one.name.value})"
            for one in nodes[0].arguments
            if given[one.name.value] is not None
        }
        for argument, one in definition.args.items():
            words = given[argument] if isinstance(given[argument], list) else [given[argument]]
            if isinstance(get_named_type(one.type), GraphQLEnumType):
                self.visited |= {f"{get_named_type(one.type)}:{word}" for word in words}
        lowering = self.evidence.lowerings.get((kind.name, name))
        return Asked(kind.name, name, nodes, given, definition.type, lowering)

    def node(self, item: Item, nodes: list[FieldNode], value: Fact) -> None:
        """Reads the fields of a node."""
        raise NotImplementedError
