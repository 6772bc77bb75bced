"""Tables of units and co-building, of services and staff."""

from seed.tables.definitions import NAME, Column, Link, Table, choice, code, nodes, states, ties
from seed.tables.party import SECTOR
from seed.tables.words import (
    CO_BUILDING_CONTENTS,
    CO_BUILDING_KINDS,
    FACILITY_SOURCES,
    JOINT_BODY_KINDS,
    LEADER_BODIES,
    SERVICES,
    STAFF_ORIGINS,
    STAFF_ROLES,
    STATION_KINDS,
    TEAM_KINDS,
    UNIT_KINDS,
)

PERSON = Column("name", "姓名", "person", True)
LIES = (Link("area", "LOCATED_IN", "Area"),)


def _area(*, required: bool = True) -> Column:
    return code("Area", "area", "所在地域", required=required)


SOCIETY = (
    nodes(
        "units",
        "单位",
        "Unit",
        NAME,
        choice("kind", "类别", UNIT_KINDS, required=True),
        Column("uscc", "统一社会信用代码", "uscc"),
        SECTOR,
        _area(),
        second="kind",
        links=LIES,
    ),
    nodes(
        "co_buildings",
        "联建共建",
        "CoBuilding",
        NAME,
        choice("kind", "类别", CO_BUILDING_KINDS, required=True),
        Column("contents", "共建内容", "choices", words=CO_BUILDING_CONTENTS),
        Column("signed_on", "签约日期", "date", partial=True),
    ),
    nodes(
        "joint_bodies",
        "协调议事机构",
        "JointBody",
        NAME,
        choice("kind", "类别", JOINT_BODY_KINDS, required=True),
    ),
    nodes(
        "centers",
        "邻里中心",
        "NeighborhoodCenter",
        NAME,
        Column("services", "服务项目", "choices", words=SERVICES),
        _area(),
        links=(Link("area", "SERVES", "Area"), *LIES),
    ),
    nodes(
        "stations",
        "服务驿站",
        "ServiceStation",
        NAME,
        choice("kind", "类别", STATION_KINDS, required=True),
        _area(),
        links=LIES,
    ),
    nodes(
        "facilities",
        "服务设施",
        "Facility",
        NAME,
        choice("source", "来源", FACILITY_SOURCES),
        Column("area_m2", "面积(平方米)", "number"),
        Column("in_plan", "纳入国土空间规划", "boolean"),
        Column("surveyed_on", "清产核资日期", "date"),
        Column("subsidised", "市级补助", "boolean"),
        _area(),
        links=LIES,
    ),
    nodes(
        "resources",
        "下沉资源",
        "SunkResource",
        NAME,
        Column("amount_wan", "金额(万元)", "number"),
        code("Unit", "provider", "提供单位", required=False),
        code("NeighborhoodCenter", "center", "邻里中心", required=False),
        links=(
            Link("provider", "PROVIDED_BY", "Unit"),
            Link("center", "DELIVERED_THROUGH", "NeighborhoodCenter"),
        ),
    ),
    nodes(
        "staff",
        "工作人员",
        "Staff",
        PERSON,
        choice("role", "岗位", STAFF_ROLES, required=True),
        choice("origin", "来源", STAFF_ORIGINS),
        Column("post", "岗位类别", "integer", lowest=1, highest=4),
        Column("grade", "岗位等级", "integer", lowest=1, highest=18),
        code("Area", "area", "工作地域", required=False),
        code("Unit", "unit", "工作单位", required=False),
        links=(Link("area", "WORKS_IN", "Area"), Link("unit", "WORKS_IN", "Unit")),
    ),
    nodes("leaders", "县级领导", "Leader", PERSON, choice("body", "班子", LEADER_BODIES, required=True)),
    nodes(
        "teams",
        "队伍",
        "Team",
        NAME,
        choice("kind", "类别", TEAM_KINDS, required=True),
        _area(required=False),
        links=LIES,
    ),
)

SOCIETY_TIES: tuple[Table, ...] = (
    ties("management", "物业服务", ("MANAGES", "Unit", "Area")),
    ties("representation", "业主委员会", ("REPRESENTS", "Unit", "Area")),
    ties("services", "中心服务", ("SERVES", "NeighborhoodCenter", "Area")),
    ties("work_places", "工作关系", ("WORKS_IN", "Staff", "")),
    ties("instruction", "党建指导", ("INSTRUCTS", "Staff", "")),
    ties("contacts", "挂钩联系", ("CONTACTS", "Leader", "")),
    ties("provision", "资源提供", ("PROVIDED_BY", "", "Unit")),
    ties("delivery", "资源承载", ("DELIVERED_THROUGH", "SunkResource", "NeighborhoodCenter")),
    ties("funding", "经费来源", ("FUNDED_BY", "", "")),
    states("unit_states", "单位状态", "Unit", Column("full_members", "正式党员数", "integer")),
)
