"""The chain of command of one node: where it leads, where it breaks, and the liaison members beside it."""

import graphene

from graphsvc.complete.resolving import by_field_name
from graphsvc.schema.base import RowType
from graphsvc.schema.enums import StepStatus, Tier
from graphsvc.schema.lists.connections import HOUSEHOLD, MEMBER, ORGANIZATION


class ChainStep(graphene.ObjectType):
    """One step of a line. 链条环节."""

    class Meta:
        default_resolver = by_field_name

    tier = graphene.Field(Tier, required=True, description="The tier of the step. 层级")
    code = graphene.String(description="The organisation that stands here. 党组织代码")
    name = graphene.String(description="Its name. 党组织名称")
    status = graphene.Field(StepStatus, required=True, description="How the step stands. 状态")


class Liaison(RowType):
    """A liaison member of a household. 联系党员."""

    member = graphene.Field(MEMBER, required=True, description="The member. 党员")
    since = graphene.Date(required=True, description="First day of the liaison. 起")


class ChainOfCommand(RowType):
    """The line from a household, building, grid, unit, member or organisation up to the city. 指挥链."""

    complete = graphene.Boolean(required=True, description="Whether no required tier is missing. 是否贯通")
    broken_at = graphene.Field(Tier, description="The first required tier that is missing. 断点层级")
    since = graphene.Date(
        description="Since when it is broken: the end of the last fact that satisfied it, else the start "
        "of the node asked about. 断点起始日"
    )
    linked = graphene.Boolean(description="Of a household: whether it has a liaison member. 是否有党员联系")
    household = graphene.Field(HOUSEHOLD, description="The household asked about. 户")
    group = graphene.Field(ORGANIZATION, description="The Party group on the line. 党小组")
    branch = graphene.Field(ORGANIZATION, description="The Party branch on the line. 党支部")
    committee = graphene.Field(ORGANIZATION, description="The committee on the line. 社区党委")
    liaisons = graphene.List(
        graphene.NonNull(Liaison),
        required=True,
        description="Liaison members of the household, by code. 联系党员",
        first=graphene.Argument(graphene.Int, default_value=50, description="How many at most. 条数"),
    )
    steps = graphene.List(
        graphene.NonNull(ChainStep),
        required=True,
        description="Every tier from the group to the city. 各环节",
    )
