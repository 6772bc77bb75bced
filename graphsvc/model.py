"""The graph on one page: kinds of node, types of relationship, the family of each, and the codes.

Whatever needs a name takes it from here: the catalogue's checks, the constraints, the loader's tables, the
compiler, the diagrams in docs/explanation/model.md. Time is the same everywhere: in force on day D means
`valid_from <= D AND (valid_to IS NULL OR D < valid_to)`.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from graphsvc.words import AREA_KINDS, TIERS, UNIT_KINDS

DATED = ("valid_from", "valid_to")
TRACED = ("load_run", "source_row", "row_hash", "imprecise")
NAMED = ("code", "name", "area", *DATED, *TRACED)
SEARCHABLE = (*NAMED, "pairs", "pinyin")
"""Of kinds that are searched by name: what a part of the name, and what its pinyin finds."""


class Family(StrEnum):
    """No traversal mixes two families unless it is the path finder."""

    COMMAND = "COMMAND"
    TERRITORY = "TERRITORY"
    DUTY = "DUTY"
    TIE = "TIE"
    RECORD = "RECORD"


@dataclass(frozen=True)
class Kind:
    """A label with a unique key, the labels that may stand beside it, its own and its dated (State)
    properties."""

    label: str
    chinese: str
    own: tuple[str, ...] = ()
    seconds: tuple[str, ...] = ()
    dated: tuple[str, ...] = ()
    base: tuple[str, ...] = NAMED
    key: str = "code"

    @property
    def properties(self) -> tuple[str, ...]:
        """Every property a node of this kind may carry itself."""
        return (*self.base, *self.own)


@dataclass(frozen=True)
class Tie:
    """A relationship type: its family, what it starts at, what it ends at, its own properties.

    `role` names the own property that, beside both ends and the first day, tells one fact from another.
    """

    type: str
    family: Family
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    own: tuple[str, ...] = ()
    role: str = ""

    @property
    def properties(self) -> tuple[str, ...]:
        """Every property a relationship of this type may carry."""
        return (*DATED, *TRACED, *self.own)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_LOGGED = _words("day what kind near codes county township community")

KINDS = (
    Kind(
        "Area",
        "地域",
        _words("kind prefix division_type settlement level grid_type synthetic"),
        tuple(AREA_KINDS),
        _words("functions managed"),
        base=SEARCHABLE,
    ),
    Kind("ReportingUnit", "填报单位", base=SEARCHABLE),
    Kind("Building", "楼栋", ("floors",), base=SEARCHABLE),
    Kind("Household", "户", _words("door persons")),
    Kind(
        "PartyOrganization",
        "党组织",
        _words("kind sector formation approved_on approval_no"),
        tuple(TIERS),
        ("term_ends",),
        base=SEARCHABLE,
    ),
    Kind(
        "PartyMember",
        "党员",
        _words("admitted_on full_since"),
        (),
        _words("status in_service"),
        base=SEARCHABLE,
    ),
    Kind("Unit", "单位", _words("uscc sector"), tuple(UNIT_KINDS), ("full_members",), base=SEARCHABLE),
    Kind("CoBuilding", "联建共建", _words("kind contents signed_on"), base=SEARCHABLE),
    Kind("JointBody", "协调议事机构", ("kind",), base=SEARCHABLE),
    Kind("NeighborhoodCenter", "邻里中心", ("services",), base=SEARCHABLE),
    Kind("ServiceStation", "服务驿站", ("kind",), base=SEARCHABLE),
    Kind("Facility", "服务设施", _words("source area_m2 in_plan surveyed_on subsidised")),
    Kind("SunkResource", "下沉资源", ("amount_wan",)),
    Kind("Staff", "工作人员", _words("role origin post grade"), base=SEARCHABLE),
    Kind("Leader", "县级领导", ("body",), base=SEARCHABLE),
    Kind("Team", "队伍", ("kind",), base=SEARCHABLE),
    Kind("Figure", "数据", _words("kind value unit")),
    Kind("BudgetLine", "预算", _words("kind year amount_wan")),
    Kind("Matter", "网格事项", ("channel",)),
    Kind("MatterType", "事项类型", _words("admitted_on exited_on approved_by")),
    Kind("MatterStep", "事项环节", _words("step happened_on")),
    Kind("ChecklistItem", "清单事项", _words("kind level")),
    Kind("PolicyDocument", "政策文件", ("issued_on",)),
    Kind("System", "数字平台", ("kind",)),
    Kind("Meeting", "会议", _words("kind happened_on")),
    Kind("Activity", "活动", _words("kind happened_on")),
    Kind("Pledge", "承诺", _words("kind happened_on")),
    Kind(
        "State",
        "状态",
        _words("functions managed term_ends status in_service full_members"),
        base=("code", *DATED, *TRACED),
    ),
    Kind("LoadRun", "装载", _words("state started_at finished_at who files rows"), base=("code",)),
    Kind(
        "Dataset",
        "数据集",
        _words("version tallied_version state schema_version earliest latest bounds placed_on"),
        base=("code",),
    ),
    Kind("Tally", "统计", _words("standard kind due covered rate"), base=("code", "area", *DATED)),
    Kind("ChangeLog", "变动日志", _LOGGED, base=("code", "area")),
)

_OWNER = ("Area", "PartyOrganization", "PartyMember", "Unit")
_BODY = ("PartyOrganization", "Unit", "PartyMember", "CoBuilding", "JointBody")
_C, _T, _D, _L, _R = Family.COMMAND, Family.TERRITORY, Family.DUTY, Family.TIE, Family.RECORD
_ORG, _AREA, _UNIT, _MEMBER = ("PartyOrganization",), ("Area",), ("Unit",), ("PartyMember",)
_SERVED = ("Unit", "ServiceStation", "NeighborhoodCenter", "Facility", "Team")

TIES = (
    Tie("SUBORDINATE_TO", _C, _ORG, _ORG),
    Tie("MEMBER_OF", _C, _MEMBER, _ORG),
    Tie("ATTACHED_TO", _C, _ORG, _ORG),
    Tie("UPGRADED_FROM", _C, _ORG, _ORG),
    Tie("PART_OF", _T, _AREA, _AREA),
    Tie("LOCATED_IN", _T, ("Building", "Household", *_SERVED), ("Area", "Building")),
    Tie("SUCCEEDED_BY", _T, _AREA, _AREA),
    Tie("IN_COMPOUND", _T, ("Building",), _AREA),
    Tie("REPORTS_THROUGH", _T, _AREA, ("ReportingUnit",)),
    Tie("COVERS", _D, _ORG, ("Area", "Building")),
    Tie("COVERS_UNIT", _D, _ORG, _UNIT),
    Tie("LIAISES_WITH", _D, _MEMBER, ("Household",)),
    Tie("SERVES", _D, ("NeighborhoodCenter",), _AREA),
    Tie("WORKS_IN", _D, ("Staff",), ("Area", "Unit")),
    Tie("INSTRUCTS", _D, ("Staff",), ("Unit", "Area")),
    Tie("CONTACTS", _D, ("Leader",), ("Area", "NeighborhoodCenter")),
    Tie("MANAGES", _D, _UNIT, _AREA),
    Tie("REPRESENTS", _D, _UNIT, _AREA),
    Tie("PARTY_TO", _L, ("PartyOrganization", "Unit"), ("CoBuilding", "JointBody"), ("role",), "role"),
    Tie("SHARED_BY", _L, ("CoBuilding", "JointBody"), _AREA),
    Tie("REPORTED_TO", _L, ("PartyOrganization", "PartyMember"), _AREA),
    Tie(
        "HOLDS_POST",
        _L,
        _MEMBER,
        ("PartyOrganization", "JointBody", "Unit"),
        _words("post concurrent procedure"),
        "post",
    ),
    Tie("CHAIRS", _L, ("PartyOrganization", "Unit"), ("JointBody",)),
    Tie("ORGANIZED_IN", _L, _ORG, _UNIT),
    Tie("PROVIDED_BY", _L, ("SunkResource", "Facility"), _UNIT),
    Tie("DELIVERED_THROUGH", _L, ("SunkResource",), ("NeighborhoodCenter",)),
    Tie("FUNDED_BY", _L, ("SunkResource", "Matter", "BudgetLine"), ("Unit", "BudgetLine")),
    Tie("STATE_OF", _R, ("State",), _OWNER),
    Tie("FIGURE_OF", _R, ("Figure", "BudgetLine"), _AREA),
    Tie("HELD_BY", _R, ("Meeting", "Activity", "Pledge"), _BODY),
    Tie("STEP_OF", _R, ("MatterStep",), ("Matter",)),
    Tie("OF_TYPE", _R, ("Matter",), ("MatterType",)),
    Tie("RAISED_IN", _R, ("Matter",), _AREA),
    Tie("APPLIES_TO", _R, ("ChecklistItem",), _AREA),
)

KIND_OF: dict[str, Kind] = {label: kind for kind in KINDS for label in (kind.label, *kind.seconds)}
"""Every label, second labels included → the kind whose key holds for it."""

INTERNAL = _words("State LoadRun Dataset Tally ChangeLog")
"""Labels that no client meets as a node."""
_APART = (*_words("Building Household PartyMember CoBuilding"), *INTERNAL)
RECORDS = tuple(kind.label for kind in KINDS if not kind.seconds and kind.label not in _APART)
"""Kinds that questions do not begin at by code: clients meet them behind one interface, `Record`."""
SEARCHED = tuple(kind.label for kind in KINDS if "pinyin" in kind.properties)
"""Labels whose nodes are found by name, by pinyin and by initials."""

PERSONS = ("PartyMember", "Staff", "Leader")
"""Labels whose names are people's."""

