"""README and docs/ as files: `python -m tests.tools.docs` writes what of them is generated."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graphsvc.catalogue import load_catalogue
from graphsvc.service import Service
from graphsvc.settings import Settings
from tests.tools.generated import ROOT, generated
from tests.tools.specs import rewrite, sections, shown

README = ROOT / "README.md"
BENCHMARKS = ROOT / "docs/explanation/benchmarks.md"
SCHEMA = ROOT / "tests/schema.graphql"
_SHELL = re.compile(r"^( *)```sh\n(.*?)^ *```", re.DOTALL | re.MULTILINE)

_ANSWERED = re.compile(r"```sh\n([^`]+)\n```\n\n(?:(?!```|#)[^\n]+\n)+\n```json\n(.*?)```", re.DOTALL)
"""A question in a shell, a paragraph, the answer's data."""


def pages() -> list[Path]:
    """Every document that a reader of the project is sent to."""
    named = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")]
    return [*named, *sorted((ROOT / "docs").rglob("*.md"))]


def mark(name: str) -> re.Pattern[str]:
    """The generated part of that name, its marks included."""
    return re.compile(rf"<!-- {name} -->\n(.*?)\n?<!-- /{name} -->", re.DOTALL)


def between(text: str, name: str) -> str | None:
    """What stands between the marks, None where there are none."""
    found = mark(name).search(text)
    return found[1] if found else None


def replaced(text: str, name: str, content: str) -> str:
    """The text with other content between the marks."""
    fresh = f"<!-- {name} -->\n{content}\n<!-- /{name} -->"
    return mark(name).sub(lambda _: fresh, text)


def shell_lines(*paths: Path) -> Iterator[str]:
    """The command lines of the ```sh blocks, those that go on over several lines joined."""
    for path in paths or pages():
        for block in _SHELL.finditer(path.read_text("utf-8")):
            for line in block[2].replace("\\\n", "").splitlines():
                yield " ".join(line.split())


def answers_shown() -> dict[str, Any]:
    """The command lines that a block of JSON follows within a few lines, and what it holds."""
    found = {}
    for path in pages():
        for line, data in _ANSWERED.findall(path.read_text("utf-8")):
            found[" ".join(line.replace("\\\n", "").split())] = json.loads(data)
    return found


def main() -> None:
    """Writes the generated parts of every document, the SDL, and the answers that come from the catalogue."""
    parts = generated()
    for path in pages():
        text = path.read_text("utf-8")
        for name, content in parts.items():
            text = replaced(text, name, content)
        path.write_text(text, "utf-8")
    service = Service(Settings(), load_catalogue(ROOT / "cypher"), None)
    SCHEMA.write_text(service.sdl, "utf-8")
    for section in sections():
        if section.needs_no_database:
            answer = service.answer(section.question, section.caller, "spec")
            rewrite(section, "json", shown(answer))


if __name__ == "__main__":
    main()
