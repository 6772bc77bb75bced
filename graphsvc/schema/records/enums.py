"""The enums of records, each a closed list of words."""

from graphsvc import words
from graphsvc.schema.base import enumeration
from graphsvc.schema.enums import described

JointBodyKind = enumeration(
    "JointBodyKind", "What a joint body is. 协调议事机构类别", described(words.JOINT_BODY_KINDS)
)
CenterService = enumeration(
    "CenterService", "What a neighbourhood centre offers. 服务项目", described(words.SERVICES)
)
ServiceStationKind = enumeration(
    "ServiceStationKind", "Whom a station is for. 驿站类别", described(words.STATION_KINDS)
)
FacilitySource = enumeration(
    "FacilitySource", "How the rooms of a facility were found. 来源方式", described(words.FACILITY_SOURCES)
)
StaffRole = enumeration("StaffRole", "What staff are there for. 岗位", described(words.STAFF_ROLES))
StaffOrigin = enumeration(
    "StaffOrigin", "Which line staff come from. 来源条线", described(words.STAFF_ORIGINS)
)
LeaderBody = enumeration(
    "LeaderBody", "One of the four leading bodies of a county. 班子", described(words.LEADER_BODIES)
)
TeamKind = enumeration("TeamKind", "What a team is. 队伍类别", described(words.TEAM_KINDS))
FigureKind = enumeration("FigureKind", "What a figure counts. 数据类别", described(words.FIGURE_KINDS))
BudgetLineKind = enumeration(
    "BudgetLineKind", "What a budget line pays for. 预算类别", described(words.BUDGET_KINDS)
)
MatterChannel = enumeration("MatterChannel", "Who raised a matter. 来源渠道", described(words.CHANNELS))
MatterStepKind = enumeration(
    "MatterStepKind", "A step in the handling of a matter. 环节", described(words.MATTER_STEPS)
)
ChecklistItemKind = enumeration(
    "ChecklistItemKind",
    "Which of the three lists an item stands on. 清单类别",
    described(words.CHECKLIST_KINDS),
)
SystemKind = enumeration(
    "SystemKind", "What a digital system is. 数字平台类别", described(words.SYSTEM_KINDS)
)
MeetingKind = enumeration("MeetingKind", "What a meeting is of. 会议类别", described(words.MEETING_KINDS))
ActivityKind = enumeration("ActivityKind", "What an activity is. 活动类别", described(words.ACTIVITY_KINDS))
PledgeKind = enumeration("PledgeKind", "How far a pledge has come. 承诺类别", described(words.PLEDGE_KINDS))
