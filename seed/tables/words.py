"""The words of choices as offices write them: word of the graph → Chinese. An office file may hold either."""

from graphsvc import words
from graphsvc.model import KINDS
from graphsvc.words import chinese

LABELS = {kind.label: kind.chinese for kind in KINDS}
AREA_KINDS = chinese(words.AREA_KINDS)
DIVISION_TYPES = chinese(words.DIVISION_TYPES)
TIERS = chinese(words.TIERS)
ORGANIZATION_KINDS = chinese(words.ORGANIZATION_KINDS)
FORMATIONS = chinese(words.FORMATIONS)
MEMBER_STATUSES = chinese(words.MEMBER_STATUSES)
UNIT_KINDS = chinese(words.UNIT_KINDS)
SECTORS = chinese(words.SECTORS)
CO_BUILDING_KINDS = chinese(words.CO_BUILDING_KINDS)
CO_BUILDING_CONTENTS = chinese(words.CO_BUILDING_CONTENTS)
JOINT_BODY_KINDS = chinese(words.JOINT_BODY_KINDS)
SERVICES = chinese(words.SERVICES)
STATION_KINDS = chinese(words.STATION_KINDS)
FACILITY_SOURCES = chinese(words.FACILITY_SOURCES)
STAFF_ROLES = chinese(words.STAFF_ROLES)
STAFF_ORIGINS = chinese(words.STAFF_ORIGINS)
LEADER_BODIES = chinese(words.LEADER_BODIES)
TEAM_KINDS = chinese(words.TEAM_KINDS)
FIGURE_KINDS = chinese(words.FIGURE_KINDS)
BUDGET_KINDS = chinese(words.BUDGET_KINDS)
CHANNELS = chinese(words.CHANNELS)
MATTER_STEPS = chinese(words.MATTER_STEPS)
CHECKLIST_KINDS = chinese(words.CHECKLIST_KINDS)
SYSTEM_KINDS = chinese(words.SYSTEM_KINDS)
MEETING_KINDS = chinese(words.MEETING_KINDS)
ACTIVITY_KINDS = chinese(words.ACTIVITY_KINDS)
PLEDGE_KINDS = chinese(words.PLEDGE_KINDS)
NEW_SECTORS = ("INTERNET", "COURIER", "LOGISTICS")
"""Those of 两新工委—行业党委—企业党组织."""
