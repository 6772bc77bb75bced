"""The ledger: facilities, people at work, figures, matters and dated records, all of one type.

They are many kinds of few properties each, and are read where something of the chain leads to them; a type
and a connection for each would bury the seven types that the questions are about.
"""

from typing import Any

import graphene

from graphsvc.compile.lower.lower import camel_to_snake
from graphsvc.compile.lowerings import Direction, Hop, Namespace, Prop
from graphsvc.masking import shown_name
from graphsvc.model import ENTRIES, KIND_OF
from graphsvc.schema.base import LABEL, Lowered, Node, Record, Row, Validity, enumeration, many
from graphsvc.schema.connections import (
    AREA,
    RECORD,
    Areas,
    CoBuildings,
    Members,
    Organizations,
    Records,
    Units,
)

RecordKind = enumeration(
    "RecordKind",
    "What an entry of the ledger is. 台账类别",
    {
        f"{camel_to_snake(label)[1:].upper()}={label}": f"{label}. {KIND_OF[label].chinese}"
        for label in ENTRIES
    },
)


def records(hop: tuple[str, Direction, str], description: str, *, role: str = "") -> Lowered:
    """A connection of entries of one kind: relationship, direction, label."""
    return many(Hop(*hop, many=True, role=role), Records, description)


def held(what: str = "it") -> tuple[Lowered, Lowered, Lowered]:
    """`meetings`, `activities` and `pledges` of whatever holds them."""
    return (
        records(("HELD_BY", "in", "Meeting"), f"Meetings that {what} held. 会议"),
        records(("HELD_BY", "in", "Activity"), f"Activities that {what} held. 活动"),
        records(("HELD_BY", "in", "Pledge"), f"Pledges that {what} made. 承诺"),
    )


def _own(kind: Any, description: str, expression: str = "") -> Lowered:
    return Lowered(Prop(expression), kind, description)


