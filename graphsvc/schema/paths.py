"""How two nodes are connected, across families of relationships."""

from typing import Any

import graphene

from graphsvc.compile.lowerings import Each, Namespace, Part, Prop
from graphsvc.compile.roots import PathsRoot
from graphsvc.complete.masking import shown_name
from graphsvc.model import KIND_OF, TIE_OF
from graphsvc.schema.base import (
    ID,
    LABEL,
    Lowered,
    Row,
    RowType,
    Validity,
    day_argument,
    enumeration,
    read_root,
)

Family = enumeration(
    "Family",
    "What a relationship is about. 关系类别",
    {
        "COMMAND": "Who answers to whom. 隶属",
        "TERRITORY": "What lies where. 地域",
        "DUTY": "Who looks after whom. 职责",
        "TIE": "Lateral: changes no subordination. 联结",
        "RECORD": "States, figures and records. 记录",
    },
)


class Mention(RowType):
    """A node named in passing, of whatever kind. 提及的节点."""

    id = Lowered(
        Prop(f"[{LABEL}, {{n}}.code{{at}}]"),
        graphene.ID,
        ID,
        required=True,
    )
    code = Lowered(Prop(), graphene.String, "The code the office knows it by. 代码", required=True)
    name = Lowered(
        Prop(f"[{LABEL}, {{n}}.name]"),
        graphene.String,
        "Its name; a person's is masked unless the caller may see names. 名称",
    )
    kind = Lowered(Prop(LABEL), graphene.String, "What it is, as ids say it. 类别", required=True)

    def resolve_id(self: Row, info: Any) -> str:
        """The kind of its label, and its code."""
        label, code = self[info.path.key]
        return f"{KIND_OF[label].label}:{code}"

    def resolve_name(self: Row, info: Any) -> str | None:
        """Masked here, on the way out, as everywhere."""
        label, name = self[info.path.key]
        return shown_name(label, name, in_full=info.context.show_names)

    def resolve_kind(self: Row, info: Any) -> str:
        """The kind of its label."""
        return KIND_OF[self[info.path.key]].label


class PathHop(RowType):
    """One relationship of a path, as it runs itself, whichever way it is walked. 一跳."""

    type = Lowered(Prop("type({n})"), graphene.String, "What relationship it is. 关系类型", required=True)
    family = Lowered(Prop("type({n})"), Family, "What it is about. 关系类别", required=True)
    since = Lowered(Prop("{n}.valid_from"), graphene.Date, "First day it holds. 起", required=True)
    valid = Lowered(Namespace(), Validity, "The days it holds, and where that stands. 有效期与出处")
    from_ = Lowered(
        Part("startNode({n})"),
        Mention,
        "What it starts at: of SUBORDINATE_TO the lower one. 起点",
        name="from",
        required=True,
    )
    to = Lowered(
        Part("endNode({n})"),
        Mention,
        "What it ends at: of SUBORDINATE_TO the higher one. 终点",
        required=True,
    )

    def resolve_family(self: Row, info: Any) -> str:
        """As the model says of the type."""
        return TIE_OF[self[info.path.key]].family.value


class Path(RowType):
    """A connection of two nodes that meets none of them twice. 路径."""

    length = Lowered(Prop("size({n}_steps)"), graphene.Int, "How many hops. 跳数", required=True)
    nodes = Lowered(
        Each("{n}_line"),
        graphene.List(graphene.NonNull(Mention)),
        "Both ends and what lies between, in the order of the walk. 节点",
        required=True,
    )
    hops = Lowered(
        Each("{n}_steps"),
        graphene.List(graphene.NonNull(PathHop)),
        "The relationships, in the order of the walk. 各跳",
        required=True,
    )


PATHS = Lowered(
    PathsRoot(),
    graphene.List(graphene.NonNull(Path)),
    "The shortest connections of two nodes across the families chosen, each step and each node between in "
    "force on the day, the shorter first; none where an end is not to be seen. 路径",
    resolver=read_root,
    from_=graphene.Argument(
        graphene.ID, required=True, name="from", description="The id of where to begin. 起点"
    ),
    to=graphene.Argument(graphene.ID, required=True, description="The id of where to end. 终点"),
    through=graphene.Argument(
        graphene.List(graphene.NonNull(Family)),
        default_value=["COMMAND", "TIE"],
        description="Families that may be walked, in either direction. 关系类别",
    ),
    max_hops=graphene.Argument(
        graphene.Int, default_value=6, description="How long a path may be, 1 to 8. 最多跳数"
    ),
    max_paths=graphene.Argument(
        graphene.Int, default_value=5, description="How many at most, 1 to 20. 最多路径数"
    ),
    as_of=day_argument(),
)
