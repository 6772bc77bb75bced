"""Office files as they are sent: the files of a folder, their sheets, and the raw lines of a sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from graphsvc.errors import SeedError
from seed.reading.dates import EPOCH
from seed.reading.delimited import COMMA, delimited_lines
from seed.reading.faults import Fault
from seed.reading.report import Report
from seed.reading.residents import shown
from seed.reading.sheets import SheetFault, open_sheets, sheet_lines
from seed.tables import TABLES, Table, table

NOT_TABLES = ("说明",)
OWN_FILES = ("manifest.json",)
"""What `seed` itself writes beside office files."""


@dataclass(frozen=True)
class Source:
    """One sheet of one file, and the table it is a delivery of.

    `epoch` is the day that the serials of its dates count from.
    """

    path: Path
    sheet: str
    table: Table
    epoch: date = EPOCH

    @property
    def is_workbook(self) -> bool:
        """A sheet of a workbook, and no file of lines."""
        return self.path.suffix.lower() == ".xlsx"

    def fault(self, row: int, column: str, rule: str, remedy: str) -> Fault:
        """A fault somewhere in this sheet."""
        return Fault(self.path.name, self.sheet, row, column, rule, remedy)


def sources(directory: Path, report: Report) -> list[Source]:
    """The sheets of all files in a folder, in the order of loading; raises SeedError where there is none.

    What is not read is told.
    """
    files = office_files(directory)
    if not files:
        raise SeedError(f"{directory}: no .csv or .xlsx files; name the folder that holds the office's files")
    for path in sorted(set(directory.iterdir()) - set(files)):
        if path.name[0] not in ".~" and path.name not in OWN_FILES:
            remedy = "name it by itself" if path.is_dir() else "save it as .xlsx, or as .csv in UTF-8"
            report.add(Fault(shown(path.name), "", 0, "", "FILE-KIND", remedy))
    order = {one.name: index for index, one in enumerate(TABLES)}
    found = [source for path in files for source in _sheets(path, report)]
    return sorted(found, key=lambda source: order[source.table.name])


def office_files(directory: Path) -> list[Path]:
    """The .csv and .xlsx files of a folder, by name; lock files of a spreadsheet left out."""
    paths = directory.iterdir() if directory.is_dir() else iter(())
    return sorted(
        path
        for path in paths
        if path.suffix.lower() in (".csv", ".xlsx") and path.name[0] not in ".~" and path.is_file()
    )


def _sheets(path: Path, report: Report) -> Iterator[Source]:
    if shown(path.name) != path.name:
        report.add(Fault(shown(path.name), "", 0, "", "FILE-NAME", "rename it; nothing of it was read"))
        return
    if path.suffix.lower() == ".csv":
        yield from _of_a_table(path, path.stem, report)
        return
    try:
        workbook = open_sheets(path)
    except SheetFault as fault:
        report.add(Fault(path.name, "", 0, "", fault.rule, fault.remedy))
        return
    for name in workbook.sheets:
        for source in _of_a_table(path, name, report, workbook.epoch):
            if name in workbook.hidden:
                report.add(source.fault(0, "", "HIDDEN", "the sheet; delete it if it is not meant"))
            yield source


def _of_a_table(path: Path, name: str, report: Report, epoch: date = EPOCH) -> Iterator[Source]:
    found = table(name)
    if found is not None:
        yield Source(path, name, found, epoch)
    elif name not in NOT_TABLES:
        remedy = "rename it, `python -m seed tables` lists them"
        report.add(Fault(path.name, shown(name), 0, "", "SHEET-UNKNOWN", remedy))


def lines_of(source: Source, report: Report | None = None) -> Iterator[Sequence[Any]]:
    """The raw lines of a sheet; a file of lines may yield a BrokenLine.

    The report is told what is odd about the sheet. Raises SheetFault or UnicodeDecodeError.
    """
    if source.is_workbook:
        lines, hidden = sheet_lines(source.path, source.sheet)
        if hidden and report is not None:
            report.add(source.fault(0, "", "HIDDEN", f"{hidden}; delete what is not meant"))
        yield from lines
        return
    delimiter, parted = delimited_lines(source.path, source.table)
    if delimiter != COMMA and report is not None:
        report.add(source.fault(0, "", "DELIMITER", f"read with {delimiter!r}; a comma is safer"))
    yield from parted
