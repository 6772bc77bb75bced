"""Figures and money of an area, and what stands alone: policy documents and digital systems."""

import graphene

from graphsvc.schema.base import RowType
from graphsvc.schema.records.enums import BudgetLineKind, FigureKind, SystemKind
from graphsvc.schema.records.record import RECORD, common, own, records, sort_of, to_area, to_units


class Figure(RowType):
    """Something counted of an area. 数据."""

    class Meta:
        interfaces = RECORD

    id, code, valid, kind, name = common()
    sort = sort_of(FigureKind)
    value = own(graphene.Float, "How much. 数值")
    unit = own(graphene.String, "What it is counted in. 计量单位")
    place = to_area("FIGURE_OF", "What it counts. 所指地域")


class BudgetLine(RowType):
    """A line of the budget of an area. 预算."""

    class Meta:
        interfaces = RECORD

    id, code, valid, kind, name = common()
    sort = sort_of(BudgetLineKind)
    year = own(graphene.Int, "The year. 年度")
    amount_wan = own(graphene.Float, "Ten thousands of yuan. 金额(万元)")
    place = to_area("FIGURE_OF", "Whose budget it is. 所属地域")
    units = to_units("FUNDED_BY", "Units that pay for it. 出资单位")
    budget_lines = records(("FUNDED_BY", "out", "BudgetLine"), "Lines that pay for it. 经费来源")


class PolicyDocument(RowType):
    """A policy document. 政策文件."""

    class Meta:
        interfaces = RECORD

    id, code, valid, kind, name = common()
    issued_on = own(graphene.Date, "When it was issued. 印发日期")


class System(RowType):
    """A digital system. 数字平台."""

    class Meta:
        interfaces = RECORD

    id, code, valid, kind, name = common()
    sort = sort_of(SystemKind)
