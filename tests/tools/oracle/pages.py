"""Cursors taken apart, and a page cut out of all the rows there are."""

import base64
from typing import Any, TypeVar

Where = TypeVar("Where", bound=Any)
"""Where a row stands: whatever compares with others of its sort."""


def decoded(cursor: str | None) -> str | None:
    """The text of a cursor: a code, or what goes before it and a code."""
    if cursor is None:
        return None
    text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    assert text.startswith("code:")
    return text.removeprefix("code:")


def page(
    rows: list[tuple[Where, Any]], given: dict[str, Any], cursors: tuple[Where | None, Where | None]
) -> tuple[Any, bool, bool]:
    """The rows of one page, whether more come before it, whether more follow."""
    after, before = cursors
    if given.get("last") is not None:
        left = [row for row in rows if before is None or row[0] < before]
        cut = left[len(left) - given["last"] :] if given["last"] < len(left) else left
        return cut, len(left) > given["last"], before is not None
    left = [row for row in rows if after is None or after < row[0]]
    return left[: given["first"]], after is not None, len(left) > given["first"]
