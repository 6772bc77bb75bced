"""Signs that nobody sees: zero widths, directions, variants of a form."""

import re

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)


def visible(text: str) -> str:
    """The text without them."""
    return text if text.isascii() else INVISIBLE.sub("", text)
