"""The generated parts of README and docs/, by name: each is a piece of Markdown made from the code."""

import argparse
from collections.abc import Iterable, Iterator
from configparser import ConfigParser
from inspect import getdoc
from pathlib import Path
from textwrap import dedent

from graphql import GraphQLSchema

from graphsvc import errors
from graphsvc.catalogue import Catalogue, load_catalogue
from graphsvc.cli.main import parser
from graphsvc.errors import RequestError
from graphsvc.model import KINDS, TIES, Family
from graphsvc.service import Service
from graphsvc.settings import Settings, settings_table
from seed.cli.main import parser as seed_parser
from seed.places.rules import PLACING, START, STOP
from seed.tables import TABLES, Table
from tests.tools.specs import sections
from tests.unit.seed.rules import rule_rows

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "A household's whole line and its liaisons"
EXCERPT_BEGINS, EXCERPT_LINES = ":LIAISES_WITH]", 20
FAMILIES = {
    Family.COMMAND: "隶属, who answers to whom",
    Family.TERRITORY: "地域, what lies where",
    Family.DUTY: "职责, who looks after whom",
    Family.TIE: "联结, lateral, changes no subordination",
    Family.RECORD: "记录, states, figures and records",
}


def generated() -> dict[str, str]:
    """What stands between `<!-- name -->` and `<!-- /name -->` in the documents."""
    asked = next(section for section in sections() if section.heading == QUESTION).blocks
    planner = Service(Settings(), catalogue := load_catalogue(ROOT / "cypher"), None)
    return {
        "question": f"```graphql\n{asked['graphql']}```\n\n```json\n{asked['json variables']}```",
        "excerpt": f"```cypher\n{excerpt(asked['cypher'])}\n```",
        "cypher": f"```cypher\n{asked['cypher']}```",
        "diagram": "\n\n".join([*(diagram(family) for family in Family), kinds()]),
        "placing": placing(),
        "settings": settings(),
        "standards": standards(catalogue),
        "audits": audits(catalogue),
        "commands": commands(),
        "roots": roots(planner.schema),
        "layers": f"```\n{layers()}\n```",
        "codes": codes(),
        "faults": faults(),
        "rules": table(("rule", "what it says", "the row is", "a row that breaks it"), rule_rows()),
        "tables": tables(),
    }


