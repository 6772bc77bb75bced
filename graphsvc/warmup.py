"""Warm-up documents: a folder of `.graphql` files that are checked before the service starts and planned by
the database before it is ready.

Planning means running a statement once, with values of the right types. `EXPLAIN` does only a part of it: a
chain of command whose statement the database had never seen took 331 to 12,198 ms, after an EXPLAIN with the
same values 79 to 1,791, after one with a value of another type as long as without, after a run 3 to 55 (seven
rounds of each, on a busy machine).
"""

import json
import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from graphql import (
    GraphQLEnumType,
    OperationDefinitionNode,
    get_nullable_type,
    is_list_type,
    is_non_null_type,
    type_from_ast,
)

from graphsvc.answer import Question
from graphsvc.caller import Caller, Policy
from graphsvc.errors import (
    BadUserInput,
    ConfigurationError,
    DatabaseUnavailable,
    ParseFailed,
    RequestError,
    ValidationFailed,
)
from graphsvc.limits import parse_document
from graphsvc.profile import Profile
from graphsvc.service import Service
from graphsvc.store import Call

PLANNED_WITHIN = 300.0
"""Seconds a statement may take here: a database that has just started plans slowly."""
REMEDIES = {
    ParseFailed: "correct the document",
    ValidationFailed: "correct it by `graphsvc schema`",
    BadUserInput: "put values for its variables into {values}",
}
NUMBERS: dict[str, Any] = {"Int": 1, "Float": 1.0, "Boolean": True}
NOWHERE = "000000"
"""A jurisdiction in which nothing lies: a statement is planned alike for every jurisdiction."""
WHOLE_CITY = Caller("auditor", "", False)
log = logging.getLogger("graphsvc")


@dataclass(frozen=True)
class Document:
    """A file of the folder as a question with values for its variables."""

    path: Path
    question: Question


@dataclass(frozen=True)
class DocumentStatement:
    """One of the two statements that a document becomes: for callers with a jurisdiction, or for the whole
    city."""

    document: Document
    restricted: bool

    @property
    def caller(self) -> Caller:
        """A caller whose question becomes this statement."""
        return Caller("auditor", NOWHERE if self.restricted else "", False)

    @property
    def name(self) -> str:
        """What it is called in `/readyz` and in the database's list of transactions."""
        return f"{self.document.path.stem}{' (restricted)' if self.restricted else ''}"


def read_documents(service: Service) -> list[Document]:
    """Every document of the settings' folder, compiled once; raises ConfigurationError, `path: what; what to
    do`."""
    folder = service.settings.warmup
    if not folder.is_dir():
        raise ConfigurationError(
            f"{folder}: no such folder; set GRAPHSVC_WARMUP to a folder of .graphql files, empty for none"
        )
    for path in sorted(folder.rglob("*.json")):
        if not path.with_suffix(".graphql").exists():
            raise ConfigurationError(f"{path}: values of no document; give it the name of one or remove it")
    return [_read_document(service, path) for path in sorted(folder.rglob("*.graphql"))]


def _read_document(service: Service, path: Path) -> Document:
    text, values = _read_text(path), path.with_suffix(".json")
    try:
        operation = _operation(path, text, service)
        filled = _read_values(values, service.profile) if values.exists() else stand_ins(operation, service)
        question = Question(text, filled)
        service.plan(question, WHOLE_CITY)
    except RequestError as error:
        remedy = REMEDIES.get(type(error), "ask for less in one document").format(values=values)
        raise ConfigurationError(f"{path}: {error}; {remedy}") from error
    return Document(path, question)


def _read_text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from None


def _operation(path: Path, text: str, service: Service) -> OperationDefinitionNode:
    document = parse_document(text, service.settings)
    found = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    if len(found) != 1:
        raise ConfigurationError(
            f"{path}: {len(found)} operations; leave one, and give others their own file"
        )
    return found[0]


