"""The how-to pages that add something by one file, followed as they are written, without a database."""

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.tools.docs import shell_lines
from tests.tools.following import copy_of_checkout, files_of, typed

HOW_TO = ROOT / "docs/how-to"
PAGES = (HOW_TO / "add-a-standard.md", HOW_TO / "add-an-audit.md")
NEED_A_DATABASE = ("graphsvc query ", "python -m seed verify")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout, the files of the pages written into it."""
    copy = copy_of_checkout(tmp_path_factory.mktemp("followed") / "checkout")
    for page in PAGES:
        for path, content in files_of(page.read_text("utf-8")).items():
            assert not (copy / path).exists()
            (copy / path).write_text(content, "utf-8")
    return copy


@pytest.fixture(scope="module")
def printed(checkout: Path) -> dict[str, str]:
    """What every line of the pages prints, each typed once and in their order."""
    lines = dict.fromkeys(line for page in PAGES for line in shell_lines(page))
    return {line: typed(line, checkout) for line in lines if not line.startswith(NEED_A_DATABASE)}


def test_a_page_adds_one_file() -> None:
    assert [list(files_of(page.read_text("utf-8"))) for page in PAGES] == [
        ["cypher/standards/building_group.cypher"],
        ["cypher/audits/idle_group.cypher"],
    ]


def test_the_tests_that_the_pages_name_pass(printed: dict[str, str]) -> None:
    ran = [text for line, text in printed.items() if line.startswith(".venv/bin/pytest ")]
    assert ran
    assert all(" passed" in text for text in ran)


def test_add_a_standard(printed: dict[str, str], checkout: Path) -> None:
    assert "buildingGroup" in printed["graphsvc standards"]
    assert "  buildingGroup(" in (checkout / "tests/schema.graphql").read_text("utf-8")
    assert "| `buildingGroup` |" in (checkout / "docs/reference/standards.md").read_text("utf-8")


def test_add_an_audit(printed: dict[str, str], checkout: Path) -> None:
    assert "covers no building" in printed["graphsvc statement audits/idle_group"]
    assert "| `idle_group` |" in (checkout / "docs/reference/audits.md").read_text("utf-8")
