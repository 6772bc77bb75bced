"""What a file must keep to: its parameters, columns, words and clauses against its header, its folder and
model.py."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graphsvc.catalogue.header import Faults, Header
from graphsvc.catalogue.macros import DAY, is_macro, macro_faults
from graphsvc.catalogue.text import (
    Token,
    columns,
    final_return,
    labels_and_types,
    merged_keys,
    parameters,
    properties,
    tokens,
    write_clauses,
)
from graphsvc.errors import CatalogueError
from graphsvc.model import KIND_OF, PROPERTIES, TIE_OF

WRITING_FOLDERS = ("schema", "migrations", "load")
FOLDERS = (
    "schema",
    "migrations",
    "load",
    "roots",
    "fields",
    "standards",
    "audits",
    "claims",
    "exports",
    "service",
)
STANDARD = (("required", "Float", True), ("actual", "Float", True), ("met", "Boolean", True))
EXPORTED = ("kind", "code", "name", "area", "valid_from", "valid_to", "parent")
"""Columns of every export, so that several are one statement."""
BOUND = "beyond"
"""The parameter by which a root is a list."""
CLAUSES = ("MATCH", "OPTIONAL", "WHERE", "WITH", "UNWIND", "CALL", "UNION", "RETURN")
# Temporal values have components, and no property of the model has these names.
COMPONENTS = ("year", "month", "day")


@dataclass(frozen=True)
class Checked:
    """A file on its way through the checks."""

    folder: str
    header: Header
    stream: Sequence[Token]
    fault: Faults

    @property
    def tokens(self) -> list[Token]:
        """The tokens of the body."""
        return list(self.stream)


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


def _merges(checked: Checked) -> None:
    for label, keys, line in merged_keys(checked.tokens):
        kind = KIND_OF[label]
        if label != kind.label or keys != (kind.key,):
            raise checked.fault(
                line,
                f"MERGE on {label}({', '.join(keys)}) has no constraint",
                f"merge on {kind.label}({kind.key}) and set the rest",
            )


def _open_end(checked: Checked) -> None:
    if checked.folder != "roots":
        return
    for token in final_return(checked.tokens):
        if token.upper in ("ORDER", "LIMIT", "SKIP") and not token.inside:
            raise checked.fault(
                token.line, f"{token.upper} at the end of a root", "order in a WITH before the RETURN"
            )


def _standard(checked: Checked) -> None:
    header = checked.header
    if checked.folder != "standards":
        return
    if not header.denominator:
        raise checked.fault(1, "a standard without `Denominator:`", "say in the prose who is due")
    if [item.label for item in header.given] != ["Area"] or header.given[0].name != "area":
        raise checked.fault(1, "a standard is given an area", "add `given   area: Area`")
    columns = header.returns or []
    shape = tuple((item.name, item.type, item.required) for item in columns[1:4])
    unit = bool(columns) and columns[0].name == "unit" and columns[0].type in KIND_OF
    rest = [(item.name, item.type) for item in columns[4:]]
    if not unit or shape != STANDARD or rest not in ([], [("since", "Date")]):
        raise checked.fault(
            header.lines["returns"],
            "a standard returns other columns",
            "write `returns unit: <label>, required: Float!, actual: Float!, met: Boolean!` and perhaps "
            "`since: Date`",
        )
    if not header.source:
        raise checked.fault(1, "a standard without `source`", "name the document behind the rule")


def _list(checked: Checked) -> None:
    """The renderer goes on with the WHERE of a list: it adds the cursor's place, the order, the limit."""
    declared = {item.name for item in checked.header.parameters}
    if checked.folder != "roots" or BOUND not in declared:
        return
    outer = [token for token in checked.tokens if not token.inside]
    clauses = [token.upper for token in outer if token.upper in CLAUSES]
    if clauses != ["MATCH", "WHERE", "RETURN"]:
        raise checked.fault(
            outer[0].line, "a list has other clauses", "write MATCH, WHERE, RETURN, each once"
        )
    for token in outer:
        if token.upper in ("OR", "XOR"):
            raise checked.fault(
                token.line, f"{token.upper} outside brackets", "put the alternative in brackets"
            )
    columns = checked.header.returns or []
    if len(columns) != 1 or columns[0].type not in KIND_OF:
        raise checked.fault(
            checked.header.lines["returns"], "a list returns other columns", "return one node"
        )
    missing = {"within", "asOf"} - declared
    if missing:
        raise checked.fault(1, f"a list without {', '.join(sorted(missing))}", "bound it by place and day")


def _export(checked: Checked) -> None:
    if checked.folder != "exports":
        return
    label = label_of(checked.fault.path.stem)
    if label not in KIND_OF:
        raise checked.fault(1, f"{label} is no label of model.py", "name the file after what it exports")
    columns = checked.header.returns or []
    if tuple(item.name for item in columns) != EXPORTED:
        raise checked.fault(
            checked.header.lines["returns"],
            "an export returns other columns",
            f"return {', '.join(EXPORTED)}",
        )
    if {item.name for item in checked.header.parameters} != {"within", BOUND, "asOf"}:
        raise checked.fault(1, "an export with other parameters", f"bound it by within, {BOUND} and asOf")


def label_of(stem: str) -> str:
    """`co_building` → `CoBuilding`: the label that a file is named after."""
    return stem.title().replace("_", "")


RULES: tuple[Callable[[Checked], None], ...] = (
    _one_statement,
    _macros,
    _parameters,
    _columns,
    _writes,
    _names,
    _merges,
    _open_end,
    _standard,
    _list,
    _export,
)


def check_folder(folder: str, fault: Faults) -> CatalogueError | None:
    """The fault of a file in a folder that nothing reads."""
    if folder in FOLDERS:
        return None
    return fault(1, f"{folder}/ is no folder of the catalogue", f"use one of {', '.join(FOLDERS)}")
