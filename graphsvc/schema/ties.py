"""Units and co-building ties: what links the chain to agencies, firms and social organisations."""

import graphene

from graphsvc.compile.lowerings import Chain, Dated, Hop, Prop
from graphsvc.schema.base import Lowered, Node, RowType, identified, named, tied
from graphsvc.schema.enums import CoBuildingContent, CoBuildingKind, UnitKind
from graphsvc.schema.lists.connections import AREA, CHAIN, Areas, CoBuildings, Members, Organizations, Units
from graphsvc.schema.records.record import held, records

KIND = "head([label IN labels({n}) WHERE label <> 'Unit'])"


class Unit(RowType):
    """An agency, institution, firm or social organisation. 单位."""

    class Meta:
        interfaces = (Node,)

    id, code, valid = identified()
    name = named("Its name. 名称")
    kind = Lowered(Prop(KIND), UnitKind, "What it is. 类别")
    uscc = Lowered(Prop(), graphene.String, "Unified social credit code. 统一社会信用代码")
    sector = Lowered(Prop(), graphene.String, "The sector it works in. 行业")
    full_members = Lowered(Dated("full_members"), graphene.Int, "Full members who work in it. 正式党员数")
    area = Lowered(Hop("LOCATED_IN", "out", "Area", named=True), AREA, "Where it lies. 所在地域")
    organizations = tied("ORGANIZED_IN", "in", Organizations, "Its own organisations. 单位党组织")
    joint_branches = tied("COVERS_UNIT", "in", Organizations, "Joint branches that cover it. 联合党支部")
    co_buildings = tied(
        "PARTY_TO", "out", CoBuildings, "Co-building ties it is a party to. 联建共建", role="role"
    )
    manages = tied("MANAGES", "out", Areas, "Compounds a property company manages. 物业服务小区")
    represents = tied("REPRESENTS", "out", Areas, "Compounds an owners' committee represents. 业委会所在小区")
    posts = tied(
        "HOLDS_POST",
        "in",
        Members,
        "Members who hold a post in it; the edge's role is the post. 任职",
        role="post",
    )
    joint_bodies = records(
        ("PARTY_TO", "out", "JointBody"), "Joint bodies it is a party to. 协调议事机构", role="role"
    )
    chairs = records(("CHAIRS", "out", "JointBody"), "Joint bodies it chairs in turn. 轮值机构")
    staff = records(("WORKS_IN", "in", "Staff"), "Staff who work in it. 工作人员")
    instructors = records(("INSTRUCTS", "in", "Staff"), "Instructors sent to it. 党建指导员")
    resources = records(("PROVIDED_BY", "in", "SunkResource"), "Resources it provides. 下沉资源")
    facilities = records(("PROVIDED_BY", "in", "Facility"), "Facilities it provides. 服务设施")
    funded_matters = records(("FUNDED_BY", "in", "Matter"), "Matters it pays for. 出资事项")
    funded_resources = records(("FUNDED_BY", "in", "SunkResource"), "Resources it pays for. 出资资源")
    funded_lines = records(("FUNDED_BY", "in", "BudgetLine"), "Budget lines it pays for. 出资预算")
    meetings, activities, pledges = held()
    chain = Lowered(
        Chain("fields/start_of_unit"), CHAIN, "The line of its organisation up to the city. 指挥链"
    )


class CoBuilding(RowType):
    """A co-building tie: it links, and never changes who is subordinate to whom. 联建共建."""

    class Meta:
        interfaces = (Node,)

    id, code, valid = identified()
    name = named("Its name. 名称")
    kind = Lowered(Prop(), CoBuildingKind, "Who builds together. 类别")
    contents = Lowered(Prop(), graphene.List(graphene.NonNull(CoBuildingContent)), "What is shared. 共建内容")
    signed_on = Lowered(Prop(), graphene.Date, "When it was signed. 签约日期")
    parties = tied(
        "PARTY_TO", "in", Organizations, "Organisations that are parties to it. 共建党组织", role="role"
    )
    unit_parties = tied("PARTY_TO", "in", Units, "Units that are parties to it. 共建单位", role="role")
    areas = tied("SHARED_BY", "out", Areas, "Areas that share in it. 共建地域")
    meetings, activities, pledges = held()
