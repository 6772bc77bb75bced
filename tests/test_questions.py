"""Questions that begin anywhere: what decides their statement, and what of them is refused."""

from dataclasses import replace
from typing import Any

import pytest

from graphsvc.access import Caller
from graphsvc.answer import Question
from graphsvc.errors import BadUserInput, TooCostly
from graphsvc.execute import Service
from graphsvc.limits import check_document
from tests.conftest import AUDITOR

NODES = "query($ids: [ID!]!) { nodes(ids: $ids) { code } }"
TOWNSHIP = Caller("auditor", "350502004", False)


def text_of(service: Service, document: str, caller: Caller = AUDITOR, **values: Any) -> str:
    return service.plan(Question(document, values), caller)[2].text


def parameters(service: Service, document: str, caller: Caller = AUDITOR, **values: Any) -> Any:
    return service.plan(Question(document, values), caller)[3].parameters["q"]


def test_kinds_decide_the_statement_and_their_codes_do_not(service: Service) -> None:
    one = text_of(service, NODES, ids=["Area:350500", "Unit:X"])
    assert one == text_of(service, NODES, ids=["Agency:Y", "Grid:350502", "Area:350500"])
    assert one != text_of(service, NODES, ids=["Area:350500"])
    assert "350500" not in one
    assert one.count("UNWIND") == 2


def test_each_id_keeps_its_place(service: Service) -> None:
    found = parameters(service, NODES, ids=["Unit:X", "Area:350500", "Unit:Y"])
    assert list(found.values()) == [
        3,
        [{"at": 1, "code": "350500"}],
        [{"at": 0, "code": "X"}, {"at": 2, "code": "Y"}],
    ]


def test_a_node_outside_is_left_out_by_the_statement(service: Service) -> None:
    for document, values in (
        (NODES, {"ids": ["Area:350500", "Unit:X"]}),
        ('{ node(id: "Area:350500") { code } }', {}),
    ):
        text = text_of(service, document, TOWNSHIP, **values)
        assert text.count("STARTS WITH $q.jurisdiction") == len(values.get("ids", "1"))


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ('{ node(id: "Area") { code } }', "id: 'Area' is not an id"),
        ('{ node(id: "State:1") { code } }', "kinds: Household, .*CoBuilding"),
        ('{ nodes(ids: ["Area:350500", "x"]) { code } }', "ids: 'x' is not an id"),
        ('{ chainOfCommand(of: "CoBuilding:x") { complete } }', "of: 'CoBuilding:x' is not an id"),
    ],
)
def test_what_is_refused(service: Service, document: str, message: str) -> None:
    with pytest.raises(BadUserInput, match=message):
        service.plan(Question(document), AUDITOR)


def test_ids_are_as_many_as_a_page_has_rows(service: Service) -> None:
    service.settings = replace(service.settings, max_page=2)
    assert parameters(service, NODES, ids=["Unit:X"] * 2)
    with pytest.raises(BadUserInput, match=r"nodes\.ids: 3 ids; 2 are allowed \(GRAPHSVC_MAX_PAGE\)"):
        parameters(service, NODES, ids=["Unit:X"] * 3)


def test_a_node_is_a_hop_where_it_is_no_part_of_a_page(service: Service) -> None:
    prepared = service.prepare('{ node(id: "Area:1") { id } nodes(ids: []) { id } }', None)
    with pytest.raises(TooCostly, match="2 hops in all; 1 are"):
        check_document(
            prepared.document, prepared.operation, service.schema, replace(service.settings, max_hops=1)
        )
