"""Tables of territory: areas, buildings, households, and where things lie."""

from seed.tables.definitions import NAME, Column, Link, Table, choice, code, nodes, states, ties
from seed.tables.words import AREA_KINDS, DIVISION_TYPES

PERSONS = Column("persons", "人口数", "integer", highest=10_000)

TERRITORY = (
    nodes("reporting_units", "填报单位", "ReportingUnit", NAME),
    nodes(
        "areas",
        "地域",
        "Area",
        NAME,
        choice("kind", "类别", AREA_KINDS, required=True),
        code("Area", "parent", "上级代码", required=False),
        choice("division_type", "区划类型", DIVISION_TYPES),
        Column("settlement", "城乡分类"),
        Column("level", "网格级别", "integer", lowest=1, highest=3),
        Column("grid_type", "网格类型"),
        Column("synthetic", "合成数据", "boolean"),
        second="kind",
        links=(Link("parent", "PART_OF", "Area"),),
    ),
    nodes(
        "buildings",
        "楼栋",
        "Building",
        NAME,
        Column("floors", "层数", "integer", highest=200),
        code("Area", "grid", "所在网格"),
        code("Area", "compound", "所在小区", required=False),
        links=(Link("grid", "LOCATED_IN", "Area"), Link("compound", "IN_COMPOUND", "Area")),
    ),
    nodes(
        "households",
        "户",
        "Household",
        Column("door", "门牌"),
        PERSONS,
        code("Building", "building", "楼栋代码"),
        links=(Link("building", "LOCATED_IN", "Building"),),
    ),
)

TERRITORY_TIES: tuple[Table, ...] = (
    ties("area_parents", "地域隶属", ("PART_OF", "Area", "Area")),
    ties("locations", "坐落", ("LOCATED_IN", "", "")),
    ties("compound_buildings", "小区楼栋", ("IN_COMPOUND", "Building", "Area")),
    ties("successions", "地域承接", ("SUCCEEDED_BY", "Area", "Area")),
    ties("reporting_lines", "填报关系", ("REPORTS_THROUGH", "Area", "ReportingUnit")),
    states(
        "area_states",
        "地域状态",
        "Area",
        Column("functions", "合并职能", "texts"),
        Column("managed", "有物业管理", "boolean"),
    ),
)
