"""The decoder: the same bytes as graphql-core over whatever record, or none."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from graphsvc.answer import Answer, Question
from graphsvc.caller import Caller
from graphsvc.catalogue import Catalogue
from graphsvc.completion import Completion
from graphsvc.record import (
    COVERED,
    CURSOR,
    DUE,
    EDGE_SINCE,
    HAS_NEXT,
    HAS_PREVIOUS,
    OUT_OF_FORCE,
    ROWS,
    TOTAL,
    TYPE,
)
from graphsvc.service import Service
from graphsvc.settings import Settings
from graphsvc.store.canned import CannedStore
from tests.conftest import AUDITOR
from tests.tools.fuzz.fuzz import fuzz_service, run
from tests.tools.fuzz.records import STAMP

PAIRS = 300
"""`make fuzz` compares 20,000."""
DAY = date(2022, 12, 31)


def completion(service: Service, text: str, value: Any, caller: Caller = AUDITOR, **more: Any) -> Completion:
    """A question of one root over its value."""
    service.store = CannedStore([{"dataset": STAMP, "a0": value}])
    return service.completion(Question(text, more), caller, "r")


def decoded(service: Service, text: str, value: Any, caller: Caller = AUDITOR, **more: Any) -> Any:
    """The decoder's data, which is graphql-core's too; None where it refuses."""
    both = completion(service, text, value, caller, **more)
    answer = both.decoded()
    if answer is None:
        return None
    assert answer.content == both.executed().content
    assert "errors" not in answer.body
    return answer.body["data"]


def area(selected: str) -> str:
    return f'{{ area(code: "350500", asOf: "2022-12-31") {{ {selected} }} }}'


def member(selected: str) -> str:
    return f'{{ partyMember(code: "LC-DY-1", asOf: "2022-12-31") {{ {selected} }} }}'


def test_both_ways_give_equal_bytes(settings: Settings) -> None:
    tally = run(fuzz_service(settings), PAIRS, seed=1)
    assert tally.pairs.total() >= PAIRS
    assert tally.share("clean") > 0.9
    assert tally.decoded["errors"] == 0
    assert min(tally.pairs["poisoned"], tally.pairs["errors"]) > PAIRS / 20


@pytest.mark.parametrize(
    ("selected", "value", "accepted"),
    [
        ("level", {"level": 2**31 - 1}, True),
        ("level", {"level": -(2**31)}, True),
        ("level", {"level": 2**31}, False),
        ("level", {"level": True}, False),
        ("level", {"level": 1.0}, False),
        ("level", {}, False),
        ("level", {"level": None}, True),
        ("code", {"code": None}, False),
        ("code", {"code": 350500}, False),
        ("code", {"code": "\ud800"}, False),
        ("kind", {"kind": "City"}, True),
        ("kind", {"kind": "CITY"}, False),
        ("kind", {"kind": "Galaxy"}, False),
        ("synthetic", {"synthetic": 0}, False),
        ("functions", {"functions": ["x"]}, True),
        ("functions", {"functions": [None]}, False),
        ("functions", {"functions": "x"}, False),
        ("valid { from to }", {"valid": {"from": DAY, "to": None}}, True),
        ("valid { from }", {"valid": {"from": "2022-12-31"}}, False),
        ("valid { from }", {"valid": {"from": datetime(2022, 12, 31)}}, False),
        ("valid { from }", {"valid": None}, True),
        ("valid { from }", {"valid": []}, False),
        ("children { nodes { code } }", {"children": None}, False),
        ("children { nodes { __typename } }", {"children": {"nodes": [None]}}, False),
        ("children { nodes { __typename } }", {"children": {"nodes": {}}}, False),
        ("children { nodes { __typename } }", {"children": {"nodes": [{}]}}, True),
        ("children { totalCount }", {"children": {TOTAL: 2**31}}, False),
    ],
)
def test_values(service: Service, selected: str, value: Mapping[str, Any], accepted: bool) -> None:
    assert (decoded(service, area(selected), {**value, OUT_OF_FORCE: None}) is not None) is accepted


@pytest.mark.parametrize(
    ("required", "accepted"),
    [
        (3, True),
        (-0.0, True),
        (1e15, True),
        (1e16, False),
        (math.nan, False),
        (math.inf, False),
        ("1", False),
    ],
)
def test_numbers_of_a_gap(service: Service, required: Any, accepted: bool) -> None:
    text = area("coverage { gridOrganization { gaps { nodes { required } } } }")
    value = {
        "coverage": {"gridOrganization": {"gaps": {"nodes": [{"required": required}]}}},
        OUT_OF_FORCE: None,
    }
    assert (decoded(service, text, value) is not None) is accepted


def test_a_gap_of_any_kind(service: Service) -> None:
    text = area(
        "coverage { gridOrganization { due rate source computed gaps { nodes { unit { __typename code "
        "... on Area { level } ... on Household { door } } } } } }"
    )
    unit = {TYPE: "Area", "code": "350502001001001", "level": 1}
    measure = {DUE: 4, COVERED: 1, "gaps": {"nodes": [{"unit": unit}]}}
    value = {"coverage": {"gridOrganization": measure}, OUT_OF_FORCE: None}
    found = decoded(service, text, value)["area"]["coverage"]["gridOrganization"]
    assert (found["due"], found["rate"], found["computed"]) == (4, 0.25, "LIVE")
    assert found["gaps"]["nodes"][0]["unit"] == {"__typename": "Area", "code": unit["code"], "level": 1}
    unit[TYPE] = "Galaxy"
    assert decoded(service, text, value) is None


def test_names_stay_masked(service: Service) -> None:
    text, value = (
        member("name alias: name code"),
        {"name": "张三丰", "alias": "", "code": "x", OUT_OF_FORCE: None},
    )
    masked = decoded(service, text, value)["partyMember"]
    assert masked == {"name": "张**", "alias": "", "code": "x"}
    assert decoded(service, text, value, replace(AUDITOR, show_names=True))["partyMember"]["name"] == "张三丰"
    assert decoded(service, text, value)["partyMember"]["name"] == "张**"


def test_a_page(service: Service) -> None:
    text = area(
        "children { edges { cursor since node { code } again: node { code level } } totalCount "
        "pageInfo { hasNextPage endCursor } nodes { code } }"
    )
    row = {
        "edges.node": {"code": "a"},
        "edges.again": {"level": 1, "code": "a"},
        "nodes": {"code": "a"},
        CURSOR: "a",
        EDGE_SINCE: DAY,
    }
    page = {ROWS: [row, row], TOTAL: 9, HAS_NEXT: True, HAS_PREVIOUS: False}
    found = decoded(service, text, {"children": page, OUT_OF_FORCE: None})["area"]["children"]
    assert list(found) == ["edges", "totalCount", "pageInfo", "nodes"]
    assert list(found["edges"][0]["again"]) == ["code", "level"]
    assert found["pageInfo"] == {"hasNextPage": True, "endCursor": found["edges"][1]["cursor"]}


def test_words_of_python_are_names_like_others(service: Service) -> None:
    text, value = area("from: code class: name f0: level _: kind None: code"), {
        "from": "1", "class": "2", "f0": 3, "_": "City", "None": "1", OUT_OF_FORCE: None
    }  # fmt: skip
    assert decoded(service, text, value)["area"] == {
        "from": "1", "class": "2", "f0": 3, "_": "CITY", "None": "1"
    }  # fmt: skip


def test_what_a_directive_leaves(service: Service) -> None:
    text = """query($b: Boolean!) { area(code: "350500", asOf: "2022-12-31") {
      ... @include(if: $b) { code kind: __typename } } }"""
    value = {"code": "350500", OUT_OF_FORCE: None}
    assert decoded(service, text, value, b=False) == {"area": {}}
    assert decoded(service, text, value, b=True) == {"area": {"code": "350500", "kind": "Area"}}


def test_roots_that_raise_are_told_by_graphql_core(service: Service) -> None:
    retired = {"code": "350500", OUT_OF_FORCE: [date(2020, 7, 1), date(2021, 1, 1)]}
    both = completion(service, area("code"), retired)
    assert both.decoded() is None
    assert both.answer().body["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    early = completion(service, area("code").replace("2022", "2019"), None)
    assert early.decoded() is None
    assert "begins on" in early.answer().body["errors"][0]["message"]


def test_what_needs_no_record(service: Service) -> None:
    found = decoded(service, "{ __typename standards { id target cypher } }", None)
    assert found["__typename"] == "Query"
    assert {one["id"] for one in found["standards"]} >= {"gridOrganization"}


def test_introspection_is_left_to_graphql_core(settings: Settings, catalogue: Catalogue) -> None:
    open_service = Service(replace(settings, introspection=True), catalogue, None)
    both = open_service.completion(Question('{ __type(name: "Area") { name } }'), AUDITOR, "r")
    assert both.decoder is None
    assert both.answer().body == {"data": {"__type": {"name": "Area"}}}


def test_a_plan_is_made_once_with_its_decoder(service: Service) -> None:
    text = "query($c: String!) { area(code: $c) { code } }"
    codes = ("350500", "350502", "350503")
    plans = {id(service.plan(Question(text, {"c": code}), AUDITOR).compiled) for code in codes}
    assert len(plans) == 1
    assert service.prepare.cache_info().misses == 1


def test_an_answer_is_its_bytes() -> None:
    answer = Answer.of(200, {"data": {"day": DAY}})
    assert answer.to_bytes() == b'{"data":{"day":"2022-12-31"}}'
    assert answer.body == {"data": {"day": "2022-12-31"}}
