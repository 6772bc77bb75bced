"""Literals of a file that stand beside a property with a closed list of words: each must be one of them.

`staff.role = 'GRID_WORKR'` finds nothing and says nothing, so that a standard would count 0. Looked at are
comparisons by = and <>, IN in both directions, `CASE staff.role WHEN '…'`, and maps in a pattern.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from graphsvc.catalogue.days import NOTHING, Kinds
from graphsvc.catalogue.text import Token, in_pattern, labels_and_types
from graphsvc.model import KIND_OF
from graphsvc.words import WORDS_OF

Literal = tuple[str, int]
"""The characters of a string and its line."""


def wrong_words(stream: Sequence[Token], kinds: Mapping[str, Kinds]) -> Iterator[tuple[int, str, str]]:
    """(line, what, and what to do) of each literal that is none of its property's words."""
    for index, token in enumerate(stream):
        found = _compared(stream, index)
        if found:
            name, literals = found
            labels = kinds.get(stream[index - 1].text, NOTHING)
            yield from _judged(labels, name, literals)
        elif token.text == ":" and in_pattern(stream, index) and _is_string(stream, index + 1):
            name, literals = stream[index - 1].text, [_literal(stream[index + 1])]
            yield from _judged(_labels_before(stream, index), name, literals)


def _judged(labels: Kinds, name: str, literals: Sequence[Literal]) -> Iterator[tuple[int, str, str]]:
    words = _words(labels, name)
    for text, line in literals:
        if words is not None and text not in words:
            near = get_close_matches(text, sorted(words), 1)
            remedy = f"write {near[0]}, or another of" if near else "write one of"
            owner = f"{'|'.join(sorted(labels))}." if labels else ""
            yield (
                line,
                f"{text!r} is no word of {owner}{name}",
                f"{remedy} {', '.join(sorted(words))}; new words are declared in words.py",
            )


def _words(labels: Kinds, name: str) -> set[str] | None:
    """The words of a property of these labels, of any label where none is known; None for free text."""
    lists = {label: words for (label, owned), words in WORDS_OF.items() if owned == name}
    if not lists:
        return None
    owners = [label for label in labels if label in KIND_OF and name in KIND_OF[label].properties]
    if any(label not in lists for label in owners):
        return None
    return {word for label in owners or lists for word in lists[label]}


def _compared(stream: Sequence[Token], dot: int) -> tuple[str, list[Literal]] | None:
    """The property after a dot, and the literals that it is compared with."""
    if stream[dot].text != "." or dot + 1 >= len(stream) or stream[dot - 1].kind != "word":
        return None
    found: list[Literal] = []
    after, before = dot + 2, dot - 2
    sign = stream[after].text.upper() if after < len(stream) else ""
    if sign in ("=", "<>") and _is_string(stream, after + 1):
        found.append(_literal(stream[after + 1]))
    elif sign == "IN" and _text(stream, after + 1) == "[":
        found += _listed(stream, after + 2)
    if stream[before].text.upper() in ("=", "<>", "IN") and _is_string(stream, before - 1):
        found.append(_literal(stream[before - 1]))
    elif stream[before].upper == "CASE":
        found += _cases(stream, after)
    return (stream[dot + 1].text, found) if found else None


def _listed(stream: Sequence[Token], index: int) -> Iterator[Literal]:
    while index < len(stream) and stream[index].text != "]":
        if _is_string(stream, index):
            yield _literal(stream[index])
        index += 1


def _cases(stream: Sequence[Token], index: int) -> Iterator[Literal]:
    """The literals behind each WHEN of a CASE."""
    inside, depth = stream[index].inside, 1
    while index < len(stream) and depth:
        token = stream[index]
        if token.inside == inside and token.upper in ("CASE", "END"):
            depth += 1 if token.upper == "CASE" else -1
        if token.upper == "WHEN" and depth == 1 and token.inside == inside:
            index += 1
            while _is_string(stream, index) or _text(stream, index) == ",":
                yield from [_literal(stream[index])] if _is_string(stream, index) else []
                index += 1
            continue
        index += 1


def _labels_before(stream: Sequence[Token], colon: int) -> Kinds:
    """The labels in the bracket of a pattern whose map the colon stands in."""
    outer = stream[colon].inside[:-1]
    start = colon
    while stream[start].text not in ("(", "[") or stream[start].inside != outer[:-1]:
        start -= 1
    names = [name for _, name, _ in labels_and_types(list(stream[start:colon]))]
    return frozenset(KIND_OF[name].label if name in KIND_OF else name for name in names)


def _is_string(stream: Sequence[Token], index: int) -> bool:
    return index < len(stream) and stream[index].kind == "string"


def _literal(token: Token) -> Literal:
    return token.text[1:-1], token.line


def _text(stream: Sequence[Token], index: int) -> str:
    return stream[index].text if index < len(stream) else ""
