"""The roots: one field for each question, which names the file that finds its rows."""

from typing import Any

import graphene
from graphql import GraphQLSchema

from graphsvc.catalogue import Catalogue, Statement
from graphsvc.compile.roots import ChainRoot, DatasetRoot, NodeRoot, NodesRoot, Root, Static
from graphsvc.profile import Profile
from graphsvc.schema.base import Lowered, Node, RowType, day_argument, read_root
from graphsvc.schema.chain import PartyMember, PartyOrganization
from graphsvc.schema.changes import CHANGES
from graphsvc.schema.command import ChainOfCommand
from graphsvc.schema.coverage import building
from graphsvc.schema.enums import name_tiers
from graphsvc.schema.lists.roots import Lists
from graphsvc.schema.paths import PATHS
from graphsvc.schema.records import KINDS
from graphsvc.schema.search import SEARCH
from graphsvc.schema.territory import Area, Building, Household
from graphsvc.schema.ties import CoBuilding, Unit


class Standard(graphene.ObjectType):
    """A standard: who is due, what each needs, where the rule comes from. 标准."""

    id = graphene.String(required=True, description="The name of its field in Coverage. 标识")
    title = graphene.String(required=True, description="What it demands. 标准名称(英文)")
    chinese = graphene.String(required=True, description="The same in Chinese. 标准名称")
    prose = graphene.String(required=True, description="What is counted, in words. 说明")
    denominator = graphene.String(required=True, description="Who is due. 分母口径")
    source = graphene.String(required=True, description="Where the rule comes from. 依据")
    target = graphene.Float(description="The rate aimed at, where there is one. 目标")
    cypher = graphene.String(required=True, description="The file, ready to paste in Neo4j Browser. 查询语句")

    def resolve_id(self: Statement, info: Any) -> str:
        """The field's name."""
        return self.field_name

    def resolve_cypher(self: Statement, info: Any) -> str:
        """With its given matched."""
        return self.pasted()


class Dataset(RowType):
    """What is stored and how new it is. 数据集."""

    version = graphene.Int(description="Grows with every batch that changes the graph. 数据版本")
    state = graphene.String(description="READY, or LOADING while a load runs. 状态")
    schema_version = graphene.Int(description="Version of the stored model. 模型版本")
    earliest = graphene.Date(description="The first day anything is known of. 最早日期")
    latest = graphene.Date(description="The last day any fact begins or ends on. 最晚日期")
    last_load = graphene.String(description="The load that ended last, as `valid` names it. 最近装载批次")
    areas = graphene.Int(description="Areas stored; null for a caller with a jurisdiction. 地域数")
    organizations = graphene.Int(description="Party organisations stored. 党组织数")
    members = graphene.Int(description="Members stored. 党员数")
    households = graphene.Int(description="Households stored. 户数")
    units = graphene.Int(description="Units stored. 单位数")
    co_buildings = graphene.Int(description="Co-building ties stored. 联建共建数")


def _by_code(statement: str, kind: Any, description: str) -> Lowered:
    return Lowered(
        Root(f"roots/{statement}", (("code", kind.__name__),)),
        kind,
        description,
        resolver=read_root,
        code=graphene.Argument(graphene.String, required=True, description="Its code. 代码"),
        as_of=day_argument(),
    )


class Query(Lists, graphene.ObjectType):
    """Questions about the chain of command and about coverage. 查询."""

    party_organization = _by_code("party_organization", PartyOrganization, "One organisation. 党组织")
    area = _by_code("area", Area, "One area, from the city to a grid or compound. 地域")
    building = _by_code("building", Building, "One building. 楼栋")
    household = _by_code("household", Household, "One household. 户")
    party_member = _by_code("party_member", PartyMember, "One member. 党员")
    co_building = _by_code("co_building", CoBuilding, "One co-building tie. 联建共建")
    unit = Lowered(
        Root("roots/unit", (("code", "Unit"), ("uscc", "uscc"))),
        Unit,
        "One unit, by exactly one of its code and its unified social credit code. 单位",
        resolver=read_root,
        code=graphene.Argument(graphene.String, description="Its code. 代码"),
        uscc=graphene.Argument(graphene.String, description="Its credit code. 统一社会信用代码"),
        as_of=day_argument(),
    )
    chain_of_command = Lowered(
        ChainRoot(),
        ChainOfCommand,
        "From a household, building, area, organisation, member or unit up to the city, and where it "
        "breaks. 指挥链",
        resolver=read_root,
        of=graphene.Argument(graphene.ID, required=True, description="The id of where to begin. 起点"),
        as_of=day_argument(),
    )
    node = Lowered(
        NodeRoot(),
        Node,
        "Whatever has this id, on the day that the id holds. 按标识查询",
        resolver=read_root,
        id=graphene.Argument(graphene.ID, required=True, description="The id, as any answer shows it. 标识"),
    )
    nodes = Lowered(
        NodesRoot(),
        graphene.List(Node),
        "Whatever has these ids, in their order, on the day that they hold; null where nothing is to be "
        "seen. 按标识批量查询",
        resolver=read_root,
        ids=graphene.Argument(
            graphene.NonNull(graphene.List(graphene.NonNull(graphene.ID))),
            description="The ids, all of one day, at most as many as a page may have rows. 标识列表",
        ),
    )
    changes = CHANGES
    paths = PATHS
    search = SEARCH
    dataset = Lowered(
        DatasetRoot(), Dataset, "What is stored and how new it is. 数据集", required=True, resolver=read_root
    )
    standards = Lowered(
        Static(),
        graphene.List(graphene.NonNull(Standard)),
        "Every standard there is. 标准",
        required=True,
        resolver=lambda roots, info: roots.catalogue.folder("standards"),
    )


def build_schema(catalogue: Catalogue, profile: Profile) -> GraphQLSchema:
    """The schema over a catalogue, whose standards are fields, with the profile's names of the tiers."""
    with building(catalogue):
        schema = graphene.Schema(
            query=Query,
            types=[PartyOrganization, Area, Building, Household, PartyMember, Unit, CoBuilding, *KINDS],
        )
        built: GraphQLSchema = schema.graphql_schema
    name_tiers(built.type_map["Tier"], profile)
    return built
