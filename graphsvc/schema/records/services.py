"""Places of service and what comes to them: centres, stations, facilities, resources; and reporting units."""

import graphene

from graphsvc.compile.lowerings import Prop
from graphsvc.schema.base import Lowered, RowType
from graphsvc.schema.records.enums import CenterService, FacilitySource, ServiceStationKind
from graphsvc.schema.records.record import RECORD, common, own, records, sort_of, to_area, to_areas, to_units


class NeighborhoodCenter(RowType):
    """A neighbourhood centre. 邻里中心."""

    class Meta:
        interfaces = RECORD

    id, code, valid, kind, name = common()
    services = own(graphene.List(graphene.NonNull(CenterService)), "Services offered. 服务项目")
    place = to_area("LOCATED_IN", "Where it lies. 所在地域")
    areas = to_areas("SERVES", "Areas it serves. 服务地域")
    resources = records(("DELIVERED_THROUGH", "in", "SunkResource"), "Resources delivered here. 下沉资源")
    leaders = records(("CONTACTS", "in", "Leader"), "Leaders who look after it. 挂钩领导")


class ServiceStation(RowType):
    """A station for people who work out of doors. 服务驿站."""

    class Meta:
        interfaces = RECORD

    id, code, valid, kind, name = common()
    sort = sort_of(ServiceStationKind)
    place = to_area("LOCATED_IN", "Where it lies. 所在地域")


class Facility(RowType):
    """A facility for the services of a community. 服务设施."""

    class Meta:
        interfaces = RECORD

    id, code, valid, kind, name = common()
    source = own(FacilitySource, "How its rooms were found. 来源方式")
    area_m2 = Lowered(
        Prop("{n}.area_m2"), graphene.Float, "Floor area in square metres. 面积(平方米)", name="areaM2"
    )
    in_plan = own(graphene.Boolean, "Whether the plan has it. 是否纳入规划")
    surveyed_on = own(graphene.Date, "When it was surveyed. 摸底日期")
    subsidised = own(graphene.Boolean, "Whether it is subsidised. 是否补助")
    place = to_area("LOCATED_IN", "Where it lies. 所在地域")
    units = to_units("PROVIDED_BY", "Units that provide it. 提供单位")


class SunkResource(RowType):
    """A resource that a unit brings down to where people live. 下沉资源."""

    class Meta:
        interfaces = RECORD

    id, code, valid, kind, name = common()
    amount_wan = own(graphene.Float, "Ten thousands of yuan. 金额(万元)")
    units = to_units("PROVIDED_BY|FUNDED_BY", "Units that provide it or pay for it. 提供与出资单位")
    centers = records(
        ("DELIVERED_THROUGH", "out", "NeighborhoodCenter"), "Centres it is delivered through. 邻里中心"
    )
    budget_lines = records(("FUNDED_BY", "out", "BudgetLine"), "What pays for it. 经费来源")


class ReportingUnit(RowType):
    """A zone that reports for areas of several divisions. 填报单位."""

    class Meta:
        interfaces = RECORD

    id, code, valid, kind, name = common()
    areas = to_areas("REPORTS_THROUGH", "Areas that it reports for. 填报地域", "in")
