"""The ties that rows of a list may be without: each is a hop, and must show nothing."""

from dataclasses import dataclass
from typing import Any

import graphene

from graphsvc.compile.lowerings import Hop
from graphsvc.schema.base import any_of, enumeration


@dataclass(frozen=True)
class Ties:
    """The words that `without` takes in one list, and the hop that each of them stands for."""

    words: Any
    hops: tuple[tuple[str, Hop], ...]

    def argument(self) -> graphene.Argument:
        """`without` of a list."""
        return any_of(self.words, "Only those that have none of these in force that day. 缺少关联")


def _ties(kind: str, chinese: str, rows: dict[str, tuple[Hop, str]]) -> Ties:
    words = enumeration(
        f"{kind}Tie",
        f"What a row may be without on the day. {chinese}关联",
        {word: description for word, (_, description) in rows.items()},
    )
    return Ties(words, tuple((word, hop) for word, (hop, _) in rows.items()))


_CO_BUILDING = (Hop("PARTY_TO", "out", "CoBuilding", named=True), "A co-building tie. 联建共建")

ORGANIZATION_TIES = _ties(
    "PartyOrganization",
    "党组织",
    {
        "PARENT": (
            Hop("SUBORDINATE_TO", "out", "PartyOrganization", named=True),
            "An organisation one step up. 上级党组织",
        ),
        "MEMBER": (Hop("MEMBER_OF", "in", "PartyMember"), "A member. 党员"),
        "AREA": (Hop("COVERS", "out", "Area"), "An area it answers for. 覆盖地域"),
        "CO_BUILDING": _CO_BUILDING,
    },
)
MEMBER_TIES = _ties(
    "PartyMember",
    "党员",
    {
        "ORGANIZATION": (
            Hop("MEMBER_OF", "out", "PartyOrganization", named=True),
            "An organisation the member belongs to. 所在党组织",
        ),
        "HOUSEHOLD": (Hop("LIAISES_WITH", "out", "Household"), "A liaison household. 联系户"),
        "REPORT": (
            Hop("REPORTED_TO", "out", "Area", named=True),
            "A community or compound the member has reported to. 报到社区(小区)",
        ),
    },
)
UNIT_TIES = _ties(
    "Unit",
    "单位",
    {
        "ORGANIZATION": (
            Hop("ORGANIZED_IN", "in", "PartyOrganization", named=True),
            "An organisation of its own. 单位党组织",
        ),
        "JOINT_BRANCH": (
            Hop("COVERS_UNIT", "in", "PartyOrganization", named=True),
            "A joint branch that covers it. 联合党支部",
        ),
        "CO_BUILDING": _CO_BUILDING,
    },
)
AREA_TIES = _ties(
    "Area",
    "地域",
    {
        "ORGANIZATION": (
            Hop("COVERS", "in", "PartyOrganization", named=True),
            "An organisation that answers for it. 覆盖党组织",
        ),
        "UNIT": (Hop("LOCATED_IN", "in", "Unit"), "A unit that lies in it. 辖区单位"),
        "BUILDING": (Hop("LOCATED_IN|IN_COMPOUND", "in", "Building"), "A building that lies in it. 楼栋"),
    },
)
CO_BUILDING_TIES = _ties(
    "CoBuilding",
    "联建共建",
    {
        "ORGANIZATION": (
            Hop("PARTY_TO", "in", "PartyOrganization", named=True),
            "An organisation that is a party to it. 共建党组织",
        ),
        "UNIT": (Hop("PARTY_TO", "in", "Unit", named=True), "A unit that is a party to it. 共建单位"),
    },
)
