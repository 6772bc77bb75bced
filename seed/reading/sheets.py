"""Sheets of a workbook: their lines, with what a library that reads values alone leaves out.

Values are read by calamine. The XML of a sheet is looked at beside it for cells that hold an error or a
formula without its value, which would read as empty, and for what is hidden.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from seed.reading.cells import Unreadable
from seed.reading.dates import EPOCH, EPOCH_1904

LARGEST = 1024**3
"""Bytes that a workbook may unpack to."""
ENCRYPTED = b"\xd0\xcf\x11\xe0"
"""What a workbook with a password begins with, and one of a program of before 2007."""
LONGEST_LIST = 5
"""Rows or columns that are named; of more the first."""
BLOCK = 1024**2
_MARKED = re.compile(rb"""<(?:\w+:)?f[\s/>]|\bt=["']e["']|\bhidden=["'](?:1|true)["']""")
_PLACE = re.compile(r"([A-Z]+)(\d+)")
_ERROR = Unreadable("CELL-ERROR", "write what it should show")
_UNCOMPUTED = Unreadable(
    "CELL-FORMULA", "open the file in the spreadsheet and save it again, or write the value"
)


UNREADABLE = (
    *(OSError, EOFError, LookupError, ValueError, RuntimeError, SyntaxError),
    *(CalamineError, zipfile.BadZipFile, zlib.error),
)
"""What libraries raise for a workbook that is broken somewhere; a fault in its XML is a SyntaxError."""


class SheetFault(Exception):
    """A workbook that cannot be read: the rule that it breaks, and the remedy."""

    def __init__(self, rule: str, remedy: str) -> None:
        super().__init__(remedy)
        self.rule, self.remedy = rule, remedy


@dataclass(frozen=True)
class Sheets:
    """The names of a workbook's sheets, those of them that are hidden, and the day its serials count from."""

    sheets: list[str]
    hidden: frozenset[str]
    epoch: date


@dataclass
class Marks:
    """What the XML of a sheet says beside its values: cells by row and column from 0, hidden rows and columns
    by their names."""

    cells: dict[tuple[int, int], Unreadable] = field(default_factory=dict)
    rows: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """`rows 4, 5; columns C`; empty where nothing is hidden."""
        parts = (("rows", self.rows), ("columns", self.columns))
        return "; ".join(f"{what} {_listed(names)}" for what, names in parts if names)


def open_sheets(path: Path) -> Sheets:
    """What a workbook holds; raises SheetFault for one that cannot be read."""
    try:
        with path.open("rb") as file:
            if file.read(4) == ENCRYPTED:
                raise SheetFault("FILE-UNREADABLE", "save it without a password, as .xlsx")
        with zipfile.ZipFile(path) as archive:
            if sum(member.file_size for member in archive.infolist()) > LARGEST:
                raise SheetFault("FILE-SIZE", "send it as .csv, or in parts")
            epoch = EPOCH_1904 if _counts_from_1904(archive) else EPOCH
        with CalamineWorkbook.from_path(path) as book:
            seen = {one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible}
            return Sheets(list(book.sheet_names), frozenset(book.sheet_names) - seen, epoch)
    except UNREADABLE as error:
        raise _fault_of(error) from error


def sheet_lines(path: Path, name: str) -> tuple[list[list[Any]], str]:
    """The lines of a sheet, and what is hidden in it; raises SheetFault.

    A cell that a merge covers holds the value of the merge.
    """
    try:
        marks = _marks(path, name)
        return _lines(path, name, marks), str(marks)
    except UNREADABLE as error:
        raise _fault_of(error) from error


def _fault_of(error: Exception) -> SheetFault:
    return SheetFault("FILE-UNREADABLE", f"save it again as .xlsx ({type(error).__name__})")


def _lines(path: Path, name: str, marks: Marks) -> list[list[Any]]:
    with CalamineWorkbook.from_path(path) as book:
        sheet = book.get_sheet_by_name(name)
        lines: list[list[Any]] = [list(line) for line in sheet.to_python(skip_empty_area=False)]
        for (row, column), cell in marks.cells.items():
            if row < len(lines) and column < len(lines[row]):
                lines[row][column] = cell
        _fill_merges(sheet, lines)
        return lines


def _fill_merges(sheet: CalamineSheet, lines: list[list[Any]]) -> None:
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top >= len(lines) or left >= len(lines[top]):
            continue
        value = lines[top][left]
        for line in lines[top : bottom + 1]:
            line[left : right + 1] = [value] * len(line[left : right + 1])


def _marks(path: Path, name: str) -> Marks:
    """Reads the XML of a sheet once, and only one with anything of interest cell by cell."""
    with zipfile.ZipFile(path) as archive:
        part = _part_of(archive, name)
        if not part or not _has_marks(archive, part):
            return Marks()
        with archive.open(part) as file:
            return _read_marks(file)


def _has_marks(archive: zipfile.ZipFile, part: str) -> bool:
    with archive.open(part) as file:
        kept = b""
        while block := file.read(BLOCK):
            if _MARKED.search(kept + block):
                return True
            kept = block[-32:]
    return False


def _read_marks(file: Any) -> Marks:
    marks = Marks()
    for _, element in ElementTree.iterparse(file):
        kind = element.tag.rpartition("}")[2]
        if kind == "c":
            cell = _unreadable(element)
            place = _PLACE.fullmatch(element.get("r", ""))
            if cell and place:
                marks.cells[int(place[2]) - 1, _number(place[1]) - 1] = cell
        elif kind == "row":
            marks.rows += [element.get("r", "?")] if _is_hidden(element) else []
            element.clear()
        elif kind == "col" and _is_hidden(element):
            first, last = int(element.get("min", 1)), int(element.get("max", 1))
            marks.columns += map(_letters, range(first, min(last, first + 50) + 1))
    return marks


def _unreadable(cell: ElementTree.Element) -> Unreadable | None:
    if cell.get("t") == "e":
        return _ERROR
    parts = {part.tag.rpartition("}")[2]: part.text for part in cell}
    return _UNCOMPUTED if "f" in parts and cell.get("t") != "str" and not parts.get("v") else None


def _is_hidden(element: ElementTree.Element) -> bool:
    return element.get("hidden") in ("1", "true")


def _counts_from_1904(archive: zipfile.ZipFile) -> bool:
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    return any(
        one.get("date1904") in ("1", "true") for one in book if one.tag.rpartition("}")[2] == "workbookPr"
    )


def _part_of(archive: zipfile.ZipFile, name: str) -> str:
    """The path of a sheet's XML inside the archive; empty where the archive does not say."""
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    except KeyError:
        return ""
    targets = {one.get("Id"): one.get("Target", "") for one in links}
    for sheet in book.iter():
        if sheet.tag.rpartition("}")[2] == "sheet" and sheet.get("name") == name:
            link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
            target = targets.get(link, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            return part if part in archive.namelist() else ""
    return ""


def _number(letters: str) -> int:
    """`AB` → 28."""
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found


def _letters(number: int) -> str:
    """28 → `AB`."""
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:LONGEST_LIST])
    return f"{shown} and {len(names) - LONGEST_LIST} more" if len(names) > LONGEST_LIST else shown
