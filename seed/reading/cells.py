"""Reads one cell of an office file: the value it holds, or the rule that it breaks."""

import math
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from stdnum.cn import uscc

from graphsvc.model import CODE_RULES, KIND_OF, code_rule, is_code
from graphsvc.spelling import compact_uscc
from seed.reading.dates import AS_TEXT, EPOCH, read_date, read_typed_date
from seed.reading.faults import CellFault
from seed.reading.residents import FEWEST, has_resident_id
from seed.reading.signs import visible
from seed.tables.definitions import Column

EMPTY = frozenset(("", "无", "—", "-", "/", "——"))
TRUE, FALSE = ("是", "√", "1", "true", "有"), ("否", "×", "2", "false", "0", "无")
NAME_SEPARATORS = str.maketrans({"•": "·", "・": "·", "．": "·"})
LONGEST_TEXT = 500
CACHED_CELLS = 4_096
_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)
_ERROR_VALUE = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)")
"""What a spreadsheet exports of a cell in error."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_BODY = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CLASSES = re.compile(r"1[1239]|2[19]|3[1-59]|4[19]|5[1239]|6[129]|7[129]|8[19]|9[123]|A[19]|N[1239]|Y1")


class Unreadable:
    """A cell of a workbook that shows something and holds no value: the rule it breaks, and the remedy."""

    def __init__(self, rule: str, remedy: str) -> None:
        self.rule, self.remedy = rule, remedy

    def __str__(self) -> str:
        return "#"


def reader(column: Column, epoch: date = EPOCH) -> Callable[[Any], Any]:
    """`read_cell` for one column with a cache, since the same words and days come again and again.

    `epoch` is the day that the serials of dates in the file count from.
    """
    # Codes of a form of their own cannot be anybody's number; an office's own might.
    if column.kind == "code" and column.label and KIND_OF[column.label].label in CODE_RULES:
        return _code_reader(column)
    known: dict[Any, Any] = {}

    def read(raw: Any) -> Any:
        # Only texts are remembered, and nothing else equals a text.
        if raw in known:
            return known[raw]
        value = read_cell(column, raw, epoch)
        if raw.__class__ is str and len(known) < CACHED_CELLS:
            known[raw] = value
        return value

    return read


def _code_reader(column: Column) -> Callable[[Any], Any]:
    fits = re.compile(code_rule(column.label)[0], re.ASCII).fullmatch

    def read(raw: Any) -> Any:
        return raw if raw.__class__ is str and fits(raw) else read_cell(column, raw)

    return read


def read_cell(column: Column, raw: Any, epoch: date = EPOCH) -> Any:
    """The value of a cell, None where it is empty; raises CellFault."""
    if raw.__class__ is Unreadable:
        raise CellFault(raw.rule, raw.remedy)
    typed = as_text(raw)
    text = visible(typed).strip()
    if text in EMPTY and not (text == "无" and column.kind == "boolean"):
        if column.required:
            raise CellFault("CELL-EMPTY", "fill it in")
        return None
    if text[0] == "#" and _ERROR_VALUE.fullmatch(text):
        raise CellFault("CELL-ERROR", "write what it should show")
    if text != typed and column.kind in ("code", "uscc"):
        raise CellFault("CELL-INVISIBLE", "type it again by hand")
    if len(text) >= FEWEST and has_resident_id(text) and not _is_nobody_s(column, text):
        raise CellFault("ID-NUMBER", "use the office's own code for the person")
    if column.kind == "date" and not isinstance(raw, str):
        return read_typed_date(column, raw, text, epoch)
    return READERS[column.kind](column, text)


def as_text(raw: Any) -> str:
    """A cell as text: full-width digits narrowed, spaces around removed, whole floats without their point.

    Signs that nobody sees stay in it.
    """
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        return str(int(raw))
    text = str(raw)
    return text.strip() if text.isascii() else unicodedata.normalize("NFKC", text).strip()


def findings(column: Column, value: Any) -> Iterator[tuple[str, str]]:
    """(rule, remedy) for what is odd about a value and no reason to refuse it."""
    if column.kind == "uscc" and value is not None:
        if body_digit(value[8:16]) != value[16]:
            yield "USCC-BODY", "compare it with the certificate"
        if not _CLASSES.fullmatch(value[:2]):
            yield "USCC-CLASS", "compare it with the certificate"


def body_digit(body: str) -> str:
    """The check character of an organisation code's eight characters (GB 11714)."""
    rest = 11 - sum(_BODY.index(sign) * weight for sign, weight in zip(body, _BODY_WEIGHTS, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def _text(column: Column, text: str) -> str:
    if len(text) > LONGEST_TEXT:
        raise CellFault("CELL-LONG", "shorten it")
    if _CONTROL.search(text):
        raise CellFault("CELL-CONTROL", "type it again")
    if text[0] in "=+@":
        raise CellFault("CELL-FORMULA", "write what it shows, as text")
    if column.name == "name" and not any(map(str.isalnum, text)):
        raise CellFault("NAME-BLANK", "write the name")
    return text if text.isalnum() else " ".join(text.split())


def _texts(column: Column, text: str) -> list[str]:
    return [part for part in re.split(r"[、,;,;\s]+", _text(column, text)) if part]


def _person(column: Column, text: str) -> str:
    return _text(column, text).translate(NAME_SEPARATORS)


def _code(column: Column, text: str) -> str:
    if _SCIENTIFIC.fullmatch(text):
        raise CellFault("CODE-RUINED", AS_TEXT)
    if column.label and not is_code(column.label, text):
        raise CellFault("CODE-FORM", f"a code of {column.label} is {code_rule(column.label)[1]}")
    return text


def _integer(column: Column, text: str) -> int:
    if not re.fullmatch(r"-?\d{1,15}", text, re.ASCII):
        raise CellFault("INTEGER", "give digits only")
    value = int(text)
    if not column.lowest <= value <= column.highest:
        raise CellFault("RANGE", f"it lies between {column.lowest} and {column.highest}")
    return value


def _number(column: Column, text: str) -> float:
    try:
        value = float(text.replace(",", "").replace(",", ""))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise CellFault("NUMBER", "give digits, with a point where it needs one")
    if not column.lowest <= value <= column.highest:
        raise CellFault("RANGE", f"it lies between {column.lowest} and {column.highest}")
    return value


def _boolean(column: Column, text: str) -> bool:
    if text.lower() in TRUE:
        return True
    if text.lower() in FALSE:
        return False
    raise CellFault("BOOLEAN", "write 是 or 否")


def _choice(column: Column, text: str) -> str:
    word = next((word for word, chinese in column.words.items() if text in (word, chinese)), None)
    if word is None:
        raise CellFault("CHOICE", f"use {', '.join(column.words.values())}")
    return word


def _correction(column: Column, text: str) -> str:
    """A choice, where yes and no may be written as in any column of yes and no."""
    if text.lower() in (*TRUE, *FALSE):
        return "REPLACE" if text.lower() in TRUE else ""
    return _choice(column, text)


def _choices(column: Column, text: str) -> list[str]:
    return [_choice(column, part) for part in _texts(column, text)]


def _term(column: Column, text: str) -> str:
    return next((word for word, chinese in column.words.items() if text == chinese), _text(column, text))


def _uscc(column: Column, text: str) -> str:
    if _SCIENTIFIC.fullmatch(text):
        raise CellFault("CODE-RUINED", AS_TEXT)
    found = compact_uscc(text)
    if not uscc.is_valid(found):
        raise CellFault("USCC", "copy it from the certificate")
    return found


def _is_nobody_s(column: Column, text: str) -> bool:
    """A credit code where one is asked for, or the code of a place where the column's label is another's."""
    if column.kind == "uscc":
        return uscc.is_valid(compact_uscc(text))
    return bool(column.label_in) and any(is_code(label, text) for label in CODE_RULES)


READERS: dict[str, Callable[[Column, str], Any]] = {
    "text": _text,
    "texts": _texts,
    "term": _term,
    "person": _person,
    "code": _code,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "date": read_date,
    "choice": _choice,
    "choices": _choices,
    "uscc": _uscc,
    "correction": _correction,
}
