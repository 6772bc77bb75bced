"""Office files as typed rows: CSV in three encodings, XLSX with several sheets; a bad file is refused
whole."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from graphsvc.errors import SeedError
from seed.cells import CellFault, as_text, read_cell
from seed.tables import Table, table

TITLE_ROWS = 5
"""A header may stand below this many rows of titles."""


@dataclass(frozen=True)
class TypedRow:
    """One row of a table: its values by column name, and where it stands (`file:sheet:row`)."""

    table: Table
    values: dict[str, Any]
    place: str


def read_directory(directory: Path) -> list[TypedRow]:
    """All rows of all tables in a folder; raises SeedError naming file, sheet, row, column, rule and
    remedy."""
    files = sorted(path for path in directory.iterdir() if path.suffix.lower() in (".csv", ".xlsx"))
    if not files:
        raise SeedError(f"{directory}: no .csv or .xlsx files; name the folder that holds the office's files")
    return [row for path in files for row in read_file(path)]


def read_file(path: Path) -> Iterator[TypedRow]:
    """The rows of one file; a CSV's table is named by the file, an XLSX's by the sheet."""
    for sheet, lines in sheets(path):
        found = table(sheet)
        if found is None:
            raise SeedError(
                f"{path.name}:{sheet}: no table has this name; rename it, `python -m seed tables` lists them"
            )
        yield from _rows(found, f"{path.name}:{sheet}", lines)


def sheets(path: Path) -> Iterator[tuple[str, list[Sequence[Any]]]]:
    """(name, lines) of each sheet; raises SeedError for a file that cannot be read at all."""
    if path.suffix.lower() == ".csv":
        text = decode(path)
        yield path.stem, list(csv.reader(io.StringIO(text)))
        return
    try:
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            yield name, list(book.get_sheet_by_name(name).to_python(skip_empty_area=False))
    except (OSError, CalamineError) as error:
        raise SeedError(
            f"{path.name}: not a readable workbook ({type(error).__name__}); save it again as .xlsx"
        ) from error


def decode(path: Path) -> str:
    """A CSV's text: UTF-8 with or without BOM, else GB18030; raises SeedError with the byte that is
    neither."""
    raw = path.read_bytes()
    faults = []
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError as error:
            faults.append(error.start)
    raise SeedError(f"{path.name}: byte {max(faults)} is neither UTF-8 nor GB18030; save the file as UTF-8")


def _rows(found: Table, place: str, lines: list[Sequence[Any]]) -> Iterator[TypedRow]:
    start, headers = _header(found, place, lines)
    for number, line in enumerate(lines[start + 1 :], start=start + 2):
        if any(as_text(cell) for cell in line):
            yield TypedRow(found, _values(found, headers, (f"{place}:{number}", line)), f"{place}:{number}")


def _header(found: Table, place: str, lines: list[Sequence[Any]]) -> tuple[int, list[str]]:
    """The line of headers and the column each cell of it names."""
    for index, line in enumerate(lines[: TITLE_ROWS + 1]):
        columns = [found.column(as_text(cell)) for cell in line]
        if sum(column is not None for column in columns) >= 2:
            return index, _complete(found, (f"{place}:{index + 1}", line), columns)
    raise SeedError(f"{place}: no header in the first {TITLE_ROWS + 1} rows; headers are {_headers(found)}")


def _complete(found: Table, at: tuple[str, Sequence[Any]], columns: Sequence[Any]) -> list[str]:
    place, line = at
    names = [column.name if column else "" for column in columns]
    for cell, name in zip(line, names, strict=True):
        if as_text(cell) and not name:
            raise SeedError(
                f"{place}:{as_text(cell)}: no column of this table; headers are {_headers(found)}"
            )
    for column in found.columns:
        if column.required and column.name not in names:
            raise SeedError(f"{place}: the column {column.chinese} is missing; add it")
    return names


def _headers(found: Table) -> str:
    return ", ".join(column.chinese for column in found.columns)


def _values(found: Table, names: list[str], at: tuple[str, Sequence[Any]]) -> dict[str, Any]:
    place, line = at
    cells = dict(zip(names, line, strict=False))
    values: dict[str, Any] = {}
    for column in found.columns:
        try:
            values[column.name] = read_cell(column, cells.get(column.name))
        except CellFault as fault:
            raise SeedError(f"{place}:{column.chinese}: {fault.rule}; {fault.remedy}") from None
    begins, ends = values["valid_from"], values["valid_to"]
    if ends is not None and ends <= begins:
        raise SeedError(f"{place}:终止日期: it does not lie after 起始日期; correct one of the two")
    return values
