"""The compiler keeps what it knows as objects until the text is written: it takes no text apart."""

import ast
from pathlib import Path

import pytest

from graphsvc.spelling import camel, pascal, snake

ROOM = Path(__file__).parents[3] / "graphsvc" / "compile"
TAKING_APART = {
    "find", "index", "lstrip", "partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex",
    "rpartition", "rsplit", "rstrip", "split", "strip",
}  # fmt: skip
READ_FROM_ELSEWHERE = {
    "bounds.py": "the texts that the dataset keeps: a kind and two days",
    "lowerings.py": "relationship types as a declaration joins them",
}
"""Modules that take apart what is none of the compiler's own text."""


@pytest.mark.parametrize(
    "path", sorted(ROOM.rglob("*.py")), ids=lambda path: path.relative_to(ROOM).as_posix()
)
def test_no_text_is_taken_apart(path: Path) -> None:
    calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    found = {one.attr for one in calls if isinstance(one, ast.Attribute)} & TAKING_APART
    assert bool(found) == (path.name in READ_FROM_ELSEWHERE), f"{path.name}: {sorted(found)}"


@pytest.mark.parametrize(
    ("in_graphql", "in_cypher"),
    [
        ("approvedOn", "approved_on"),
        ("code", "code"),
        ("areaM2", "area_m2"),
        ("schemaVersion", "schema_version"),
    ],
)
def test_cases_of_a_field(in_graphql: str, in_cypher: str) -> None:
    assert snake(in_graphql) == in_cypher
    assert camel(in_cypher) == in_graphql


@pytest.mark.parametrize("label", ["Area", "PartyMember", "NewEconomicOrganization"])
def test_cases_of_a_label(label: str) -> None:
    assert pascal(snake(label)) == label
