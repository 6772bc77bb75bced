"""Names of GraphQL, `approvedOn` and `PartyMember`, and those of Cypher and of files, `approved_on`."""

import re

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


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
