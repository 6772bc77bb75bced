"""What roots have in common: the file of a kind, the whole node that a root shows, and since when it is not
in force."""

from functools import singledispatch

from graphsvc.catalogue.days import in_force
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.document.structure import Choice
from graphsvc.compile.lower.lower import camel_to_snake, project_under
from graphsvc.compile.lowerings import Lowering
from graphsvc.compile.text.assembly import Assembly, Lowered, Place

OUT_OF_FORCE, CHAIN = "!", "!chain"
Rooted = tuple[Selection, Choice]
"""A root field and what its arguments chose."""


@singledispatch
def root(lowering: Lowering, assembly: Assembly, rooted: Rooted, day: str) -> list[str]:
    """The lines of a root that shows many, the last of them the list; raises TypeError for an unknown one."""
    raise TypeError(f"{rooted[0].name}: nothing lowers {type(lowering).__name__}")


def root_of(label: str) -> str:
    """The file that finds one node of that kind by its code."""
    return f"roots/{camel_to_snake(label[0].lower() + label[1:])}"


def whole(assembly: Assembly, place: Place, selection: Selection) -> Lowered:
    """All that is selected of the node, and whether it is in force."""
    clauses, projection = project_under(assembly, place, selection)
    return clauses, f"{projection.removesuffix('}')}, `{OUT_OF_FORCE}`: {interval(place)}}}"


def interval(place: Place) -> str:
    """Null while the node is in force, else the interval it was: the client is told, not left to guess."""
    n = place.name
    return f"CASE WHEN {in_force(n, place.day)} THEN null ELSE [{n}.valid_from, {n}.valid_to] END"
