"""Arguments are found without graphql-core, and are what graphql-core finds."""

from typing import Any

import pytest
from graphql import Undefined
from graphql.execution.values import get_argument_values

from graphsvc.answer import Question
from graphsvc.bind.arguments import Argument
from graphsvc.errors import BadUserInput, RequestError
from graphsvc.service import Service
from tests.conftest import AUDITOR
from tests.tools.specs import Section, sections

LIST = "partyOrganizations(%s) { nodes { code } }"


def by_graphql_core(argument: Argument, variables: dict[str, Any]) -> Any:
    slot = argument.slot
    declared = slot.definition.args.get(slot.argument)
    if declared is None:
        return None
    found = get_argument_values(slot.definition, slot.node, variables).get(declared.out_name or slot.argument)
    # Null means the default, where there is one: here graphql-core is not followed.
    missing = found is None and declared.default_value is not Undefined
    return declared.default_value if missing else found


@pytest.mark.parametrize("section", sections(), ids=str)
def test_arguments_of_the_specs(section: Section, planner: Service) -> None:
    try:
        planned = planner.plan(section.question, section.caller)
    except RequestError:
        return
    for argument in planned.compiled.binder.arguments:
        expected = by_graphql_core(argument, planned.variables)
        assert argument.value(planned.variables) == expected, argument.slot


@pytest.mark.parametrize(
    ("declared", "arguments", "values"),
    [
        ("", "", {}),
        ("", "first: null", {}),
        ("", "first: 7, tier: [GROUP, BRANCH]", {}),
        ("", "tier: GROUP, beganFrom: null", {}),
        ("$n: Int", "first: $n", {}),
        ("$n: Int", "first: $n", {"n": None}),
        ("$n: Int", "first: $n", {"n": 3}),
        ("$n: Int = 9", "first: $n", {}),
        ("$n: Int = 9", "first: $n", {"n": None}),
        ("$t: Tier!", "tier: [$t, BRANCH]", {"t": "GROUP"}),
        ("$t: Tier! = BRANCH", "tier: [$t]", {}),
        ("$t: [Tier!]", "tier: $t", {"t": ["GROUP"]}),
        ("$t: [Tier!]", "tier: $t", {"t": "GROUP"}),
        ("$t: [Tier!]", "tier: $t", {}),
        ("$d: Date", "asOf: $d, beganFrom: $d", {"d": "2022-01-01"}),
    ],
)
def test_arguments(planner: Service, declared: str, arguments: str, values: dict[str, Any]) -> None:
    """Given or not, null or not, constants, variables, defaults of both, variables inside a list."""
    head = f"query({declared})" if declared else "query"
    root = LIST % arguments if arguments else LIST.replace("(%s)", "")
    text = f"{head} {{ {root} }}"
    try:
        planned = planner.plan(Question(text, values), AUDITOR)
    except BadUserInput as error:
        assert "outside 0 to" in str(error)
        return
    for argument in planned.compiled.binder.arguments:
        expected = by_graphql_core(argument, planned.variables)
        assert argument.value(planned.variables) == expected, argument.slot


@pytest.mark.parametrize(
    ("text", "argument"),
    [
        ('query($of: String = "350500") { area(code: $of) { code } }', "code"),
        ('query($of: ID = "Household:1") { chainOfCommand(of: $of) { complete } }', "of"),
        ('query($of: ID = "Household:1") { other: chainOfCommand(of: $of) { complete } }', "of"),
    ],
)
def test_a_null_that_is_refused_is_the_callers(planner: Service, text: str, argument: str) -> None:
    """A variable with a default passes validation, and may be null all the same."""
    with pytest.raises(BadUserInput, match=rf"Argument '{argument}' of non-null type"):
        planner.plan(Question(text, {"of": None}), AUDITOR)
