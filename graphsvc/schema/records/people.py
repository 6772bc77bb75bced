"""People at work and their teams: staff, leaders who look after a place, teams."""

from typing import Any

import graphene

from graphsvc.complete.masking import mask_name
from graphsvc.schema.base import Row, RowType
from graphsvc.schema.records.enums import LeaderBody, StaffOrigin, StaffRole, TeamKind
from graphsvc.schema.records.record import RECORD, common, own, records, sort_of, to_area, to_areas, to_units

MASKED = "The name, masked unless the caller may see names. 姓名"


class Person(RowType):
    """Base of the records whose name is a person's."""

    class Meta:
        abstract = True

    def resolve_name(self: Row, info: Any) -> str | None:
        """Masked on the way out, unless the caller may see names."""
        name: str | None = self.get(info.path.key)
        return name if info.context.show_names else mask_name(name)


class Staff(Person):
    """Somebody who works in an area or a unit, or is sent to it. 工作人员."""

    class Meta:
        interfaces = RECORD

    id, code, valid, kind, name = common(MASKED)
    role = own(StaffRole, "What they are there for. 岗位")
    origin = own(StaffOrigin, "Which line they come from. 来源条线")
    post = own(graphene.Int, "The post, 1 to 4. 岗位层级")
    grade = own(graphene.Int, "The grade, 1 to 18. 等级")
    areas = to_areas("WORKS_IN|INSTRUCTS", "Areas they work in or are sent to. 工作地域")
    units = to_units("WORKS_IN|INSTRUCTS", "Units they work in or are sent to. 工作单位")


class Leader(Person):
    """A leader of a county who looks after a place. 县级领导."""

    class Meta:
        interfaces = RECORD

    id, code, valid, kind, name = common(MASKED)
    body = own(LeaderBody, "Which of the four leading bodies. 班子")
    areas = to_areas("CONTACTS", "Areas looked after. 挂钩地域")
    centers = records(("CONTACTS", "out", "NeighborhoodCenter"), "Centres looked after. 挂钩邻里中心")


class Team(RowType):
    """A team of members or of stewards. 队伍."""

    class Meta:
        interfaces = RECORD

    id, code, valid, kind, name = common()
    sort = sort_of(TeamKind)
    place = to_area("LOCATED_IN", "Where it is at work. 所在地域")
