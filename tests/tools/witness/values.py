"""What the plain values of a node must be, whatever the statement that read them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from graphsvc.compile.lowerings import Dated
from graphsvc.complete.masking import mask_name
from graphsvc.spelling import snake
from tests.tools.oracle.stored import Fact, Item
from tests.tools.witness.reading import Asked, written

PERSONS = ("PartyMember", "Staff", "Leader")
"""Labels whose names are people's."""
STORED = {"sort": "kind", "areaM2": "area_m2"}
"""Fields that are not called what the property is."""


def name_of(item: Item, names: bool) -> Any:
    """The name of a node, a person's masked."""
    own = item.own.get("name")
    return mask_name(own) if item.label in PERSONS and not names else own


def id_of(item: Item) -> str:
    return f"{item.label}:{item.code}"


def kind_of(item: Item) -> Any:
    """What the field `kind` shows: a stored word, or a label as an enum writes it."""
    stored = item.label if item.is_record else item.kind
    if item.label not in ("Area", "Unit") and not item.is_record:
        return stored
    return snake(stored).upper()


def value_of(item: Item, asked: Asked, state: Fact, day: date) -> Any:
    """Of a node in sight."""
    if isinstance(asked.lowering, Dated):
        return written(state.get(asked.lowering.property))
    if asked.name == "kind":
        return kind_of(item)
    if asked.name == "full":
        since = item.own.get("full_since")
        return since is not None and since <= day
    return written(item.own.get(STORED.get(asked.name, snake(asked.name))))


def validity_of(fact: Fact, name: str) -> Any:
    """Of a node or a relationship: its days, and where it stands."""
    row: Mapping[str, Any] = dict(
        zip(("file", "sheet", "row"), str(fact["source_row"]).rsplit(":", 2), strict=True)
    )
    found = {
        **row,
        "row": int(row["row"]),
        "from": written(fact["valid_from"]),
        "to": written(fact.get("valid_to")),
        "loadRun": fact["load_run"],
    }
    return found[name]