def table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table of Markdown."""
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def excerpt(cypher: str) -> str:
    """At most twenty lines of the question's Cypher, from the hop to the liaison members on, cut where every
    inner block is closed."""
    lines = cypher.splitlines()
    first = next(number for number, line in enumerate(lines) if EXCERPT_BEGINS in line) - 1
    depth, whole = 0, first
    for number, line in enumerate(lines[first : first + EXCERPT_LINES], start=first):
        depth += line.count("{") - line.count("}")
        whole = number if depth == 1 else whole
    return dedent("\n".join(lines[first : whole + 1]))


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
    """Every kind of node with its second labels and properties."""
    rows = [
        (
            f"{kind.label} {kind.chinese}",
            " ".join(kind.seconds) or "-",
            " ".join((*kind.own, *(f"*{name}*" for name in kind.dated))) or "-",
        )
        for kind in KINDS
    ]
    return table(("node", "second label, one of", "properties of its own (*dated: in a State*)"), rows)


def placing() -> str:
    """The types that say where a node of each kind lies."""
    told = {START: "what its {} leads to", STOP: "what is {} it"}
    found = ((label, [told[side].format(kind) for kind, side in steps]) for label, steps in PLACING.items())
    return table(("kind", "lies where"), ((label, ", else ".join(words)) for label, words in found))


def settings() -> str:
    """Every environment variable."""
    rows = [
        (f"`{name}`", f"`{default}`" if default else "", text) for name, default, text in settings_table()
    ]
    return table(("variable", "default", "what it is"), rows)


def standards(catalogue: Catalogue) -> str:
    """Every file in cypher/standards/."""
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


def audits(catalogue: Catalogue) -> str:
    """Every file in cypher/audits/."""
    rows = [
        (f"`{one.name.rpartition('/')[2]}`", f"{one.title} · {one.chinese}", one.severity, one.remedy)
        for one in catalogue.folder("audits")
    ]
    return table(("audit", "what it finds", "severity", "remedy"), rows)


def leaves(words: str, command: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """(`graphsvc db up`, its parser) for every command line that does something."""
    groups = [one for one in command._actions if isinstance(one, argparse._SubParsersAction)]
    for group in groups:
        for name, child in group.choices.items():
            yield from leaves(f"{words} {name}", child)
    if not groups:
        yield words, command


def command_lines() -> dict[str, argparse.ArgumentParser]:
    """Every command that there is."""
    return dict([*leaves("graphsvc", parser()), *leaves("python -m seed", seed_parser())])


def commands() -> str:
    """Every command, what it does and what it takes."""
    rows = [
        (f"`{words}`", one.description or "", "<br>".join(_taken(one)) or "-")
        for words, one in command_lines().items()
    ]
    return table(("command", "what it does", "what it takes"), rows)


def _taken(command: argparse.ArgumentParser) -> Iterator[str]:
    for action in command._actions:
        if isinstance(action, argparse._HelpAction):
            continue
        name = ", ".join(action.option_strings) or action.dest.upper()
        if action.nargs == "?":
            name = f"[{name}]"
        told = f": {action.help}" if action.help else ""
        given = "" if action.option_strings and action.nargs == 0 else _placeholder(action)
        yield f"`{name}{given}`{told}"


def _placeholder(action: argparse.Action) -> str:
    if not action.option_strings:
        return ""
    if action.choices:
        return " " + "\\|".join(str(one) for one in action.choices)
    return f" {action.metavar or action.dest.upper()}"


def roots(schema: GraphQLSchema) -> str:
    """Every field of Query with its arguments."""
    query = schema.query_type
    assert query is not None
    rows = [
        (
            f"`{name}`",
            f"`{field.type}`",
            " ".join(f"`{argument}`" for argument in field.args) or "-",
            field.description or "",
        )
        for name, field in query.fields.items()
    ]
    return table(("root", "gives", "arguments", "what it is"), rows)


def layers() -> str:
    """Which part of graphsvc may import which: each line those below it."""
    contracts = ConfigParser()
    contracts.read(ROOT / ".importlinter", "utf-8")
    lines = contracts["importlinter:contract:layers"]["layers"].strip().splitlines()
    return "\n".join(line.replace("graphsvc.", "").replace(" | ", ", ") for line in lines)


def _all_below(kind: type[Exception]) -> Iterator[type[Exception]]:
    for one in kind.__subclasses__():
        if one.__module__ == errors.__name__:
            yield one
            yield from _all_below(one)


def codes() -> str:
    """Every code that a client may see in `extensions.code`."""
    rows = [
        (f"`{one.code}`", str(one.status), getdoc(one) or "")
        for one in _all_below(RequestError)
        if issubclass(one, RequestError)
    ]
    return table(("code", "HTTP status", "what it means"), rows)


def faults() -> str:
    """Every error that ends a command or a start instead of going to a client."""
    kinds = [one for one in _all_below(errors.GraphsvcError) if not issubclass(one, RequestError)]
    return table(("error", "what it means"), ((f"`{one.__name__}`", getdoc(one) or "") for one in kinds))


def tables() -> str:
    """Every table of the offices with its columns, required ones in bold."""
    rows = [(f"{one.chinese}<br>`{one.name}`", _stored(one), " · ".join(_columns(one))) for one in TABLES]
    return table(("table", "becomes", "columns (**required**)"), rows)


def _stored(one: Table) -> str:
    if one.is_state:
        return f"State of {one.of}"
    return f"`{one.label or one.type}`"


def _columns(one: Table) -> Iterator[str]:
    for column in one.columns:
        name = f"**{column.chinese}**" if column.required else column.chinese
        yield f"{name} `{column.name}`"