def _read_values(path: Path, profile: Profile) -> dict[str, Any]:
    """The values of a file; `{county}`, `{household}` and the like stand for the profile's examples."""
    try:
        text = _read_text(path)
        for name, code in profile.examples.items():
            text = text.replace(f"{{{name}}}", code)
        values = json.loads(text)
    except json.JSONDecodeError as error:
        raise ConfigurationError(f"{path}: not JSON ({error}); write an object of variables") from None
    if not isinstance(values, dict):
        raise ConfigurationError(f'{path}: not a JSON object; write one such as {{"code": "{{county}}"}}')
    return values


def stand_ins(operation: OperationDefinitionNode, service: Service) -> dict[str, Any]:
    """A value of the right type for each variable that has to have one."""
    found = {}
    for definition in operation.variable_definitions:
        kind = type_from_ast(service.schema, definition.type)
        if is_non_null_type(kind) and definition.default_value is None:
            found[definition.variable.name.value] = _stand_in(kind, service.profile)
    return found


def _stand_in(kind: Any, profile: Profile) -> Any:
    inner = get_nullable_type(kind)
    if is_list_type(inner):
        return [_stand_in(inner.of_type, profile)]
    if isinstance(inner, GraphQLEnumType):
        return next(iter(inner.values))
    texts = {"Date": profile.today().isoformat(), "String": profile.code, "ID": f"Area:{profile.code}"}
    return {**NUMBERS, **texts}.get(inner.name)


@dataclass
class Planning:
    """Has the database plan both statements of each document; other threads can read how far that is.

    The statements of callers with the `expected` policies are planned first, and `ready` says when they are;
    the others are planned after that, while requests are answered.
    """

    service: Service
    documents: Sequence[Document] = ()
    expected: Sequence[Policy] = (WHOLE_CITY.policy,)
    pause: float = 1.0
    planned: int = 0
    failed: list[str] = field(default_factory=list)

    @cached_property
    def statements(self) -> list[DocumentStatement]:
        """Every statement, in the order in which they are planned."""
        ordered = sorted((False, True), key=lambda restricted: restricted not in self._restricted)
        return [DocumentStatement(one, restricted) for restricted in ordered for one in self.documents]

    @property
    def ready(self) -> bool:
        """Whether every statement that is expected to be needed has been planned, or could not be."""
        return self.planned + len(self.failed) >= len(self._restricted) * len(self.documents)

    def progress(self) -> dict[str, Any]:
        """What `/readyz` says of it; `statements` are all there are, two a document."""
        return {
            "documents": len(self.documents),
            "statements": len(self.statements),
            "planned": self.planned,
            "failed": self.failed,
        }

    def start(self) -> threading.Thread:
        """Plan in a thread of its own, which ends with the process."""
        thread = threading.Thread(target=self.run, name="planning", daemon=True)
        thread.start()
        return thread

    def run(self) -> None:
        """Plan one statement after another, once there is a database."""
        while self.documents and not self._database_answers():
            threading.Event().wait(self.pause)
        for statement in self.statements:
            try:
                self._plan(statement)
                self.planned += 1
            except Exception as error:
                # A document that fails here is answered, or fails, like any other when it is asked.
                log.error("%s: %s was not planned", statement.document.path, statement.name, exc_info=error)
                self.failed.append(statement.name)

    @property
    def _restricted(self) -> set[bool]:
        return {policy.restricted for policy in self.expected}

    def _database_answers(self) -> bool:
        """Whether it does; the service learns from the answer what it need not ask of all facts."""
        try:
            self.service.ready()
        except DatabaseUnavailable:
            return False
        return True

    def _plan(self, statement: DocumentStatement) -> None:
        """Run the statement once, as it is on the day of the document's values: on a day on which less holds
        of all facts it is another."""
        planned = self.service.plan(statement.document.question, statement.caller)
        if planned.compiled.text and self.service.store is not None:
            metadata = {"app": "graphsvc", "operation": "planning", "requestId": statement.name}
            self.service.store.read(
                Call(planned.compiled.sent, planned.bound.parameters, PLANNED_WITHIN, metadata)
            )
