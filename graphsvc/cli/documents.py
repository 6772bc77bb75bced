"""`graphsvc explain`, `query` and `schema`: GraphQL documents on the command line."""

import argparse
import json
from contextlib import closing
from typing import Any

from graphsvc.answer import Question
from graphsvc.catalogue import load_catalogue
from graphsvc.cli.command import add_command, caller_from
from graphsvc.errors import GraphsvcError
from graphsvc.service import Service, open_service
from graphsvc.settings import Settings

EXPLAIN = "print the one Cypher statement a document becomes; needs no database"
QUERY = "answer a document and print the JSON"


def add_to(commands: Any) -> None:
    """Add `explain`, `query` and `schema` to the command line."""
    for name, run, text in (("explain", _explain, EXPLAIN), ("query", _query, QUERY)):
        command = add_command(commands, name, run, text)
        command.add_argument("document", help="the GraphQL document")
        command.add_argument("--variables", default="{}", help="values of its variables, as a JSON object")
        command.add_argument("--operation", help="which operation, where the document has several")
        command.add_argument("--json", action="store_true", help="print JSON only")
    add_command(commands, "schema", _schema, "print the GraphQL schema")


def _explain(arguments: argparse.Namespace, settings: Settings) -> int:
    service = Service(settings, load_catalogue(settings.catalogue), None)
    planned = service.plan(_question(arguments), caller_from(settings))
    parameters = planned.bound.parameters
    if arguments.json:
        print(
            json.dumps(
                {"cypher": planned.compiled.text, "parameters": parameters}, default=str, ensure_ascii=False
            )
        )
    else:
        print(planned.compiled.text)
        print("//", json.dumps(parameters, default=str, ensure_ascii=False))
    return 0


def _query(arguments: argparse.Namespace, settings: Settings) -> int:
    question = _question(arguments)
    with closing(open_service(settings)) as service:
        answer = service.answer(question, caller_from(settings), "cli")
    print(json.dumps(answer.body, ensure_ascii=False, indent=None if arguments.json else 2))
    return 1 if answer.body.get("errors") else 0


def _schema(arguments: argparse.Namespace, settings: Settings) -> int:
    print(Service(settings, load_catalogue(settings.catalogue), None).sdl, end="")
    return 0


def _question(arguments: argparse.Namespace) -> Question:
    """The question of a command line; raises GraphsvcError for variables that are no JSON object."""
    try:
        variables = json.loads(arguments.variables)
    except json.JSONDecodeError as error:
        raise GraphsvcError(f"--variables: not JSON ({error}); give an object such as '{{}}'") from None
    if not isinstance(variables, dict):
        raise GraphsvcError("--variables: not a JSON object; give one such as '{}'")
    return Question(arguments.document, variables, arguments.operation)
