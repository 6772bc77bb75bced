"""Organisations and members, and the hops of the chain between them."""

from typing import Any

import graphene

from graphsvc.compile.lower.coverage import COVERS
from graphsvc.compile.lowerings import Chain, Computed, Count, Dated, Hop, Namespace, Prop, Walk
from graphsvc.complete.masking import mask_name
from graphsvc.schema.base import (
    Lowered,
    Node,
    Row,
    RowType,
    any_of,
    identified,
    many,
    max_depth,
    named,
    scope,
    tied,
)
from graphsvc.schema.coverage import coverage_type
from graphsvc.schema.enums import Formation, MemberStatus, PartyOrganizationKind, Tier
from graphsvc.schema.lists.connections import (
    CHAIN,
    ORGANIZATION,
    UNIT,
    Areas,
    Buildings,
    CoBuildings,
    Households,
    Members,
    Organizations,
    Units,
)
from graphsvc.schema.records.record import held, records

TIER = (
    "CASE WHEN {n}:PartyGroup THEN 'GROUP' WHEN {n}:PartyBranch THEN 'BRANCH' "
    "WHEN {n}:GeneralPartyBranch THEN 'GENERAL_BRANCH' "
    "WHEN {n}.kind IN ['TOWNSHIP', 'COUNTY', 'CITY'] THEN {n}.kind ELSE 'COMMITTEE' END"
)
MEMBERS = Hop("MEMBER_OF", "in", "PartyMember", many=True)
BELOW = Walk(
    "SUBORDINATE_TO",
    "in",
    "PartyOrganization",
    most=8,
    filters=(("tier", TIER), ("kind", "{n}.kind")),
)
KIND = {"kind": graphene.Argument(PartyOrganizationKind, description="Only this kind. 类别")}


class PartyOrganization(RowType):
    """One organisation of the chain. 党组织."""

    class Meta:
        interfaces = (Node,)

    id, code, valid = identified()
    name = named("Its name. 名称")
    tier = Lowered(Prop(TIER, public=True), Tier, "Its place in the chain. 层级")
    kind = Lowered(Prop(), PartyOrganizationKind, "What it is formed for. 类别")
    sector = Lowered(Prop(), graphene.String, "The sector it works in. 行业")
    formation = Lowered(Prop(), Formation, "How it was formed. 组建方式")
    approved_on = Lowered(Prop(), graphene.Date, "When it was approved. 批准日期")
    approval_no = Lowered(Prop(), graphene.String, "The document that approved it. 批准文号")
    term_ends = Lowered(Dated("term_ends"), graphene.Date, "When the present term ends. 届满日期")
    parent = Lowered(
        Hop("SUBORDINATE_TO", "out", "PartyOrganization", named=True), ORGANIZATION, "One step up. 上级党组织"
    )
    children = many(
        Hop("SUBORDINATE_TO", "in", "PartyOrganization", many=True, filters=(("kind", "kind"),)),
        Organizations,
        "One step down. 下级党组织",
        **KIND,
    )
    ancestors = many(
        Walk("SUBORDINATE_TO", "out", "PartyOrganization", most=8, named=True, nearest=True),
        Organizations,
        "Every step up, the nearest first. 各级上级党组织",
        max_depth=max_depth(),
    )
    descendants = many(
        BELOW,
        Organizations,
        "Everything below it. 所辖党组织",
        tier=any_of(Tier, "Only these tiers. 层级"),
        kind=any_of(PartyOrganizationKind, "Only these kinds. 类别"),
        max_depth=max_depth(),
    )
    level = Lowered(
        Computed("fields/level", "level"),
        graphene.Int,
        "Steps below the city committee; null where the line does not reach it. 距市委层数",
    )
    members = many(MEMBERS, Members, "Who belongs to it. 党员")
    member_count = Lowered(
        Count(MEMBERS, BELOW),
        graphene.Int,
        "How many belong to it, or to what is below it. 党员数",
        scope=scope("SELF"),
    )
    posts = tied(
        "HOLDS_POST", "in", Members, "Who holds a post in it; the edge's role is the post. 任职", role="post"
    )
    covers = many(COVERS, Areas, "Areas it answers for. 覆盖地域")
    buildings = many(
        Hop("COVERS", "out", "Building", many=True), Buildings, "Buildings it answers for. 覆盖楼栋"
    )
    organized_in = Lowered(
        Hop("ORGANIZED_IN", "out", "Unit", named=True), UNIT, "The unit it is the organisation of. 所在单位"
    )
    reported_to = tied(
        "REPORTED_TO", "out", Areas, "Communities and compounds it has reported to. 报到社区(小区)"
    )
    co_buildings = tied(
        "PARTY_TO", "out", CoBuildings, "Co-building ties it is a party to. 联建共建", role="role"
    )
    covers_units = tied("COVERS_UNIT", "out", Units, "Of a joint branch. 联合覆盖单位")
    host = Lowered(
        Hop("ATTACHED_TO", "out", "PartyOrganization", named=True),
        ORGANIZATION,
        "The organisation it is attached to. 挂靠党组织",
    )
    attached = tied("ATTACHED_TO", "in", Organizations, "Organisations attached to it. 被挂靠党组织")
    joint_bodies = records(
        ("PARTY_TO", "out", "JointBody"), "Joint bodies it is a party to. 协调议事机构", role="role"
    )
    chairs = records(("CHAIRS", "out", "JointBody"), "Joint bodies it chairs in turn. 轮值机构")
    meetings, activities, pledges = held()
    chain = Lowered(Chain("fields/start_of_organization"), CHAIN, "Its line up to the city. 指挥链")
    coverage = Lowered(
        Namespace(),
        coverage_type,
        "How far the areas it covers meet each standard, every unit counted once. 覆盖情况",
    )


