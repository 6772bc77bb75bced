"""Reads dates as offices write them, and as workbooks keep them."""

import re
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from seed.reading.faults import CellFault
from seed.tables.definitions import Column

EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
"""The day before serial 1 of a workbook, and of one that counts from 1904."""
AS_TEXT = "format the column as text and type it again"
WRITTEN = "write it as 2022-12-31"
SERIALS = range(20_000, 60_000)
"""Numbers that are taken for the serial of a day: 1954 to 2064, or four years later."""
_DAY = re.compile(r"(\d{4})[.\-/年](\d{1,2})[.\-/月](\d{1,2})日?")
_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(\d{4})(?:[.\-/年](\d{1,2})月?|(\d{2}))")
_YEAR = re.compile(r"(\d{4})年?")


class PartialDate(NamedTuple):
    """A date without its day or month: the first day it may mean, and MONTH or YEAR."""

    day: date
    precision: str


def read_date(column: Column, text: str) -> date | PartialDate:
    """The date that a text writes; raises CellFault.

    A text of five digits is the serial of a day, as a cell without a format shows it.
    """
    try:
        if match := _DAY.fullmatch(text) or _DIGITS.fullmatch(text):
            return _bounded(date(int(match[1]), int(match[2]), int(match[3])))
        if serial := _serial(text):
            return EPOCH + timedelta(days=serial)
        if match := _MONTH.fullmatch(text) or _YEAR.fullmatch(text):
            return _partial(column, match)
    except ValueError:
        pass
    raise CellFault("DATE", WRITTEN)


def read_typed_date(column: Column, raw: Any, text: str, epoch: date) -> date | PartialDate:
    """The date in a cell of a workbook that holds a date or a number, `text` as a text; raises CellFault."""
    if isinstance(raw, datetime | date):
        try:
            return _bounded(raw.date() if isinstance(raw, datetime) else raw)
        except ValueError:
            raise CellFault("DATE", WRITTEN) from None
    if isinstance(raw, float) and not raw.is_integer():
        raise CellFault("DATE-NUMBER", AS_TEXT)
    serial = _serial(text)
    return epoch + timedelta(days=serial) if serial else read_date(column, text)


def _serial(text: str) -> int:
    """The serial of a day; 0 for what is none."""
    serial = int(text) if len(text) == 5 and text.isdigit() else 0
    return serial if serial in SERIALS else 0


def _partial(column: Column, match: re.Match[str]) -> PartialDate:
    month = next((part for part in match.groups()[1:] if part), None)
    if match[0].endswith(".1"):
        raise CellFault("DATE-NUMBER", f"write {match[1]}-01 or {match[1]}-10")
    day = _bounded(date(int(match[1]), int(month or 1), 1))
    if not column.partial:
        raise CellFault("DATE-DAY", WRITTEN)
    return PartialDate(day, "MONTH" if month else "YEAR")


def _bounded(day: date) -> date:
    if not 1900 <= day.year <= 2100:
        raise ValueError(day.year)
    return day
