"""The two macros of the `.cypher` files, `in_force(a, …)` and `lapsed(a, …)`, and their expansion.

    MATCH (low:Grid)-[up:PART_OF]->(high:Grid) WHERE in_force(up, high) RETURN max(lapsed(up, high)) AS since

Both take variables of nodes or relationships and speak of the day `$asOf`; what they mean is in `days.py`.
Where it is known that all facts of a variable's kinds have begun, or that none has ended, the expansion
leaves that out, together with an AND or WHERE that has nothing left to say.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphsvc.catalogue.days import ENDED, NOTHING, Kinds, conditions, lapsed
from graphsvc.catalogue.kinds import IN_FORCE
from graphsvc.catalogue.text import Token, pieces

DAY = "asOf"
LAPSED = "lapsed"
MACROS = (IN_FORCE, LAPSED)
_MARKS = ("=", "<>", "<", ">", "<=", ">=", "+", "-", "*", "/", "%", "^")
OPERATORS = (*_MARKS, "IS", "IN", "STARTS", "ENDS", "CONTAINS")
NEGATING = (*_MARKS, "NOT")
"""What binds closer than AND: a macro beside one of these stands in brackets."""


@dataclass(frozen=True)
class Written:
    """A piece of the text as it stands, spaces and comments included."""

    kind: str
    text: str

    @property
    def upper(self) -> str:
        """A word in capitals, anything else as it is."""
        return self.text.upper() if self.kind == "word" else self.text

    @property
    def counts(self) -> bool:
        """Neither a space nor a comment."""
        return self.kind not in ("space", "comment")


@dataclass(frozen=True)
class Macro:
    """A macro of a file: its name, and its variables with their kinds."""

    name: str
    variables: tuple[tuple[str, Kinds], ...]


@dataclass(frozen=True)
class Body:
    """A statement as its file has it: pieces of text, and macros among them."""

    pieces: tuple[Written | Macro, ...]

    @classmethod
    def of(cls, text: str, kinds: Mapping[str, Kinds]) -> "Body":
        """The body of a file that was checked; `kinds` as `kinds_of` finds them."""
        return cls(tuple(_with_macros([Written(*one) for one in pieces(text)], kinds)))

    @property
    def kinds(self) -> Kinds:
        """Labels and relationship types whose days the macros ask about."""
        macros = [piece for piece in self.pieces if isinstance(piece, Macro)]
        return NOTHING.union(*(kinds for macro in macros for _, kinds in macro.variables))

    def fed(self, parameter: str, expression: str) -> "Body":
        """The body with an expression in the place of a parameter."""
        found = (
            Written("expression", expression)
            if isinstance(piece, Written) and (piece.kind, piece.text) == ("parameter", f"${parameter}")
            else piece
            for piece in self.pieces
        )
        return Body(tuple(found))

    def text(self, known: Collection[str] = NOTHING) -> str:
        """The statement with its macros expanded, but for what is `known` of all facts of a kind."""
        return _Expanding(self.pieces, known).text()


def macro_faults(stream: Sequence[Token]) -> Iterator[tuple[int, str, str]]:
    """(line, what, and what to do) of each macro that takes something else than variables."""
    for index, token in enumerate(stream):
        if not is_macro(stream, index):
            continue
        end = next(at for at in range(index + 2, len(stream)) if stream[at].inside == token.inside)
        names = stream[index + 2 : end]
        listed = all(
            (one.kind == "word") if at % 2 == 0 else (one.text == ",") for at, one in enumerate(names)
        )
        if not listed or len(names) % 2 == 0:
            yield (
                token.line,
                f"{token.text} takes variables of nodes or relationships",
                f"write `{token.text}(a, b)` with names that a MATCH binds",
            )
        elif token.text == LAPSED and ENDED in [one.text for one in names]:
            yield token.line, f"{ENDED} is a name that lapsed itself uses", "name the variable otherwise"


def is_macro(stream: Sequence[Token], index: int) -> bool:
    """Whether a macro begins at this token."""
    following = stream[index + 1].text if index + 1 < len(stream) else ""
    return stream[index].kind == "word" and stream[index].text in MACROS and following == "("


def _with_macros(found: list[Written], kinds: Mapping[str, Kinds]) -> Iterator[Written | Macro]:
    position = 0
    while position < len(found):
        piece = found[position]
        following = found[position + 1].text if position + 1 < len(found) else ""
        if piece.kind == "word" and piece.text in MACROS and following == "(":
            end = next(at for at in range(position, len(found)) if found[at].text == ")")
            names = [one.text for one in found[position + 2 : end] if one.kind == "word"]
            yield Macro(piece.text, tuple((name, kinds.get(name, NOTHING)) for name in names))
            position = end
        else:
            yield piece
        position += 1


class _Expanding:
    """The expansion of one body: `done` is written, the pieces from `position` on are not."""

    def __init__(self, pieces: Sequence[Written | Macro], known: Collection[str]) -> None:
        self.pieces = pieces
        self.known = known
        self.done: list[Written] = []
        self.position = 0

    def text(self) -> str:
        """The whole body."""
        while self.position < len(self.pieces):
            piece = self.pieces[self.position]
            self.position += 1
            if isinstance(piece, Written):
                self.done.append(piece)
            elif piece.name == LAPSED:
                self._write(lapsed(dict(piece.variables), f"${DAY}", self.known))
            else:
                found = [conditions(name, f"${DAY}", kinds, self.known) for name, kinds in piece.variables]
                self._condition([" AND ".join(tests) for tests in found if tests])
        return "".join(piece.text for piece in self.done)

    def _condition(self, found: list[str]) -> None:
        """Conditions by variable; where none is left, what joins the macro to others goes too."""
        before = next((one.upper for one in reversed(self.done) if one.counts), "")
        rest = self.pieces[self.position :]
        after = next((_word(one) for one in rest if _counts(one)), "")
        apart = before in NEGATING or after in OPERATORS
        if found:
            text = (" AND " if apart else self._next_line() + "AND ").join(found)
            self._write(f"({text})" if apart else text)
        elif after == "AND" and not apart:
            while _word(self.pieces[self.position]) != "AND":
                self.position += 1
            self.position += 1
            while self.position < len(self.pieces) and not _counts(self.pieces[self.position]):
                self.position += 1
        elif (before == "AND" or (before == "WHERE" and after not in ("OR", "XOR"))) and not apart:
            while self.done.pop().upper != before:
                pass
            while self.done and not self.done[-1].counts:
                self.done.pop()
        else:
            self._write("true")

    def _next_line(self) -> str:
        """A line break and the indentation of a condition that goes on with the one of this line."""
        line = "".join(piece.text for piece in self.done).rpartition("\n")[2]
        indentation = line[: len(line) - len(line.lstrip())]
        return "\n" + indentation + ("" if line.lstrip().startswith("AND") else "  ")

    def _write(self, text: str) -> None:
        self.done.append(Written("expression", text))


def _word(piece: Written | Macro) -> str:
    return piece.upper if isinstance(piece, Written) else piece.name


def _counts(piece: Written | Macro) -> bool:
    return isinstance(piece, Macro) or piece.counts
