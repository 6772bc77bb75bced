"""The folders of the catalogue, and what a file must keep to because of the one that it lies in."""

from graphsvc.catalogue.checked import Checked
from graphsvc.catalogue.header import SEVERITIES, Faults
from graphsvc.catalogue.macros import DAY
from graphsvc.catalogue.text import final_return
from graphsvc.errors import CatalogueError
from graphsvc.model import INTERNAL, KIND_OF
from graphsvc.spelling import pascal

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
AUDIT = (("unit", "String", True), ("what", "String", True))
BOUND = "beyond"
"""The parameter by which a root is a list."""
CLAUSES = ("MATCH", "OPTIONAL", "WHERE", "WITH", "UNWIND", "CALL", "UNION", "RETURN")


def check_folder(folder: str, fault: Faults) -> CatalogueError | None:
    """The fault of a file in a folder that nothing reads."""
    if folder in FOLDERS:
        return None
    return fault(1, f"{folder}/ is no folder of the catalogue", f"use one of {', '.join(FOLDERS)}")


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
    if (DAY, "Date", True) not in [(item.name, item.type, item.required) for item in header.parameters]:
        raise checked.fault(1, "a standard without a day", f"add `param   {DAY}: Date!` and use it")
    for item in header.parameters:
        if not item.required and item.default is None:
            raise checked.fault(
                header.lines[item.name],
                f"{item.name} may be null, so that `met` may be",
                "give it a default, or write `!` behind its type",
            )
    if not header.source:
        raise checked.fault(1, "a standard without `source`", "name the document behind the rule")


def _standard_columns(checked: Checked) -> None:
    header = checked.header
    if checked.folder != "standards":
        return
    columns = header.returns or []
    shape = tuple((item.name, item.type, item.required) for item in columns[1:4])
    unit = columns[0] if columns and columns[0].name == "unit" else None
    rest = [(item.name, item.type) for item in columns[4:]]
    if unit and unit.type in INTERNAL:
        raise checked.fault(
            header.lines["returns"],
            f"{unit.type} has no GraphQL type, so that no gap can show it",
            "return a node that clients meet",
        )
    if not unit or unit.type not in KIND_OF or shape != STANDARD or rest not in ([], [("since", "Date")]):
        raise checked.fault(
            header.lines["returns"],
            "a standard returns other columns",
            "write `returns unit: <label>, required: Float!, actual: Float!, met: Boolean!` and perhaps "
            "`since: Date`",
        )


def _audit(checked: Checked) -> None:
    header = checked.header
    if checked.folder != "audits":
        return
    if tuple((item.name, item.type, item.required) for item in header.returns or []) != AUDIT:
        raise checked.fault(
            header.lines["returns"],
            "an audit returns other columns",
            "write `returns unit: String!, what: String!`: the code of what is wrong, and what is wrong",
        )
    if header.given or any(item.name != DAY for item in header.parameters):
        raise checked.fault(1, "an audit is given more than a day", f"keep `param   {DAY}: Date!` at most")
    if not header.severity:
        raise checked.fault(1, "an audit without `severity`", f"write one of {', '.join(SEVERITIES)}")
    if not header.remedy:
        raise checked.fault(1, "an audit without `remedy`", "say what the office should do")


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
    return pascal(stem)


FOLDER_RULES = (_open_end, _standard, _standard_columns, _audit, _list, _export)
