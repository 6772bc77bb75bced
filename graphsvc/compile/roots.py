"""The lowerings of root fields: each says, as data, what it becomes in the statement, and what of its
arguments chooses a part of the text.

A new root is a class here, a function registered with `lower/roots.py`, and a field of the schema.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphsvc.bind.arguments import stored_value
from graphsvc.bind.ids import ADDRESSED, parse_id
from graphsvc.compile.lowerings import Choice, Hop, RootLowering
from graphsvc.errors import BadUserInput

DEFAULT_FAMILIES = ("COMMAND", "TIE")
HOPS, DEFAULT_HOPS = 8, 6
"""The longest path there may be, and how long one may be where null is given."""


@dataclass(frozen=True)
class Root(RootLowering):
    """A file in `roots/` that returns one node, in force or not; the first column is the node.

    `codes` pairs an argument with the label whose rule for codes it must follow.
    """

    statement: str
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ListRoot(RootLowering):
    """A file in `roots/` bounded by `within` and `beyond`: its nodes are paged in the order of (area, code),
    which an index keeps, unless `orderBy` names another.

    `ties` pairs each word of the argument `without` with the hop that must show nothing.
    """

    statement: str
    ties: tuple[tuple[str, Hop], ...] = ()


@dataclass(frozen=True)
class ChangesRoot(RootLowering):
    """What the log of changes leads to between two days."""


@dataclass(frozen=True)
class ChainRoot(RootLowering):
    """The chain of command of the node that the argument `of`, a global id, names."""

    chooses = True

    def choice(self, arguments: Mapping[str, Any]) -> Choice:
        """The kind of the node."""
        return (parse_id(arguments["of"]).label,)


@dataclass(frozen=True)
class NodeRoot(RootLowering):
    """The node that the argument `id`, a global id, names; of whatever kind."""

    chooses = True

    def choice(self, arguments: Mapping[str, Any]) -> Choice:
        """The kind of the node."""
        return (parse_id(arguments["id"], "id", ADDRESSED).label,)


@dataclass(frozen=True)
class NodesRoot(RootLowering):
    """The nodes that the argument `ids` names, in its order."""

    chooses = True

    def choice(self, arguments: Mapping[str, Any]) -> Choice:
        """The kinds of the nodes, each once."""
        return tuple(sorted({parse_id(text, "ids", ADDRESSED).label for text in arguments["ids"]}))


@dataclass(frozen=True)
class SearchRoot(RootLowering):
    """What a file finds for the argument `text`: nodes of any kind, each with its kind and score."""

    statement: str = "roots/search"


@dataclass(frozen=True)
class PathsRoot(RootLowering):
    """The shortest paths between the nodes that the arguments `from` and `to`, global ids, name."""

    chooses = True

    def choice(self, arguments: Mapping[str, Any]) -> Choice:
        """Kinds of both ends, the number of hops, the families."""
        start = parse_id(arguments["from_"], "from", ADDRESSED)
        end = parse_id(arguments["to"], "to", ADDRESSED)
        if start[:2] == end[:2]:
            raise BadUserInput("paths: `from` and `to` are the same node; give two")
        hops = DEFAULT_HOPS if arguments["max_hops"] is None else arguments["max_hops"]
        if not 1 <= hops <= HOPS:
            raise BadUserInput(f"paths.maxHops: {hops} is outside 1 to {HOPS}")
        given = DEFAULT_FAMILIES if arguments["through"] is None else arguments["through"]
        families = sorted(set(stored_value(given)))
        if not families:
            raise BadUserInput("paths.through: no family to walk through; give at least one")
        return start.label, end.label, str(hops), *families


@dataclass(frozen=True)
class DatasetRoot(RootLowering):
    """The service's own Dataset node, read by the file named."""

    statement: str = "roots/dataset"


@dataclass(frozen=True)
class Static(RootLowering):
    """Answered without the database."""
