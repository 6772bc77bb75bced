"""The command `graphsvc`: argv in, exit code out."""

import argparse
import json
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from typing import Any

from rich.console import Console
from rich.table import Table

from graphsvc.access import banner, caller_from, check_host
from graphsvc.answer import Question
from graphsvc.catalogue import load_catalogue
from graphsvc.cli import operations
from graphsvc.errors import GraphsvcError
from graphsvc.export import Subtree, export_subtree
from graphsvc.service import Service, open_service
from graphsvc.settings import Settings, load_settings
from graphsvc.warmup import read_documents


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; a fault that is ours prints one line and exits 1, a wrong command line exits 2."""
    arguments = parser().parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    try:
        return int(arguments.run(arguments, load_settings()))
    except GraphsvcError as error:
        print(f"graphsvc: {error}", file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    """The command line; the README's list of commands is printed from it."""
    root = argparse.ArgumentParser(
        prog="graphsvc", description="Party-led grid governance as a graph, over GraphQL"
    )
    commands = root.add_subparsers(required=True, metavar="command")
    _add(commands, "serve", _serve, "serve GraphQL over HTTP until stopped")
    for name, run, text in (
        ("explain", _explain, "print the one Cypher statement a document becomes; needs no database"),
        ("query", _query, "answer a document and print the JSON"),
    ):
        command = _add(commands, name, run, text)
        command.add_argument("document", help="the GraphQL document")
        command.add_argument("--variables", default="{}", help="values of its variables, as a JSON object")
        command.add_argument("--operation", help="which operation, where the document has several")
        command.add_argument("--json", action="store_true", help="print JSON only")
    export = _add(commands, "export", _export, "print what lies in an area that day, a line of JSON a node")
    export.add_argument("area", help="code of a division, a grid or a compound")
    export.add_argument("--as-of", default="", help="the day, such as 2022-12-31; today if left out")
    export.add_argument(
        "--kind", action="append", default=[], help="only this kind, such as Household; again for more"
    )
    _add(
        commands, "statement", _statement, "print a file of the catalogue, ready for Neo4j Browser"
    ).add_argument("name", help="its path without .cypher, such as standards/household_liaison")
    _add(commands, "standards", _standards, "list the standards: field, meaning, who is due")
    _add(commands, "schema", _schema, "print the GraphQL schema")
    operations.add_parsers(commands)
    return root


def _add(commands: Any, name: str, run: Any, text: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def _serve(arguments: argparse.Namespace, settings: Settings) -> int:
    from granian import Granian
    from granian.constants import Interfaces

    check_host(settings)
    # A worker that cannot start is started again and again; what is wrong is said here, once.
    read_documents(Service(settings, load_catalogue(settings.catalogue), None), caller_from(settings))
    print(banner(settings), file=sys.stderr)
    Granian(
        "graphsvc.http.app:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=settings.host,
        port=settings.port,
        workers=settings.workers,
        blocking_threads=settings.threads,
        respawn_failed_workers=True,
    ).serve()
    return 0


def _question(arguments: argparse.Namespace) -> Question:
    try:
        variables = json.loads(arguments.variables)
    except json.JSONDecodeError as error:
        raise GraphsvcError(f"--variables: not JSON ({error}); give an object such as '{{}}'") from None
    if not isinstance(variables, dict):
        raise GraphsvcError("--variables: not a JSON object; give one such as '{}'")
    return Question(arguments.document, variables, arguments.operation)


def _explain(arguments: argparse.Namespace, settings: Settings) -> int:
    service = Service(settings, load_catalogue(settings.catalogue), None)
    _, _, plan, bound = service.plan(_question(arguments), caller_from(settings))
    if arguments.json:
        print(
            json.dumps({"cypher": plan.text, "parameters": bound.parameters}, default=str, ensure_ascii=False)
        )
    else:
        print(plan.text)
        print("//", json.dumps(bound.parameters, default=str, ensure_ascii=False))
    return 0


def _query(arguments: argparse.Namespace, settings: Settings) -> int:
    service = open_service(settings)
    try:
        answer = service.answer(_question(arguments), caller_from(settings), "cli")
    finally:
        service.close()
    print(json.dumps(json.loads(answer.to_bytes()), ensure_ascii=False, indent=None if arguments.json else 2))
    return 1 if answer.body.get("errors") else 0


def _export(arguments: argparse.Namespace, settings: Settings) -> int:
    wanted = Subtree(arguments.area, arguments.as_of, tuple(arguments.kind))
    lines = b""
    with closing(open_service(settings)) as service:
        export = export_subtree(service, wanted, caller_from(settings), "cli")
        try:
            for lines in export:
                sys.stdout.buffer.write(lines)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            # Whoever read has enough; what is still buffered must not be tried again at exit.
            export.close()
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 1
    return 1 if lines.startswith(b'{"error"') else 0


def _statement(arguments: argparse.Namespace, settings: Settings) -> int:
    print(load_catalogue(settings.catalogue).get(arguments.name).pasted())
    return 0


def _standards(arguments: argparse.Namespace, settings: Settings) -> int:
    table = Table("field", "standard", "who is due")
    for statement in load_catalogue(settings.catalogue).folder("standards"):
        table.add_row(statement.field_name, f"{statement.title} {statement.chinese}", statement.denominator)
    Console(width=None if sys.stdout.isatty() else 160).print(table)
    return 0


def _schema(arguments: argparse.Namespace, settings: Settings) -> int:
    print(Service(settings, load_catalogue(settings.catalogue), None).sdl, end="")
    return 0
