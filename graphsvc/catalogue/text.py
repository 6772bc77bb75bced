"""A small Cypher lexer: enough to check a file against its header, to rename its parameters and to leave out
its comments, and no parser.

It knows strings, backticked names, comments, parameters, words, numbers and punctuation, and tracks
brackets. It does not know expression grammar: `name.word` is a property access, `:Word` a label inside
round brackets or in a predicate and a relationship type inside square ones that hold an arrow, `word:`
inside curly brackets after those a map key.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

WRITES = {"CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "FOREACH", "LOAD"}
_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<string>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
      | (?P<name>`[^`]+`)
      | (?P<parameter>\$[A-Za-z_]\w*)
      | (?P<number>\d+(?:\.\d+)?)
      | (?P<word>[A-Za-z_]\w*)
      | (?P<space>\s+)
      | (?P<mark>->|<-|\.\.|<=|>=|<>|\+=|.)""",
    re.VERBOSE | re.DOTALL,
)
_OPEN, _CLOSE = "([{", ")]}"
RELATIONSHIP = "-"
"""Stands in `Token.inside` for a square bracket that follows an arrow: a relationship, not a list."""


@dataclass(frozen=True)
class Token:
    """A piece of the text: its kind, its characters, its line (from 1), and the brackets open around it."""

    kind: str
    text: str
    line: int
    inside: str

    @property
    def upper(self) -> str:
        """The word in capitals, for keywords; empty for anything that is no word."""
        return self.text.upper() if self.kind == "word" else ""


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """(kind, characters) of every piece of the text, spaces and comments included."""
    for match in _TOKEN.finditer(text):
        yield match.lastgroup or "mark", match.group()


def tokens(text: str, first_line: int = 1) -> list[Token]:
    """All tokens but spaces and comments; raises ValueError(line) where a bracket does not close."""
    found: list[Token] = []
    line, stack = first_line, ""
    for kind, piece in pieces(text):
        if kind == "mark" and piece in _CLOSE:
            if not stack or _OPEN[_CLOSE.index(piece)] != stack[-1].replace(RELATIONSHIP, "["):
                raise ValueError(line)
            stack = stack[:-1]
        if kind == "mark" and piece in _OPEN:
            after_arrow = piece == "[" and bool(found) and found[-1].text in ("-", "<-")
            found.append(Token(kind, piece, line, stack))
            stack += RELATIONSHIP if after_arrow else piece
        elif kind not in ("space", "comment"):
            found.append(Token(kind, piece, line, stack))
        line += piece.count("\n")
    if stack:
        raise ValueError(line)
    return found


def parameters(stream: list[Token]) -> dict[str, int]:
    """Parameters used → the line of their first use."""
    found: dict[str, int] = {}
    for token in stream:
        if token.kind == "parameter":
            found.setdefault(token.text[1:], token.line)
    return found


def rename_parameters(text: str, names: Mapping[str, str]) -> str:
    """The text with each `$old` replaced by `$new`; raises KeyError for one without a new name."""
    return replace_parameters(text, {old: f"${new}" for old, new in names.items()})


def replace_parameters(text: str, expressions: Mapping[str, str]) -> str:
    """The text with each `$old` replaced by its expression; raises KeyError for one without."""

    def replaced(match: re.Match[str]) -> str:
        return expressions[match.group()[1:]] if match.lastgroup == "parameter" else match.group()

    return _TOKEN.sub(replaced, text)


def compact(text: str) -> str:
    """The text without comments, indentation and empty lines; what stands in quotes is left as it is."""

    def kept(match: re.Match[str]) -> str:
        piece = match.group()
        if match.lastgroup == "space" and "\n" in piece:
            return "\n"
        return "" if match.lastgroup == "comment" else piece

    # Without the comments, the ends of the lines they stood on come together: hence once more.
    return _TOKEN.sub(kept, _TOKEN.sub(kept, text)).strip()


