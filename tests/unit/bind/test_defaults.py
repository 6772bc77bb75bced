"""Null for an argument with a default is the default: of every argument of the schema, however it is null."""

from collections.abc import Iterator
from typing import Any

import pytest
from graphql import (
    FieldNode,
    GraphQLArgument,
    GraphQLField,
    GraphQLNonNull,
    GraphQLObjectType,
    OperationDefinitionNode,
    Undefined,
    parse,
)

from graphsvc.answer import Question
from graphsvc.bind.arguments import Argument, arguments_of
from graphsvc.bind.parameters import Slot
from graphsvc.catalogue import load_catalogue
from graphsvc.errors import BadUserInput
from graphsvc.profile import load_profile
from graphsvc.schema.query import build_schema
from graphsvc.service import Service
from graphsvc.settings import Settings
from tests.conftest import AUDITOR, ROOT

SCHEMA = build_schema(load_catalogue(ROOT / "cypher"), load_profile(Settings().profile))
NULLS = ("{ f }", "{ f(%s: null) }", "query($v: Int) { f(%s: $v) }")
Case = tuple[str, GraphQLField, str, GraphQLArgument]


def with_defaults() -> Iterator[Case]:
    for kind in SCHEMA.type_map.values():
        for name, field in kind.fields.items() if isinstance(kind, GraphQLObjectType) else ():
            for argument, declared in field.args.items():
                if declared.default_value is not Undefined and not kind.name.startswith("__"):
                    yield f"{kind.name}.{name}({argument}:)", field, argument, declared


CASES = list(with_defaults())


def field_of(text: str) -> FieldNode:
    operation = parse(text).definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    field = operation.selection_set.selections[0]
    assert isinstance(field, FieldNode)
    return field


def test_the_schema_has_defaults() -> None:
    assert len(CASES) > 90
    assert {case[2] for case in CASES} >= {"first", "scope", "through", "maxHops", "maxPaths", "minimum"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case[0]))
def test_null_is_the_default(case: Case) -> None:
    _, field, argument, declared = case
    assert not isinstance(declared.type, GraphQLNonNull), "null is no value of it: the type refuses it"
    for text in NULLS:
        node = field_of(text.replace("%s", argument))
        slot = Slot("p", argument, "", "f", field, node)
        # Other arguments may be required; only this one is looked at.
        alone = GraphQLField(field.type, args={argument: declared})
        for variables in ({}, {"v": None}):
            assert Argument.of(slot).value(variables) == declared.default_value, text
            found = arguments_of(alone, node, variables)
            assert found == {declared.out_name or argument: declared.default_value}, text


def bound(service: Service, text: str, values: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    planned = service.plan(Question(text, values), AUDITOR)
    return planned.compiled.text, planned.bound.parameters["q"]


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("Int", 'area(code: "350500") { coverage { householdLiaison%s { due covered } } } | minimum'),
        ("Int", 'area(code: "350500") { children%s { nodes { code } } } | first'),
        ("Int", 'area(code: "350500") { coverage { gridOrganization { gaps%s { totalCount } } } } | first'),
        ("Int", 'search(text: "党委", %s) { node { code } } | first'),
        ("Scope", 'area(code: "350500") { organizationCount%s } | scope'),
        ("Scope", 'area(code: "350500") { householdCount%s } | scope'),
        ("Int", 'paths(from: "Area:350500", to: "Area:350502", %s) { length } | maxHops'),
        ("Int", 'paths(from: "Area:350500", to: "Area:350502", %s) { length } | maxPaths'),
        ("[Family!]", 'paths(from: "Area:350500", to: "Area:350502", %s) { length } | through'),
    ],
)
def test_a_question_with_null_is_the_question_without(kind: str, asked: str, service: Service) -> None:
    text, _, argument = asked.partition(" | ")
    filled = text if ", %s" in text else text.replace("%s", "(%s)")
    whole = bound(service, "{ " + text.replace(", %s", "").replace("%s", "") + " }", {})
    assert bound(service, "{ " + filled.replace("%s", f"{argument}: null") + " }", {}) == whole
    for values in ({}, {"v": None}):
        variable = f"query($v: {kind}) {{ " + filled.replace("%s", f"{argument}: $v") + " }"
        assert bound(service, variable, values) == whole


MINIMUM = 'query($m: Int) { area(code: "350502") { coverage { householdLiaison(minimum: $m) { due } } } }'


@pytest.mark.parametrize("given", [{}, {"m": None}, {"m": 1}])
def test_2_16_null_is_the_least_that_counts(given: dict[str, Any], service: Service) -> None:
    bound = service.plan(Question(MINIMUM, given), AUDITOR).bound.parameters
    assert [value for name, value in bound["q"].items() if name.endswith("minimum")] == [1]


@pytest.mark.parametrize("few", [0, -3])
def test_2_16_less_than_one_is_refused(few: int, service: Service) -> None:
    with pytest.raises(BadUserInput, match=rf"minimum: {few} is less than 1; give 1"):
        service.plan(Question(MINIMUM, {"m": few}), AUDITOR)
