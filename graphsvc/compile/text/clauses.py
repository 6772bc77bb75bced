"""Clauses of a statement as objects, written last: only here is a line indented or broken.

A clause that is one line, and whose parts nobody asks for, is that line: `WITH n1 LIMIT 5`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graphsvc.compile.text.expressions import Expression


@dataclass(frozen=True)
class Match:
    """A pattern and what is asked of it; `hint` is an index to be used."""

    pattern: str
    conditions: tuple[str, ...] = ()
    optional: bool = False
    hint: str = ""

    @property
    def lines(self) -> list[str]:
        """The lines it is written in."""
        word = "OPTIONAL MATCH" if self.optional else "MATCH"
        return [f"{word} {self.pattern}", *([self.hint] if self.hint else []), *where(self.conditions)]

    def __str__(self) -> str:
        """In one line, for a subquery."""
        return " ".join(self.lines)


@dataclass(frozen=True)
class Call:
    """`CALL (imports) { body }`: `imports` are the variables that the body sees."""

    imports: str
    body: "Sequence[Clause]"


@dataclass(frozen=True)
class File:
    """A file of the catalogue with its parameters in place, under its name."""

    name: str
    text: str

    @property
    def lines(self) -> list[str]:
        """Its name as a comment, and its own lines."""
        return [f"// {self.name}", *self.text.splitlines()]


Clause = str | Match | Call | File


class Lowered(NamedTuple):
    """Clauses that come before the projection, and the expression that stands in it."""

    clauses: list[Clause]
    expression: Expression


def where(conditions: Iterable[str]) -> list[str]:
    """One WHERE over all conditions, or nothing."""
    text = " AND ".join(conditions)
    return [f"WHERE {text}"] if text else []


def written(clauses: Iterable[Clause]) -> str:
    """The text of these clauses."""
    return "\n".join(_lines(clauses, ""))


def _lines(clauses: Iterable[Clause], indent: str) -> Iterator[str]:
    for clause in clauses:
        if isinstance(clause, str):
            yield indent + clause
        elif isinstance(clause, Call):
            yield f"{indent}CALL ({clause.imports}) {{"
            yield from _lines(clause.body, indent + "  ")
            yield indent + "}"
        else:
            for line in clause.lines:
                yield indent + line
