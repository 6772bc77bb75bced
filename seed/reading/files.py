"""Office files as they are sent: the files of a folder, their sheets, and the raw lines of a sheet."""

import codecs
import csv
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from graphsvc.errors import SeedError
from seed.reading.faults import Fault
from seed.reading.report import Report
from seed.tables import TABLES, Table, table

NOT_TABLES = ("说明",)
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
