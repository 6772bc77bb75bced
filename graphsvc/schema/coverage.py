"""Coverage: one field per file in `cypher/standards/`, built from the catalogue; nothing here names a
standard."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import graphene
from graphql import Undefined

from graphsvc.catalogue import Catalogue, Parameter, Statement
from graphsvc.compile.lowerings import Measure as MeasureLowering
from graphsvc.complete.resolving import fast_path
from graphsvc.record import COVERED, DUE, MEASURED_ON
from graphsvc.schema.base import Lowered, Node, Row, RowType, page_arguments
from graphsvc.schema.enums import ComputedBy
from graphsvc.schema.lists.connections import Connection

SCALARS = {
    "Int": graphene.Int,
    "Float": graphene.Float,
    "String": graphene.String,
    "Boolean": graphene.Boolean,
    "Date": graphene.Date,
    "ID": graphene.ID,
}
_BUILDING: ContextVar[Any] = ContextVar("coverage type of the schema that is being built")


class Gap(RowType):
    """A unit that is due and does not meet the standard. 缺口."""

    unit = graphene.Field(Node, required=True, description="The unit. 对象")
    required = graphene.Float(required=True, description="What it needs. 应有")
    actual = graphene.Float(required=True, description="What it has. 实有")
    since = graphene.Date(
        required=True,
        description="The end of the last fact that met the standard, else the start of the unit. 缺口起始日",
    )


class GapConnection(Connection):
    """A page of gaps, in the order of the units' codes. 缺口(分页)."""

    nodes = graphene.List(graphene.NonNull(Gap), required=True, description="The gaps. 缺口")


class Measure(RowType):
    """A standard measured over an area, or over what an organisation covers, on a day. 标准测算."""

    due = graphene.Int(required=True, description="Units the standard applies to. 应覆盖数")
    covered = graphene.Int(required=True, description="Units that meet it. 已覆盖数")
    rate = graphene.Float(description="Covered of due; null when nothing is due. 覆盖率")
    target = graphene.Float(description="The rate aimed at, where the standard names one. 目标")
    on_target = graphene.Boolean(description="Whether the rate reaches the target. 是否达标")
    source = graphene.String(required=True, description="Where the rule comes from. 依据")
    computed = graphene.Field(ComputedBy, required=True, description="Where the numbers come from. 数据来源")
    effective_on = graphene.Date(required=True, description="The day the numbers are of. 数据日期")
    gaps = graphene.Field(
        GapConnection,
        required=True,
        description="Units that are due and not covered. 缺口",
        **page_arguments(),
    )

    def resolve_due(self: "Measured", info: Any) -> int:
        """Rows of the standard."""
        return int(self.row[DUE])

    def resolve_covered(self: "Measured", info: Any) -> int:
        """Rows that meet it."""
        return int(self.row[COVERED])

    def resolve_rate(self: "Measured", info: Any) -> float | None:
        """Covered of due."""
        return self.rate()

    def resolve_target(self: "Measured", info: Any) -> float | None:
        """From the header of the file."""
        return self.statement.target

    def resolve_on_target(self: "Measured", info: Any) -> bool | None:
        """Null without a target or without anything due."""
        rate, target = self.rate(), self.statement.target
        return None if rate is None or target is None else rate >= target

    def resolve_source(self: "Measured", info: Any) -> str:
        """From the header of the file."""
        return self.statement.source

    def resolve_computed(self: "Measured", info: Any) -> str:
        """Counted in the statement that answers."""
        return "LIVE"

    def resolve_effective_on(self: "Measured", info: Any) -> Any:
        """The day of the root above."""
        return self.row[MEASURED_ON]

    @fast_path
    def resolve_gaps(self: "Measured", info: Any, **arguments: Any) -> Row:
        """The connection under its response name."""
        page: Row = self.row[info.path.key]
        return page


class Measured:
    """A row of the record and the standard it measures."""

    def __init__(self, statement: Statement, row: Row) -> None:
        self.statement = statement
        self.row = row

    def rate(self) -> float | None:
        """Covered of due, null when nothing is due."""
        return self.row[COVERED] / self.row[DUE] if self.row[DUE] else None


def coverage_type() -> Any:
    """The Coverage type of the schema that is being built; a catalogue other than ours gives another type."""
    return _BUILDING.get()


@contextmanager
def building(catalogue: Catalogue) -> Iterator[None]:
    """While it lasts, `coverage_type` is the one of this catalogue."""
    fields = {
        "__doc__": "How far an area, or what an organisation covers, meets each standard. 覆盖情况.",
        **{
            statement.name.rpartition("/")[2]: _field(statement)
            for statement in catalogue.folder("standards")
        },
    }
    token = _BUILDING.set(type("Coverage", (RowType,), fields))
    try:
        yield
    finally:
        _BUILDING.reset(token)


def _field(statement: Statement) -> Lowered:
    arguments = {item.name: _argument(item) for item in statement.parameters if item.name != "asOf"}
    return Lowered(
        MeasureLowering(statement.name),
        Measure,
        f"{statement.title}. {statement.chinese}",
        required=True,
        resolver=fast_path(lambda row, info, **arguments: Measured(statement, row[info.path.key])),
        **arguments,
    )


def _argument(parameter: Parameter) -> graphene.Argument:
    scalar: Any = SCALARS[parameter.type]
    return graphene.Argument(
        graphene.List(graphene.NonNull(scalar)) if parameter.many else scalar,
        required=parameter.required,
        default_value=Undefined if parameter.default is None else parameter.default,
        description=f"The standard's parameter `{parameter.name}`; its file says what it means. 参数",
        name=parameter.name,
    )
