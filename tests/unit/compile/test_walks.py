"""Walks without a database: what chooses their pattern, and what they refuse."""

from typing import Any

import pytest

from graphsvc.answer import Question
from graphsvc.bind.cursors import encode_cursor
from graphsvc.compile.lowerings import Walk
from graphsvc.compile.operation import CompiledOperation
from graphsvc.errors import BadUserInput
from graphsvc.service import Service
from tests.conftest import AUDITOR

BELOW = """query($deep: Int, $scope: Scope) { partyOrganization(code: "LC-1") {
  descendants(maxDepth: $deep) { totalCount } memberCount(scope: $scope) } }"""


def planned(service: Service, text: str, **values: Any) -> CompiledOperation:
    return service.plan(Question(text, values), AUDITOR).compiled


def one(selected: str) -> str:
    return f'{{ partyOrganization(code: "LC-1") {{ {selected} }} }}'


def test_depth_and_scope_choose_the_pattern(service: Service) -> None:
    texts = {
        (deep, scope): planned(service, BELOW, deep=deep, scope=scope).text
        for deep in (1, 3)
        for scope in ("SELF", "CHILDREN", "SUBTREE")
    }
    assert len(set(texts.values())) == 6
    assert "){1,3}(" in texts[3, "SUBTREE"]
    assert "){0,8}(" in texts[3, "SUBTREE"]
    assert "){1,1}(" in texts[3, "CHILDREN"]
    assert texts[3, "SELF"].count("SUBORDINATE_TO") == 1


def test_what_is_not_given_or_null_is_the_default(service: Service) -> None:
    plain = planned(service, one("descendants { totalCount } memberCount")).text
    assert planned(service, BELOW).text == plain
    assert planned(service, BELOW, deep=None, scope=None).text == plain
    assert (
        planned(service, one("descendants(maxDepth: 8) { totalCount } memberCount(scope: SELF)")).text
        == plain
    )


def test_literals_are_variables(service: Service) -> None:
    literal = one("descendants(maxDepth: 2) { totalCount } memberCount(scope: SUBTREE)")
    assert planned(service, literal).text == planned(service, BELOW, deep=2, scope="SUBTREE").text


@pytest.mark.parametrize("deep", [0, 9, -1])
def test_depth_is_bounded(service: Service, deep: int) -> None:
    with pytest.raises(BadUserInput, match=rf"descendants.maxDepth: {deep} is outside 1 to 8"):
        planned(service, BELOW, deep=deep)
    with pytest.raises(BadUserInput, match=rf"ancestors.maxDepth: {deep} is outside 1 to 8"):
        planned(service, one(f"ancestors(maxDepth: {deep}) {{ totalCount }}"))


def test_scope_is_one_of_three_words(service: Service) -> None:
    with pytest.raises(BadUserInput, match="Value 'CITY' does not exist in 'Scope' enum"):
        planned(service, BELOW, scope="CITY")


def test_filters_are_values(service: Service) -> None:
    text = one("descendants(tier: BRANCH, kind: [GRID, COMPOUND]) { nodes { code } }")
    bound = service.plan(Question(text), AUDITOR).bound
    assert [value for value in bound.parameters["q"].values() if isinstance(value, list)] == [
        ["BRANCH"],
        ["GRID", "COMPOUND"],
    ]


def test_a_cursor_of_ancestors_holds_its_step(service: Service) -> None:
    text = one(f'ancestors(after: "{encode_cursor("2|LC-1")}") {{ nodes {{ code }} }}')
    values = service.plan(Question(text), AUDITOR).bound.parameters["q"].values()
    assert {"steps": "2", "code": "LC-1"} in values
    with pytest.raises(BadUserInput, match="made under the order CODE_ASC and the page goes by NEAREST"):
        planned(service, one(f'ancestors(after: "{encode_cursor("LC-1")}") {{ nodes {{ code }} }}'))


@pytest.mark.parametrize(
    ("type_", "label", "most"), [("PARTOF", "Area", 3), ("PART_OF", "Aera", 3), ("PART_OF", "Area", 10)]
)
def test_walks_name_what_the_model_has(type_: str, label: str, most: int) -> None:
    with pytest.raises(ValueError, match=r"model\.py|from 1 to 9"):
        Walk(type_, "in", label, most)


def test_no_property_stands_bare_under_two_names(service: Service) -> None:
    """Of a node that an expression found, the database shows it under the first and null under the others."""
    text = planned(service, one("chain { committee { code a: code b: code } }")).text
    assert "{.code, `a`: coalesce(c2_committee.code), `b`: coalesce(c2_committee.code)}" in text
