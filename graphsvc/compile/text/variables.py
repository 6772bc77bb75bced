"""Variables of a statement: names that share a running number, and the nodes that fields are lowered at."""

from dataclasses import dataclass, field

from graphql import GraphQLObjectType

from graphsvc.bind.parameters import JURISDICTION, QueryParameter
from graphsvc.compile.text.expressions import Cypher, Expression, Property


@dataclass(frozen=True)
class Names:
    """The names of the variables that belong together: they share a running number, and so no two variables
    of a statement share a name."""

    number: int

    @property
    def node(self) -> str:
        """A node: `n3`."""
        return f"n{self.number}"

    @property
    def edge(self) -> str:
        """The relationship that leads to that node: `r3`."""
        return f"r{self.number}"

    @property
    def near(self) -> str:
        """The node that the relationship leads from, where several steps come before it: `o3`."""
        return f"o{self.number}"

    @property
    def found(self) -> str:
        """What is collected of those nodes: `c3`."""
        return f"c{self.number}"

    @property
    def rows(self) -> str:
        """What is collected of them before it is shown as columns: `s3`."""
        return f"s{self.number}"

    @property
    def more(self) -> str:
        """Whether there are more: `m3`."""
        return f"m{self.number}"

    @property
    def total(self) -> str:
        """How many there are: `t3`."""
        return f"t{self.number}"

    @property
    def key(self) -> str:
        """What they are ordered by: `k3`."""
        return f"k{self.number}"

    @property
    def distance(self) -> str:
        """How many steps they are away: `d3`."""
        return f"d{self.number}"


@dataclass(frozen=True)
class Variable:
    """A node, a relationship or a map of the statement that fields are lowered at.

    `type` is its GraphQL type, `day` the parameter of the day it is looked at. A `guarded` node may lie
    outside the caller's jurisdiction: then it shows public values only and leads nowhere. A `single` one is
    met by one row, so that what is one step away needs no CALL of its own. `label` is the variable that
    holds the label of its kind where several kinds may stand, `shared` holds the names of variables that
    several of its fields use together.
    """

    name: str
    type: GraphQLObjectType
    day: QueryParameter
    guarded: bool = False
    single: bool = False
    label: str = ""
    shared: dict[str, str] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        return self.name

    @property
    def kind(self) -> str:
        """The expression of the name of its type."""
        return self.label or f"'{self.type.name}'"

    @property
    def prefix(self) -> str:
        """The expression of what its id begins with."""
        return f"{self.label} + ':'" if self.label else f"'{self.type.name}:'"

    def read(self, name: str) -> Property:
        """A property of it."""
        return Property(self.name, name)

    def guard(self, expression: Expression) -> Expression:
        """The expression, or null where the node lies outside the jurisdiction."""
        if not self.guarded:
            return expression
        return Cypher(f"CASE WHEN {inside(self.name)} THEN {expression} END", expression.compound)

    def given_as(self, name: str) -> str:
        """The node under the name that a file wants; for one outside the jurisdiction nothing is worked
        out."""
        return f"WITH {self.name} AS {name}" + (f" WHERE {inside(name)}" if self.guarded else "")


def inside(name: str) -> str:
    """The condition that a node lies in the caller's jurisdiction."""
    return f"{name}.area STARTS WITH {JURISDICTION}"
