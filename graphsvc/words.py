"""The words that properties may hold: the closed lists, each word with what it means and its Chinese.

The catalogue refuses a file that compares a property with anything else, the schema makes its enums of these
lists, and office files are read by the Chinese: 正常 is ACTIVE in the graph.
"""

from collections.abc import Mapping

Words = Mapping[str, tuple[str, str]]
"""Word → (what it means in English, without the full stop, and the Chinese that offices write)."""

AREA_KINDS: Words = {
    "City": ("The city", "市"),
    "County": ("A county, district or county-level city", "县(市、区)"),
    "Township": ("A subdistrict, town or township", "乡镇(街道)"),
    "Community": ("A community", "社区(村)"),
    "Grid": ("A grid of any level", "网格"),
    "Compound": ("A residential compound, laid over grids", "小区"),
}
DIVISION_TYPES: Words = {
    "SUBDISTRICT": ("A subdistrict", "街道"),
    "TOWN": ("A town", "镇"),
    "TOWNSHIP": ("A township", "乡"),
    "SIMILAR_UNIT": ("A unit that is run like a township", "类似乡级单位"),
    "STUB": ("A place holder for what is not administered", "虚拟单位"),
}
TIERS: Words = {
    "PartyCommittee": ("A committee", "党委"),
    "GeneralPartyBranch": ("A general branch", "党总支"),
    "PartyBranch": ("A branch", "党支部"),
    "PartyGroup": ("A group", "党小组"),
}
CHAIN_TIERS: Words = {
    "GROUP": ("Party group, of a building as a rule", "党小组"),
    "BRANCH": ("Party branch, of a grid or compound as a rule", "党支部"),
    "GENERAL_BRANCH": ("General Party branch, between branch and committee", "党总支"),
    "COMMITTEE": ("Party committee of a community, an industry or a unit", "党委"),
    "TOWNSHIP": ("Party committee of a subdistrict, town or township", "街道(乡镇)党(工)委"),
    "COUNTY": ("Party committee of a county, district or county-level city", "县(市、区)委"),
    "CITY": ("Party committee of the city", "市委"),
}
ORGANIZATION_KINDS: Words = {
    "CITY": ("The city", "市级"),
    "COUNTY": ("A county", "县级"),
    "TOWNSHIP": ("A township-level division", "乡镇级"),
    "COMMUNITY": ("A community", "社区"),
    "WORK": ("A work committee", "工委"),
    "INDUSTRY": ("An industry", "行业"),
    "UNIT": ("One unit", "单位"),
    "GRID": ("A grid", "网格"),
    "COMPOUND": ("A residential compound", "小区"),
    "JOINT": ("Several units together", "联合"),
    "BUILDING": ("A building", "楼栋"),
    "FLOATING": ("Floating members", "流动"),
    "TEMPORARY": ("A task with an end", "临时"),
}
FORMATIONS: Words = {
    "SOLE": ("By one unit alone", "单独组建"),
    "JOINT": ("By several units together", "联合组建"),
    "ATTACHED": ("Attached to a host", "挂靠组建"),
    "UPGRADED": ("Upgraded from another tier", "升格组建"),
}
MEMBER_STATUSES: Words = {
    "ACTIVE": ("Takes part in the organisation's life", "正常"),
    "FLOATING": ("Away from the organisation for work", "流动"),
    "OUT_OF_CONTACT": ("Cannot be reached", "失联"),
}
UNIT_KINDS: Words = {
    "Agency": ("Party or state agency", "机关"),
    "PublicInstitution": ("Public institution", "事业单位"),
    "Enterprise": ("State-owned or collective enterprise", "企业"),
    "MassOrganization": ("Mass organisation", "群团"),
    "NewEconomicOrganization": ("New economic organisation", "新经济组织"),
    "NewSocialOrganization": ("New social organisation", "新社会组织"),
    "PropertyCompany": ("Property company", "物业公司"),
    "OwnersCommittee": ("Property owners' committee", "业委会"),
    "ResidentsCommittee": ("Residents' committee", "居委会"),
}
SECTORS: Words = {
    "INTERNET": ("Internet services", "互联网"),
    "COURIER": ("Courier services", "快递"),
    "LOGISTICS": ("Logistics", "物流"),
    "PROPERTY": ("Property services", "物业"),
}
CO_BUILDING_KINDS: Words = {
    "AGENCY_COMMUNITY": ("An agency and a community", "机关社区结对"),
    "N_PLUS_ONE": ("Several agencies or firms and one compound branch, 多方联建", "N+1"),
    "TWO_NEW": ("Two-new organisations in a grid", "两新联建"),
    "COMPOUND": ("Community, compound and property company", "小区联建"),
}
CO_BUILDING_CONTENTS: Words = {
    "RESOURCES": ("Resources are shared", "资源共享"),
    "VENUES": ("Venues are used together", "阵地共用"),
    "ACTIVITIES": ("Activities are held together", "活动共办"),
}
JOINT_BODY_KINDS: Words = {
    "BIG_COMMITTEE": ("A community's big committee", "大党委"),
    "JOINT_CONFERENCE": ("A joint conference", "联席会议"),
    "TRIPARTITE": ("Committee, owners and property company of a compound", "三方协调"),
}
SERVICES: Words = {
    "ELDERLY_CARE": ("Care for the elderly", "老有所养"),
    "CHILDCARE": ("Care for children", "幼有所育"),
    "MEDICAL_CARE": ("Medical care", "病有所医"),
    "MEALS": ("Meals", "食有所安"),
    "LEISURE": ("Leisure", "居有所乐"),
    "AFFAIRS": ("Public affairs", "事有所办"),
}
STATION_KINDS: Words = {
    "WARM_BEE": ("For riders and couriers", "暖蜂驿站"),
    "DRIVERS_HOME": ("For drivers", "司机之家"),
}
FACILITY_SOURCES: Words = {
    "FREED": ("Freed from another use", "腾挪"),
    "MERGED": ("Merged from several", "整合"),
    "RENTED": ("Rented", "租赁"),
    "BUILT": ("Newly built", "新建"),
    "BOUGHT": ("Bought", "购置"),
}
STAFF_ROLES: Words = {
    "GRID_WORKER": ("Grid worker", "网格员"),
    "COMMUNITY_WORKER": ("Community worker", "社区工作者"),
    "INSTRUCTOR": ("Party-building instructor", "党建指导员"),
    "HIRED_PARTY_WORKER": ("Party worker hired by both sides' choice", "双选聘党务工作者"),
    "PARTY_MASS_WORKER": ("Party and mass worker", "党群工作者"),
}
STAFF_ORIGINS: Words = {
    "PARTY_AFFAIRS": ("Party affairs", "党务工作者"),
    "PUBLIC_ORDER": ("Public order", "综治协管员"),
    "CIVIL_AFFAIRS": ("Civil affairs", "民政协管员"),
    "SANITATION": ("Sanitation", "环卫保洁员"),
}
LEADER_BODIES: Words = {
    "COMMITTEE": ("The Party committee", "党委"),
    "CONGRESS": ("The people's congress", "人大"),
    "GOVERNMENT": ("The government", "政府"),
    "CONSULTATIVE": ("The consultative conference", "政协"),
}
TEAM_KINDS: Words = {
    "COMMANDO": ("A commando team of members", "党员突击队"),
    "STEWARD": ("Stewards", "管家公"),
}
FIGURE_KINDS: Words = {
    "RESIDENTS": ("Residents", "常住人口"),
    "URBAN_RESIDENTS": ("Urban residents", "城镇常住人口"),
    "HOUSEHOLDS": ("Households", "户数"),
    "FLOOR_AREA_M2": ("Floor area in m²", "建筑面积"),
    "SERVICE_AREA_M2": ("Floor area of commerce and services in m²", "商业和综合服务设施面积"),
    "RUNNING_FUND_WAN": ("Running fund in 10,000 yuan", "社区运转经费"),
    "SPECIAL_FUND_WAN": ("Special fund in 10,000 yuan", "专项经费"),
    "COLLECTIVE_INCOME_WAN": ("Collective income in 10,000 yuan", "集体收入"),
    "DONATIONS_WAN": ("Donations in 10,000 yuan", "慈善捐赠"),
    "RIDERS": ("Riders", "骑手人数"),
}
BUDGET_KINDS: Words = {
    "WORK": ("Work of the community", "社区工作经费"),
    "PAY": ("Pay", "人员报酬"),
    "SERVICE": ("Services to the people", "服务群众专项经费"),
}
CHANNELS: Words = {
    "RESIDENT": ("Raised by residents", "群众需求端"),
    "WORKER": ("Raised by grid workers", "网格员工作端"),
}
MATTER_STEPS: Words = {
    "WHISTLE": ("The grid calls", "网格吹哨"),
    "TRANSFER": ("Passed on to the level in charge", "分级转办"),
    "FEEDBACK": ("What was done is told", "处置反馈"),
    "ASSESSMENT": ("Assessed", "考核评价"),
    "ARCHIVE": ("Filed", "事件归档"),
}
CHECKLIST_KINDS: Words = {
    "POWER": ("Powers", "权力清单"),
    "RESPONSIBILITY": ("Responsibilities", "责任清单"),
    "TASK": ("Tasks", "任务清单"),
}
SYSTEM_KINDS: Words = {
    "PLATFORM": ("A platform", "数字平台"),
    "APP": ("An application", "应用"),
    "MARKET": ("A market place", "电商平台"),
}
MEETING_KINDS: Words = {
    "JOINT_CONFERENCE": ("A joint conference", "联席会议"),
    "BIG_COMMITTEE": ("A meeting of a big committee", "大党委会议"),
    "TRIPARTITE": ("A meeting of the three parties of a compound", "三方会议"),
}
ACTIVITY_KINDS: Words = {
    "HOMECOMING_DAY": ("A home-coming day", "回家日"),
    "ASSISTANCE": ("Help for a partner", "结对帮扶"),
    "VOLUNTEERING": ("Volunteering", "志愿服务"),
    "NEIGHBOURS": ("Neighbours meet", "邻里联络"),
    "CAMPAIGN": ("A campaign", "主题活动"),
}
PLEDGE_KINDS: Words = {
    "MADE": ("A pledge is made", "承诺"),
    "PERFORMED": ("A pledge is performed", "践诺"),
    "ASSESSED": ("A pledge is assessed", "评诺"),
}
CHANGES: Words = {
    "BEGAN": ("It holds from this day on", "开始"),
    "ENDED": ("It holds no longer from this day on", "终止"),
}
RUN_STATES: Words = {
    "LOADING": ("The load holds the lease", "装载中"),
    "DONE": ("Complete", "完成"),
    "FAILED": ("Ended before it was complete", "失败"),
    "OUTDATED": ("Complete, but its files are read anew", "须重读"),
}
DATASET_STATES: Words = {
    "READY": ("No load runs", "就绪"),
    "LOADING": ("A load runs", "装载中"),
}

