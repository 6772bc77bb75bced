"""The words of choices: as the graph stores them, and as offices write them; either is read."""

from graphsvc.model import KINDS

LABELS = {kind.label: kind.chinese for kind in KINDS}
AREA_KINDS = {
    "City": "市",
    "County": "县(市、区)",
    "Township": "乡镇(街道)",
    "Community": "社区(村)",
    "Grid": "网格",
    "Compound": "小区",
}
DIVISION_TYPES = {
    "SUBDISTRICT": "街道",
    "TOWN": "镇",
    "TOWNSHIP": "乡",
    "SIMILAR_UNIT": "类似乡级单位",
    "STUB": "虚拟单位",
}
TIERS = {
    "PartyCommittee": "党委",
    "GeneralPartyBranch": "党总支",
    "PartyBranch": "党支部",
    "PartyGroup": "党小组",
}
ORGANIZATION_KINDS = {
    "CITY": "市级",
    "COUNTY": "县级",
    "TOWNSHIP": "乡镇级",
    "COMMUNITY": "社区",
    "WORK": "工委",
    "INDUSTRY": "行业",
    "UNIT": "单位",
    "GRID": "网格",
    "COMPOUND": "小区",
    "JOINT": "联合",
    "BUILDING": "楼栋",
    "FLOATING": "流动",
    "TEMPORARY": "临时",
}
FORMATIONS = {"SOLE": "单独组建", "JOINT": "联合组建", "ATTACHED": "挂靠组建", "UPGRADED": "升格组建"}
MEMBER_STATUSES = {"ACTIVE": "正常", "FLOATING": "流动", "OUT_OF_CONTACT": "失联"}
UNIT_KINDS = {
    "Agency": "机关",
    "PublicInstitution": "事业单位",
    "Enterprise": "企业",
    "MassOrganization": "群团",
    "NewEconomicOrganization": "新经济组织",
    "NewSocialOrganization": "新社会组织",
    "PropertyCompany": "物业公司",
    "OwnersCommittee": "业委会",
    "ResidentsCommittee": "居委会",
}
SECTORS = {"INTERNET": "互联网", "COURIER": "快递", "LOGISTICS": "物流", "PROPERTY": "物业"}
NEW_SECTORS = ("INTERNET", "COURIER", "LOGISTICS")
"""Those of 两新工委—行业党委—企业党组织."""
CO_BUILDING_KINDS = {
    "AGENCY_COMMUNITY": "机关社区结对",
    "N_PLUS_ONE": "N+1",
    "TWO_NEW": "两新联建",
    "COMPOUND": "小区联建",
}
CO_BUILDING_CONTENTS = {"RESOURCES": "资源共享", "VENUES": "阵地共用", "ACTIVITIES": "活动共办"}
JOINT_BODY_KINDS = {"BIG_COMMITTEE": "大党委", "JOINT_CONFERENCE": "联席会议", "TRIPARTITE": "三方协调"}
SERVICES = {
    "ELDERLY_CARE": "老有所养",
    "CHILDCARE": "幼有所育",
    "MEDICAL_CARE": "病有所医",
    "MEALS": "食有所安",
    "LEISURE": "居有所乐",
    "AFFAIRS": "事有所办",
}
STATION_KINDS = {"WARM_BEE": "暖蜂驿站", "DRIVERS_HOME": "司机之家"}
FACILITY_SOURCES = {
    "FREED": "腾挪",
    "MERGED": "整合",
    "RENTED": "租赁",
    "BUILT": "新建",
    "BOUGHT": "购置",
}
STAFF_ROLES = {
    "GRID_WORKER": "网格员",
    "COMMUNITY_WORKER": "社区工作者",
    "INSTRUCTOR": "党建指导员",
    "HIRED_PARTY_WORKER": "双选聘党务工作者",
    "PARTY_MASS_WORKER": "党群工作者",
}
STAFF_ORIGINS = {
    "PARTY_AFFAIRS": "党务工作者",
    "PUBLIC_ORDER": "综治协管员",
    "CIVIL_AFFAIRS": "民政协管员",
    "SANITATION": "环卫保洁员",
}
LEADER_BODIES = {"COMMITTEE": "党委", "CONGRESS": "人大", "GOVERNMENT": "政府", "CONSULTATIVE": "政协"}
TEAM_KINDS = {"COMMANDO": "党员突击队", "STEWARD": "管家公"}
FIGURE_KINDS = {
    "RESIDENTS": "常住人口",
    "URBAN_RESIDENTS": "城镇常住人口",
    "HOUSEHOLDS": "户数",
    "FLOOR_AREA_M2": "建筑面积",
    "SERVICE_AREA_M2": "商业和综合服务设施面积",
    "RUNNING_FUND_WAN": "社区运转经费",
    "SPECIAL_FUND_WAN": "专项经费",
    "COLLECTIVE_INCOME_WAN": "集体收入",
    "DONATIONS_WAN": "慈善捐赠",
    "RIDERS": "骑手人数",
}
BUDGET_KINDS = {"WORK": "社区工作经费", "PAY": "人员报酬", "SERVICE": "服务群众专项经费"}
CHANNELS = {"RESIDENT": "群众需求端", "WORKER": "网格员工作端"}
MATTER_STEPS = {
    "WHISTLE": "网格吹哨",
    "TRANSFER": "分级转办",
    "FEEDBACK": "处置反馈",
    "ASSESSMENT": "考核评价",
    "ARCHIVE": "事件归档",
}
CHECKLIST_KINDS = {"POWER": "权力清单", "RESPONSIBILITY": "责任清单", "TASK": "任务清单"}
SYSTEM_KINDS = {"PLATFORM": "数字平台", "APP": "应用", "MARKET": "电商平台"}
MEETING_KINDS = {"JOINT_CONFERENCE": "联席会议", "BIG_COMMITTEE": "大党委会议", "TRIPARTITE": "三方会议"}
ACTIVITY_KINDS = {
    "HOMECOMING_DAY": "回家日",
    "ASSISTANCE": "结对帮扶",
    "VOLUNTEERING": "志愿服务",
    "NEIGHBOURS": "邻里联络",
    "CAMPAIGN": "主题活动",
}
PLEDGE_KINDS = {"MADE": "承诺", "PERFORMED": "践诺", "ASSESSED": "评诺"}