def labels_and_types(stream: list[Token]) -> Iterator[tuple[str, str, int]]:
    """("label" or "type", name, line) of every `:Name`, alternatives with `|`, `&` and `!` included."""
    for index, token in enumerate(stream[:-1]):
        if token.text != ":" or _is_map_colon(stream, index):
            continue
        kind = "type" if token.inside.endswith(RELATIONSHIP) else "label"
        position = index + 1
        while position < len(stream):
            named = stream[position].kind in ("word", "name")
            if named:
                yield kind, stream[position].text.strip("`"), stream[position].line
                position += 1
            # A bracket right behind a label holds the properties of an index hint.
            goes_on = ("|", "&") if named else ("|", "&", "!", "(")
            if position < len(stream) and stream[position].text in goes_on:
                position += 1
                continue
            break


def _is_map_colon(stream: Sequence[Token], index: int) -> bool:
    return (
        stream[index].inside.endswith("{")
        and stream[index - 1].kind in ("word", "name")
        and (stream[index - 2].text in ("{", ","))
    )


def properties(stream: list[Token]) -> Iterator[tuple[str, int]]:
    """(name, line) of every property: `x.name`, `.name` in a projection, and keys of a map inside a
    pattern."""
    for index, token in enumerate(stream[:-1]):
        following = stream[index + 1]
        if token.text == "." and following.kind in ("word", "name"):
            before = stream[index - 1]
            called = index + 2 < len(stream) and stream[index + 2].text == "("
            called = called or _is_procedure(stream, index)
            if not called and (before.kind in ("word", "name") or before.text in ("{", ",", ")", "]")):
                yield following.text.strip("`"), following.line
        if token.text == ":" and in_pattern(stream, index):
            yield stream[index - 1].text.strip("`"), stream[index - 1].line


def _is_procedure(stream: list[Token], dot: int) -> bool:
    """Whether the dot stands in the name of a procedure, which follows CALL."""
    while dot > 1 and stream[dot].text == ".":
        dot -= 2
    return stream[dot].upper == "CALL"


def in_pattern(stream: Sequence[Token], index: int) -> bool:
    """Whether a colon follows a key of a map that stands inside a node or relationship of a pattern."""
    if not _is_map_colon(stream, index):
        return False
    inside = stream[index].inside
    if len(inside) < 2 or inside[-2] not in f"({RELATIONSHIP}":
        return False
    position = index
    while stream[position].text != "{" or len(stream[position].inside) != len(inside) - 1:
        position -= 1
    before = stream[position - 1]
    return before.kind in ("word", "name") and before.text.upper() not in (
        "COLLECT",
        "COUNT",
        "EXISTS",
        "THEN",
        "ELSE",
    )


def write_clauses(stream: list[Token]) -> list[Token]:
    """Words that begin a writing clause."""
    return [
        token
        for index, token in enumerate(stream)
        if token.upper in WRITES and (index == 0 or stream[index - 1].text not in (".", ":", "AS"))
    ]


def final_return(stream: list[Token]) -> list[Token]:
    """The tokens after the last RETURN outside all brackets; empty without one."""
    starts = [index for index, token in enumerate(stream) if token.upper == "RETURN" and not token.inside]
    return stream[starts[-1] + 1 :] if starts else []


def columns(stream: list[Token]) -> list[str]:
    """The names of the columns that the last RETURN gives."""
    clause = [token for token in final_return(stream) if token.text != ";"]
    for index, token in enumerate(clause):
        if not token.inside and token.upper in ("ORDER", "SKIP", "LIMIT"):
            clause = clause[:index]
            break
    parts: list[list[Token]] = [[]]
    for token in clause:
        if token.text == "," and not token.inside:
            parts.append([])
        elif token.upper != "DISTINCT" or token.inside:
            parts[-1].append(token)
    return [part[-1].text.strip("`") for part in parts if part]


def merged_keys(stream: list[Token]) -> Iterator[tuple[str, tuple[str, ...], int]]:
    """(first label, keys, line) of every node of a MERGE that stands right after it: `MERGE (n:Label {key:
    …})`."""
    for index, token in enumerate(stream):
        if token.upper != "MERGE":
            continue
        end = next(i for i in range(index + 2, len(stream)) if stream[i].text == ")" and not stream[i].inside)
        node = stream[index + 1 : end + 1]
        labels = [name for kind, name, _ in labels_and_types(node) if kind == "label"]
        if labels:
            keys = tuple(
                node[i - 1].text for i in range(len(node)) if node[i].text == ":" and "{" in node[i].inside
            )
            yield labels[0], keys, token.line
