"""What of the documents is generated: `python -m tests.tools.docs` writes it, a test compares it."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from graphsvc.catalogue import Catalogue, load_catalogue
from graphsvc.cli.main import parser
from graphsvc.model import KINDS, TIES, Family
from graphsvc.service import Service
from graphsvc.settings import Settings, settings_table
from seed.__main__ import parser as seed_parser
from tests.tools.specs import sections

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
SCHEMA = ROOT / "tests/schema.graphql"
QUESTION = "A household's whole line and its liaisons"
FAMILIES = {
    Family.COMMAND: "隶属, who answers to whom",
    Family.TERRITORY: "地域, what lies where",
    Family.DUTY: "职责, who looks after whom",
    Family.TIE: "联结, lateral, changes no subordination",
    Family.RECORD: "记录, states, figures and records",
}


def table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def diagram(family: Family) -> str:
    """Every relationship type of one family between the kinds it joins."""
    lines = [
        f"  {start} }}o--o{{ {end} : {tie.type}"
        for tie in TIES
        if tie.family is family
        for start in tie.starts
        for end in tie.ends
    ]
    return "\n".join([f"**{family}** ({FAMILIES[family]})\n", "```mermaid", "erDiagram", *lines, "```"])


def kinds() -> str:
    rows = [
        (
            f"{kind.label} {kind.chinese}",
            " ".join(kind.seconds) or "-",
            " ".join((*kind.own, *(f"*{name}*" for name in kind.dated))) or "-",
        )
        for kind in KINDS
    ]
    return table(("node", "second label, one of", "properties of its own (*dated: in a State*)"), rows)


def settings() -> str:
    rows = [
        (f"`{name}`", f"`{default}`" if default else "", text) for name, default, text in settings_table()
    ]
    return table(("variable", "default", "what it is"), rows)


def standards(catalogue: Catalogue) -> str:
    rows = [
        (
            f"`{one.field_name}`",
            f"{one.title} · {one.chinese}",
            one.denominator,
            ", ".join(f"{item.name} = {item.default}" for item in one.parameters if not item.required) or "-",
            one.expect,
        )
        for one in catalogue.folder("standards")
    ]
    return table(("field of `coverage`", "standard", "who is due", "parameters", "in the sample"), rows)


def leaves(words: str, command: argparse.ArgumentParser) -> Iterator[tuple[str, str]]:
    """(`graphsvc db up`, its description) for every command line that does something."""
    groups = [one for one in command._actions if isinstance(one, argparse._SubParsersAction)]
    for group in groups:
        for name, child in group.choices.items():
            yield from leaves(f"{words} {name}", child)
    if not groups:
        yield f"`{words}`", command.description or ""


def commands() -> str:
    rows = [*leaves("graphsvc", parser()), *leaves("python -m seed", seed_parser())]
    return table(("command", "what it does"), rows)


def blocks() -> dict[str, str]:
    """What stands between `<!-- name -->` and `<!-- /name -->` in the README."""
    asked = next(section for section in sections() if section.heading == QUESTION).blocks
    catalogue = load_catalogue(ROOT / "cypher")
    return {
        "question": f"```graphql\n{asked['graphql']}```\n\n```json\n{asked['json variables']}```",
        "cypher": f"```cypher\n{asked['cypher']}```",
        "diagram": "\n\n".join([*(diagram(family) for family in Family), kinds()]),
        "settings": settings(),
        "standards": standards(catalogue),
        "commands": commands(),
    }


def between(text: str, name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n(.*?)\n<!-- /{name} -->", text, re.DOTALL)
    return found[1] if found else ""


def main() -> None:
    text = README.read_text("utf-8")
    for name, content in blocks().items():
        fresh = f"<!-- {name} -->\n{content}\n<!-- /{name} -->"
        text = re.sub(
            rf"<!-- {name} -->\n.*?<!-- /{name} -->", lambda _, new=fresh: new, text, flags=re.DOTALL
        )
    README.write_text(text, "utf-8")
    catalogue = load_catalogue(ROOT / "cypher")
    SCHEMA.write_text(Service(Settings(), catalogue, None).sdl, "utf-8")


if __name__ == "__main__":
    main()
