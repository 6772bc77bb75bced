"""The tables offices send: one a kind of node or relationship, with the headers they use and what each cell
must be."""

from dataclasses import dataclass, field

from graphsvc.model import (
    AREA_KINDS,
    CO_BUILDING_CONTENTS,
    CO_BUILDING_KINDS,
    DIVISION_TYPES,
    FORMATIONS,
    MEMBER_STATUSES,
    ORGANIZATION_KINDS,
    TIERS,
    UNIT_KINDS,
)


@dataclass(frozen=True)
class Column:
    """One column: the property or part it fills, its Chinese header, what its cells are, whether one may be
    empty.

    `kind` is text, integer, date, boolean, uscc, person, code (of `label`), choice or choices (of `words`).
    """

    name: str
    chinese: str
    kind: str = "text"
    required: bool = False
    label: str = ""
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Link:
    """A relationship that a row of a node's table states by a code in one of its columns."""

    column: str
    type: str
    label: str


@dataclass(frozen=True)
class Table:
    """One table: of nodes (`label`) or of relationships (`type` from `start` to `end`).

    `second` names the column that gives a node its second label. For relationships whose start or end may
    be of several labels, `start` or `end` is empty and the column `start_label` or `end_label` says which.
    """

    name: str
    chinese: str
    columns: tuple[Column, ...]
    label: str = ""
    second: str = ""
    links: tuple[Link, ...] = ()
    type: str = ""
    start: str = ""
    end: str = ""
    fixed: dict[str, str] = field(default_factory=dict)

    def column(self, header: str) -> Column | None:
        """The column with this header, Chinese or English."""
        return next((one for one in self.columns if header in (one.chinese, one.name)), None)


def _code(label: str, name: str = "code", chinese: str = "代码", required: bool = True) -> Column:
    return Column(name, chinese, "code", required, label)


def _choice(name: str, chinese: str, words: tuple[str, ...], required: bool = False) -> Column:
    return Column(name, chinese, "choice", required, words=words)


_DATED = (Column("valid_from", "起始日期", "date", True), Column("valid_to", "终止日期", "date"))
_NAME = Column("name", "名称", "text", True)


def _nodes(name: str, chinese: str, label: str, columns: tuple[Column, ...], **more: object) -> Table:
    return Table(name, chinese, (_code(label), *columns, *_DATED), label=label, **more)  # type: ignore[arg-type]  # keywords of Table


def _ties(name: str, chinese: str, tie: tuple[str, str, str], *extra: Column) -> Table:
    kind, start, end = tie
    columns = (_code(start, "start", "起点代码"), _code(end, "end", "终点代码"), *extra, *_DATED)
    return Table(name, chinese, columns, type=kind, start=start, end=end)


