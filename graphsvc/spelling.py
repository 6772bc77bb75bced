"""How words are spelt: names in code in the case of each language, names and numbers of offices in the one
form in which what is asked is compared with what is stored.
"""

import re
import unicodedata

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SEPARATORS = re.compile(r"[\s-]")


def snake(name: str) -> str:
    """`approvedOn` → `approved_on`, `PartyMember` → `party_member`; a digit ends no word (`areaM2` →
    `area_m2`)."""
    return _WORD.sub("_", name).lower()


def camel(name: str) -> str:
    """`approved_on` → `approvedOn`."""
    first, *rest = name.split("_")
    return first + "".join(map(_capital, rest))


def pascal(name: str) -> str:
    """`party_member` → `PartyMember`."""
    return "".join(map(_capital, name.split("_")))


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:].lower()


def comparable(text: str) -> str:
    """Its letters and digits alone, narrow and small: `"（东）门·ＡＢ 1"` becomes `"东门ab1"`.

    Brackets, points between the parts of a name, spaces and signs that nobody sees make no difference.
    """
    narrow = unicodedata.normalize("NFKC", text).lower()
    return narrow if narrow.isalnum() else "".join(sign for sign in narrow if sign.isalnum())


def pairs(text: str) -> str:
    """The neighbouring signs of a name two by two, with a space between: `"东门1号"` is `"东门 门1 1号"`.

    Any part of two signs or more has pairs that stand together among those of the whole, whatever stands
    beside it; a single sign is its own.
    """
    signs = comparable(text)
    return " ".join(signs[at : at + 2] for at in range(len(signs) - 1)) or signs


def compact_uscc(text: str) -> str:
    """A unified social credit code as it is stored: narrow capitals, without spaces and hyphens."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()
