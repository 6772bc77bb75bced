"""What the rows of each kind may be ordered by, a few keys of its own.

Names of people are no such key: an order by a name that is masked would tell it, letter by letter.
"""

from typing import Any

from graphsvc.schema.base import enumeration

SORT_KEYS = {
    "PLACE": ("place and code", "地域"),
    "CODE": ("code", "代码"),
    "NAME": ("name", "名称"),
    "KIND": ("kind, its words in alphabetical order", "类别"),
    "VALID_FROM": ("first day in force", "起始日期"),
    "APPROVED_ON": ("day of approval", "批准日期"),
    "ADMITTED_ON": ("day of admission", "入党日期"),
    "FULL_SINCE": ("day full membership began", "转正日期"),
    "SIGNED_ON": ("day of signing", "签约日期"),
    "PERSONS": ("number of persons", "人口数"),
    "FLOORS": ("number of storeys", "层数"),
    "HAPPENED_ON": ("day it happened", "发生日期"),
    "YEAR": ("year", "年度"),
}
DIRECTIONS = {"ASC": ("the lowest first", "升序"), "DESC": ("the highest first", "降序")}


def _order(kind: str, chinese: str, keys: str) -> Any:
    """The enum of a kind: each key both ways."""
    return enumeration(
        f"{kind}Order",
        "An order of rows; equal ones go by code in the same direction, those without a value come last. "
        f"{chinese}排序",
        {
            f"{key}_{direction}": f"By {SORT_KEYS[key][0]}, {words[0]}. {SORT_KEYS[key][1]}{words[1]}"
            for key in ("PLACE", "CODE", *keys.split())
            for direction, words in DIRECTIONS.items()
        },
    )


PartyOrganizationOrder = _order("PartyOrganization", "党组织", "NAME KIND VALID_FROM APPROVED_ON")
PartyMemberOrder = _order("PartyMember", "党员", "VALID_FROM ADMITTED_ON FULL_SINCE")
AreaOrder = _order("Area", "地域", "NAME VALID_FROM")
BuildingOrder = _order("Building", "楼栋", "NAME FLOORS VALID_FROM")
HouseholdOrder = _order("Household", "户", "PERSONS VALID_FROM")
UnitOrder = _order("Unit", "单位", "NAME VALID_FROM")
CoBuildingOrder = _order("CoBuilding", "联建共建", "NAME KIND SIGNED_ON VALID_FROM")
RecordOrder = _order("Record", "台账", "HAPPENED_ON YEAR VALID_FROM")