class Entry(Record):
    """An entry of the ledger: a facility, a person at work, a figure, a matter, a dated record. 台账."""

    class Meta:
        name = "Record"
        interfaces = (Node,)

    id = Lowered(
        Prop(f"{LABEL} + ':' + {{n}}.code", public=True),
        graphene.ID,
        "Opaque id, unique over all kinds. 全局标识",
        required=True,
    )
    code = Lowered(Prop(public=True), graphene.String, "The code the office knows it by. 代码", required=True)
    valid = Lowered(
        Namespace(), Validity, "The days on which it is in force, and where that stands. 有效期与出处"
    )
    kind = Lowered(Prop(LABEL, public=True), RecordKind, "What it is. 类别", required=True)
    name = Lowered(
        Prop(f"[{LABEL}, {{n}}.name]", public=True),
        graphene.String,
        "Its name; a person's is masked unless the caller may see names. 名称",
    )
    sort = _own(graphene.String, "Which of its kind, in the model's words. 细类", "{n}.kind")
    happened_on = _own(graphene.Date, "Of a meeting, an activity, a pledge or a step: the day. 发生日期")
    value = _own(graphene.Float, "Of a figure. 数值")
    unit = _own(graphene.String, "Of a figure: what it is counted in. 计量单位")
    year = _own(graphene.Int, "Of a budget line. 年度")
    amount_wan = _own(graphene.Float, "Of a budget line or a resource: ten thousands of yuan. 金额(万元)")
    services = _own(
        graphene.List(graphene.NonNull(graphene.String)), "Of a centre: services offered. 服务项目"
    )
    source = _own(graphene.String, "Of a facility: how its rooms were found. 来源方式")
    area_m2 = Lowered(
        Prop("{n}.area_m2"),
        graphene.Float,
        "Of a facility: floor area in square metres. 面积(平方米)",
        name="areaM2",
    )
    in_plan = _own(graphene.Boolean, "Of a facility: whether the plan has it. 是否纳入规划")
    surveyed_on = _own(graphene.Date, "Of a facility: when it was surveyed. 摸底日期")
    subsidised = _own(graphene.Boolean, "Of a facility: whether it is subsidised. 是否补助")
    role = _own(graphene.String, "Of staff: what they are there for. 岗位")
    origin = _own(graphene.String, "Of staff: which line they come from. 来源条线")
    post = _own(graphene.Int, "Of staff: the post, 1 to 4. 岗位层级")
    grade = _own(graphene.Int, "Of staff: the grade, 1 to 18. 等级")
    body = _own(graphene.String, "Of a leader: which of the four leading bodies. 班子")
    channel = _own(graphene.String, "Of a matter: who raised it. 来源渠道")
    step = _own(graphene.String, "Of a step: which one. 环节")
    level = _own(graphene.Int, "Of a checklist item: the level of grid. 网格级别")
    admitted_on = _own(graphene.Date, "Of a type of matter: when it was admitted. 准入日期")
    exited_on = _own(graphene.Date, "Of a type of matter: when it was taken off. 退出日期")
    approved_by = _own(graphene.String, "Of a type of matter: who approved it. 批准单位")
    issued_on = _own(graphene.Date, "Of a policy document. 印发日期")
    place = Lowered(
        Hop("LOCATED_IN|RAISED_IN|FIGURE_OF", "out", "Area", named=True),
        AREA,
        "Where it lies, was raised, or what it counts. 所在地域",
    )
    areas = many(
        Hop("SERVES|SHARED_BY|WORKS_IN|INSTRUCTS|CONTACTS|APPLIES_TO", "out", "Area", many=True, named=True),
        Areas,
        "Areas it serves, is shared by, works in or applies to. 相关地域",
    )
    units = many(
        Hop("WORKS_IN|INSTRUCTS|PROVIDED_BY|FUNDED_BY|HELD_BY", "out", "Unit", many=True, named=True),
        Units,
        "Units it works in, instructs, comes from or was held by. 相关单位",
    )
    organizations = many(
        Hop("HELD_BY", "out", "PartyOrganization", many=True, named=True),
        Organizations,
        "Organisations that held it. 举办党组织",
    )
    members = many(
        Hop("HELD_BY", "out", "PartyMember", many=True, named=True), Members, "Members who made it. 承诺党员"
    )
    co_buildings = many(
        Hop("HELD_BY", "out", "CoBuilding", many=True, named=True),
        CoBuildings,
        "Co-building ties that held it. 举办联建共建",
    )
    bodies = records(("HELD_BY", "out", "JointBody"), "Joint bodies that held it. 举办议事机构")
    parties = many(
        Hop("PARTY_TO", "in", "PartyOrganization", many=True, named=True, role="role"),
        Organizations,
        "Of a joint body: organisations that are parties to it. 成员党组织",
    )
    unit_parties = many(
        Hop("PARTY_TO", "in", "Unit", many=True, named=True, role="role"),
        Units,
        "Of a joint body: units that are parties to it. 成员单位",
    )
    chairs = many(
        Hop("CHAIRS", "in", "PartyOrganization", many=True, named=True),
        Organizations,
        "Of a joint body: organisations that take the chair in turn. 轮值党组织",
    )
    posts = many(
        Hop("HOLDS_POST", "in", "PartyMember", many=True, named=True, role="post"),
        Members,
        "Of a joint body: who holds a post in it; the edge's role is the post. 任职",
    )
    meetings, activities, pledges = held()
    centers = records(
        ("DELIVERED_THROUGH|CONTACTS", "out", "NeighborhoodCenter"),
        "Of a resource: centres it is delivered through; of a leader: centres looked after. 邻里中心",
    )
    resources = records(
        ("DELIVERED_THROUGH", "in", "SunkResource"), "Of a centre: resources delivered here. 下沉资源"
    )
    leaders = records(("CONTACTS", "in", "Leader"), "Of a centre: leaders who look after it. 挂钩领导")
    budget_lines = records(
        ("FUNDED_BY", "out", "BudgetLine"), "Of a matter, a resource or a line: what pays for it. 经费来源"
    )
    steps = records(("STEP_OF", "in", "MatterStep"), "Of a matter: its steps. 办理环节")
    matter = Lowered(Hop("STEP_OF", "out", "Matter"), RECORD, "Of a step: its matter. 所属事项")
    matter_type = Lowered(
        Hop("OF_TYPE", "out", "MatterType", named=True), RECORD, "Of a matter: its type. 事项类型"
    )

    def resolve_name(self: Row, info: Any) -> str | None:
        """Masked here, on the way out, where it is a person's."""
        label, name = self[info.path.key]
        return shown_name(label, name, in_full=info.context.show_names)
