"""Tables of Party organisations and members, of their chain of command and of what they cover."""

from seed.tables.definitions import NAME, Column, Table, choice, nodes, states, ties
from seed.tables.words import FORMATIONS, MEMBER_STATUSES, ORGANIZATION_KINDS, SECTORS, TIERS

SECTOR = Column("sector", "行业", "term", words=SECTORS)
POST = Column("post", "职务", "text", True)
ROLE = Column("role", "角色")

PARTY = (
    nodes(
        "organizations",
        "党组织",
        "PartyOrganization",
        NAME,
        choice("tier", "层级", TIERS, required=True),
        choice("kind", "类别", ORGANIZATION_KINDS, required=True),
        SECTOR,
        choice("formation", "组建方式", FORMATIONS),
        Column("approved_on", "批准日期", "date", partial=True),
        Column("approval_no", "批准文号"),
        second="tier",
    ),
    nodes(
        "members",
        "党员",
        "PartyMember",
        Column("name", "姓名", "person", True),
        Column("admitted_on", "入党日期", "date", partial=True),
        Column("full_since", "转正日期", "date", partial=True),
    ),
)

PARTY_TIES: tuple[Table, ...] = (
    ties("subordination", "隶属关系", ("SUBORDINATE_TO", "PartyOrganization", "PartyOrganization")),
    ties("membership", "党员组织关系", ("MEMBER_OF", "PartyMember", "PartyOrganization")),
    ties("attachments", "挂靠关系", ("ATTACHED_TO", "PartyOrganization", "PartyOrganization")),
    ties("upgrades", "升格关系", ("UPGRADED_FROM", "PartyOrganization", "PartyOrganization")),
    ties("area_coverage", "覆盖网格", ("COVERS", "PartyOrganization", "Area")),
    ties("building_coverage", "覆盖楼栋", ("COVERS", "PartyOrganization", "Building")),
    ties("liaisons", "党员联系户", ("LIAISES_WITH", "PartyMember", "Household")),
    ties("member_reports", "党员报到", ("REPORTED_TO", "PartyMember", "Area")),
    ties("organization_reports", "党组织报到", ("REPORTED_TO", "PartyOrganization", "Area")),
    ties("organized", "单位党组织", ("ORGANIZED_IN", "PartyOrganization", "Unit")),
    ties("joint", "联合覆盖单位", ("COVERS_UNIT", "PartyOrganization", "Unit")),
    ties("parties", "共建党组织", ("PARTY_TO", "PartyOrganization", "CoBuilding"), ROLE),
    ties("unit_parties", "共建单位", ("PARTY_TO", "Unit", "CoBuilding"), ROLE),
    ties("body_parties", "议事机构成员", ("PARTY_TO", "", "JointBody"), ROLE),
    ties("shared_areas", "共建地域", ("SHARED_BY", "", "Area")),
    ties("posts", "任职", ("HOLDS_POST", "PartyMember", "PartyOrganization"), POST),
    ties(
        "concurrent_posts",
        "兼职交叉任职",
        ("HOLDS_POST", "PartyMember", ""),
        POST,
        Column("concurrent", "是否兼职", "boolean"),
        Column("procedure", "法定程序"),
    ),
    ties("rota", "轮值家长", ("CHAIRS", "", "JointBody")),
    states(
        "member_states",
        "党员状态",
        "PartyMember",
        choice("status", "状态", MEMBER_STATUSES, required=True),
        Column("in_service", "是否在职", "boolean", True),
    ),
    states("organization_states", "党组织状态", "PartyOrganization", Column("term_ends", "届满日期", "date")),
)
