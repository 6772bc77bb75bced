"""The lists: whatever lies within a place, a page at a time, by a few filters each."""

from typing import Any

import graphene

from graphsvc.pushdown.fields import ListRoot
from graphsvc.schema.base import Lowered, any_of, day_argument, page_arguments, read_root
from graphsvc.schema.connections import Areas, CoBuildings, Households, Members, Organizations, Units
from graphsvc.schema.enums import (
    AreaKind,
    CoBuildingKind,
    MemberStatus,
    PartyOrganizationKind,
    Tier,
    UnitKind,
)


def _list(statement: str, kind: Any, description: str, /, **filters: graphene.Argument) -> Lowered:
    return Lowered(
        ListRoot(f"roots/{statement}"),
        graphene.NonNull(kind),
        description,
        resolver=read_root,
        within=graphene.Argument(
            graphene.String,
            description="Code of a division, a grid or a compound: only what lies in its territory of "
            "today. 所在地域",
        ),
        **filters,
        **page_arguments(),
        as_of=day_argument(),
    )


def _name_contains() -> graphene.Argument:
    return graphene.Argument(graphene.String, description="Only those with this in their name. 名称包含")


class Lists:
    """The roots that are connections, in the order of place and code."""

    party_organizations = _list(
        "party_organizations",
        Organizations,
        "Organisations, by place and code. 党组织列表",
        tier=any_of(Tier, "Only these tiers. 层级"),
        kind=any_of(PartyOrganizationKind, "Only these kinds. 类别"),
        name_contains=_name_contains(),
    )
    party_members = _list(
        "party_members",
        Members,
        "Members, by the place of their organisation and by code. 党员列表",
        status=any_of(MemberStatus, "Only those who stand so that day. 状态"),
        in_service=graphene.Argument(
            graphene.Boolean, description="Only those in service that day, or only the others. 是否在职"
        ),
    )
    units = _list(
        "units",
        Units,
        "Units, by place and code. 单位列表",
        kind=any_of(UnitKind, "Only these kinds. 类别"),
        name_contains=_name_contains(),
    )
    co_buildings = _list(
        "co_buildings",
        CoBuildings,
        "Co-building ties, by place and code. 联建共建列表",
        kind=any_of(CoBuildingKind, "Only these kinds. 类别"),
    )
    households = _list(
        "households",
        Households,
        "Households, by grid and code. 户列表",
        linked=graphene.Argument(
            graphene.Boolean,
            description="Only those with a liaison member that day, or only those without. 是否有党员联系",
        ),
    )
    areas = _list(
        "areas",
        Areas,
        "Areas, by code. 地域列表",
        kind=any_of(AreaKind, "Only these kinds. 类别"),
    )
