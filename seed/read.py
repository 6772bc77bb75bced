"""Office files as typed rows, one after another: CSV in three encodings, XLSX with several sheets."""

import codecs
import csv
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from graphsvc.errors import SeedError
from seed.cells import Partial, as_text, findings, reader
from seed.faults import CellFault, Fault
from seed.report import Report
from seed.shapes import Column
from seed.tables import TABLES, Table, table

TITLE_ROWS = 5
"""A header may stand below this many rows of titles."""
NOT_TABLES = ("说明",)
REMARKS = ("规则", "处理办法", "出处", "列名")
"""Columns of a rejects workbook that are no part of the table."""
LARGEST = 1024**3
"""Bytes that a workbook may unpack to."""


@dataclass(frozen=True)
class Source:
    """One sheet of one file, and the table it is a delivery of."""

    path: Path
    sheet: str
    table: Table

    def fault(self, row: int, column: str, rule: str, remedy: str) -> Fault:
        """A fault somewhere in this sheet."""
        return Fault(self.path.name, self.sheet, row, column, rule, remedy)


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One row of a table: its values by column name, its line in the sheet, and dates that are not exact."""

    values: dict[str, Any]
    line: int
    imprecise: list[str]


def sources(directory: Path, report: Report) -> list[Source]:
    """The sheets of all files in a folder, in the order of loading; raises SeedError where there is none."""
    files = office_files(directory)
    if not files:
        raise SeedError(f"{directory}: no .csv or .xlsx files; name the folder that holds the office's files")
    order = {one.name: index for index, one in enumerate(TABLES)}
    found = [source for path in files for source in _sheets(path, report)]
    return sorted(found, key=lambda source: order[source.table.name])


def office_files(directory: Path) -> list[Path]:
    """The .csv and .xlsx files of a folder, by name; lock files of a spreadsheet left out."""
    paths = directory.iterdir() if directory.is_dir() else iter(())
    return sorted(
        path for path in paths if path.suffix.lower() in (".csv", ".xlsx") and path.name[:2] != "~$"
    )


def _sheets(path: Path, report: Report) -> Iterator[Source]:
    names = [path.stem] if path.suffix.lower() == ".csv" else _sheet_names(path, report)
    for name in names:
        found = table(name)
        if found is not None:
            yield Source(path, name, found)
        elif name not in NOT_TABLES:
            remedy = "rename it, `python -m seed tables` lists them"
            report.add(Fault(path.name, name, 0, "", "SHEET-UNKNOWN", remedy))


def _sheet_names(path: Path, report: Report) -> list[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > LARGEST:
            report.add(Fault(path.name, "", 0, "", "FILE-SIZE", "send it as .csv, or in parts"))
            return []
        with CalamineWorkbook.from_path(path) as book:
            return list(book.sheet_names)
    except (OSError, CalamineError, zipfile.BadZipFile) as error:
        remedy = f"save it again as .xlsx ({type(error).__name__})"
        report.add(Fault(path.name, "", 0, "", "FILE-UNREADABLE", remedy))
        return []


def typed_rows(source: Source, report: Report) -> Iterator[TypedRow]:
    """The rows of a sheet that can be read; the others are faults of the report."""
    try:
        lines = enumerate(lines_of(source), start=1)
        header = _header(source, lines, report)
        if header is not None:
            yield from _rows(source, (header, lines), report)
    except (csv.Error, CalamineError, UnicodeDecodeError) as error:
        rule = "FILE-ENCODING" if isinstance(error, UnicodeDecodeError) else "FILE-UNREADABLE"
        where = f"byte {error.start}; " if isinstance(error, UnicodeDecodeError) else ""
        report.add(source.fault(0, "", rule, f"{where}save it again, as .xlsx or as .csv in UTF-8"))


def lines_of(source: Source) -> Iterator[Sequence[Any]]:
    """The raw lines of a sheet; raises csv.Error, CalamineError or UnicodeDecodeError."""
    if source.path.suffix.lower() == ".csv":
        with source.path.open(encoding=encoding_of(source.path), newline="") as file:
            yield from csv.reader(file)
        return
    with CalamineWorkbook.from_path(source.path) as book:
        yield from book.get_sheet_by_name(source.sheet).to_python(skip_empty_area=False)


def encoding_of(path: Path) -> str:
    """UTF-8 with or without BOM, else GB18030; raises UnicodeDecodeError at the byte that is neither."""
    try:
        _decode(path, "utf-8-sig")
    except UnicodeDecodeError as first:
        try:
            _decode(path, "gb18030")
        except UnicodeDecodeError as second:
            raise max(first, second, key=lambda error: error.start) from None
        return "gb18030"
    return "utf-8-sig"


def _decode(path: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    done = 0
    with path.open("rb") as file:
        while block := file.read(1024**2):
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                error.start += done
                raise
            done += len(block)
        decoder.decode(b"", final=True)


@dataclass(frozen=True)
class Header:
    """Where each column stands, what reads it, and how many cells the line of headers has."""

    columns: list[tuple[int, Column, Callable[[Any], Any]]]
    width: int


def _header(source: Source, lines: Iterator[tuple[int, Sequence[Any]]], report: Report) -> Header | None:
    """Where each column stands; None, with a fault, where the sheet cannot be read."""
    for number, line in lines:
        names = [as_text(cell) for cell in line]
        columns = [source.table.column(name) for name in names]
        if sum(column is not None for column in columns) >= 2:
            faults = list(_header_faults(source, number, names))
            for fault in faults:
                report.add(fault)
            if faults:
                return None
            found = [(index, one, reader(one)) for index, one in enumerate(columns) if one is not None]
            return Header(found, max(index for index, name in enumerate(names) if name) + 1)
        if number > TITLE_ROWS:
            break
    remedy = f"the headers are {_headers(source.table)}"
    report.add(source.fault(0, "", "HEADER-MISSING", remedy))
    return None


def header_of(source: Source) -> list[tuple[int, Column]] | None:
    """Where each column of a sheet stands; None where it has no line of headers."""
    header = _header(source, enumerate(lines_of(source), start=1), Report())
    return [(index, column) for index, column, _ in header.columns] if header else None


def _header_faults(source: Source, number: int, names: list[str]) -> Iterator[Fault]:
    columns = [source.table.column(name) for name in names]
    for index, (name, column) in enumerate(zip(names, columns, strict=True)):
        if name and column is None and name not in REMARKS:
            # The name is not said again: it may be a person's, where a line of data was taken for headers.
            place = f"第{index + 1}列"
            yield source.fault(number, place, "HEADER-UNKNOWN", f"headers are {_headers(source.table)}")
        if column is not None and column in columns[:index]:
            yield source.fault(number, column.chinese, "HEADER-TWICE", "leave one of them")
    for column in source.table.columns:
        if column.required and column not in columns:
            yield source.fault(number, column.chinese, "HEADER-MISSING", "add the column")


def _headers(found: Table) -> str:
    return ", ".join(column.chinese for column in found.columns)


def _rows(
    source: Source, read: tuple[Header, Iterator[tuple[int, Sequence[Any]]]], report: Report
) -> Iterator[TypedRow]:
    header, lines = read
    first = next(lines, None)
    absent = {column.name: None for column in source.table.columns}
    for number, line in lines if first is None else chain((first,), lines):
        if not any(line) or not any(as_text(cell) for cell in line):
            continue
        report.rows[source.table.name] += 1
        row = TypedRow(dict(absent), number, [])
        if _fill(source, (row, header, line), report):
            yield row


def _fill(source: Source, read: tuple[TypedRow, Header, Sequence[Any]], report: Report) -> bool:
    """Puts a line's values into the row; whether all could be read."""
    row, header, line = read
    faults = []
    for index, column, read_one in header.columns:
        try:
            value = read_one(line[index] if index < len(line) else None)
        except CellFault as fault:
            faults.append(source.fault(row.line, column.chinese, fault.rule, fault.remedy))
            continue
        if value.__class__ is Partial:
            row.imprecise.append(f"{column.name}:{value.precision}")
            value = value.day
        row.values[column.name] = value
        if column.kind == "uscc":
            for rule, remedy in findings(column, value):
                report.add(source.fault(row.line, column.chinese, rule, remedy), source.table.name)
    faults += _row_faults(source, (row, header, line))
    for one in faults:
        report.add(one, source.table.name)
    return not faults


def _row_faults(source: Source, read: tuple[TypedRow, Header, Sequence[Any]]) -> Iterator[Fault]:
    row, header, line = read
    if len(line) > header.width and any(as_text(cell) for cell in line[header.width :]):
        yield source.fault(row.line, f"第{header.width + 1}列", "ROW-LONG", "quote cells that hold a comma")
    begins, ends = row.values[source.table.begins], row.values.get("valid_to")
    if begins is not None and ends is not None and ends <= begins:
        yield source.fault(row.line, "终止日期", "DATE-ORDER", "correct one of the two")
