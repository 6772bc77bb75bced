"""What a person types into a search, as each index is asked for it: nothing of it is syntax there."""

import re
import unicodedata
from collections.abc import Callable, Mapping

from graphsvc.errors import BadUserInput
from graphsvc.model import OFFICE_CODE, SEARCHED
from graphsvc.spelling import comparable, pairs

SHORTEST, LONGEST = 2, 50
"""Letters, digits and characters; names are indexed by pairs of these, so that one alone finds nothing."""

SEARCH_LABELS = (*SEARCHED, "Household")
"""Labels that are found: those with names in the indexes, and one more by how its code begins."""


def search_text(place: str, text: str, form: str) -> str:
    """The text in one of FORMS; raises BadUserInput for one that is too short or too long to be searched."""
    if len(comparable(text)) < SHORTEST or len(text) > LONGEST:
        raise BadUserInput(
            f"{place}: give at least {SHORTEST} letters, digits or characters, and at most {LONGEST} in all"
        )
    return FORMS[form](text)


def name_part(place: str, text: str | None) -> str | None:
    """The pairs that a name with this in it has; raises BadUserInput where there is nothing to compare."""
    if text is not None and not comparable(text):
        raise BadUserInput(
            f"{place}: no letter, digit or character in it; names are compared by these alone: give one, or "
            "leave the argument out"
        )
    return None if text is None else pairs(text)


def _letters(text: str) -> str:
    """Latin letters and digits in one word, ü as v as in the index; nothing where there is anything else."""
    word = comparable(text).replace("ü", "v")
    return word if re.fullmatch("[0-9a-z]+", word) else ""


def _prefix(text: str) -> str:
    """How a code may begin; codes tell capitals from small letters."""
    code = unicodedata.normalize("NFKC", text).strip()
    return code if re.fullmatch(OFFICE_CODE[0], code) else ""


FORMS: Mapping[str, Callable[[str], str]] = {
    "pairs": pairs,
    "letters": _letters,
    "prefix": _prefix,
}
