"""Which kinds of node or relationship each variable of a file holds, as far as its patterns say.

`MATCH (o:PartyBranch|PartyGroup)-[r:PART_OF]->()` says PartyOrganization of `o` and PART_OF of `r`. A name
stands for one thing in a file: where two patterns use it, it has the kinds of both. A name has none where it
is also bound without a label (`UNWIND … AS o`, `[o IN …]`, `(o)` where no labelled `o` is in scope), or where
`in_force` asks about it after the OPTIONAL MATCH that may have left it null.
"""

from collections.abc import Mapping, Sequence

from graphsvc.catalogue.days import Kinds
from graphsvc.catalogue.text import Token, labels_and_types
from graphsvc.model import KIND_OF

IN_FORCE = "in_force"
CLAUSES = {"MATCH", "OPTIONAL", "MERGE", "CREATE", "WHERE", "WITH", "UNWIND", "CALL", "RETURN", "UNION"}
CLAUSES |= {"ORDER", "SKIP", "LIMIT", "SET", "DELETE", "DETACH", "REMOVE", "FOREACH", "USING", "YIELD"}


def kinds_of(stream: Sequence[Token], given: Mapping[str, str]) -> dict[str, Kinds]:
    """Variable → its kinds; `given` are the variables that stand ready, with their labels."""
    reading = _Reading(stream, given)
    for index in range(len(stream)):
        reading.step(index)
    return {name: kinds for name, kinds in reading.kinds.items() if name not in reading.unknown}


class _Reading:
    """What has been read so far; `scopes` holds the labelled names of each open curly bracket, from which a
    UNION in it begins anew."""

    def __init__(self, stream: Sequence[Token], given: Mapping[str, str]) -> None:
        self.stream = list(stream)
        self.kinds = {name: frozenset({KIND_OF[label].label}) for name, label in given.items()}
        self.unknown: set[str] = set()
        self.scopes = [(frozenset(given), set(given))]
        self.calls: list[bool] = []
        self.optional = False
        self.bound_optionally: set[str] = set()
        self.maybe_null: set[str] = set()

    def step(self, index: int) -> None:
        """Take the next token into account."""
        token, before, after = self._at(index), self._at(index - 1), self._at(index + 1)
        if token.upper in CLAUSES - {"WHERE", "USING"}:
            self._begin(index)
        elif token.text == IN_FORCE and after.text == "(":
            self._ask(index + 2)
        elif token.text in ("{", "}"):
            self._bracket(index)
        elif token.kind == "word" and before.text in ("(", "["):
            self._bind(index, token.text)
        if before.upper in ("AS", "YIELD") or (after.upper == "IN" and before.text != "."):
            self.unknown.add(token.text)

    def _begin(self, index: int) -> None:
        """A clause."""
        token, before = self._at(index), self._at(index - 1)
        if before.upper in ("STARTS", "ENDS"):
            return
        self.optional = before.upper == "OPTIONAL"
        self.maybe_null |= self.bound_optionally
        self.bound_optionally = set()
        base, names = self.scopes[-1]
        if token.upper == "UNION":
            names.clear()
            names.update(base)
        elif token.upper in ("WITH", "RETURN"):
            self._leave(index)

    def _bracket(self, index: int) -> None:
        if self._at(index).text == "{":
            self._open(index)
            return
        _, left = self.scopes.pop()
        if self.calls.pop():
            self.scopes[-1][1].update(left)

    def _bind(self, index: int, name: str) -> None:
        if self._at(index + 1).text == ":":
            opened = len(self._at(index - 1).inside)
            end = next(i for i in range(index, len(self.stream)) if len(self._at(i).inside) <= opened)
            inside = [one for one in self.stream[index + 1 : end] if len(one.inside) == opened + 1]
            found = {label for _, label, _ in labels_and_types(_first_clause(inside))}
            self.kinds[name] = self.kinds.get(name, frozenset()) | {_kind(label) for label in found}
            self.scopes[-1][1].add(name)
            self.bound_optionally |= {name} if self.optional else set()
        elif name not in self.scopes[-1][1]:
            self.unknown.add(name)

    def _ask(self, index: int) -> None:
        """The variables of an `in_force`; without its test a null would pass."""
        while self._at(index).text not in (")", ""):
            self.unknown |= {self._at(index).text} & self.maybe_null
            index += 1

    def _open(self, index: int) -> None:
        """A bracket: what it sees is all, or what a CALL names."""
        names = set(self.scopes[-1][1])
        start = index - 1
        if self._at(index - 1).text == ")":
            inside = self._at(index - 1).inside
            start = next(i for i in range(index - 2, -1, -1) if self._at(i).inside == inside)
        is_call = self._at(start - 1).upper == "CALL" or self._at(index - 1).upper == "CALL"
        if is_call:
            names &= {token.text for token in self.stream[start:index]}
        self.calls.append(is_call)
        self.scopes.append((frozenset(names), names))

    def _leave(self, index: int) -> None:
        """A WITH or RETURN drops what it does not name."""
        depth, named = len(self._at(index).inside), set()
        for token in self.stream[index + 1 :]:
            if len(token.inside) < depth or (
                token.inside == self._at(index).inside and token.upper in CLAUSES
            ):
                break
            named.add(token.text)
        if "*" not in named:
            self.scopes[-1][1].intersection_update(named)

    def _at(self, index: int) -> Token:
        return self.stream[index] if 0 <= index < len(self.stream) else Token("", "", 0, "")


def _first_clause(inside: list[Token]) -> list[Token]:
    """The part of a pattern's bracket that stands before its WHERE."""
    end = next((i for i, token in enumerate(inside) if token.upper == "WHERE"), len(inside))
    return inside[:end]


def _kind(name: str) -> str:
    return KIND_OF[name].label if name in KIND_OF else name
