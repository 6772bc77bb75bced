"""The lowerings a schema field may declare: each says, as data, what it becomes in the statement.

Names of properties and relationship types come from `model.py`, names of files from the catalogue; the
renderer in the other modules of this package is the only place that turns them into Cypher.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Literal

from graphsvc.model import KIND_OF, PROPERTIES, TIE_OF

Direction = Literal["in", "out"]
_PROPERTY = re.compile(r"\{n\}\.([a-z_][a-z_0-9]*)")
LABEL = "label"
"""As the property of a filter: the far node's second label."""


@dataclass(frozen=True)
class Prop:
    """A value of the node itself.

    `expression` is Cypher over `{n}`, the node, `{day}` and `{at}`, the ending of ids; empty means the
    property named like the field. `public` values are shown of a node outside the jurisdiction too.
    """

    expression: str = ""
    public: bool = False

    @cached_property
    def property(self) -> str:
        """The property that the expression is, and nothing else; empty for any other expression."""
        found = _PROPERTY.fullmatch(self.expression)
        return found[1] if found else ""


@dataclass(frozen=True)
class Dated:
    """A value of the node's State in force on the day."""

    property: str

    def __post_init__(self) -> None:
        _known(self.property in KIND_OF["State"].own, f"State has no property {self.property}")


@dataclass(frozen=True)
class Hop:
    """From a node to the nodes at the other end of a relationship, both in force on the day.

    `types` is one relationship type or several joined by `|`; `label` the label at the far end. A hop
    `many` is a connection, else one node. A `named` hop shows a far node outside the jurisdiction by code,
    name and tier; any other leaves it out. `role` names the relationship's property that edges show.
    `filters` pairs an argument with the property of the far node it must equal, or with LABEL.
    """

    types: str
    direction: Direction
    label: str
    many: bool = False
    named: bool = False
    role: str = ""
    filters: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        for one in self.alternatives:
            _known(one in TIE_OF, f"no relationship type {one}")
        _known(self.label in KIND_OF, f"no label {self.label}")
        for name in (self.role, *(name for _, name in self.filters)):
            _known(name in ("", LABEL) or name in PROPERTIES, f"no property {name}")

    @cached_property
    def alternatives(self) -> tuple[str, ...]:
        """The relationship types, one by one."""
        return tuple(self.types.split("|"))


@dataclass(frozen=True)
class Walk:
    """From a node along one relationship type, a step or several, to the nodes it comes by.

    `most` bounds the steps, the argument `maxDepth` may ask for fewer. A `named` walk shows nodes outside the
    jurisdiction by code, name and tier; any other stops at the border. Rows go by code, or by the number of
    steps first where the `nearest` shall come first. `filters` pairs an argument, a list, with an expression
    over `{n}` that must be one of its values, or with LABEL.
    """

    type: str
    direction: Direction
    label: str
    most: int
    named: bool = False
    nearest: bool = False
    filters: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        _known(self.type in TIE_OF, f"no relationship type {self.type}")
        _known(self.label in KIND_OF, f"no label {self.label}")
        if not 1 <= self.most <= 9:
            raise ValueError(f"{self.most} steps; a walk has from 1 to 9")


@dataclass(frozen=True)
class Count:
    """How many distinct nodes a hop reaches, from the node itself or, by the argument `scope`, from those
    that the walk `below` comes by."""

    hop: Hop
    below: Walk | None = None


@dataclass(frozen=True)
class Computed:
    """A column of a file in `fields/` whose `given` is the node; the file returns one row per node.

    `scoped` files are three: their names have the word of the argument `scope` behind them, `statement` is
    the one of SUBTREE.
    """

    statement: str
    column: str
    scoped: bool = False


@dataclass(frozen=True)
class HitNode:
    """The node that a search found, as its own type."""


@dataclass(frozen=True)
class Each:
    """Every element of a list, an expression over `{n}`, with the fields selected of it."""

    expression: str


@dataclass(frozen=True)
class Part:
    """A part of what stands here, an expression over `{n}`, with the fields selected; perhaps `absent`."""

    expression: str
    absent: bool = False


@dataclass(frozen=True)
class Chain:
    """The line above a node: a file `fields/start_of_*` finds where it begins, `fields/line` follows it.

    `via` is a hop to take first, for a node whose line is that of another.
    """

    start: str
    via: Hop | None = None


@dataclass(frozen=True)
class Namespace:
    """A field that adds nothing itself: its sub-fields belong to the same node."""


@dataclass(frozen=True)
class Measure:
    """One standard, measured over the area it stands on, or over those that an organisation covers."""

    statement: str


Choice = tuple[str, ...]
"""What the arguments of one root chose: kinds of node, families, a number of hops."""


class RootLowering:
    """Base of the lowerings of roots, which stand in `roots.py`; one that `chooses` has a part of its text
    decided by its arguments."""

    chooses: ClassVar[bool] = False

    def choice(self, arguments: Mapping[str, Any]) -> Choice:
        """What the coerced arguments choose; raises BadUserInput."""
        return ()


Lowering = (
    Prop
    | Dated
    | Hop
    | Walk
    | Count
    | Computed
    | HitNode
    | Each
    | Part
    | Chain
    | Namespace
    | Measure
    | RootLowering
)


def _known(holds: bool, fault: str) -> None:
    if not holds:
        raise ValueError(f"{fault} in model.py")
