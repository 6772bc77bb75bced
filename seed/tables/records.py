"""Tables of records: figures, budgets, matters and their steps, lists, documents, meetings, activities."""

from seed.tables.definitions import HAPPENED, NAME, Column, Link, Table, choice, code, labels_in, nodes, ties
from seed.tables.words import (
    ACTIVITY_KINDS,
    BUDGET_KINDS,
    CHANNELS,
    CHECKLIST_KINDS,
    FIGURE_KINDS,
    MATTER_STEPS,
    MEETING_KINDS,
    PLEDGE_KINDS,
    SYSTEM_KINDS,
)

_HELD = labels_in(("PartyOrganization", "Unit", "PartyMember", "CoBuilding", "JointBody"))
_HOLDER = (
    choice("holder_label", "主体类别", _HELD, required=True),
    Column("holder", "主体代码", "code", True, label_in="holder_label"),
)
_HELD_BY = (Link("holder", "HELD_BY", label_in="holder_label"),)
_OF = (Link("of", "FIGURE_OF", "Area"),)
_WAN = Column("amount_wan", "金额(万元)", "number", True)


def _events(name: str, chinese: str, label: str, kinds: dict[str, str]) -> Table:
    kind = choice("kind", "类别", kinds, required=True)
    return nodes(
        name,
        chinese,
        label,
        Column("name", "名称"),
        kind,
        HAPPENED,
        *_HOLDER,
        links=_HELD_BY,
        begins="happened_on",
    )


RECORDS = (
    nodes(
        "figures",
        "数据",
        "Figure",
        choice("kind", "类别", FIGURE_KINDS, required=True),
        Column("value", "数值", "number", True),
        Column("unit", "计量单位"),
        code("Area", "of", "地域代码"),
        links=_OF,
    ),
    nodes(
        "budget_lines",
        "预算",
        "BudgetLine",
        choice("kind", "类别", BUDGET_KINDS, required=True),
        Column("year", "年度", "integer", True, lowest=2000, highest=2100),
        _WAN,
        code("Area", "of", "地域代码"),
        links=_OF,
    ),
    nodes(
        "matter_types",
        "事项类型",
        "MatterType",
        NAME,
        Column("admitted_on", "准入日期", "date"),
        Column("exited_on", "退出日期", "date"),
        Column("approved_by", "批准机关"),
    ),
    nodes(
        "matters",
        "网格事项",
        "Matter",
        NAME,
        choice("channel", "渠道", CHANNELS),
        code("MatterType", "type", "事项类型代码", required=False),
        code("Area", "grid", "网格代码"),
        links=(Link("type", "OF_TYPE", "MatterType"), Link("grid", "RAISED_IN", "Area")),
    ),
    nodes(
        "matter_steps",
        "事项环节",
        "MatterStep",
        choice("step", "环节", MATTER_STEPS, required=True),
        HAPPENED,
        code("Matter", "matter", "事项代码"),
        links=(Link("matter", "STEP_OF", "Matter"),),
        begins="happened_on",
    ),
    nodes(
        "checklist_items",
        "清单事项",
        "ChecklistItem",
        NAME,
        choice("kind", "类别", CHECKLIST_KINDS, required=True),
        Column("level", "网格级别", "integer", True, lowest=1, highest=3),
        code("Area", "of", "适用地域", required=False),
        links=(Link("of", "APPLIES_TO", "Area"),),
    ),
    nodes(
        "policies", "政策文件", "PolicyDocument", NAME, Column("issued_on", "印发日期", "date", partial=True)
    ),
    nodes("systems", "数字平台", "System", NAME, choice("kind", "类别", SYSTEM_KINDS, required=True)),
    _events("meetings", "会议", "Meeting", MEETING_KINDS),
    _events("activities", "活动", "Activity", ACTIVITY_KINDS),
    _events("pledges", "承诺", "Pledge", PLEDGE_KINDS),
)

RECORD_TIES: tuple[Table, ...] = (
    ties("figures_of", "数据归属", ("FIGURE_OF", "", "Area")),
    ties("holders", "活动主体", ("HELD_BY", "", "")),
    ties("steps_of", "环节归属", ("STEP_OF", "MatterStep", "Matter")),
    ties("types_of", "事项归类", ("OF_TYPE", "Matter", "MatterType")),
    ties("raised_in", "事项发生地", ("RAISED_IN", "Matter", "Area")),
    ties("applications", "清单适用", ("APPLIES_TO", "ChecklistItem", "Area")),
)
