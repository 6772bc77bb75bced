"""Joint bodies, and what they and others hold: meetings, activities, pledges."""

import graphene

from graphsvc.schema.base import Lowered, RowType, tied
from graphsvc.schema.lists.connections import CoBuildings, Members, Organizations, Units
from graphsvc.schema.records.enums import ActivityKind, JointBodyKind, MeetingKind, PledgeKind
from graphsvc.schema.records.record import RECORD, common, held, own, records, sort_of, to_areas, to_units


class JointBody(RowType):
    """A body in which organisations and units of a place meet. 协调议事机构."""

    class Meta:
        interfaces = RECORD

    id, code, valid, kind, name = common()
    sort = sort_of(JointBodyKind)
    areas = to_areas("SHARED_BY", "Areas that share in it. 所在地域")
    parties = tied(
        "PARTY_TO", "in", Organizations, "Organisations that are parties to it. 成员党组织", role="role"
    )
    unit_parties = tied("PARTY_TO", "in", Units, "Units that are parties to it. 成员单位", role="role")
    chairs = tied("CHAIRS", "in", Organizations, "Organisations that take the chair in turn. 轮值党组织")
    unit_chairs = tied("CHAIRS", "in", Units, "Units that take the chair in turn. 轮值单位")
    posts = tied(
        "HOLDS_POST", "in", Members, "Who holds a post in it; the edge's role is the post. 任职", role="post"
    )
    meetings, activities, pledges = held()


def _day() -> Lowered:
    return own(graphene.Date, "The day. 发生日期")


def _holders(event: str) -> tuple[Lowered, ...]:
    """`organizations`, `units`, `members`, `co_buildings` and `bodies` that held an event."""
    return (
        tied("HELD_BY", "out", Organizations, f"Organisations that {event} it. 举办党组织"),
        to_units("HELD_BY", f"Units that {event} it. 举办单位"),
        tied("HELD_BY", "out", Members, f"Members who {event} it. 举办党员"),
        tied("HELD_BY", "out", CoBuildings, f"Co-building ties that {event} it. 举办联建共建"),
        records(("HELD_BY", "out", "JointBody"), f"Joint bodies that {event} it. 举办议事机构"),
    )


class Meeting(RowType):
    """A meeting. 会议."""

    class Meta:
        interfaces = RECORD

    id, code, valid, kind, name = common()
    sort = sort_of(MeetingKind)
    happened_on = _day()
    organizations, units, members, co_buildings, bodies = _holders("held")


class Activity(RowType):
    """An activity. 活动."""

    class Meta:
        interfaces = RECORD

    id, code, valid, kind, name = common()
    sort = sort_of(ActivityKind)
    happened_on = _day()
    organizations, units, members, co_buildings, bodies = _holders("held")


class Pledge(RowType):
    """A pledge: made, performed, assessed. 承诺."""

    class Meta:
        interfaces = RECORD

    id, code, valid, kind, name = common()
    sort = sort_of(PledgeKind)
    happened_on = _day()
    organizations, units, members, co_buildings, bodies = _holders("made")
