"""The how-to pages that add something by one file, followed as they are written, without a database."""

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.tools.docs import shell_lines
from tests.tools.following import copy_of_checkout, files_of, typed

HOW_TO = ROOT / "docs/how-to"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    return copy_of_checkout(tmp_path / "checkout")


def without_database(line: str) -> bool:
    return not line.startswith("graphsvc query ")


@pytest.mark.slow
def test_add_a_standard(checkout: Path) -> None:
    page = HOW_TO / "add-a-standard.md"
    files = files_of(page.read_text("utf-8"))
    assert list(files) == ["cypher/standards/building_group.cypher"]
    for path, content in files.items():
        (checkout / path).write_text(content, "utf-8")
    printed = [typed(line, checkout) for line in shell_lines(page) if without_database(line)]
    assert "buildingGroup" in printed[0]
    assert " passed" in printed[-1]
    assert "  buildingGroup(" in (checkout / "tests/schema.graphql").read_text("utf-8")
    assert "| `buildingGroup` |" in (checkout / "docs/reference/standards.md").read_text("utf-8")
