"""Pages in both directions: which arguments go together, and what of them decides the text."""

from typing import Any

import pytest

from graphsvc.answer import Question
from graphsvc.bind.cursors import encode_cursor
from graphsvc.errors import BadUserInput
from graphsvc.service import Planned, Service
from tests.conftest import AUDITOR

PAGE = """query($first: Int, $after: String, $last: Int, $before: String) { area(code: "350500") {
  children(first: $first, after: $after, last: $last, before: $before) { nodes { code } } } }"""
CURSOR = encode_cursor("350502")


def planned(service: Service, text: str, **values: Any) -> Planned:
    return service.plan(Question(text, values), AUDITOR)


def literal(arguments: str, selected: str = "nodes { code }") -> str:
    return f'{{ area(code: "350500") {{ children({arguments}) {{ {selected} }} }} }}'


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        ({"first": 1, "last": 1}, "children: first and last exclude one another"),
        ({"last": 1, "after": CURSOR}, "children: after and last exclude one another"),
        ({"first": 1, "before": CURSOR}, "children: before and first exclude one another"),
        ({"after": CURSOR, "before": CURSOR}, "children: after and before exclude one another"),
        ({"before": CURSOR}, "children: before is given without last"),
        ({"last": 501}, "children.last: 501 is outside 0 to 500; ask for less and page with `before`"),
        ({"last": -1}, "children.last: -1 is outside"),
        ({"last": 1, "before": "MTIz"}, "children.before: not a cursor"),
    ],
)
def test_refusals(service: Service, arguments: dict[str, Any], fault: str) -> None:
    with pytest.raises(BadUserInput, match=fault):
        planned(service, PAGE, **arguments)
    written = ", ".join(
        f'{name}: "{value}"' if isinstance(value, str) else f"{name}: {value}"
        for name, value in arguments.items()
    )
    with pytest.raises(BadUserInput, match=fault):
        planned(service, literal(written))


def test_a_total_alone_is_refused_too(service: Service) -> None:
    with pytest.raises(BadUserInput, match="exclude"):
        planned(service, literal("first: 1, last: 1", "totalCount"))


def test_only_the_direction_decides_the_text(service: Service) -> None:
    forward = [{}, {"first": 2}, {"first": 3, "after": CURSOR, "last": None, "before": None}]
    texts = {planned(service, PAGE, **values).compiled.text for values in forward}
    backward = [{"last": 3}, {"last": 7, "before": CURSOR}, {"first": None, "last": 1, "before": None}]
    turned = {planned(service, PAGE, **values).compiled.text for values in backward}
    assert len(texts) == len(turned) == 1
    (text,) = turned
    assert "ORDER BY n2.code DESC LIMIT $q.p3_last" in text
    assert "reverse(collect(n2 {.code}))" in text


def test_a_cursor_of_null_stands_at_the_end_of_the_direction(service: Service) -> None:
    assert "" in planned(service, PAGE, first=1).bound.parameters["q"].values()
    assert "~" in planned(service, PAGE, last=1).bound.parameters["q"].values()


def test_a_default_of_the_document_is_a_value(service: Service) -> None:
    text = 'query($n: Int = 2) { area(code: "350500") { children(last: $n) { nodes { code } } } }'
    planned_ = planned(service, text)
    plan, bound = planned_.compiled, planned_.bound
    assert "DESC" in plan.text
    assert bound.parameters["q"] == {"p1_code": "350500", "p2_last": 2, "atDay": ""}
