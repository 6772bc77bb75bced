"""Documents are tests: what is generated is as generated, what is named exists, every command is executed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from graphsvc.catalogue.folders import FOLDERS
from graphsvc.catalogue.header import TAGS
from graphsvc.model import KINDS, TIES
from graphsvc.settings import settings_table
from tests.bench.measure import ROWS
from tests.conftest import ROOT
from tests.tools.docs import BENCHMARKS, README, between, pages, shell_lines
from tests.tools.executed import COMMANDS, FOLLOWED, LINES, TARGETS, asked_live
from tests.tools.generated import command_lines, generated

PARTS = generated()
DOCS = ROOT / "docs"


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


ALL = "\n".join(path.read_text("utf-8") for path in pages())


@pytest.mark.parametrize("part", PARTS)
def test_generated_parts(part: str) -> None:
    found = {name(path): between(path.read_text("utf-8"), part) for path in pages()}
    shown = {path: content for path, content in found.items() if content is not None}
    assert shown
    for path, content in shown.items():
        assert content == PARTS[part], f"{path}: run `make docs` and read the difference"


def test_every_mark_is_written_by_something() -> None:
    assert set(re.findall(r"<!-- (\w+) -->", ALL)) == {*PARTS, "bench"}


def test_the_readme_is_short_and_shows_what_runs() -> None:
    assert len(README.read_text("utf-8").splitlines()) <= 160
    shown, whole = PARTS["excerpt"].splitlines()[1:-1], PARTS["cypher"].splitlines()
    assert 12 <= len(shown) <= 20
    stripped = [line.strip() for line in whole]
    first = stripped.index(shown[1].strip()) - 1
    assert stripped[first : first + len(shown)] == [line.strip() for line in shown]


def anchors(path: Path) -> set[str]:
    """The headings of a page as links name them."""
    lines = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def links(path: Path) -> Iterator[tuple[Path, str]]:
    for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
        if "://" not in target:
            file, _, anchor = target.partition("#")
            yield (path.parent / file).resolve() if file else path, anchor


@pytest.mark.parametrize("path", pages(), ids=name)
def test_links_lead_somewhere(path: Path) -> None:
    for target, anchor in links(path):
        assert target.exists(), target
        assert not anchor or anchor in anchors(target), f"{target}#{anchor}"


def test_the_index_has_every_page() -> None:
    linked = {target for target, _ in links(DOCS / "index.md")}
    assert {path for path in pages() if DOCS in path.parents} - linked == {DOCS / "index.md"}


def test_the_diagram_has_the_whole_model() -> None:
    drawn = PARTS["diagram"]
    for tie in TIES:
        assert f" : {tie.type}\n" in drawn
    for kind in KINDS:
        assert f"| {kind.label} {kind.chinese} |" in drawn


def test_every_target_of_make_is_told_and_executed() -> None:
    helped = re.findall(r"^([a-z]+):.*##", text_of("Makefile"), re.MULTILINE)
    targets = {f"make {target}" for target in helped} - {"make help", "make lock"}
    assert targets == set(TARGETS)
    assert set(re.findall(r"^\| `(make [a-z]+)`", text_of("docs/reference/commands.md"), re.M)) == targets
    named = set(re.findall(r"`(make [a-z]+)[`\s]", ALL)) | {
        one for one in shell_lines() if one[:5] == "make "
    }
    assert named <= targets
    for command, place in TARGETS.items():
        text = text_of(place)
        assert command in text or f'make("{command[5:]}")' in text, f"{place} does not execute `{command}`"


def test_every_command_is_executed() -> None:
    assert set(COMMANDS) == set(command_lines())
    for command, (place, evidence) in COMMANDS.items():
        assert evidence in text_of(place), f"{place} does not execute `{command}`: {evidence} is not there"


def test_every_command_that_is_named_exists() -> None:
    known = tuple(command_lines())
    for words in re.findall(r"`((?:graphsvc|python -m seed) [a-z][^`]*)`", ALL):
        assert words.startswith(known), words


def test_every_line_of_a_shell_is_executed() -> None:
    for line in {line for path in pages() for line in shell_lines(path) if name(path) not in FOLLOWED}:
        assert asked_live(line) or line in TARGETS or line in LINES, f"nothing executes `{line}`"
    for line, (place, evidence) in LINES.items():
        assert evidence in text_of(place), f"{place} does not execute `{line}`: {evidence} is not there"
    for page, place in FOLLOWED.items():
        assert Path(page).name in text_of(place)


def test_variables_exist() -> None:
    known = {variable for variable, _, _ in settings_table()}
    assert set(re.findall(r"GRAPHSVC_[A-Z0-9_]*[A-Z0-9]", ALL)) <= known | {"GRAPHSVC"}


def test_the_measured_rows_are_those_of_the_code() -> None:
    shown = re.findall(r"^\| (.+?) \|", between(BENCHMARKS.read_text("utf-8"), "bench") or "", re.MULTILINE)
    assert shown[2:] == [row.what for row in ROWS]


def test_decisions_are_dated_lines() -> None:
    entries = re.findall(r"^- (.+)$", text_of("docs/explanation/decisions.md"), re.MULTILINE)
    assert entries
    days = [re.match(r"20\d\d-\d\d-\d\d ", entry) for entry in entries]
    assert all(days)
    assert [day[0] for day in days if day] == sorted(day[0] for day in days if day)


def test_the_code_map_has_every_room() -> None:
    page = text_of("docs/explanation/architecture.md")
    named = re.findall(r"^\| `([\w./]+)` \|", page, re.MULTILINE)
    assert all((ROOT / path).exists() for path in named)
    rooms = {
        f"{path.parent.relative_to(ROOT).as_posix()}/"
        for top in ("graphsvc", "seed")
        for path in (ROOT / top).glob("*/__init__.py")
    }
    assert rooms <= set(named)


def test_the_form_of_a_cypher_file_is_told_whole() -> None:
    rows = set(re.findall(r"^\| `(\w+)` \|", text_of("docs/reference/cypher-file.md"), re.MULTILINE))
    assert rows == {*TAGS, *FOLDERS}


def test_every_dependency_has_its_licence() -> None:
    declared = re.search(r"^dependencies = \[(.*?)^\]", text_of("pyproject.toml"), re.MULTILINE | re.DOTALL)
    assert declared
    told = text_of("docs/explanation/licences.md")
    for package in re.findall(r'"([\w-]+)[=<>]', declared[1]):
        assert re.search(rf"\b{package}\b", told), package
