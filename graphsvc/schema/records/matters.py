"""Matters that a grid raises, their types and steps, and what the grid answers for."""

import graphene

from graphsvc.compile.lowerings import Hop
from graphsvc.schema.base import Lowered, RowType
from graphsvc.schema.records.enums import ChecklistItemKind, MatterChannel, MatterStepKind
from graphsvc.schema.records.record import RECORD, common, own, records, sort_of, to_area, to_areas, to_units

MATTER, MATTER_TYPE = (f"graphsvc.schema.records.matters.{name}" for name in ("Matter", "MatterType"))
"""Types that stand further down."""


class Matter(RowType):
    """Something to be settled, raised in a grid. 网格事项."""

    class Meta:
        interfaces = RECORD

    id, code, valid, kind, name = common()
    channel = own(MatterChannel, "Who raised it. 来源渠道")
    place = to_area("RAISED_IN", "Where it was raised. 所在地域")
    steps = records(("STEP_OF", "in", "MatterStep"), "Its steps. 办理环节")
    matter_type = Lowered(Hop("OF_TYPE", "out", "MatterType", named=True), MATTER_TYPE, "Its type. 事项类型")
    units = to_units("FUNDED_BY", "Units that pay for it. 出资单位")
    budget_lines = records(("FUNDED_BY", "out", "BudgetLine"), "What pays for it. 经费来源")


class MatterType(RowType):
    """A type of matter that grids are allowed to be given. 事项类型."""

    class Meta:
        interfaces = RECORD

    id, code, valid, kind, name = common()
    admitted_on = own(graphene.Date, "When it was admitted. 准入日期")
    exited_on = own(graphene.Date, "When it was taken off. 退出日期")
    approved_by = own(graphene.String, "Who approved it. 批准单位")
    matters = records(("OF_TYPE", "in", "Matter"), "Matters of this type. 网格事项")


class MatterStep(RowType):
    """A step in the handling of a matter. 事项环节."""

    class Meta:
        interfaces = RECORD

    id, code, valid, kind, name = common()
    step = own(MatterStepKind, "Which step. 环节")
    happened_on = own(graphene.Date, "The day. 发生日期")
    matter = Lowered(Hop("STEP_OF", "out", "Matter"), MATTER, "Its matter. 所属事项")


class ChecklistItem(RowType):
    """An item of the three lists of a grid. 清单事项."""

    class Meta:
        interfaces = RECORD

    id, code, valid, kind, name = common()
    sort = sort_of(ChecklistItemKind)
    level = own(graphene.Int, "The level of grid. 网格级别")
    areas = to_areas("APPLIES_TO", "Areas it applies to. 适用地域")
