"""The closed lists of words, each with its Chinese term."""

import re
from typing import Any

from graphsvc.profile import Profile
from graphsvc.schema.base import enumeration
from graphsvc.words import (
    AREA_KINDS,
    CHAIN_TIERS,
    CO_BUILDING_CONTENTS,
    CO_BUILDING_KINDS,
    FORMATIONS,
    MEMBER_STATUSES,
    ORGANIZATION_KINDS,
    UNIT_KINDS,
    Words,
)


def described(words: Words) -> dict[str, str]:
    """Rows of an enumeration; a label such as PublicInstitution is shown as PUBLIC_INSTITUTION."""
    shown = {word: re.sub(r"(?<=[a-z])(?=[A-Z])", "_", word).upper() for word in words}
    keys = {word: name if name == word else f"{name}={word}" for word, name in shown.items()}
    return {keys[word]: f"{english}. {chinese}" for word, (english, chinese) in words.items()}


Tier = enumeration("Tier", "A place in the chain of command. 层级", described(CHAIN_TIERS))


def name_tiers(tier: Any, profile: Profile) -> None:
    """Gives the tiers the profile's names in their descriptions, in the enum of a schema just built."""
    for name, value in tier.values.items():
        english, _ = CHAIN_TIERS[name]
        value.description = f"{english}. {profile.tiers[name]}"


PartyOrganizationKind = enumeration(
    "PartyOrganizationKind", "What an organisation is formed for. 党组织类别", described(ORGANIZATION_KINDS)
)
Formation = enumeration("Formation", "How an organisation was formed. 组建方式", described(FORMATIONS))
AreaKind = enumeration("AreaKind", "What an area is. 地域类别", described(AREA_KINDS))
UnitKind = enumeration("UnitKind", "What a unit is. 单位类别", described(UNIT_KINDS))
MemberStatus = enumeration("MemberStatus", "Where a member stands. 党员状态", described(MEMBER_STATUSES))
CoBuildingKind = enumeration("CoBuildingKind", "Who builds together. 共建类别", described(CO_BUILDING_KINDS))
CoBuildingContent = enumeration(
    "CoBuildingContent", "What is shared. 共建内容", described(CO_BUILDING_CONTENTS)
)
StepStatus = enumeration(
    "StepStatus",
    "How a step of a chain stands. 环节状态",
    {
        "IN_FORCE": "An organisation in force stands here. 健全",
        "SKIPPED": "None stands here and none is needed. 未设",
        "MISSING": "None stands here though one is needed. 缺失",
        "ELSEWHERE": "The committee here is another community's. 错挂",
    },
)
ComputedBy = enumeration(
    "ComputedBy",
    "Where a number comes from. 数据来源",
    {
        "LIVE": "Counted for this answer. 实时",
        "TALLY": "Counted after the last load. 统计",
        "STALE": "No count exists for this version and day. 过期",
    },
)
