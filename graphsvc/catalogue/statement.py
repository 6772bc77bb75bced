"""One `.cypher` file as a frozen Statement: what it is given, takes, returns, and where its rule comes
from."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graphsvc.catalogue.macros import Body
from graphsvc.catalogue.text import rename_parameters, replace_parameters
from graphsvc.errors import CatalogueError
from graphsvc.model import KIND_OF
from graphsvc.spelling import camel

LISTED = re.compile(r"(USING INDEX \w+:\w+)\(area, code\)")
"""The index that a list is read from, as its file names it."""


@dataclass(frozen=True)
class Binding:
    """A variable that stands ready when the statement begins: a node of a label, a `Node` of any label, or a
    value of a listed type."""

    name: str
    label: str

    @property
    def is_node(self) -> bool:
        """A node rather than a list."""
        return not self.label.startswith("[")

    @property
    def example(self) -> str:
        """A label that it may have: of a `Node`, that of a household."""
        return self.label if self.label in KIND_OF else "Household"


@dataclass(frozen=True)
class Parameter:
    """A parameter: `type` is the GraphQL scalar, `many` for a list; without `required` there may be a
    default. A value below `least` is refused."""

    name: str
    type: str
    required: bool
    default: Any = None
    many: bool = False
    least: int | None = None


@dataclass(frozen=True)
class Column:
    """A column: `type` is a GraphQL scalar, a label of the model, or the name of a row type."""

    name: str
    type: str
    required: bool
    many: bool = False


@dataclass(frozen=True)
class Statement:
    """A file of the catalogue.

    `name` is its path without suffix, `text` the Cypher below the header with its macros expanded, `body` the
    same before that, `kinds` the labels and relationship types whose days the macros ask about.
    """

    name: str
    path: Path
    title: str
    chinese: str
    prose: str
    denominator: str
    given: tuple[Binding, ...]
    parameters: tuple[Parameter, ...]
    returns: tuple[Column, ...]
    source: str
    target: float | None
    window: str
    expect: str
    severity: str
    remedy: str
    text: str
    body: Body
    kinds: frozenset[str] = frozenset()

    @property
    def folder(self) -> str:
        """The folder that says what kind of statement it is."""
        return self.name.partition("/")[0]

    @property
    def field_name(self) -> str:
        """The file's stem in camel case: `gridOrganization`."""
        return camel(self.name.rpartition("/")[2])

    def relying_on(self, known: Collection[str]) -> "Statement":
        """The statement without the conditions that are known to hold of all facts of a kind.

        >>> statement.text
        'MATCH (low:Grid)-[up:PART_OF]->() WHERE up.valid_from <= $asOf AND (up.valid_to IS NULL OR …'
        >>> statement.relying_on({"PART_OF begun", "PART_OF open"}).text
        'MATCH (low:Grid)-[up:PART_OF]->() …'
        """
        return replace(self, text=self.body.text(known)) if self.kinds and known else self

    def renamed(self, names: Mapping[str, str]) -> str:
        """The body with its parameters renamed; raises CatalogueError for one that finds no name."""
        try:
            return rename_parameters(self.text, names)
        except KeyError as error:
            raise CatalogueError(f"{self.path}: no name is given for the parameter {error}") from None

    def fed(self, expressions: Mapping[str, str]) -> str:
        """The body with expressions for its parameters; raises KeyError for one without."""
        return replace_parameters(self.text, expressions)

    def continued(self, names: Mapping[str, str], conditions: Iterable[str], keys: str = "") -> list[str]:
        """The lines of a list's body up to its RETURN, its WHERE going on with these conditions; its hint may
        name the index by other keys."""
        body, _, _ = self.renamed(names).rpartition("RETURN")
        if keys:
            body = LISTED.sub(rf"\1({keys})", body, count=1)
        return [*body.rstrip().splitlines(), *(f"  AND {condition}" for condition in conditions)]

    def pasted(self) -> str:
        """The body behind what finds its given: the form for Neo4j Browser and for EXPLAIN."""
        lines = [
            f"MATCH ({item.name}:{item.example} {{code: ${item.name}}})"
            if item.is_node
            else f"WITH {'*, ' if index else ''}${item.name} AS {item.name}"
            for index, item in enumerate(self.given)
        ]
        names = ", ".join(item.name for item in self.given)
        call = [
            f"CALL ({names}) {{",
            self.text,
            "}",
            f"RETURN {', '.join(item.name for item in self.returns)}",
        ]
        return "\n".join([*lines, *call]) if self.given else self.text


class Catalogue:
    """All statements by name."""

    def __init__(self, statements: Mapping[str, Statement]) -> None:
        self.statements = dict(sorted(statements.items()))

    def __iter__(self) -> Iterator[Statement]:
        return iter(self.statements.values())

    def get(self, name: str) -> Statement:
        """One statement; raises CatalogueError naming those there are."""
        if name not in self.statements:
            raise CatalogueError(f"{name}: no such statement; there are {', '.join(self.statements)}")
        return self.statements[name]

    def folder(self, prefix: str) -> tuple[Statement, ...]:
        """The statements of one folder, by name."""
        return tuple(item for item in self if item.folder == prefix)
