"""Global ids, `Kind:code`: opaque to clients, read here and nowhere else."""

from graphsvc.errors import BadUserInput
from graphsvc.model import ENTRIES, KIND_OF, is_code

ROOTED = ("Household", "Building", "Area", "PartyOrganization", "PartyMember", "Unit")
"""Kinds that a chain of command can be asked of."""
ADDRESSED = (*ROOTED, "CoBuilding", *ENTRIES)
"""Kinds that a client may name: all but the service's own and the states."""


def parse_id(text: str, argument: str = "of", kinds: tuple[str, ...] = ROOTED) -> tuple[str, str]:
    """(label, code) of a global id; raises BadUserInput naming the argument and the kinds it takes."""
    label, _, code = text.partition(":")
    if label not in KIND_OF or KIND_OF[label].label not in kinds or not is_code(label, code):
        raise BadUserInput(
            f"{argument}: {text[:60]!r} is not an id; it is a kind, a colon and a code (kinds: "
            f"{', '.join(kinds)})"
        )
    return KIND_OF[label].label, code
