"""Relay connections, one pair of types for each kind of node, read from what `text/paging.py` returns."""

from typing import Any

import graphene

from graphsvc.bind.cursors import encode_cursor
from graphsvc.complete.resolving import bare_list, dateless
from graphsvc.complete.shapes import Table, table_of
from graphsvc.record import (
    CURSOR,
    EDGE_ROLE,
    EDGE_SINCE,
    HAS_NEXT,
    HAS_PREVIOUS,
    NAMES_BY_COLUMN,
    NAMES_BY_ROW,
    ROWS,
    TOTAL,
)
from graphsvc.schema.base import Row, RowType, Validity
from graphsvc.schema.lists.orders import (
    AreaOrder,
    BuildingOrder,
    CoBuildingOrder,
    HouseholdOrder,
    PartyMemberOrder,
    PartyOrganizationOrder,
    RecordOrder,
    UnitOrder,
)


class PageInfo(graphene.ObjectType):
    """Where a page ends. 分页信息."""

    has_next_page = graphene.Boolean(
        required=True, description="Whether more follow; going back, whether `before` was given. 是否有下一页"
    )
    has_previous_page = graphene.Boolean(
        required=True,
        description="Whether more come before; going on, whether `after` was given. 是否有上一页",
    )
    start_cursor = graphene.String(description="Cursor of the first; give it as `before`. 首游标")
    end_cursor = graphene.String(description="Cursor of the last; give it as `after`. 末游标")


class Connection(RowType):
    """Base of all connections."""

    class Meta:
        abstract = True

    page_info = graphene.Field(PageInfo, required=True, description="Where this page ends. 分页信息")
    total_count = graphene.Int(
        required=True, description="How many there are over all pages; counted only if asked for. 总数"
    )

    @dateless
    def resolve_page_info(self: Row, info: Any) -> PageInfo:
        """From the keys of the rows; a cursor given means that something lies on its other side."""
        keys = _keys(self)
        return PageInfo(
            has_next_page=self[HAS_NEXT],
            has_previous_page=self[HAS_PREVIOUS],
            start_cursor=encode_cursor(keys[0]) if keys else None,
            end_cursor=encode_cursor(keys[-1]) if keys else None,
        )

    @dateless
    def resolve_total_count(self: Row, info: Any) -> int:
        """The count of its own pass."""
        total: int = self[TOTAL]
        return total

    @bare_list
    @dateless
    def resolve_nodes(self: Row, info: Any) -> list[Row] | Table:
        """The maps under this `nodes`: the plain list, or its values, or this part of each row."""
        key = info.path.key
        found: list[Any] = self[ROWS if ROWS in self else key]
        if NAMES_BY_COLUMN in self:
            return Table(self[NAMES_BY_COLUMN], found)
        if NAMES_BY_ROW in self:
            return table_of(self[NAMES_BY_ROW], found)
        return [row[key] for row in found] if ROWS in self else found


def _keys(page: Row) -> list[Any]:
    """Keys of rows: the first and the last are those of the page."""
    rows = page[ROWS]
    if NAMES_BY_COLUMN in page:
        keys: list[Any] = rows[page[NAMES_BY_COLUMN].index(CURSOR)]
        return keys
    at = page[NAMES_BY_ROW].index(CURSOR) if NAMES_BY_ROW in page else CURSOR
    return [row[at] for row in (rows[0], rows[-1])] if rows else []


class Edge(RowType):
    """Base of all edges: a row of the page and the response name of its `edges`."""

    class Meta:
        abstract = True

    cursor = graphene.String(required=True, description="Where this stands. 游标")
    since = graphene.Date(description="First day of the relationship. 起")
    role = graphene.String(description="Role or post in the relationship, where it has one. 角色")
    valid = graphene.Field(
        Validity, description="The days of the relationship, and where it stands. 关系有效期与出处"
    )

    @dateless
    def resolve_cursor(self: Row, info: Any) -> str:
        """The key of the row."""
        return encode_cursor(self[CURSOR])

    def resolve_since(self: Row, info: Any) -> Any:
        """The start of the relationship."""
        return self.get(EDGE_SINCE)

    def resolve_role(self: Row, info: Any) -> Any:
        """The relationship's own word."""
        return self.get(EDGE_ROLE)

    def resolve_node(self: Row, info: Any) -> Row:
        """The map of this `node` under this `edges`."""
        row: Row = self[f"{info.path.prev.prev.key}.{info.path.key}"]
        return row

    def resolve_valid(self: Row, info: Any) -> Row | None:
        """The map under this `edges`; null outside the jurisdiction, and where several steps led here."""
        fact: Row | None = self[f"{info.path.prev.prev.key}.{info.path.key}"]
        return fact


def _connection_of(name: str, node: str, chinese: str, order: Any = None) -> Any:
    """The connection type of a kind; its edges are dated by the relationship that was followed.

    `label` and `order` of the type say what its nodes are and how they can be ordered.
    """
    edge = type(
        f"{name}Edge",
        (Edge,),
        {
            "__doc__": f"One {name} of a page, and the relationship that led to it. {chinese}(条目).",
            "node": graphene.Field(graphene.NonNull(node), description=f"The node itself. {chinese}"),
        },
    )
    return type(
        f"{name}Connection",
        (Connection,),
        {
            "__doc__": f"A page of {name}. {chinese}(分页).",
            "label": name,
            "order": order,
            "nodes": _listed(node, f"The nodes without their edges. {chinese}"),
            "edges": _listed(
                edge, "The nodes with their relationships. 条目", resolver=lambda page, info: page[ROWS]
            ),
        },
    )


def _listed(kind: Any, description: str, **options: Any) -> graphene.List:
    return graphene.List(graphene.NonNull(kind), required=True, description=description, **options)


ORGANIZATION = "graphsvc.schema.chain.PartyOrganization"
MEMBER = "graphsvc.schema.chain.PartyMember"
CHAIN = "graphsvc.schema.command.ChainOfCommand"
AREA = "graphsvc.schema.territory.Area"
BUILDING = "graphsvc.schema.territory.Building"
HOUSEHOLD = "graphsvc.schema.territory.Household"
UNIT = "graphsvc.schema.ties.Unit"
CO_BUILDING = "graphsvc.schema.ties.CoBuilding"
RECORD = "graphsvc.schema.records.record.Record"
REPORTING_UNIT = "graphsvc.schema.records.services.ReportingUnit"
CHANGE = "graphsvc.schema.changes.Change"
"""Types that refer to one another do so by path, so that no module needs to import its neighbour."""

Organizations = _connection_of("PartyOrganization", ORGANIZATION, "党组织", PartyOrganizationOrder)
Members = _connection_of("PartyMember", MEMBER, "党员", PartyMemberOrder)
Areas = _connection_of("Area", AREA, "地域", AreaOrder)
Buildings = _connection_of("Building", BUILDING, "楼栋", BuildingOrder)
Households = _connection_of("Household", HOUSEHOLD, "户", HouseholdOrder)
Units = _connection_of("Unit", UNIT, "单位", UnitOrder)
CoBuildings = _connection_of("CoBuilding", CO_BUILDING, "联建共建", CoBuildingOrder)
Records = _connection_of("Record", RECORD, "台账", RecordOrder)
Changes = _connection_of("Change", CHANGE, "变动")
