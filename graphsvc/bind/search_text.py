"""What a person types into a search, as each index is asked for it: nothing of it is syntax there."""

import re
import unicodedata
from collections.abc import Callable, Mapping

from graphsvc.errors import BadUserInput
from graphsvc.model import OFFICE_CODE, SEARCHED

SHORTEST, LONGEST = 2, 50
"""Letters, digits and characters; names are indexed by pairs of these, so that one alone finds nothing."""

SEARCH_LABELS = (*SEARCHED, "Building", "Household")
"""Labels that are found: those with names in the indexes, and two more by how their code begins."""


def search_text(place: str, text: str, form: str) -> str:
    """The text in one of FORMS; raises BadUserInput for one that is too short or too long to be searched."""
    found = sum(letter.isalnum() for letter in text)
    if found < SHORTEST or len(text) > LONGEST:
        raise BadUserInput(
            f"{place}: give at least {SHORTEST} letters, digits or characters, and at most {LONGEST} in all"
        )
    return FORMS[form](text)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()


def _phrase(text: str) -> str:
    """A phrase of the query syntax: inside its quotes only a quote and a backslash mean anything."""
    return '"' + re.sub(r'(["\\])', r"\\\1", _plain(text)) + '"'


def _letters(text: str) -> str:
    """Latin letters and digits in one word, ü as v as in the index; nothing where there is anything else."""
    word = re.sub(r"[\s'’·-]", "", _plain(text)).replace("ü", "v")
    return word if re.fullmatch("[0-9a-z]+", word) else ""


def _prefix(text: str) -> str:
    """How a code may begin; codes tell capitals from small letters."""
    code = text.strip()
    return code if re.fullmatch(OFFICE_CODE[0], code) else ""


FORMS: Mapping[str, Callable[[str], str]] = {
    "text": _plain,
    "words": _phrase,
    "letters": _letters,
    "prefix": _prefix,
}