class PartyMember(RowType):
    """One Party member. 党员."""

    class Meta:
        interfaces = (Node,)

    id, code, valid = identified()
    name = named("The name, masked unless the caller may see names. 姓名")
    status = Lowered(Dated("status"), MemberStatus, "Where the member stands. 状态")
    in_service = Lowered(Dated("in_service"), graphene.Boolean, "Whether in service. 是否在职")
    full = Lowered(
        Prop("coalesce({n}.full_since <= {day}, false)"),
        graphene.Boolean,
        "A full, not a probationary member, on the day. 是否正式党员",
    )
    admitted_on = Lowered(Prop(), graphene.Date, "When admitted. 入党日期")
    full_since = Lowered(Prop(), graphene.Date, "When full membership began. 转正日期")
    organization = Lowered(
        Hop("MEMBER_OF", "out", "PartyOrganization", named=True),
        ORGANIZATION,
        "The organisation the member belongs to. 所在党组织",
    )
    households = many(
        Hop("LIAISES_WITH", "out", "Household", many=True), Households, "Liaison households. 联系户"
    )
    household_count = Lowered(
        Count(Hop("LIAISES_WITH", "out", "Household")), graphene.Int, "How many households. 联系户数"
    )
    reported_to = tied(
        "REPORTED_TO", "out", Areas, "Communities and compounds the member has reported to. 报到社区(小区)"
    )
    posts = tied(
        "HOLDS_POST",
        "out",
        Organizations,
        "Organisations the member holds a post in; the edge's role is the post. 任职",
        role="post",
    )
    body_posts = records(
        ("HOLDS_POST", "out", "JointBody"),
        "Joint bodies the member holds a post in; the edge's role is the post. 议事机构任职",
        role="post",
    )
    unit_posts = tied(
        "HOLDS_POST",
        "out",
        Units,
        "Units the member holds a post in; the edge's role is the post. 单位任职",
        role="post",
    )
    meetings, activities, pledges = held("the member")
    chain = Lowered(Chain("fields/start_of_member"), CHAIN, "The member's line up to the city. 指挥链")

    def resolve_name(self: Row, info: Any) -> str | None:
        """Masked here, on the way out: no other place shows a name."""
        name: str | None = self.get(info.path.key)
        return name if info.context.show_names else mask_name(name)
