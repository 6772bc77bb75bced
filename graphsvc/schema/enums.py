"""The closed lists of words, each with its Chinese term."""

from graphsvc.schema.base import enumeration

Tier = enumeration(
    "Tier",
    "A place in the chain of command. 层级",
    {
        "GROUP": "Party group, of a building as a rule. 党小组",
        "BRANCH": "Party branch, of a grid or compound as a rule. 党支部",
        "GENERAL_BRANCH": "General Party branch, between branch and committee. 党总支",
        "COMMITTEE": "Party committee of a community, an industry or a unit. 党委",
        "TOWNSHIP": "Party committee of a subdistrict, town or township. 街道(乡镇)党(工)委",
        "COUNTY": "Party committee of a county, district or county-level city. 县(市、区)委",
        "CITY": "Party committee of the city. 市委",
    },
)
PartyOrganizationKind = enumeration(
    "PartyOrganizationKind",
    "What an organisation is formed for. 党组织类别",
    {
        "CITY": "The city. 市",
        "COUNTY": "A county. 县(市、区)",
        "TOWNSHIP": "A township-level division. 街道(乡镇)",
        "COMMUNITY": "A community. 社区",
        "WORK": "A work committee. 工委",
        "INDUSTRY": "An industry. 行业",
        "UNIT": "One unit. 单位",
        "GRID": "A grid. 网格",
        "COMPOUND": "A residential compound. 小区",
        "JOINT": "Several units together. 联合",
        "BUILDING": "A building. 楼栋",
        "FLOATING": "Floating members. 流动党员",
        "TEMPORARY": "A task with an end. 临时",
    },
)
Formation = enumeration(
    "Formation",
    "How an organisation was formed. 组建方式",
    {
        "SOLE": "By one unit alone. 单独组建",
        "JOINT": "By several units together. 联合组建",
        "ATTACHED": "Attached to a host. 挂靠组建",
        "UPGRADED": "Upgraded from another tier. 升格组建",
    },
)
AreaKind = enumeration(
    "AreaKind",
    "What an area is. 地域类别",
    {
        "CITY=City": "The city. 市",
        "COUNTY=County": "A county, district or county-level city. 县(市、区)",
        "TOWNSHIP=Township": "A subdistrict, town or township. 街道(乡镇)",
        "COMMUNITY=Community": "A community. 社区",
        "GRID=Grid": "A grid of any level. 网格",
        "COMPOUND=Compound": "A residential compound, laid over grids. 小区",
    },
)
UnitKind = enumeration(
    "UnitKind",
    "What a unit is. 单位类别",
    {
        "AGENCY=Agency": "Party or state agency. 机关",
        "PUBLIC_INSTITUTION=PublicInstitution": "Public institution. 事业单位",
        "ENTERPRISE=Enterprise": "State-owned or collective enterprise. 企业",
        "MASS_ORGANIZATION=MassOrganization": "Mass organisation. 群团组织",
        "NEW_ECONOMIC_ORGANIZATION=NewEconomicOrganization": "New economic organisation. 新经济组织",
        "NEW_SOCIAL_ORGANIZATION=NewSocialOrganization": "New social organisation. 新社会组织",
        "PROPERTY_COMPANY=PropertyCompany": "Property company. 物业公司",
        "OWNERS_COMMITTEE=OwnersCommittee": "Property owners' committee. 业主委员会",
        "RESIDENTS_COMMITTEE=ResidentsCommittee": "Residents' committee. 居民委员会",
    },
)
MemberStatus = enumeration(
    "MemberStatus",
    "Where a member stands. 党员状态",
    {
        "ACTIVE": "Takes part in the organisation's life. 正常",
        "FLOATING": "Away from the organisation for work. 流动",
        "OUT_OF_CONTACT": "Cannot be reached. 失联",
    },
)
CoBuildingKind = enumeration(
    "CoBuildingKind",
    "Who builds together. 共建类别",
    {
        "AGENCY_COMMUNITY": "An agency and a community. 机关+社区",
        "N_PLUS_ONE": "Several agencies or firms and one compound branch. N+1联建",
        "TWO_NEW": "Two-new organisations in a grid. 两新组织联建",
        "COMPOUND": "Community, compound and property company. 小区物业联建",
    },
)
CoBuildingContent = enumeration(
    "CoBuildingContent",
    "What is shared. 共建内容",
    {
        "RESOURCES": "Resources are shared. 资源共享",
        "VENUES": "Venues are used together. 阵地共用",
        "ACTIVITIES": "Activities are held together. 活动共办",
    },
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
