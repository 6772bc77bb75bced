"""What stands behind an interface is completed as its own type, both ways alike."""

from datetime import date
from typing import Any

import pytest

from graphsvc.answer import Question
from graphsvc.caller import Caller
from graphsvc.completion import Completion
from graphsvc.record import OUT_OF_FORCE, TOTAL, TYPE
from graphsvc.service import Service
from graphsvc.store.canned import CannedStore
from tests.tools.fuzz.records import STAMP

AUDITOR = Caller("auditor", "", False)
NODES = """query($ids: [ID!]!) { nodes(ids: $ids) { __typename
  ... on Figure { told: value counted: unit } ... on BudgetLine { told: amountWan }
  ... on Staff { counted: name role } ... on Record { what: kind } } }"""
IDS = ["Figure:x", "BudgetLine:x", "Staff:x", "Area:350500"]
ROWS = [
    {TYPE: "Figure", "told": 446.0, "counted": "户", "what": "Figure", OUT_OF_FORCE: None},
    {TYPE: "BudgetLine", "told": 10.0, "what": "BudgetLine", OUT_OF_FORCE: None},
    {TYPE: "Staff", "counted": "陈小明", "role": "GRID_WORKER", "what": "Staff", OUT_OF_FORCE: None},
    {TYPE: "Area", OUT_OF_FORCE: None},
]


def completion(service: Service, text: str, record: dict[str, Any], **values: Any) -> Completion:
    service.store = CannedStore([{"dataset": STAMP, **record}])
    return service.completion(Question(text, values), AUDITOR, "r")


def test_one_name_means_what_the_type_means_by_it(service: Service) -> None:
    both = completion(service, NODES, {"a0": ROWS}, ids=IDS)
    answer = both.decoded()
    assert answer is not None
    assert answer.content == both.executed().content
    assert answer.body["data"]["nodes"] == [
        {"__typename": "Figure", "told": 446.0, "counted": "户", "what": "FIGURE"},
        {"__typename": "BudgetLine", "told": 10.0, "what": "BUDGET_LINE"},
        {"__typename": "Staff", "counted": "陈**", "role": "GRID_WORKER", "what": "STAFF"},
        {"__typename": "Area"},
    ]


@pytest.mark.parametrize("fault", [{TYPE: "Galaxy"}, {TYPE: None}, {TYPE: "Record"}, {"told": "much"}])
def test_what_is_no_such_type_is_left_to_the_executor(fault: dict[str, Any], service: Service) -> None:
    both = completion(service, NODES, {"a0": [{**ROWS[0], **fault}]}, ids=IDS[:1])
    assert both.decoded() is None
    assert both.executed().body["errors"][0]["extensions"]["code"] == "INTERNAL_SERVER_ERROR"


def test_a_field_may_be_called_like_the_name_of_the_type(service: Service) -> None:
    row = {TYPE: "Area", "__typename": "350500", OUT_OF_FORCE: None}
    both = completion(
        service, "query($id: ID!) { node(id: $id) { __typename: code } }", {"a0": row}, id=IDS[3]
    )
    assert both.executed().body["data"] == {"node": {"__typename": "350500"}}


def test_a_day_before_the_data_nulls_its_root_alone(service: Service) -> None:
    text = """{ early: units(asOf: "2019-01-01") { totalCount }
      nodes(ids: ["Area:350500@2019-01-01"]) { code }
      search(text: "开元", asOf: "2019-01-01") { code } units(asOf: "2022-12-31") { totalCount } }"""
    record = {"a0": {TOTAL: 1}, "a1": [None], "a2": [], "a3": {TOTAL: 7}}
    answer = completion(service, text, record).answer().body
    assert answer["data"] == {"early": None, "nodes": None, "search": None, "units": {"totalCount": 7}}
    assert [error["path"] for error in answer["errors"]] == [["early"], ["nodes"], ["search"]]
    assert STAMP["earliest"] == date(2020, 7, 1)
