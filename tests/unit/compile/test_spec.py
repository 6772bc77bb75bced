"""Without a database: every question of the specs becomes the Cypher that stands beside it."""

import pytest
from graphql import (
    FieldNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    parse,
    visit,
)

from graphsvc.errors import RequestError
from graphsvc.service import Service
from tests.tools.specs import Section, rewrite, sections, shown


@pytest.mark.parametrize("section", sections(), ids=str)
def test_cypher(section: Section, planner: Service, pytestconfig: pytest.Config) -> None:
    try:
        plan = planner.plan(section.question, section.caller).compiled
    except RequestError:
        assert "cypher" not in section.blocks, "a question that is refused becomes no statement"
        return
    text = plan.text + "\n" if plan.text else ""
    if pytestconfig.getoption("--rewrite-spec"):
        rewrite(section, "cypher", text)
        return
    assert section.blocks.get("cypher") == text


@pytest.mark.parametrize("section", [one for one in sections() if one.needs_no_database], ids=str)
def test_answers_that_need_no_database(section: Section, planner: Service) -> None:
    assert section.blocks["json"] == shown(planner.answer(section.question, section.caller, "spec"))


def owners(service: Service, kind: object) -> list[str]:
    """The types that a field is asked of: of an interface every type that implements it."""
    if isinstance(kind, GraphQLInterfaceType):
        return [one.name for one in service.schema.get_possible_types(kind)]
    return [kind.name] if isinstance(kind, GraphQLObjectType) else []


def test_every_field_stands_in_a_spec(planner: Service) -> None:
    """But for those of Coverage: each is a file of the catalogue, and is measured by its `expect`."""
    asked: set[tuple[str, str]] = set()
    info = TypeInfo(planner.schema)

    class Fields(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> None:
            asked.update((owner, node.name.value) for owner in owners(planner, info.get_parent_type()))

    for section in sections():
        try:
            visit(parse(section.blocks["graphql"]), TypeInfoVisitor(info, Fields()))
        except RequestError:
            continue
    declared = {
        (kind.name, name)
        for kind in planner.schema.type_map.values()
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__")
        for name in kind.fields
    }
    shared = {name for owner, name in asked if owner.endswith(("Connection", "Edge"))}
    missing = {
        (owner, name)
        for owner, name in declared - asked
        if not (owner.endswith(("Connection", "Edge")) and name in shared) and owner != "Coverage"
    }
    assert missing == set()


def test_headings_are_unique() -> None:
    names = [str(section) for section in sections()]
    assert len(names) == len(set(names))


def test_how_many_questions_have_their_cypher_and_their_answer() -> None:
    filled = [one for one in sections() if one.blocks.get("cypher", "").strip() and one.blocks.get("json")]
    assert len(filled) >= 200
