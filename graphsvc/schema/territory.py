"""Areas from the city to the grid and the compound, buildings and households, and the hops between them."""

import graphene

from graphsvc.compile.lowerings import LABEL, Chain, Computed, Count, Dated, Hop, Namespace, Prop, Walk
from graphsvc.schema.base import (
    Lowered,
    Node,
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
from graphsvc.schema.enums import AreaKind
from graphsvc.schema.lists.connections import (
    AREA,
    BUILDING,
    CHAIN,
    REPORTING_UNIT,
    Areas,
    Buildings,
    CoBuildings,
    Households,
    Members,
    Organizations,
    Records,
    Units,
)
from graphsvc.schema.records.enums import FigureKind
from graphsvc.schema.records.record import records

HOUSEHOLDS = Hop("LOCATED_IN", "in", "Household", many=True)
LIAISONS = Hop("LIAISES_WITH", "in", "PartyMember", many=True, named=True)

BELOW = Walk("PART_OF", "in", "Area", most=6, filters=(("kind", LABEL),))


def _second_label(label: str) -> str:
    return f"head([label IN labels({{n}}) WHERE label <> '{label}'])"


class Area(RowType):
    """A place of the territory: city, county, township, community, grid or compound. 地域."""

    class Meta:
        interfaces = (Node,)

    id, code, valid = identified()
    name = named("Its name. 名称")
    kind = Lowered(Prop(_second_label("Area"), public=True), AreaKind, "What it is. 类别")
    level = Lowered(Prop(), graphene.Int, "Of a grid: 1 is the community, 3 the smallest. 网格级别")
    grid_type = Lowered(Prop(), graphene.String, "Of a grid: what sort of ground it is. 网格类型")
    division_type = Lowered(Prop(), graphene.String, "Of a township-level division: which sort. 区划类型")
    settlement = Lowered(Prop(), graphene.String, "Of a community: urban or rural. 城乡分类")
    synthetic = Lowered(Prop(), graphene.Boolean, "Made up for the sample. 合成数据")
    functions = Lowered(
        Dated("functions"),
        graphene.List(graphene.NonNull(graphene.String)),
        "Functions merged here. 多网合一",
    )
    managed = Lowered(
        Dated("managed"), graphene.Boolean, "Of a compound: whether a property company manages it. 有物业管理"
    )
    parent = Lowered(Hop("PART_OF", "out", "Area", named=True), AREA, "The area it is part of. 上级地域")
    children = many(
        Hop("PART_OF", "in", "Area", many=True, filters=(("kind", LABEL),)),
        Areas,
        "Areas that are part of it. 下级地域",
        kind=graphene.Argument(AreaKind, description="Only this kind. 类别"),
    )
    ancestors = many(
        Walk("PART_OF", "out", "Area", most=6, named=True, nearest=True),
        Areas,
        "Every area it lies in, the nearest first. 各级上级地域",
        max_depth=max_depth(),
    )
    descendants = many(
        BELOW,
        Areas,
        "Every area within it. 所辖地域",
        kind=any_of(AreaKind, "Only these kinds. 类别"),
        max_depth=max_depth(),
    )
    organizations = tied("COVERS", "in", Organizations, "Organisations that answer for it. 覆盖党组织")
    organization_count = Lowered(
        Count(Hop("COVERS", "in", "PartyOrganization"), BELOW),
        graphene.Int,
        "Organisations that answer for it or for areas within it. 覆盖党组织数",
        scope=scope("SUBTREE"),
    )
    unit_count = Lowered(
        Count(Hop("LOCATED_IN", "in", "Unit"), BELOW),
        graphene.Int,
        "Units in it, all levels unless asked otherwise. 辖区单位数",
        scope=scope("SUBTREE"),
    )
    units = many(Hop("LOCATED_IN", "in", "Unit", many=True), Units, "Units that lie in it. 辖区单位")
    buildings = many(
        Hop("LOCATED_IN|IN_COMPOUND", "in", "Building", many=True),
        Buildings,
        "Buildings that lie in this grid or compound. 楼栋",
    )
    reported_members = tied(
        "REPORTED_TO", "in", Members, "In-service members who have reported here. 报到党员"
    )
    reported_organizations = tied(
        "REPORTED_TO", "in", Organizations, "Organisations that have reported here. 报到党组织"
    )
    reports_through = Lowered(
        Hop("REPORTS_THROUGH", "out", "ReportingUnit", named=True),
        REPORTING_UNIT,
        "The zone that reports for it, where one does. 填报单位",
    )
    managers = tied("MANAGES", "in", Units, "Of a compound: property companies that manage it. 物业服务企业")
    representatives = tied("REPRESENTS", "in", Units, "Of a compound: its owners' committee. 业主委员会")
    co_buildings = many(
        Hop("SHARED_BY", "in", "CoBuilding", many=True),
        CoBuildings,
        "Co-building ties that it shares in. 联建共建",
    )
    joint_bodies = records(("SHARED_BY", "in", "JointBody"), "Joint bodies that it shares in. 协调议事机构")
    centers = records(("SERVES", "in", "NeighborhoodCenter"), "Centres that serve it. 邻里中心")
    stations = records(("LOCATED_IN", "in", "ServiceStation"), "Stations that lie in it. 服务驿站")
    facilities = records(("LOCATED_IN", "in", "Facility"), "Facilities that lie in it. 服务设施")
    teams = records(("LOCATED_IN", "in", "Team"), "Teams at work in it. 队伍")
    staff = records(("WORKS_IN", "in", "Staff"), "Who works in it. 工作人员")
    instructors = records(("INSTRUCTS", "in", "Staff"), "Instructors sent to it. 党建指导员")
    leaders = records(("CONTACTS", "in", "Leader"), "Leaders who look after it. 挂钩领导")
    figures = many(
        Hop("FIGURE_OF", "in", "Figure", many=True, filters=(("kind", "kind"),)),
        Records,
        "What has been counted of it. 数据",
        kind=graphene.Argument(FigureKind, description="Only this sort of figure. 数据类别"),
    )
    budget_lines = records(("FIGURE_OF", "in", "BudgetLine"), "Its budget, a line a year and purpose. 预算")
    matters = records(("RAISED_IN", "in", "Matter"), "Matters raised in it. 网格事项")
    checklist = records(("APPLIES_TO", "in", "ChecklistItem"), "Items of the three lists for it. 清单事项")
    household_count = Lowered(
        Computed("fields/household_count", "households", scoped=True),
        graphene.Int,
        "Households in it, all levels unless asked otherwise. 户数",
        scope=scope("SUBTREE"),
    )
    chain = Lowered(Chain("fields/start_of_area"), CHAIN, "Who answers for it, up to the city. 指挥链")
    coverage = Lowered(Namespace(), coverage_type, "How far it meets each standard. 覆盖情况")


class Building(RowType):
    """A building of a grid. 楼栋."""

    class Meta:
        interfaces = (Node,)

    id, code, valid = identified()
    name = named("Its name. 名称")
    floors = Lowered(Prop(), graphene.Int, "Storeys. 层数")
    grid = Lowered(Hop("LOCATED_IN", "out", "Area", named=True), AREA, "The grid it lies in. 网格")
    compound = Lowered(
        Hop("IN_COMPOUND", "out", "Area", named=True), AREA, "The compound it belongs to. 小区"
    )
    households = many(HOUSEHOLDS, Households, "Households in it. 户")
    household_count = Lowered(Count(HOUSEHOLDS), graphene.Int, "How many households. 户数")
    organizations = tied("COVERS", "in", Organizations, "Organisations that answer for it. 覆盖党组织")
    chain = Lowered(Chain("fields/start_of_building"), CHAIN, "Who answers for it, up to the city. 指挥链")


class Household(RowType):
    """A household; nobody in it is stored. 户."""

    class Meta:
        interfaces = (Node,)

    id, code, valid = identified()
    door = Lowered(Prop(), graphene.String, "Its door. 门牌")
    persons = Lowered(Prop(), graphene.Int, "How many live in it. 人口数")
    building = Lowered(
        Hop("LOCATED_IN", "out", "Building", named=True), BUILDING, "The building it lies in. 楼栋"
    )
    liaisons = many(LIAISONS, Members, "Liaison members. 联系党员")
    liaison_count = Lowered(Count(LIAISONS), graphene.Int, "How many liaison members. 联系党员数")
    chain = Lowered(
        Chain("fields/start_of_building", via=Hop("LOCATED_IN", "out", "Building")),
        CHAIN,
        "Who answers for it, up to the city. 指挥链",
    )
