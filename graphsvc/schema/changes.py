"""What began and what ended between two days."""

from typing import Any

import graphene

from graphsvc import words
from graphsvc.compile.lowerings import Part, Prop
from graphsvc.compile.roots import ChangesRoot
from graphsvc.model import TIE_OF
from graphsvc.schema.base import Lowered, Row, RowType, Validity, enumeration, page_arguments, read_root
from graphsvc.schema.enums import described
from graphsvc.schema.lists.connections import Changes
from graphsvc.schema.paths import Family, Mention

ChangeWhat = enumeration(
    "ChangeWhat",
    "What happened to a fact. 变动",
    described(words.CHANGES),
)


class Change(RowType):
    """A fact that began or ended on a day: a node, or a relationship of two. 变动."""

    day = Lowered(
        Prop("{n}.entry.day"), graphene.Date, "The first day it holds, or no longer does. 日期", required=True
    )
    what = Lowered(Prop("{n}.entry.what"), ChangeWhat, "Whether it began or ended. 变动", required=True)
    kind = Lowered(
        Prop("{n}.entry.kind"),
        graphene.String,
        "What fact it is: the kind of a node as ids say it, or the type of a relationship. 事实类别",
        required=True,
    )
    family = Lowered(
        Prop("{n}.entry.kind"), Family, "What the relationship is about; null of a node. 关系类别"
    )
    node = Lowered(
        Part("{n}.node", absent=True),
        Mention,
        "The node that began or ended; null of a relationship. 节点",
    )
    from_ = Lowered(
        Part("{n}.start", absent=True),
        Mention,
        "What the relationship starts at: of SUBORDINATE_TO the lower one. 起点",
        name="from",
    )
    to = Lowered(
        Part("{n}.stop", absent=True),
        Mention,
        "What the relationship ends at: of SUBORDINATE_TO the higher one. 终点",
    )
    valid = Lowered(
        Part("{n}.fact"),
        Validity,
        "The days the fact holds, and where that stands. 有效期与出处",
        required=True,
    )

    def resolve_family(self: Row, info: Any) -> str | None:
        """As the model says of the type."""
        tie = TIE_OF.get(self[info.path.key])
        return tie.family.value if tie else None


CHANGES = Lowered(
    ChangesRoot(),
    Changes,
    "What began and what ended between two days, by day, kind, place and code. A relationship is told where "
    "the node lies that it starts at, a state where its owner does, by the territory of today; its other end "
    "may lie elsewhere. 变动",
    resolver=read_root,
    within=graphene.Argument(
        graphene.String,
        description="Code of a division, a grid or a compound: only what is told in its territory of today. "
        "所在地域",
    ),
    from_=graphene.Argument(
        graphene.Date, required=True, name="from", description="The first day, included. 起始日期"
    ),
    to=graphene.Argument(
        graphene.Date, required=True, description="The first day no longer included. 截止日期(不含)"
    ),
    **page_arguments(),
)
