"""Specs are documents: a heading, a question, the Cypher it becomes, the answer it gets."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graphsvc.access import COMMAND_LINE, authenticator_of
from graphsvc.answer import Answer, Question
from graphsvc.caller import Caller
from graphsvc.settings import Settings

FOLDER = Path(__file__).parents[1] / "spec"
_FENCE = re.compile(r"```(graphql|json variables|json caller|cypher|json)\n(.*?)```", re.DOTALL)
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Section:
    """One section of a spec; `blocks` by the words of their fence."""

    path: Path
    heading: str
    text: str
    blocks: dict[str, str]

    @property
    def question(self) -> Question:
        return Question(self.blocks["graphql"], json.loads(self.blocks.get("json variables", "{}")))

    @property
    def caller(self) -> Caller:
        told = json.loads(self.blocks.get("json caller", "{}"))
        settings = Settings(
            jurisdiction=told.get("jurisdiction", ""), show_names=told.get("showNames", False)
        )
        return authenticator_of(settings).authenticate(COMMAND_LINE)

    @property
    def needs_no_database(self) -> bool:
        """The catalogue answers it; another file in the catalogue changes the answer."""
        return self.blocks.get("cypher") == ""

    def __str__(self) -> str:
        return f"{self.path.stem}: {self.heading}"


def sections() -> list[Section]:
    return [section for path in sorted(FOLDER.glob("*.md")) for section in _read(path)]


def _read(path: Path) -> Iterator[Section]:
    text = path.read_text("utf-8")
    starts = list(_SECTION.finditer(text))
    for index, match in enumerate(starts):
        end = starts[index + 1].start() if index + 1 < len(starts) else len(text)
        body = text[match.start() : end]
        yield Section(path, match[1], body, dict(_FENCE.findall(body)))


def rewrite(section: Section, kind: str, content: str) -> None:
    """Put a block in place of the section's own, or at its end."""
    block = f"```{kind}\n{content}```"
    text = section.path.read_text("utf-8")
    fresh = next(one for one in _read(section.path) if one.heading == section.heading)
    body = fresh.text
    if kind in fresh.blocks:
        old = f"```{kind}\n{fresh.blocks[kind]}```"
        new_body = body.replace(old, block)
    else:
        new_body = body.rstrip() + f"\n\n{block}\n\n"
    section.path.write_text(text.replace(body, new_body).rstrip() + "\n", "utf-8")


def shown(answer: Answer) -> str:
    """The body as the specs show it: no request id, no data version."""
    body: dict[str, Any] = json.loads(answer.to_bytes())
    body.pop("extensions", None)
    for error in body.get("errors", []):
        error["extensions"].pop("requestId")
        error.pop("locations", None)
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def without(section: Section, kind: str) -> Section:
    """The section as if the block were not there."""
    return replace(section, blocks={key: text for key, text in section.blocks.items() if key != kind})
