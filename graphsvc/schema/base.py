"""What every type of the schema is made of: fields with a lowering, and resolvers that read the record.

The record has the shape of the answer, keyed by response names, so a resolver only picks what stands under
its own.
"""

from enum import Enum
from typing import Any

import graphene
from graphql import GraphQLObjectType, GraphQLSchema

from graphsvc.compile.lowerings import Direction, Hop, Lowering, Namespace, Prop, Walk
from graphsvc.complete.resolving import by_response_name, dateless, fast_path
from graphsvc.record import TYPE
from graphsvc.spelling import camel

Row = dict[str, Any]


class Lowered(graphene.Field):
    """A field and what it becomes in the statement."""

    def __init__(self, lowering: Lowering, kind: Any, description: str, /, **more: Any) -> None:
        super().__init__(kind, description=description, **more)
        self.lowering = lowering


class RowType(graphene.ObjectType):
    """Base of the types whose fields are read by response name."""

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(cls, **options: Any) -> None:
        options.setdefault("default_resolver", by_response_name)
        super().__init_subclass_with_meta__(**options)


def enumeration(name: str, description: str, rows: dict[str, str]) -> Any:
    """An enum whose rows are `NAME` or `NAME=stored value` → description."""
    pairs = [(key.partition("=")[0], key.partition("=")[2] or key) for key in rows]
    texts = {stored: text for (_, stored), text in zip(pairs, rows.values(), strict=True)}
    kind = Enum(name, pairs)  # type: ignore[misc]  # the functional form takes its members from a table
    return graphene.Enum.from_enum(
        kind, description=lambda value: description if value is None else texts[value.value]
    )


ID = (
    "Opaque id, unique over all kinds. Where the question names a day, by `asOf` or by an id, it holds that "
    "day, and `node` shows that day again; one without a day is of today. 全局标识"
)


class Node(graphene.Interface):
    """Anything that has a code. 节点."""

    id = graphene.ID(required=True, description=ID)
    code = graphene.String(required=True, description="The code the office knows it by. 代码")

    @classmethod
    def resolve_type(cls, instance: Row, info: Any) -> Any:
        """The type that the statement named beside the value."""
        return info.schema.type_map[instance[TYPE]].graphene_type


LABEL = "labels({n})[0]"
"""Any label of a node: the model says which kind it belongs to."""
SOURCE = "split({n}.source_row, ':')"
"""Of a fact: file, sheet and row; the file's own name may hold colons."""


class Validity(RowType):
    """The days on which a fact holds, and the row of an office file that says so. 有效期与出处."""

    from_ = Lowered(
        Prop("{n}.valid_from"), graphene.Date, "First day it holds. 起", name="from", required=True
    )
    to = Lowered(Prop("{n}.valid_to"), graphene.Date, "First day it no longer holds; null while it does. 止")
    load_run = Lowered(Prop(), graphene.String, "The load that brought it, or changed it last. 装载批次")
    file = Lowered(
        Prop(f"left({{n}}.source_row, size({{n}}.source_row) - size({SOURCE}[-2] + {SOURCE}[-1]) - 2)"),
        graphene.String,
        "The file it was read from. 来源文件",
    )
    sheet = Lowered(Prop(f"{SOURCE}[-2]"), graphene.String, "The sheet or table of that file. 来源工作表")
    row = Lowered(Prop(f"toInteger({SOURCE}[-1])"), graphene.Int, "The row of that sheet. 来源行号")


def identified() -> tuple[Lowered, Lowered, Lowered]:
    """`id`, `code` and `valid` of anything that has a code."""
    return (
        Lowered(
            Prop("{prefix} + {n}.code{at}", public=True),
            graphene.ID,
            ID,
            required=True,
        ),
        Lowered(Prop(public=True), graphene.String, "The code the office knows it by. 代码", required=True),
        Lowered(
            Namespace(), Validity, "The days on which it is in force, and where that stands. 有效期与出处"
        ),
    )


def named(description: str) -> Lowered:
    """`name`, shown of a node outside the jurisdiction too."""
    return Lowered(Prop(public=True), graphene.String, description)


def many(hop: Hop | Walk, kind: Any, description: str, /, **arguments: graphene.Argument) -> Lowered:
    """A connection, with the arguments every connection has."""
    return Lowered(
        hop,
        graphene.NonNull(kind),
        description,
        order_by=order_argument(kind, _unordered(hop), "Every page reads all that it orders"),
        **page_arguments(),
        **arguments,
    )


def tied(type: str, direction: Direction, kind: Any, description: str, /, *, role: str = "") -> Lowered:
    """A connection over one relationship type, to nodes of the label that the connection is of.

    A node outside the jurisdiction is in it too, by code, name and tier. `role` is the property of the
    relationship that edges show.
    """
    return many(Hop(type, direction, kind.label, many=True, named=True, role=role), kind, description)


@fast_path
@dateless
def read_root(roots: Any, info: Any, **arguments: Any) -> Any:
    """The value of a root, as `Roots` gives it: it raises where there is none to show."""
    return roots.value(info.path.key)


def day_argument() -> graphene.Argument:
    """`asOf` of a root."""
    return graphene.Argument(
        graphene.Date, description="The day asked about; today in the city's time zone if left out. 日期"
    )


def any_of(kind: Any, description: str) -> graphene.Argument:
    """A filter that takes any of several words."""
    return graphene.Argument(graphene.List(graphene.NonNull(kind)), description=description)


def order_argument(kind: Any, default: str, cost: str) -> graphene.Argument:
    """`orderBy` of a connection: the order without it, and what a page costs, in words."""
    return graphene.Argument(
        kind.order, description=f"The order of the rows; {default} if left out. {cost}. 排序"
    )


def _unordered(hop: Hop | Walk) -> str:
    return "the nearest first" if isinstance(hop, Walk) and hop.nearest else "CODE_ASC"


def max_depth() -> graphene.Argument:
    """`maxDepth` of a walk."""
    return graphene.Argument(graphene.Int, description="How many steps at most. 最大层数")


Scope = enumeration(
    "Scope",
    "Where a count looks. 统计范围",
    {
        "SELF": "The node alone. 本级",
        "CHILDREN": "Those one step below, without the node. 下一级",
        "SUBTREE": "The node and all below. 本级及以下",
    },
)


def scope(default: str) -> graphene.Argument:
    """`scope` of a count."""
    return graphene.Argument(Scope, default_value=default, description="Where it counts. 统计范围")


def page_arguments() -> dict[str, graphene.Argument]:
    """The arguments of every connection: `first` with `after`, or `last` with `before`."""
    return {
        "first": graphene.Argument(graphene.Int, default_value=50, description="How many at most. 条数"),
        "after": graphene.Argument(graphene.String, description="Cursor to go on from. 起始游标"),
        "last": graphene.Argument(
            graphene.Int, description="How many at most, from the end backward; not beside `first`. 末尾条数"
        ),
        "before": graphene.Argument(
            graphene.String, description="Cursor to go back from, with `last`. 终止游标"
        ),
    }


def lowerings(schema: GraphQLSchema) -> dict[tuple[str, str], Lowering]:
    """What each field of the schema becomes, by type and field name; connections and edges lower
    themselves."""
    found: dict[tuple[str, str], Lowering] = {}
    for kind in schema.type_map.values():
        declared = getattr(kind, "graphene_type", None)
        if declared is None or not isinstance(kind, GraphQLObjectType):
            continue
        for name, item in declared._meta.fields.items():
            if isinstance(item, Lowered):
                found[kind.name, item.name or camel(name)] = item.lowering
    return found
