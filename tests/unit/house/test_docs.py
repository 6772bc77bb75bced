"""Documents are tests: what is generated is as generated, every command exists and is executed somewhere."""

import re
from collections.abc import Iterator

import pytest

from graphsvc.model import KINDS, TIES
from graphsvc.settings import settings_table
from tests.bench.measure import ROWS
from tests.conftest import ROOT
from tests.tools.docs import README, between, blocks, commands

TEXT = README.read_text("utf-8")
MAKE = {
    "make up": "tests/live/server/test_cli_live.py",
    "make down": "tests/live/server/test_cli_live.py",
    "make test": ".ci/run",
    "make unit": "tests/unit/house/test_suite.py",
    "make soak": "tests/unit/house/test_suite.py",
    "make check": ".ci/run",
    "make fuzz": ".ci/run",
    "make docs": "tests/unit/house/test_docs.py",
    "make bench": "tests/bench/test_bench_small.py",
}
"""Where each target is executed."""


def shell_lines() -> Iterator[str]:
    for block in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL):
        yield from block.splitlines()


@pytest.mark.parametrize("name", blocks())
def test_generated_parts(name: str) -> None:
    assert between(TEXT, name) == blocks()[name], "run `make docs` and read the difference"


def test_the_diagram_has_the_whole_model() -> None:
    drawn = blocks()["diagram"]
    for tie in TIES:
        assert f" : {tie.type}\n" in drawn
    for kind in KINDS:
        assert f"| {kind.label} {kind.chinese} |" in drawn


def test_every_target_of_make_is_executed() -> None:
    named = set(re.findall(r"`(make [a-z]+)`", TEXT)) | {
        line for line in shell_lines() if line[:5] == "make "
    }
    assert named == set(MAKE)
    for command, place in MAKE.items():
        text = (ROOT / place).read_text("utf-8")
        assert command in text or f'make("{command[5:]}")' in text


def test_make_help_has_every_target() -> None:
    helped = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert {f"make {name}" for name in helped} - {"make help", "make lock"} == set(MAKE)


def test_the_measured_rows_are_those_of_the_code() -> None:
    shown = re.findall(r"^\| (.+?) \|", between(TEXT, "bench"), re.MULTILINE)
    assert shown[2:] == [row.what for row in ROWS]


def test_every_command_that_is_named_exists() -> None:
    known = set(re.findall(r"^\| `([^`]+)`", commands(), re.MULTILINE))
    named = set(re.findall(r"`((?:graphsvc|python -m seed) [a-z][^`]*)`", TEXT)) | set(shell_lines())
    for words in named:
        if words.startswith(("graphsvc ", "python -m seed ")):
            assert any(words.startswith(command) for command in known), words


def test_variables_exist() -> None:
    known = {name for name, _, _ in settings_table()}
    assert set(re.findall(r"GRAPHSVC_[A-Z0-9_]+", TEXT)) <= known


def test_size_of_the_reasons_and_of_the_house() -> None:
    reasons = re.findall(r"^- 20\d\d-\d\d-\d\d .+", TEXT, re.MULTILINE)
    assert 1 <= len(reasons) <= 10
    house = re.search(r"## The house, in twelve lines\n\n```\n(.*?)```", TEXT, re.DOTALL)
    assert house
    assert len(house[1].splitlines()) == 12
    for line in house[1].splitlines():
        for path in re.findall(r"[\w./]+", line[:42]):
            base = "graphsvc/" if line.startswith("graphsvc/") and not path.startswith("graphsvc/") else ""
            assert (ROOT / base / path).exists(), path
