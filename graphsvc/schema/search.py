"""The root `search` and its hits."""

from typing import Any

import graphene

from graphsvc.bind.search_text import SEARCH_LABELS
from graphsvc.compile.lowerings import HitNode, Prop
from graphsvc.compile.roots import SearchRoot
from graphsvc.complete.masking import mask_name
from graphsvc.model import KINDS
from graphsvc.record import IS_PERSON
from graphsvc.schema.base import ID, Lowered, Node, Row, RowType, day_argument, enumeration, read_root
from graphsvc.spelling import snake

SearchKind = enumeration(
    "SearchKind",
    "What may be found. 检索类别",
    {
        f"{snake(kind.label).upper()}={kind.label}": f"{kind.label}. {kind.chinese}"
        for kind in KINDS
        if kind.label in SEARCH_LABELS
    },
)


class SearchHit(RowType):
    """Something that a search found. 检索结果."""

    id = Lowered(
        Prop("{n}_kind + ':' + {n}.code{at}"),
        graphene.ID,
        ID,
        required=True,
    )
    code = Lowered(Prop(), graphene.String, "The code the office knows it by. 代码", required=True)
    name = Lowered(
        Prop(), graphene.String, "Its name; a person's is masked unless the caller may see names. 名称"
    )
    kind = Lowered(Prop("{n}_kind"), SearchKind, "What it is. 类别", required=True)
    area = Lowered(Prop(), graphene.String, "Code of the area it lies in today. 所在地域代码")
    score = Lowered(
        Prop("{n}_score"),
        graphene.Float,
        "1 for the whole name, pinyin, initials or code, 0.75 for its beginning, 0.5 for a part of the "
        "name. 匹配程度",
        required=True,
    )
    node = Lowered(HitNode(), Node, "The node itself. 节点")

    def resolve_name(self: Row, info: Any) -> str | None:
        """Masked here, on the way out, as everywhere."""
        name: str | None = self.get(info.path.key)
        return mask_name(name) if self[IS_PERSON] and not info.context.show_names else name


SEARCH = Lowered(
    SearchRoot(),
    graphene.List(graphene.NonNull(SearchHit)),
    "Names by any part of them, by pinyin or initials as they begin, and codes by how they begin; the best "
    "first, then by code. Brackets, spaces, points, width and capitals make no difference. "
    "Each index gives its best 5000, and what is outside, of another kind or out of force is left out of "
    "those: type more where too much is found. People are found by name only where names are shown. 检索",
    resolver=read_root,
    text=graphene.Argument(
        graphene.String, required=True, description="What is typed, 2 to 50 characters. 检索词"
    ),
    kinds=graphene.Argument(
        graphene.List(graphene.NonNull(SearchKind)), description="Only these kinds. 类别"
    ),
    within=graphene.Argument(
        graphene.String, description="Only in this division or grid, as the territory is today. 范围"
    ),
    first=graphene.Argument(graphene.Int, default_value=20, description="How many at most. 条数"),
    as_of=day_argument(),
)
