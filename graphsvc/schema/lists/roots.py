"""The lists: whatever lies within a place, a page at a time, by a few filters and in a few orders each."""

from typing import Any

import graphene

from graphsvc.compile.roots import ListRoot
from graphsvc.schema.base import Lowered, any_of, day_argument, order_argument, page_arguments, read_root
from graphsvc.schema.enums import (
    AreaKind,
    CoBuildingKind,
    Formation,
    MemberStatus,
    PartyOrganizationKind,
    Tier,
    UnitKind,
)
from graphsvc.schema.lists.connections import Areas, CoBuildings, Households, Members, Organizations, Units
from graphsvc.schema.lists.without import (
    AREA_TIES,
    CO_BUILDING_TIES,
    MEMBER_TIES,
    ORGANIZATION_TIES,
    UNIT_TIES,
    Ties,
)

COST = (
    "PLACE, and CODE without `within`, are read from an index as far as the page goes; any other order reads "
    "all that it orders"
)


def _list(
    statement: str, kind: Any, description: str, ties: Ties | None, /, **filters: graphene.Argument
) -> Lowered:
    if ties:
        filters["without"] = ties.argument()
    return Lowered(
        ListRoot(f"roots/{statement}", ties.hops if ties else ()),
        kind,
        description,
        resolver=read_root,
        within=graphene.Argument(
            graphene.String,
            description="Code of a division, a grid or a compound: only what lies in its territory of "
            "today. 所在地域",
        ),
        **filters,
        **_range("began", "came into force", "起始"),
        order_by=order_argument(kind, "PLACE_ASC", COST),
        **page_arguments(),
        as_of=day_argument(),
    )


def _name_contains() -> graphene.Argument:
    return graphene.Argument(
        graphene.String,
        description="Only those with this in their name; brackets, spaces, "
        "points, width and capitals make no difference. 名称包含",
    )


def _range(name: str, event: str, chinese: str) -> dict[str, graphene.Argument]:
    """Two days: from the one on, before the other."""
    return {
        f"{name}_from": graphene.Argument(
            graphene.Date, description=f"Only those that {event} on this day or later. {chinese}日期不早于"
        ),
        f"{name}_before": graphene.Argument(
            graphene.Date, description=f"Only those that {event} before this day. {chinese}日期早于"
        ),
    }


def _whole(description: str) -> graphene.Argument:
    return graphene.Argument(graphene.Int, description=description)


class Lists:
    """The roots that are connections, in the order of place and code unless asked otherwise."""

    party_organizations = _list(
        "party_organizations",
        Organizations,
        "Organisations, by place and code. 党组织列表",
        ORGANIZATION_TIES,
        tier=any_of(Tier, "Only these tiers. 层级"),
        kind=any_of(PartyOrganizationKind, "Only these kinds. 类别"),
        formation=any_of(Formation, "Only those formed so. 组建方式"),
        name_contains=_name_contains(),
    )
    party_members = _list(
        "party_members",
        Members,
        "Members, by the place of their organisation and by code. 党员列表",
        MEMBER_TIES,
        status=any_of(MemberStatus, "Only those who stand so that day. 状态"),
        in_service=graphene.Argument(
            graphene.Boolean, description="Only those in service that day, or only the others. 是否在职"
        ),
        **_range("admitted", "were admitted", "入党"),
    )
    units = _list(
        "units",
        Units,
        "Units, by place and code. 单位列表",
        UNIT_TIES,
        kind=any_of(UnitKind, "Only these kinds. 类别"),
        name_contains=_name_contains(),
    )
    co_buildings = _list(
        "co_buildings",
        CoBuildings,
        "Co-building ties, by place and code. 联建共建列表",
        CO_BUILDING_TIES,
        kind=any_of(CoBuildingKind, "Only these kinds. 类别"),
        name_contains=_name_contains(),
        **_range("signed", "were signed", "签约"),
    )
    households = _list(
        "households",
        Households,
        "Households, by grid and code. 户列表",
        None,
        linked=graphene.Argument(
            graphene.Boolean,
            description="Only those with a liaison member that day, or only those without. 是否有党员联系",
        ),
        persons_from=_whole("Only those of so many persons or more. 人口数不少于"),
        persons_to=_whole("Only those of so many persons or fewer. 人口数不多于"),
    )
    areas = _list(
        "areas",
        Areas,
        "Areas, by code. 地域列表",
        AREA_TIES,
        kind=any_of(AreaKind, "Only these kinds. 类别"),
        level=any_of(graphene.Int, "Of grids: only these levels. 网格级别"),
        name_contains=_name_contains(),
    )
