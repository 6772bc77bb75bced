"""Lists that come as rows of values."""

from datetime import date
from typing import Any

import pytest

from graphsvc.answer import Question
from graphsvc.execute import Service
from graphsvc.store.canned import CannedStore
from tests.conftest import AUDITOR


@pytest.mark.parametrize(
    ("selected", "rows"),
    [
        ("code persons", [["350502", 3], ["350503", None]]),
        ("code", [["350502"]]),
        ("code valid { from }", [["350502", {"from": date(2020, 7, 1)}]]),
        ("code building { floors }", [["350502", None], ["350503", {"floors": 3}]]),
        ("code __typename", [["350502"]]),
        ("persons code", []),
    ],
)
@pytest.mark.parametrize("keyed", [False, True])
def test_rows_of_values_are_the_maps_they_stand_for(
    service: Service, selected: str, rows: list[list[Any]], keyed: bool
) -> None:
    """Both ways alike, and the decoder does not refuse."""
    columns = selected.replace("{ from }", "").replace("{ floors }", "").replace("__typename", "").split()
    page: dict[str, Any] = {"nodes": rows, "!columns": columns}
    if keyed:
        keys = [[*row, "350502|x"] for row in rows]
        page = {"!rows": keys, "!columns": [*columns, "!key"], "!more": False, "!before": True}
    service.store = CannedStore([{"dataset": None, "a0": page}])
    information = "pageInfo { endCursor hasPreviousPage }" if keyed else ""
    question = Question(f"{{ households {{ nodes {{ {selected} }} {information} }} }}")
    both = service.completion(question, AUDITOR, "r")
    decoded = both.decoded()
    assert decoded is not None
    assert decoded.content == both.executed().content


@pytest.mark.parametrize(
    "columns", [["persons", "code"], ["code", "door"], ["code"], "code", ["code", "persons", "code"]]
)
def test_other_columns_are_refused(service: Service, columns: Any) -> None:
    rows = [["350502", 3]]
    service.store = CannedStore([{"dataset": None, "a0": {"nodes": rows, "!columns": columns}}])
    both = service.completion(Question("{ households { nodes { code persons } } }"), AUDITOR, "r")
    assert both.decoded() is None


@pytest.mark.parametrize("rows", [[["350502", "three"]], [["350502"]], [["350502", 3, 4]], [[None, 3]], [7]])
def test_rows_that_are_not_as_they_should_be_are_refused(service: Service, rows: list[Any]) -> None:
    service.store = CannedStore([{"dataset": None, "a0": {"nodes": rows, "!columns": ["code", "persons"]}}])
    both = service.completion(Question("{ households { nodes { code persons } } }"), AUDITOR, "r")
    assert both.decoded() is None
    assert both.executed().body["errors"]
