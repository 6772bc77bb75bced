"""Workbooks that offices receive: empty templates with drop-downs, and rejected rows to correct."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from graphsvc.model import code_rule
from seed.reading.cells import Unreadable, as_text
from seed.reading.faults import RULES, Fault
from seed.reading.files import NOT_TABLES, Source, lines_of
from seed.reading.report import Report
from seed.reading.residents import has_resident_id
from seed.reading.rows import REMARKS, header_of
from seed.reading.sheets import SheetFault
from seed.reading.signs import visible
from seed.tables import TABLES
from seed.tables.definitions import Column, Table

NOTES = NOT_TABLES[0]
TEMPLATE, REJECTS = "template.xlsx", "rejects.xlsx"
DROP_DOWN_ROWS = 10_000
"""Rows that have a drop-down."""
LONGEST_LIST = 255
"""Characters that a list inside a drop-down may have."""
KINDS = {
    "text": "文本",
    "texts": "多项文本,以、分隔",
    "term": "文本",
    "person": "姓名,不得填身份证号",
    "code": "代码",
    "integer": "整数",
    "number": "数字",
    "date": "日期,如 2022-12-31",
    "boolean": "是 或 否",
    "correction": "选项",
    "uscc": "统一社会信用代码",
    "choice": "选项",
    "choices": "多项选项,以、分隔",
}


def write_template(folder: Path) -> Path:
    """One workbook with a sheet a table: headers, all cells as text, drop-downs for choices."""
    folder.mkdir(parents=True, exist_ok=True)
    book = Workbook(write_only=True)
    notes = book.create_sheet(NOTES)
    notes.append(["表", "列", "填写", "必填", "引用"])
    for one in TABLES:
        for column in one.columns:
            notes.append(
                [
                    one.chinese,
                    column.chinese,
                    cell_content(column),
                    "是" if column.required else "",
                    *_of(column),
                ]
            )
    for one in TABLES:
        _template_sheet(book, one)
    path = folder / TEMPLATE
    book.save(path)
    return path


def cell_content(column: Column) -> str:
    """What goes into a column, in a few words."""
    if column.words and column.kind != "term":
        return f"{KINDS[column.kind]}:{'、'.join(column.words.values())}"
    return KINDS[column.kind]


def _of(column: Column) -> list[str]:
    return [f"{column.label}: {code_rule(column.label)[1]}"] if column.label else []


def _template_sheet(book: Workbook, one: Table) -> None:
    sheet = book.create_sheet(one.chinese)
    for index, column in enumerate(one.columns, start=1):
        letter = get_column_letter(index)
        sheet.column_dimensions[letter].width = 18
        sheet.column_dimensions[letter].number_format = "@"
        words = ["是", "否"] if column.kind == "boolean" else list(column.words.values())
        if column.kind in ("choice", "boolean", "correction") and len(",".join(words)) <= LONGEST_LIST:
            offered = DataValidation("list", f'"{",".join(words)}"', allow_blank=True)
            offered.add(f"{letter}2:{letter}{DROP_DOWN_ROWS}")
            sheet.data_validations.append(offered)
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, column.chinese, bold=column.required) for column in one.columns])


def write_rejects(folder: Path, sources: Iterable[Source], report: Report) -> Path | None:
    """The rejected rows as they came, each with its rules, remedies and place; None where there are none.

    Corrected there, the workbook loads by itself. What looks like a resident ID number comes back empty.
    """
    if report.sound:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    book = Workbook(write_only=True)
    notes = book.create_sheet(NOTES)
    notes.append(["出处", "规则", "内容", "处理办法"])
    for fault in report.hard:
        if not fault.row or fault.rule.startswith("HEADER"):
            notes.append([fault.location, fault.rule, RULES[fault.rule].text, fault.remedy])
    by_sheet: dict[tuple[str, str], dict[int, list[Fault]]] = defaultdict(lambda: defaultdict(list))
    for fault in report.hard:
        by_sheet[fault.file, fault.sheet][fault.row].append(fault)
    sheets: dict[str, Any] = {}
    for source in sources:
        rows = by_sheet.get((source.path.name, source.sheet))
        if rows:
            # Of a file that cannot be read to its end the notes say so.
            with suppress(SheetFault, UnicodeDecodeError):
                _reject_rows(book, sheets, source, rows)
    path = folder / REJECTS
    book.save(path)
    return path


def _reject_rows(
    book: Workbook, sheets: dict[str, Any], source: Source, rows: dict[int, list[Fault]]
) -> None:
    """Adds the rejected rows of one sheet, given with their faults by line, to the sheet of their table."""
    found = header_of(source)
    if found is None:
        return
    at = {column.name: index for index, column in found}
    name = source.table.chinese
    if name not in sheets:
        sheets[name] = book.create_sheet(name)
        sheets[name].append([*(column.chinese for column in source.table.columns), *REMARKS])
    for number, line in enumerate(lines_of(source), start=1):
        faults = rows.get(number)
        if not faults or faults[0].rule.startswith("HEADER"):
            continue
        cells = [_returned(line, at.get(column.name)) for column in source.table.columns]
        remarks = [
            " ".join(dict.fromkeys(fault.rule for fault in faults)),
            "; ".join(fault.remedy for fault in faults),
            f"{source.path.name}:{source.sheet}:{number}",
            " ".join(fault.column for fault in faults),
        ]
        sheets[name].append([_cell(sheets[name], text) for text in (*cells, *remarks)])


def _returned(line: Any, index: int | None) -> str:
    """A cell as it goes back: empty where it looks like a resident ID number, or held an error."""
    raw = line[index] if index is not None and index < len(line) else None
    text = "" if isinstance(raw, Unreadable) else visible(as_text(raw))
    return "" if has_resident_id(text) else "".join(sign for sign in text if sign >= " ")


def _cell(sheet: Any, text: str, *, bold: bool = False) -> Any:
    """A cell of text, whatever it begins with: a spreadsheet must not run it."""
    cell = WriteOnlyCell(sheet, value=text or None)
    if text:
        cell.data_type = "s"
    cell.number_format = "@"
    if bold:
        cell.font = Font(bold=True)
    return cell
