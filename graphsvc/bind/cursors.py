"""Cursors: opaque to clients, they hold the order they were made under, a row's key in it, and its code.

A cursor is the base64 of `code:` and one of `CODE` (by code), `KEY|CODE` (by area, or by a number of steps)
or `ORDER|=KEY|CODE`; of a row without the key `ORDER||CODE`. Where the question named a day, `@` and the day
stand behind the code.
"""

import base64
import binascii
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from graphsvc.bind.ids import parse_day
from graphsvc.model import HIGHEST

CODE, PLACE, NEAREST = "CODE_ASC", "PLACE_ASC", "NEAREST"
"""The orders of a document that names none: of hops, of lists, of walks up."""
FALLING = "_DESC"
OPEN_ENDS = {"after": "", "before": HIGHEST}
"""Where a page begins whose cursor is null: before the lowest code, or after the highest."""
LONGEST = 2**63
PROPERTIES = {"PLACE": "area"}
"""Properties that an order has another word for than their name."""


class OtherOrder(Exception):
    """A cursor that was made under an order other than the page's; its text says which, and the remedy."""


def encode_cursor(text: str) -> str:
    """An opaque cursor that holds this text: a code, and what goes before it in its order."""
    return base64.urlsafe_b64encode(b"code:" + text.encode()).decode().rstrip("=")


def decode_cursor(text: str) -> str:
    """The text that a cursor holds; raises ValueError."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise ValueError(text) from None
    if not raw.startswith("code:"):
        raise ValueError(text)
    return raw.removeprefix("code:")


def split_day(text: str) -> tuple[str, date | None]:
    """The text of a cursor without its day, and the day if the cursor has one."""
    standing, _, last = text.rpartition("@")
    day = parse_day(last)
    return (standing, day) if day else (text, None)


def opening(side: str, rule: str) -> Any:
    """Where a page begins whose cursor is null."""
    name, _, part = rule.partition(" ")
    end = end_of(side, name)
    if part == "key":
        return None
    return {part: end, "code": end} if part else end


def standing(text: str, rule: str) -> Any:
    """Where the cursor of that text stands; raises OtherOrder, or ValueError for what is none."""
    wanted, _, part = rule.partition(" ")
    name, key, code = _read(text)
    if name != wanted:
        raise OtherOrder(
            f"this cursor was made under the order {name} and the page goes by {wanted}; give the `orderBy` "
            "that it was made under, or no cursor"
        )
    if not part:
        return code
    if key is None and part != "key":
        raise ValueError(text)
    return {part: key, "code": code}


def end_of(side: str, name: str) -> str:
    """The code that lies beyond all rows where an order begins ("after") or ends ("before")."""
    other = {"after": "before", "before": "after"}
    return OPEN_ENDS[other[side] if name.endswith(FALLING) else side]


def property_of(name: str) -> str:
    """`VALID_FROM_DESC` → `valid_from`."""
    column = name.rpartition("_")[0]
    return PROPERTIES.get(column, column.lower())


def _read(text: str) -> tuple[str, Any, str]:
    """The order that a cursor was made under, the key (None: the row has none) and the code."""
    rest, bar, code = text.rpartition("|")
    if not bar:
        return CODE, None, code
    name, bar, key = rest.partition("|")
    if not bar:
        return (NEAREST if len(rest) == 1 else PLACE), rest, code
    if not name.endswith(("_ASC", FALLING)) or property_of(name) not in READERS or key[:1] not in ("", "="):
        raise ValueError(text)
    return name, READERS[property_of(name)](key[1:]) if key else None, code


def _number(text: str) -> int:
    found = int(text)
    if not -LONGEST <= found < LONGEST:
        raise ValueError(text)
    return found


DAYS = ("valid_from", "approved_on", "admitted_on", "full_since", "signed_on", "happened_on")
READERS: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(("code", "area", "name", "kind"), str),
    **dict.fromkeys(DAYS, date.fromisoformat),
    **dict.fromkeys(("persons", "floors", "year"), _number),
}
"""By property, how a key is read back from a cursor: the properties that rows may be ordered by."""