WORDS_OF: Mapping[tuple[str, str], Words] = {
    ("Area", "kind"): AREA_KINDS,
    ("Area", "division_type"): DIVISION_TYPES,
    ("PartyOrganization", "kind"): ORGANIZATION_KINDS,
    ("PartyOrganization", "sector"): SECTORS,
    ("PartyOrganization", "formation"): FORMATIONS,
    ("PartyMember", "status"): MEMBER_STATUSES,
    ("State", "status"): MEMBER_STATUSES,
    ("Unit", "sector"): SECTORS,
    ("CoBuilding", "kind"): CO_BUILDING_KINDS,
    ("CoBuilding", "contents"): CO_BUILDING_CONTENTS,
    ("JointBody", "kind"): JOINT_BODY_KINDS,
    ("NeighborhoodCenter", "services"): SERVICES,
    ("ServiceStation", "kind"): STATION_KINDS,
    ("Facility", "source"): FACILITY_SOURCES,
    ("Staff", "role"): STAFF_ROLES,
    ("Staff", "origin"): STAFF_ORIGINS,
    ("Leader", "body"): LEADER_BODIES,
    ("Team", "kind"): TEAM_KINDS,
    ("Figure", "kind"): FIGURE_KINDS,
    ("BudgetLine", "kind"): BUDGET_KINDS,
    ("Matter", "channel"): CHANNELS,
    ("MatterStep", "step"): MATTER_STEPS,
    ("ChecklistItem", "kind"): CHECKLIST_KINDS,
    ("System", "kind"): SYSTEM_KINDS,
    ("Meeting", "kind"): MEETING_KINDS,
    ("Activity", "kind"): ACTIVITY_KINDS,
    ("Pledge", "kind"): PLEDGE_KINDS,
    ("ChangeLog", "what"): CHANGES,
    ("LoadRun", "state"): RUN_STATES,
    ("Dataset", "state"): DATASET_STATES,
}
"""(Label, property) → the words that the property holds."""


def chinese(words: Words) -> dict[str, str]:
    """Word → the Chinese that offices write."""
    return {word: term for word, (_, term) in words.items()}
