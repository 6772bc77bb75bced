"""Lists that come as values: in rows, or in columns."""

from datetime import date
from typing import Any

import pytest

from graphsvc.answer import Question
from graphsvc.record import CURSOR, HAS_NEXT, HAS_PREVIOUS, NAMES_BY_COLUMN, NAMES_BY_ROW, ROWS
from graphsvc.service import Service
from graphsvc.store.canned import CannedStore
from tests.conftest import AUDITOR
from tests.tools.fuzz.records import STAMP


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
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("keyed", [False, True])
def test_values_are_the_maps_they_stand_for(
    service: Service, selected: str, rows: list[list[Any]], keyed: bool, turned: bool
) -> None:
    """Both ways alike, and the decoder does not refuse."""
    names = selected.replace("{ from }", "").replace("{ floors }", "").replace("__typename", "").split()
    names += [CURSOR] * keyed
    values = [[*row, *["350502|x"] * keyed] for row in rows]
    if turned:
        values = [[row[at] for row in values] for at in range(len(names))]
    page: dict[str, Any] = {
        ROWS if keyed else "nodes": values,
        NAMES_BY_COLUMN if turned else NAMES_BY_ROW: names,
    }
    page |= {HAS_NEXT: False, HAS_PREVIOUS: True} if keyed else {}
    service.store = CannedStore([{"dataset": STAMP, "a0": page}])
    information = "pageInfo { endCursor hasPreviousPage }" if keyed else ""
    question = Question(f"{{ households {{ nodes {{ {selected} }} {information} }} }}")
    both = service.completion(question, AUDITOR, "r")
    decoded = both.decoded()
    assert decoded is not None
    assert decoded.content == both.executed().content


@pytest.mark.parametrize(
    "columns", [["persons", "code"], ["code", "door"], ["code"], "code", ["code", "persons", "code"]]
)
@pytest.mark.parametrize(
    ("word", "values"), [(NAMES_BY_ROW, [["350502", 3]]), (NAMES_BY_COLUMN, [["350502"], [3]])]
)
def test_other_columns_are_refused(service: Service, columns: Any, word: str, values: list[Any]) -> None:
    service.store = CannedStore([{"dataset": STAMP, "a0": {"nodes": values, word: columns}}])
    both = service.completion(Question("{ households { nodes { code persons } } }"), AUDITOR, "r")
    assert both.decoded() is None


@pytest.mark.parametrize("rows", [[["350502", "three"]], [["350502"]], [["350502", 3, 4]], [[None, 3]], [7]])
def test_rows_that_are_not_as_they_should_be_are_refused(service: Service, rows: list[Any]) -> None:
    service.store = CannedStore(
        [{"dataset": STAMP, "a0": {"nodes": rows, NAMES_BY_ROW: ["code", "persons"]}}]
    )
    both = service.completion(Question("{ households { nodes { code persons } } }"), AUDITOR, "r")
    assert both.decoded() is None
    assert both.executed().body["errors"]


@pytest.mark.parametrize(
    "columns",
    [
        [["350502"], ["three"]],
        [["350502"]],
        [["350502"], [3], [4]],
        [["350502", "350503"], [3]],
        [[None], [3]],
        [["350502"], 7],
        ["x", "y"],
        {"350502": 3},
    ],
)
def test_columns_that_are_not_as_they_should_be_are_refused(service: Service, columns: Any) -> None:
    service.store = CannedStore(
        [{"dataset": STAMP, "a0": {"nodes": columns, NAMES_BY_COLUMN: ["code", "persons"]}}]
    )
    both = service.completion(Question("{ households { nodes { code persons } } }"), AUDITOR, "r")
    assert both.decoded() is None
    assert both.executed().body["errors"]


@pytest.mark.parametrize(
    ("selected", "native"),
    [
        ("households { nodes { code persons } pageInfo { endCursor } totalCount }", True),
        ("households { nodes { code valid { from } } }", False),
        ("households { nodes { code building { valid { to } } } }", False),
        ("partyMembers { nodes { code name } }", False),
        ('partyOrganization(code: "QZ-DW-0001") { children { nodes { code kind } } }', True),
        ('partyOrganization(code: "QZ-DW-0001") { children { edges { since cursor } } }', False),
        ('partyOrganization(code: "QZ-DW-0001") { children { edges { cursor } } }', False),
        ("dataset { version }", True),
        ("dataset { earliest }", False),
    ],
)
def test_what_shows_no_day_need_not_be_searched_for_one(
    service: Service, selected: str, native: bool
) -> None:
    """A resolver that does not say that it looks at no day may do so."""
    planned = service.plan(Question(f"{{ {selected} }}"), AUDITOR)
    assert planned.native == (frozenset({"a0"}) if native else frozenset())
    both = service.plan(Question(f"{{ {selected} other: households {{ nodes {{ code }} }} }}"), AUDITOR)
    assert both.native - {"a0"} == {"a1"}
