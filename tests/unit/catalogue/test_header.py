"""The header of a file: prose, tags, types and defaults, and what becomes of them in the schema."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from graphql import print_schema

from graphsvc.answer import Question
from graphsvc.catalogue import load_catalogue
from graphsvc.model import INTERNAL, KIND_OF
from graphsvc.schema.query import build_schema
from graphsvc.service import Service
from graphsvc.settings import Settings
from tests.conftest import AUDITOR
from tests.conftest import ROOT as REPOSITORY
from tests.tools.cities import QUANZHOU
from tests.unit.catalogue.test_catalogue import ROOT, STANDARD, write

CYPHER = REPOSITORY / "cypher"


@pytest.mark.parametrize("word", ["source", "target", "window", "expect", "given", "returns", "param"])
def test_prose_may_begin_with_the_name_of_a_tag(word: str, tmp_path: Path) -> None:
    prose = f"{word} of all that lies below\n// it is the day that counts."
    write(tmp_path, "standards/all_grids", STANDARD.replace("Every grid counts.", prose))
    statement = load_catalogue(tmp_path).get("standards/all_grids")
    assert statement.prose.startswith(f"{word} of all that lies below it is the day that counts.")
    assert (statement.source, statement.target) == ("made up", 0.9)


@pytest.mark.parametrize(
    ("written", "kind", "many", "default"),
    [
        ("Boolean = true", "Boolean", False, True),
        ("Boolean = false", "Boolean", False, False),
        ("Int = -3", "Int", False, -3),
        ("Float = 0.5", "Float", False, 0.5),
        ("String = 'a b'", "String", False, "a b"),
        ("Date = 2022-12-31", "Date", False, date(2022, 12, 31)),
        ("[String!] = ['a', 'b']", "String", True, ["a", "b"]),
        ("[Int!] = []", "Int", True, []),
        ("[Int!]", "Int", True, None),
    ],
)
def test_parameters_and_their_defaults(
    written: str, kind: str, many: bool, default: object, tmp_path: Path
) -> None:
    write(tmp_path, "roots/area", ROOT.replace("String!", written))
    parameter = load_catalogue(tmp_path).get("roots/area").parameters[0]
    assert (parameter.type, parameter.many, parameter.default) == (kind, many, default)


@pytest.mark.parametrize(
    ("written", "default", "least"),
    [("Int = 1, at least 1", 1, 1), ("Float = 0.5, at least -2", 0.5, -2), ("Int, at least 0", None, 0)],
)
def test_a_number_may_have_a_least_value(
    written: str, default: float | None, least: int, tmp_path: Path
) -> None:
    write(tmp_path, "roots/area", ROOT.replace("String!", written))
    parameter = load_catalogue(tmp_path).get("roots/area").parameters[0]
    assert (parameter.default, parameter.least) == (default, least)


@pytest.mark.parametrize(
    ("written", "argument"),
    [
        ("[String!]!", "[String!]!"),
        ("[Int!] = [1, 2]", "[Int!] = [1, 2]"),
        ("Boolean = false", "Boolean = false"),
        ("Date = 2022-12-31", 'Date = "2022-12-31"'),
        ("String!", "String!"),
    ],
)
def test_arguments_have_the_type_of_the_parameter(written: str, argument: str, tmp_path: Path) -> None:
    shutil.copytree(CYPHER, tmp_path, dirs_exist_ok=True)
    write(tmp_path, "standards/all_grids", STANDARD.replace("Int = 1", written))
    sdl = print_schema(build_schema(load_catalogue(tmp_path), QUANZHOU))
    assert f"minimum: {argument}" in sdl.partition("allGrids(")[2].partition(")")[0]


def test_every_label_that_clients_meet_may_be_a_unit(tmp_path: Path, settings: Settings) -> None:
    shutil.copytree(CYPHER, tmp_path, dirs_exist_ok=True)
    labels = [label for label in KIND_OF if label not in INTERNAL]
    for label in labels:
        text = STANDARD.replace("unit: Grid", f"unit: {label}").replace("unit:Grid", f"unit:{label}")
        write(tmp_path, f"standards/of_{label.lower()}", text)
    service = Service(settings, load_catalogue(tmp_path), None)
    for label in labels:
        asked = f"of{label.lower().title()} {{ due gaps(first: 1) {{ nodes {{ unit {{ id code }} }} }} }}"
        question = Question(f'{{ area(code: "350500") {{ coverage {{ {asked} }} }} }}')
        assert f"// standards/of_{label.lower()}" in service.plan(question, AUDITOR).compiled.text
