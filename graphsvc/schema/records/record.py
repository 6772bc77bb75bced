"""The interface of records, and what the type of each kind of record is made of."""

from typing import Any

import graphene

from graphsvc.compile.lowerings import Direction, Hop, Prop
from graphsvc.model import KIND_OF, RECORDS
from graphsvc.schema.base import ID, Lowered, Node, Row, Validity, enumeration, identified, many, named, tied
from graphsvc.schema.lists.connections import AREA, Areas, Records, Units
from graphsvc.spelling import snake

RecordKind = enumeration(
    "RecordKind",
    "What a record is. 台账类别",
    {f"{snake(label).upper()}={label}": f"{label}. {KIND_OF[label].chinese}" for label in RECORDS},
)


class Record(graphene.Interface):
    """A record beside the chain of command: a body, a place of service, a person at work, a figure. 台账."""

    class Meta:
        interfaces = (Node,)

    id = graphene.ID(required=True, description=ID)
    code = graphene.String(required=True, description="The code the office knows it by. 代码")
    valid = graphene.Field(
        Validity, description="The days on which it is in force, and where that stands. 有效期与出处"
    )
    kind = graphene.Field(RecordKind, required=True, description="What it is. 类别")
    name = graphene.String(description="Its name; a person's is masked unless the caller may see names. 名称")

    @classmethod
    def resolve_type(cls, instance: Row, info: Any) -> Any:
        """The type that the statement named beside the value."""
        return Node.resolve_type(instance, info)


RECORD = (Node, Record)
"""The interfaces of every kind of record."""


def common(name: str = "Its name. 名称") -> tuple[Lowered, Lowered, Lowered, Lowered, Lowered]:
    """`id`, `code`, `valid`, `kind` and `name`, which every record has."""
    kind = Lowered(Prop("{kind}", public=True), RecordKind, "What it is. 类别", required=True)
    return (*identified(), kind, named(name))


def own(kind: Any, description: str, expression: str = "") -> Lowered:
    """A property of the record itself."""
    return Lowered(Prop(expression), kind, description)


def sort_of(kind: Any) -> Lowered:
    """Which of its kind a record is."""
    return own(kind, "Which of its kind. 细类", "{n}.kind")


def records(hop: tuple[str, Direction, str], description: str, *, role: str = "") -> Lowered:
    """A connection of records of one kind: relationship, direction, label."""
    return many(Hop(*hop, many=True, role=role), Records, description)


def held(what: str = "it") -> tuple[Lowered, Lowered, Lowered]:
    """`meetings`, `activities` and `pledges` of whatever holds them."""
    return (
        records(("HELD_BY", "in", "Meeting"), f"Meetings that {what} held. 会议"),
        records(("HELD_BY", "in", "Activity"), f"Activities that {what} held. 活动"),
        records(("HELD_BY", "in", "Pledge"), f"Pledges that {what} made. 承诺"),
    )


def to_area(type: str, description: str) -> Lowered:
    """The one area that a relationship leads to."""
    return Lowered(Hop(type, "out", "Area", named=True), AREA, description)


def to_areas(types: str, description: str, direction: Direction = "out") -> Lowered:
    """The areas that relationships lead to."""
    return tied(types, direction, Areas, description)


def to_units(types: str, description: str) -> Lowered:
    """The units that relationships lead to."""
    return tied(types, "out", Units, description)
