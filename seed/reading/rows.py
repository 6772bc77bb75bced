"""Reads the lines of a sheet as typed rows of its table, and reports those that cannot be read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from seed.reading.cells import as_text, findings, reader
from seed.reading.dates import PartialDate
from seed.reading.delimited import BrokenLine
from seed.reading.faults import CellFault, Fault
from seed.reading.files import Source, lines_of
from seed.reading.report import Report
from seed.reading.sheets import SheetFault
from seed.tables import Table
from seed.tables.definitions import Column

TITLE_ROWS = 5
"""A header may stand below this many rows of titles."""
REMARKS = ("规则", "处理办法", "出处", "列名")
"""Columns of a rejects workbook that are no part of the table."""


class TypedRow(NamedTuple):
    """One row of a table: its values by column name, its line in the sheet, and dates that are not exact."""

    values: dict[str, Any]
    line: int
    imprecise: list[str]


def typed_rows(source: Source, report: Report) -> Iterator[TypedRow]:
    """The rows of a sheet that can be read; the others are faults of the report."""
    try:
        lines = enumerate(lines_of(source, report), start=1)
        header = _header(source, lines, report)
        if header is not None:
            yield from _rows(source, header, lines, report)
    except SheetFault as fault:
        report.add(source.fault(0, "", fault.rule, fault.remedy))
    except UnicodeDecodeError as error:
        remedy = f"byte {error.start}; save it again, as .xlsx or as .csv in UTF-8"
        report.add(source.fault(0, "", "FILE-ENCODING", remedy))


@dataclass(frozen=True)
class Header:
    """Where each column stands, what reads it, and how many cells the line of headers has.

    `absent` are all columns of the table without a value; `inexact` and `numbered` the columns present whose
    dates may lack their day, and whose values are unified social credit codes.
    """

    columns: list[tuple[int, Column, Callable[[Any], Any]]]
    width: int
    absent: dict[str, None]
    inexact: list[str]
    numbered: list[Column]


def _header(source: Source, lines: Iterator[tuple[int, Sequence[Any]]], report: Report) -> Header | None:
    """Where each column stands; None, with a fault, where the sheet cannot be read."""
    for number, line in lines:
        names = [as_text(cell) for cell in line]
        columns = [source.table.column(name) for name in names]
        if len({column.name for column in columns if column is not None}) >= 2:
            faults = list(_header_faults(source, number, names))
            if isinstance(line, BrokenLine):
                faults = [source.fault(number, "", line.rule, line.remedy)]
            for fault in faults:
                report.add(fault)
            if faults:
                return None
            return _header_of(source, names)
        if number > TITLE_ROWS:
            break
    remedy = f"the headers are {_headers(source.table)}"
    report.add(source.fault(0, "", "HEADER-MISSING", remedy))
    return None


def _header_of(source: Source, names: list[str]) -> Header:
    table = source.table
    columns = [(index, one) for index, name in enumerate(names) if (one := table.column(name)) is not None]
    return Header(
        [(index, one, reader(one, source.epoch)) for index, one in columns],
        max(index for index, name in enumerate(names) if name) + 1,
        dict.fromkeys(column.name for column in table.columns),
        [one.name for _, one in columns if one.partial],
        [one for _, one in columns if one.kind == "uscc"],
    )


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
    source: Source, header: Header, lines: Iterator[tuple[int, Sequence[Any]]], report: Report
) -> Iterator[TypedRow]:
    for number, line in lines:
        if not any(map(as_text, line)):
            continue
        report.rows[source.table.name] += 1
        if isinstance(line, BrokenLine):
            report.add(source.fault(number, "", line.rule, line.remedy), source.table.name)
            continue
        row, faults = _row(source, number, header, line)
        for one in faults:
            report.add(one, source.table.name)
        if not faults or all(one.soft for one in faults):
            yield row


def _row(source: Source, number: int, header: Header, line: Sequence[Any]) -> tuple[TypedRow, list[Fault]]:
    """The typed row of a line, and the faults and findings of the line."""
    cells = line if len(line) >= header.width else [*line, *[None] * (header.width - len(line))]
    faults: list[Fault] = []
    try:
        values = {column.name: read_one(cells[index]) for index, column, read_one in header.columns}
    except CellFault:
        values, faults = _readable(source, number, header, cells)
    row = TypedRow({**header.absent, **values}, number, [])
    for name in header.inexact:
        if (value := row.values[name]).__class__ is PartialDate:
            row.imprecise.append(f"{name}:{value.precision}")
            row.values[name] = value.day
    for column in header.numbered:
        found = findings(column, row.values[column.name])
        faults += (source.fault(number, column.chinese, *one) for one in found)
    if len(line) != header.width or row.values.get("valid_to") is not None:
        faults += _row_faults(source, row, header, line)
    return row, faults


def _readable(
    source: Source, number: int, header: Header, cells: Sequence[Any]
) -> tuple[dict[str, Any], list[Fault]]:
    """The values of a line that has cells which cannot be read, and a fault for each such cell."""
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for index, column, read_one in header.columns:
        try:
            values[column.name] = read_one(cells[index])
        except CellFault as fault:
            faults.append(source.fault(number, column.chinese, fault.rule, fault.remedy))
    return values, faults


def _row_faults(source: Source, row: TypedRow, header: Header, line: Sequence[Any]) -> Iterator[Fault]:
    """Faults that concern several cells of a row: too many or too few cells, an end before its beginning."""
    if len(line) > header.width and any(as_text(cell) for cell in line[header.width :]):
        yield source.fault(row.line, f"第{header.width + 1}列", "ROW-LONG", "quote cells that hold a comma")
    if len(line) < header.width and not source.is_workbook:
        remedy = "give each header its cell, empty or not; was the file cut off?"
        yield source.fault(row.line, f"第{len(line) + 1}列", "ROW-SHORT", remedy)
    begins, ends = row.values[source.table.begins], row.values.get("valid_to")
    if begins is not None and ends is not None and ends <= begins:
        yield source.fault(row.line, "终止日期", "DATE-ORDER", "correct one of the two")