TIE_OF: dict[str, Tie] = {tie.type: tie for tie in TIES}

PROPERTIES = frozenset(
    name for item in (*KINDS, *TIES) for name in (*item.properties, *getattr(item, "dated", ()))
)

_COMMUNITY = r"\d{12}"
CODE_RULES: dict[str, tuple[str, str]] = {
    "Area": (
        rf"\d{{6}}|\d{{9}}|{_COMMUNITY}(?:\d{{3}}(?:\d{{2}})?|-C\d{{3}})?",
        "6, 9, 12, 15 or 17 digits, or a community's 12 digits, -C and 3 digits",
    ),
    "Building": (rf"{_COMMUNITY}-\d{{5}}", "a community's 12 digits, a hyphen and 5 digits"),
    "Household": (rf"{_COMMUNITY}-\d{{5}}-\d{{4}}", "its building's code, a hyphen and 4 digits"),
}
HIGHEST = "~"
"""Sorts after every character that a code may have."""
OFFICE_CODE = (r"[0-9A-Za-z-]{1,40}", "1 to 40 letters, digits or hyphens")


def code_rule(label: str) -> tuple[str, str]:
    """(pattern to match in full, the same in words) for the codes of a label."""
    return CODE_RULES.get(KIND_OF[label].label, OFFICE_CODE)


def is_code(label: str, text: str) -> bool:
    """Whether the text has the form of a code of that label."""
    return re.fullmatch(code_rule(label)[0], text) is not None


def prefix_of(area_code: str) -> str:
    """The prefix that the `area` of everything lying in this area starts with.

    9901 for a prefecture 990100, 99 for a province 990000; the community's 12 digits for its level-1 grid,
    which covers the same territory.
    """
    if len(area_code) == 6:
        return area_code.removesuffix("00").removesuffix("00")
    if len(area_code) == 15 and area_code.endswith("000"):
        return area_code[:12]
    return area_code
