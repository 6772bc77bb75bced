"""Numbers of residents, however they are dressed: such a number is never stored, shown or logged."""

import re
from collections.abc import Iterator
from datetime import date

from stdnum import numdb
from stdnum.cn import ric

OLDEST = 1915
"""Birth years that two digits may mean begin here: numbers of 15 digits are of people born before 2000, and
with earlier years codes of grids would be taken for them."""
_SEPARATORS = re.compile(r"[\s\-‐-―_.·・•/\\]+")
_LONG = re.compile(r"(?=([0-9]{17}[0-9Xx]))")
_SHORT = re.compile(r"(?<![0-9])[0-9]{15}(?![0-9])")
FEWEST = 15
"""Digits that the shortest number has."""


def has_resident_id(text: str) -> bool:
    """Whether a resident's number stands anywhere in a text: behind letters, with separators in it, between
    other digits.

    Raises nothing; texts are expected with narrow digits and without invisible signs (`as_text`, `visible`).
    """
    if len(text) < FEWEST:
        return False
    joined = _SEPARATORS.sub("", text)
    return any(map(_is_long, _windows(joined))) or any(
        _is_short(match[0]) for form in (text, joined) for match in _SHORT.finditer(form)
    )


def shown(name: str) -> str:
    """The name of a file or a sheet as it may be told."""
    return re.sub(r"[0-9Xx]", "*", name) if has_resident_id(name) else name


def _windows(text: str) -> Iterator[str]:
    return (match[1] for match in _LONG.finditer(text))


def _is_long(digits: str) -> bool:
    """18 signs with a real birth date whose last one is the check sign of the others (GB 11643)."""
    return (
        _born(digits[6:10], digits[10:14]) >= 1900
        and str(ric.calc_check_digit(digits.upper())) == digits[-1].upper()
    )


def _is_short(digits: str) -> bool:
    """15 digits, which have no check sign: a division there is or was, and a birth date before 2000."""
    return _born("19" + digits[6:8], digits[8:12]) >= OLDEST and _is_division(digits)


def _born(year: str, day: str) -> int:
    """The year of a birth date, 0 for what is none."""
    try:
        return date(int(year), int(day[:2]), int(day[2:])).year
    except ValueError:
        return 0


def _is_division(digits: str) -> bool:
    """Whether digits begin with the code of a division that there is or was (GB/T 2260)."""
    return any(own for _, own in numdb.get("cn/loc").info(digits[:6]))
