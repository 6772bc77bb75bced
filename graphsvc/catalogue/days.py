"""What "in force" means in Cypher, once: for the macros of the files and for the statements that are
compiled.

A node or relationship is in force on a day when it has begun, `valid_from <= day`, and is open, `valid_to` is
null or after the day. Several make up one fact, which is in force while all of them are.
"""

from collections.abc import Collection, Mapping

BEGUN, OPEN = "begun", "open"
"""What may be known of all facts of a kind on a day: they have begun; none of them has ended."""
NOTHING: frozenset[str] = frozenset()
ENDED = "ended"
"""The name of a day inside what `lapsed` writes."""
Kinds = frozenset[str]
"""Labels (those with a key) and relationship types; empty for a variable whose kind is not known."""


def in_force(name: str, day: str) -> str:
    """The condition that a node or relationship is in force on the day."""
    return " AND ".join(_tests(name, day).values())


def conditions(name: str, day: str, kinds: Kinds = NOTHING, known: Collection[str] = NOTHING) -> list[str]:
    """What `in_force` asks, without those that are `known`, as `PART_OF begun`, of all these kinds."""
    return [text for word, text in _tests(name, day).items() if not _all_known(kinds, word, known)]


def lapsed(variables: Mapping[str, Kinds], day: str, known: Collection[str] = NOTHING) -> str:
    """The day on which the fact that these make up ended: the earliest `valid_to`, if it is not after `day`.

    Null while the fact lasts, before it has begun, and where it never was in force, because one of them ended
    before another began. `null` where all are known to be open.
    """
    ending = [name for name, kinds in variables.items() if not _all_known(kinds, OPEN, known)]
    if not ending:
        return "null"
    if len(variables) == 1:
        name = ending[0]
        condition = f"{name}.valid_from < {name}.valid_to AND {name}.valid_to <= {day}"
        return f"CASE WHEN {condition} THEN {name}.valid_to END"
    ends = ", ".join(f"{name}.valid_to" for name in ending)
    # Without coalesce the starts would be read where nothing has ended too: null does not end an AND.
    return (
        f"head([{ENDED} IN [{ends}] WHERE coalesce({ENDED} <= {day}, false) "
        f"AND all(one IN [{', '.join(variables)}] WHERE one.valid_from < {ENDED} "
        f"AND (one.valid_to IS NULL OR {ENDED} <= one.valid_to))])"
    )


def _tests(name: str, day: str) -> dict[str, str]:
    return {
        BEGUN: f"{name}.valid_from <= {day}",
        OPEN: f"({name}.valid_to IS NULL OR {day} < {name}.valid_to)",
    }


def _all_known(kinds: Kinds, word: str, known: Collection[str]) -> bool:
    return bool(kinds) and all(f"{kind} {word}" in known for kind in kinds)
