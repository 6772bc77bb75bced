"""What every file must keep to: its parameters, columns, words and clauses against its header, model.py and
words.py."""

from collections.abc import Callable
from difflib import get_close_matches

from graphsvc.catalogue.checked import Checked
from graphsvc.catalogue.folders import FOLDER_RULES, WRITING_FOLDERS
from graphsvc.catalogue.header import Faults, Header
from graphsvc.catalogue.kinds import kinds_of
from graphsvc.catalogue.literals import wrong_words
from graphsvc.catalogue.macros import DAY, is_macro, macro_faults
from graphsvc.catalogue.text import (
    Token,
    columns,
    labels_and_types,
    merged_keys,
    parameters,
    properties,
    tokens,
    write_clauses,
)
from graphsvc.model import KIND_OF, PROPERTIES, TIE_OF

# Temporal values have components, and no property of the model has these names.
COMPONENTS = ("year", "month", "day")
_KEYWORDS = """
    ALL AND ANY AS ASC ASCENDING ASSERT BY CALL CASE CONSTRAINT CONTAINS COUNT CREATE DELETE DESC
    DESCENDING DETACH DISTINCT DROP EACH ELSE END ENDS EXISTS EXPLAIN FALSE FIELDTERMINATOR FOR FOREACH
    FROM FULLTEXT HEADERS IF IN INDEX INSERT IS JOIN KEY LABEL LIMIT LOAD LOOKUP MATCH MERGE NODE NODES
    NONE NOT NULL OF OFFSET ON OPTIONAL OPTIONS OR ORDER POINT PROFILE RANGE REDUCE RELATIONSHIP
    RELATIONSHIPS REMOVE REQUIRE RETURN ROW ROWS SCAN SEEK SET SHORTEST SINGLE SKIP STARTS TEXT THEN
    TRANSACTIONS TRUE TYPED UNION UNIQUE UNWIND USING VECTOR WHEN WHERE WITH XOR YIELD
"""
KEYWORDS = frozenset(_KEYWORDS.split())


def check(folder: str, header: Header, body: str, fault: Faults) -> list[Token]:
    """The tokens of the body; raises CatalogueError for the first rule that the file breaks."""
    try:
        stream = tokens(body, header.length + 1)
    except ValueError as error:
        raise fault(int(str(error)), "a bracket does not close", "close it") from None
    if not stream:
        raise fault(header.length + 1, "the statement is empty", "write it, or remove the file")
    checked = Checked(folder, header, stream, fault)
    for rule in RULES:
        rule(checked)
    return stream


def _one_statement(checked: Checked) -> None:
    for token in checked.tokens[:-1]:
        if token.text == ";":
            raise checked.fault(token.line, "more than one statement", "put each in a file of its own")


def _keywords(checked: Checked) -> None:
    """A word in capitals is a clause or an operator, unless it names a type or a property."""
    stream = checked.tokens
    for index, token in enumerate(stream):
        before = stream[index - 1].text if index else ""
        if (
            token.kind != "word"
            or len(token.text) < 2
            or token.text != token.upper
            or before in (":", "|", ".", "&")
        ):
            continue
        if token.text not in KEYWORDS and token.text.isalpha():
            near = get_close_matches(token.text, KEYWORDS, 1)
            remedy = f"write {near[0]}" if near else "write names in small letters"
            raise checked.fault(token.line, f"{token.text} is no word of Cypher", remedy)


def _macros(checked: Checked) -> None:
    for line, what, remedy in macro_faults(checked.tokens):
        raise checked.fault(line, what, remedy)


def _parameters(checked: Checked) -> None:
    stream = checked.tokens
    used = parameters(stream)
    for index, token in enumerate(stream):
        if is_macro(stream, index):
            used.setdefault(DAY, token.line)
    declared = {item.name for item in checked.header.parameters}
    for name, line in used.items():
        if name not in declared:
            raise checked.fault(line, f"${name} is used and not declared", f"add `param   {name}: …`")
    for name in sorted(declared - used.keys()):
        raise checked.fault(
            checked.header.lines[name], f"{name} is declared and not used", "use it or remove the line"
        )


def _columns(checked: Checked) -> None:
    header = checked.header
    if header.returns is None:
        raise checked.fault(
            header.length, "no `returns`", "say which columns it returns, or `returns nothing`"
        )
    wanted = [item.name for item in header.returns]
    found = columns(checked.tokens)
    if wanted and not found:
        last = checked.stream[-1].line
        raise checked.fault(last, "no RETURN at the end", f"end with `RETURN {', '.join(wanted)}`")
    if wanted != found:
        line = header.lines["returns"]
        raise checked.fault(
            line,
            f"returns {', '.join(found) or 'nothing'} but declares {', '.join(wanted) or 'nothing'}",
            "make the two equal, in the same order",
        )


def _writes(checked: Checked) -> None:
    if checked.folder in WRITING_FOLDERS:
        return
    for token in write_clauses(checked.tokens):
        raise checked.fault(
            token.line, f"{token.upper} writes in the read folder {checked.folder}/", "move the file to load/"
        )


def _names(checked: Checked) -> None:
    known: dict[str, dict[str, object]] = {"label": dict(KIND_OF), "type": dict(TIE_OF)}
    for kind, name, line in labels_and_types(checked.tokens):
        if name not in known[kind]:
            word = "relationship type" if kind == "type" else "label"
            raise checked.fault(line, f"{name} is no {word} of model.py", "correct it, or declare it there")
    for name, line in properties(checked.tokens):
        if name not in PROPERTIES and name not in COMPONENTS:
            raise checked.fault(line, f"{name} is no property of model.py", "correct it, or declare it there")


def _words(checked: Checked) -> None:
    given = {item.name: item.label for item in checked.header.given if item.label in KIND_OF}
    for line, what, remedy in wrong_words(checked.tokens, kinds_of(checked.stream, given)):
        raise checked.fault(line, what, remedy)


def _merges(checked: Checked) -> None:
    for label, keys, line in merged_keys(checked.tokens):
        kind = KIND_OF[label]
        if label != kind.label or keys != (kind.key,):
            raise checked.fault(
                line,
                f"MERGE on {label}({', '.join(keys)}) has no constraint",
                f"merge on {kind.label}({kind.key}) and set the rest",
            )


RULES: tuple[Callable[[Checked], None], ...] = (
    _one_statement,
    _keywords,
    _macros,
    _parameters,
    _columns,
    _writes,
    _names,
    _words,
    _merges,
    *FOLDER_RULES,
)