TABLES = (
    _nodes(
        "areas",
        "地域",
        "Area",
        (
            _NAME,
            _choice("kind", "类别", AREA_KINDS, True),
            _code("Area", "parent", "上级代码", False),
            _choice("division_type", "区划类型", DIVISION_TYPES),
            Column("settlement", "城乡分类"),
            Column("level", "网格级别", "integer"),
            Column("grid_type", "网格类型"),
            Column("synthetic", "合成数据", "boolean"),
        ),
        second="kind",
        links=(Link("parent", "PART_OF", "Area"),),
    ),
    _nodes(
        "buildings",
        "楼栋",
        "Building",
        (
            _NAME,
            Column("floors", "层数", "integer"),
            _code("Area", "grid", "所在网格"),
            _code("Area", "compound", "所在小区", False),
        ),
        links=(Link("grid", "LOCATED_IN", "Area"), Link("compound", "IN_COMPOUND", "Area")),
    ),
    _nodes(
        "households",
        "户",
        "Household",
        (
            Column("door", "门牌"),
            Column("persons", "人口数", "integer"),
            _code("Building", "building", "楼栋代码"),
        ),
        links=(Link("building", "LOCATED_IN", "Building"),),
    ),
    _nodes(
        "organizations",
        "党组织",
        "PartyOrganization",
        (
            _NAME,
            _choice("tier", "层级", TIERS, True),
            _choice("kind", "类别", ORGANIZATION_KINDS, True),
            Column("sector", "行业"),
            _choice("formation", "组建方式", FORMATIONS),
            Column("approved_on", "批准日期", "date"),
            Column("approval_no", "批准文号"),
        ),
        second="tier",
    ),
    _nodes(
        "members",
        "党员",
        "PartyMember",
        (
            Column("name", "姓名", "person", True),
            Column("admitted_on", "入党日期", "date"),
            Column("full_since", "转正日期", "date"),
        ),
    ),
    _nodes(
        "units",
        "单位",
        "Unit",
        (
            _NAME,
            _choice("kind", "类别", UNIT_KINDS, True),
            Column("uscc", "统一社会信用代码", "uscc"),
            Column("sector", "行业"),
            _code("Area", "area", "所在地域"),
        ),
        second="kind",
        links=(Link("area", "LOCATED_IN", "Area"),),
    ),
    _nodes(
        "co_buildings",
        "联建共建",
        "CoBuilding",
        (
            _NAME,
            _choice("kind", "类别", CO_BUILDING_KINDS, True),
            Column("contents", "共建内容", "choices", words=CO_BUILDING_CONTENTS),
            Column("signed_on", "签约日期", "date"),
        ),
    ),
    _ties("subordination", "隶属关系", ("SUBORDINATE_TO", "PartyOrganization", "PartyOrganization")),
    _ties("membership", "党员组织关系", ("MEMBER_OF", "PartyMember", "PartyOrganization")),
    _ties("area_coverage", "覆盖网格", ("COVERS", "PartyOrganization", "Area")),
    _ties("building_coverage", "覆盖楼栋", ("COVERS", "PartyOrganization", "Building")),
    _ties("liaisons", "党员联系户", ("LIAISES_WITH", "PartyMember", "Household")),
    _ties("member_reports", "党员报到", ("REPORTED_TO", "PartyMember", "Area")),
    _ties("organization_reports", "党组织报到", ("REPORTED_TO", "PartyOrganization", "Area")),
    _ties("organized", "单位党组织", ("ORGANIZED_IN", "PartyOrganization", "Unit")),
    _ties("joint", "联合覆盖单位", ("COVERS_UNIT", "PartyOrganization", "Unit")),
    _ties("parties", "共建党组织", ("PARTY_TO", "PartyOrganization", "CoBuilding"), Column("role", "角色")),
    _ties("unit_parties", "共建单位", ("PARTY_TO", "Unit", "CoBuilding"), Column("role", "角色")),
    _ties(
        "posts",
        "任职",
        ("HOLDS_POST", "PartyMember", "PartyOrganization"),
        Column("post", "职务", "text", True),
    ),
    _ties("management", "物业服务", ("MANAGES", "Unit", "Area")),
    _ties("representation", "业主委员会", ("REPRESENTS", "Unit", "Area")),
    *(
        Table(
            name,
            chinese,
            (_code(label, "of", "对象代码"), *columns, *_DATED),
            label="State",
            fixed={"of": label},
        )
        for name, chinese, label, columns in (
            (
                "area_states",
                "地域状态",
                "Area",
                (Column("functions", "合并职能", "texts"), Column("managed", "有物业管理", "boolean")),
            ),
            (
                "member_states",
                "党员状态",
                "PartyMember",
                (
                    _choice("status", "状态", MEMBER_STATUSES, True),
                    Column("in_service", "是否在职", "boolean", True),
                ),
            ),
            (
                "organization_states",
                "党组织状态",
                "PartyOrganization",
                (Column("term_ends", "届满日期", "date"),),
            ),
            ("unit_states", "单位状态", "Unit", (Column("full_members", "正式党员数", "integer"),)),
        )
    ),
)
"""In the order of loading: ends of relationships come before the relationships."""


def table(name: str) -> Table | None:
    """The table of that name, Chinese or English."""
    return next((one for one in TABLES if name in (one.name, one.chinese)), None)
