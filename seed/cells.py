"""One cell of an office file: what it may look like, what it becomes, and the rule it breaks when it cannot
be read."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from stdnum.cn import ric, uscc

from graphsvc.model import code_rule, is_code
from seed.tables import Column

EMPTY = ("", "无", "—", "-", "/", "——")
TRUE, FALSE = ("是", "√", "1", "true", "有"), ("否", "×", "2", "false", "0")
DOTS = str.maketrans({"•": "·", "・": "·", "．": "·"})
_DATE = re.compile(r"(\d{4})[.\-/年]?(\d{1,2})[.\-/月]?(\d{1,2})日?")
_RUINED = re.compile(r"\d(\.\d+)?E\+\d+", re.IGNORECASE)
_EXCEL_ZERO = date(1899, 12, 30)


class CellFault(ValueError):
    """A cell breaks a rule; `rule` says which, `remedy` what to do. The value itself is never in it."""

    def __init__(self, rule: str, remedy: str) -> None:
        super().__init__(f"{rule}; {remedy}")
        self.rule = rule
        self.remedy = remedy


def read_cell(column: Column, raw: Any) -> Any:
    """The value of a cell, None where it is empty; raises CellFault."""
    text = as_text(raw)
    if text in EMPTY:
        if column.required:
            raise CellFault("a required cell is empty", "fill it in")
        return None
    if looks_like_resident_id(text):
        raise CellFault(
            "looks like a resident ID number, which is never stored",
            "use the office's own code for the person",
        )
    if isinstance(raw, datetime | date) and column.kind == "date":
        return raw.date() if isinstance(raw, datetime) else raw
    return READERS[column.kind](column, text)


def as_text(raw: Any) -> str:
    """A cell as text: full-width digits narrowed, spaces around removed, whole floats without their point."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return str(int(raw))
    return unicodedata.normalize("NFKC", str(raw)).strip()


def looks_like_resident_id(text: str) -> bool:
    """Whether a text passes the check of resident ID numbers and carries a real birth date."""
    digits = text.replace(" ", "").replace("-", "").upper()
    if not re.fullmatch(r"\d{17}[\dX]", digits):
        return False
    try:
        born = datetime.strptime(digits[6:14], "%Y%m%d").date()
    except ValueError:
        return False
    return born.year >= 1900 and ric.calc_check_digit(digits) == digits[-1]


def _text(column: Column, text: str) -> str:
    return text


def _texts(column: Column, text: str) -> list[str]:
    return [part for part in re.split(r"[、,;,;\s]+", text) if part]


def _person(column: Column, text: str) -> str:
    return text.translate(DOTS)


def _code(column: Column, text: str) -> str:
    if _RUINED.fullmatch(text):
        raise CellFault(
            "a code in scientific notation, its last digits lost",
            "format the column as text and type it again",
        )
    if not is_code(column.label, text):
        raise CellFault(f"not a code of {column.label}", f"it is {code_rule(column.label)[1]}")
    return text


def _integer(column: Column, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise CellFault("not a whole number", "give digits only") from None


def _boolean(column: Column, text: str) -> bool:
    if text.lower() in TRUE:
        return True
    if text.lower() in FALSE:
        return False
    raise CellFault("neither yes nor no", "write 是 or 否")


def _date(column: Column, text: str) -> date:
    match = _DATE.fullmatch(text)
    try:
        if match:
            return date(int(match[1]), int(match[2]), int(match[3]))
        if text.isdigit() and 20_000 < int(text) < 60_000:
            return _EXCEL_ZERO + timedelta(days=int(text))
    except ValueError:
        pass
    raise CellFault("not a date", "write it as 2022-12-31")


def _choice(column: Column, text: str) -> str:
    if text not in column.words:
        raise CellFault("not one of the words of this column", f"use {', '.join(column.words)}")
    return text


def _choices(column: Column, text: str) -> list[str]:
    return [_choice(column, part) for part in _texts(column, text)]


def _uscc(column: Column, text: str) -> str:
    if _RUINED.fullmatch(text):
        raise CellFault(
            "a credit code in scientific notation, its last digits lost", "format the column as text"
        )
    if not uscc.is_valid(text):
        raise CellFault("not a unified social credit code (GB 32100-2015)", "copy it from the certificate")
    return text


READERS: dict[str, Callable[[Column, str], Any]] = {
    "text": _text,
    "texts": _texts,
    "person": _person,
    "code": _code,
    "integer": _integer,
    "boolean": _boolean,
    "date": _date,
    "choice": _choice,
    "choices": _choices,
    "uscc": _uscc,
}
