"""What began and what ended by the sample's own files: every fact they state, walked row by row.

Knows the sheets by their headers and shares no code with the product.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tests.tools.oracle.bruteforce import Files, Line

NODES = {
    "households": "Household", "members": "PartyMember", "填报单位": "ReportingUnit", "地域": "Area",
    "楼栋": "Building", "党组织": "PartyOrganization", "单位": "Unit", "联建共建": "CoBuilding",
    "协调议事机构": "JointBody", "邻里中心": "NeighborhoodCenter", "服务驿站": "ServiceStation",
    "服务设施": "Facility", "下沉资源": "SunkResource", "工作人员": "Staff", "县级领导": "Leader",
    "队伍": "Team", "数据": "Figure", "预算": "BudgetLine", "事项类型": "MatterType", "网格事项": "Matter",
    "事项环节": "MatterStep", "清单事项": "ChecklistItem", "政策文件": "PolicyDocument", "数字平台": "System",
    "会议": "Meeting", "活动": "Activity", "承诺": "Pledge",
}  # fmt: skip
COLUMNS = (
    ("households", "楼栋代码", "LOCATED_IN"), ("地域", "上级代码", "PART_OF"),
    ("楼栋", "所在网格", "LOCATED_IN"), ("楼栋", "所在小区", "IN_COMPOUND"),
    ("单位", "所在地域", "LOCATED_IN"), ("邻里中心", "所在地域", "SERVES"),
    ("邻里中心", "所在地域", "LOCATED_IN"), ("服务驿站", "所在地域", "LOCATED_IN"),
    ("服务设施", "所在地域", "LOCATED_IN"), ("下沉资源", "提供单位", "PROVIDED_BY"),
    ("下沉资源", "邻里中心", "DELIVERED_THROUGH"), ("工作人员", "工作地域", "WORKS_IN"),
    ("工作人员", "工作单位", "WORKS_IN"), ("数据", "地域代码", "FIGURE_OF"),
    ("预算", "地域代码", "FIGURE_OF"), ("网格事项", "事项类型代码", "OF_TYPE"),
    ("网格事项", "网格代码", "RAISED_IN"), ("事项环节", "事项代码", "STEP_OF"),
    ("清单事项", "适用地域", "APPLIES_TO"), ("会议", "主体代码", "HELD_BY"),
    ("活动", "主体代码", "HELD_BY"), ("承诺", "主体代码", "HELD_BY"),
)  # fmt: skip
"""Sheet, column of the other end, and the type of relationship."""
STATES = {
    "地域状态": "Area",
    "党员状态": "PartyMember",
    "党组织状态": "PartyOrganization",
    "单位状态": "Unit",
}
TIES = {
    "liaisons": "LIAISES_WITH", "地域承接": "SUCCEEDED_BY", "填报关系": "REPORTS_THROUGH",
    "隶属关系": "SUBORDINATE_TO", "党员组织关系": "MEMBER_OF", "挂靠关系": "ATTACHED_TO",
    "升格关系": "UPGRADED_FROM", "覆盖网格": "COVERS", "覆盖楼栋": "COVERS", "党员报到": "REPORTED_TO",
    "党组织报到": "REPORTED_TO", "单位党组织": "ORGANIZED_IN", "联合覆盖单位": "COVERS_UNIT",
    "共建党组织": "PARTY_TO", "共建单位": "PARTY_TO", "议事机构成员": "PARTY_TO", "共建地域": "SHARED_BY",
    "任职": "HOLDS_POST", "兼职交叉任职": "HOLDS_POST", "轮值家长": "CHAIRS", "物业服务": "MANAGES",
    "业主委员会": "REPRESENTS", "党建指导": "INSTRUCTS", "挂钩联系": "CONTACTS", "经费来源": "FUNDED_BY",
}  # fmt: skip


class Happened(NamedTuple):
    """One change; of a node there is no second code."""

    day: str
    what: str
    kind: str
    code: str
    other: str


class FiledChanges:
    """All changes that the files state."""

    def __init__(self, files: Files) -> None:
        self.all = sorted(
            happened
            for sheet, lines in files.sheets.items()
            for line in lines
            for fact in _facts(sheet, line)
            for happened in _moments(line, fact)
        )
        self.unread = files.sheets.keys() - NODES.keys() - TIES.keys() - STATES.keys()

    def between(self, first: str, until: str) -> list[Happened]:
        """Those from one day on, and before another."""
        return [one for one in self.all if first <= one.day < until]


def _facts(sheet: str, line: Line) -> Iterator[tuple[str, str, str]]:
    """(kind, code, code at the other end) of what a row states."""
    if sheet in NODES:
        yield NODES[sheet], line["代码"], ""
        for owner, column, kind in COLUMNS:
            if owner == sheet and line[column]:
                yield kind, line["代码"], line[column]
    if sheet in TIES:
        yield TIES[sheet], line["起点代码"], line["终点代码"]
    if sheet in STATES:
        yield "STATE_OF", f"{STATES[sheet]}:{line['对象代码']}@{line['起始日期']}", line["对象代码"]


def _moments(line: Line, fact: tuple[str, str, str]) -> Iterator[Happened]:
    yield Happened(line.get("起始日期") or line["发生日期"], "BEGAN", *fact)
    if line.get("终止日期") not in (None, "", "无"):
        yield Happened(line["终止日期"], "ENDED", *fact)
