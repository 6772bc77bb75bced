"""The hall: a question is planned once, read in one statement, and completed over the one record it
returns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    execute,
    get_operation_ast,
    print_schema,
)
from graphql.execution.values import get_argument_values, get_variable_values

from graphsvc.access import Caller
from graphsvc.answer import Answer, Question, failure
from graphsvc.catalogue import Catalogue, load_catalogue
from graphsvc.errors import (
    BadRequest,
    BadUserInput,
    DatabaseUnavailable,
    InternalError,
    NotFound,
    RequestError,
    ValidationFailed,
)
from graphsvc.limits import check_document, parse_document, validate_document
from graphsvc.pushdown.binding import Bound, Plan, parse_id
from graphsvc.pushdown.operation import CHAIN, OUT_OF_FORCE, Shape, Workshop, chain_roots, compile_operation
from graphsvc.pushdown.structure import boolean_variables
from graphsvc.schema.base import lowerings
from graphsvc.schema.query import build_schema
from graphsvc.settings import Settings
from graphsvc.store import Call, Row, Store


@dataclass(frozen=True)
class Prepared:
    """A document that parses, validates and keeps the limits; `booleans` decide what its directives leave."""

    document: DocumentNode
    operation: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]
    booleans: tuple[str, ...]


@dataclass(frozen=True)
class Roots:
    """What the root fields read: the record, each root's day, and what needs no database."""

    catalogue: Catalogue
    plan: Plan
    days: Mapping[str, date]
    record: Row

    def value(self, key: str) -> Any:
        """The value of one root; raises NotFound for a retired code, BadUserInput for a day before the
        data."""
        found = self.record[self.plan.readings[key].column]
        earliest = (self.record["dataset"] or {}).get("earliest")
        day = self.days.get(key)
        if day and earliest and day < earliest:
            raise BadUserInput(
                f"asOf: {day} lies before the data, which begins on {earliest}; ask for that day or a "
                "later one"
            )
        interval = found.get(OUT_OF_FORCE) if found else None
        if interval:
            begins, ends = interval
            until = f"to {ends}, that day excluded" if ends else "on"
            raise NotFound(f"this code is not in force on {day}: it is from {begins} {until}")
        return found[CHAIN] if found and CHAIN in found else found


class Service:
    """Answers questions over a store; safe to share between threads. `store` may be None where only plans
    are made."""

    def __init__(self, settings: Settings, catalogue: Catalogue, store: Store | None) -> None:
        self.settings = settings
        self.catalogue = catalogue
        self.store = store
        self.schema: GraphQLSchema = build_schema(catalogue)
        self.sdl = print_schema(self.schema) + "\n"
        self._workshop = Workshop(self.schema, lowerings(self.schema), catalogue)
        self.prepare = lru_cache(settings.max_plans)(self._prepare)
        self._compiled = lru_cache(settings.max_plans)(self._compile)

    def answer(self, question: Question, caller: Caller, request_id: str) -> Answer:
        """The answer to one question; never raises, whatever goes wrong is in its body."""
        try:
            return self._answer(question, caller, request_id)
        except RequestError as error:
            return Answer(error.status, {"errors": [failure(error, request_id)]})
        except Exception as error:
            return Answer(InternalError.status, {"errors": [failure(error, request_id)]})

    def close(self) -> None:
        """Let go of the connections to the database."""
        if self.store is not None:
            self.store.close()

    def plan(self, question: Question, caller: Caller) -> tuple[Prepared, dict[str, Any], Plan, Bound]:
        """Everything short of reading: the document, its coerced variables, the plan, its parameters."""
        prepared = self.prepare(question.document, question.operation)
        variables = self._variables(prepared, question.variables)
        plan = self._compiled(
            question.document, question.operation, self._shape(prepared, variables, caller.restricted)
        )
        prefix = caller.prefix if caller.restricted else ""
        bound = plan.bind(variables, prefix=prefix, max_page=self.settings.max_page)
        return prepared, variables, plan, bound

    def ready(self) -> dict[str, Any]:
        """What the service stands on; raises DatabaseUnavailable where no database answers."""
        question = Question("{ dataset { version state schemaVersion } }")
        answer = self.answer(question, Caller("auditor", "", False), "ready")
        if answer.body.get("errors"):
            raise DatabaseUnavailable("no database answers; start it with `graphsvc db up`")
        return {"dataset": answer.body["data"]["dataset"], "statements": len(self.catalogue.statements)}

    def _answer(self, question: Question, caller: Caller, request_id: str) -> Answer:
        prepared, _, plan, bound = self.plan(question, caller)
        record = self._read(plan, bound, (request_id, prepared)) if plan.text else {"dataset": None}
        result = execute(
            self.schema,
            prepared.document,
            root_value=Roots(self.catalogue, plan, bound.days, record),
            context_value=caller,
            variable_values=dict(question.variables),
            operation_name=question.operation,
        )
        assert not hasattr(result, "__await__")
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body = {"errors": [_located(error, request_id) for error in result.errors], **body}
        if record["dataset"]:
            stamp = record["dataset"]
            body["extensions"] = {"dataset": {"version": stamp["version"], "state": stamp["state"]}}
        return Answer(200, body)

    def _read(self, plan: Plan, bound: Bound, asked: tuple[str, Prepared]) -> Row:
        request_id, prepared = asked
        if self.store is None:
            raise DatabaseUnavailable("this service was opened without a database")
        name = prepared.operation.name.value if prepared.operation.name else ""
        metadata = {"app": "graphsvc", "operation": name, "requestId": request_id}
        rows = self.store.read(Call(plan.text, bound.parameters, self.settings.statement_timeout, metadata))
        return rows[0]

    def _prepare(self, text: str, name: str | None) -> Prepared:
        document = parse_document(text, self.settings)
        faults = validate_document(self.schema, document, self.settings)
        if faults:
            raise ValidationFailed("; ".join(fault.message for fault in faults))
        operation = get_operation_ast(document, name)
        if operation is None:
            raise BadRequest(_no_operation(document, name))
        if operation.operation is not OperationType.QUERY:
            raise BadRequest("only queries are answered; writing is done by loading office files")
        check_document(document, operation, self.schema, self.settings)
        fragments = {
            one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)
        }
        return Prepared(document, operation, fragments, boolean_variables(document))

    def _variables(self, prepared: Prepared, given: Mapping[str, Any]) -> dict[str, Any]:
        definitions = prepared.operation.variable_definitions
        coerced = get_variable_values(self.schema, definitions, dict(given), hide_suggestions=True)
        if isinstance(coerced, list):
            raise BadUserInput("; ".join(error.message for error in coerced))
        return coerced

    def _shape(self, prepared: Prepared, variables: Mapping[str, Any], restricted: bool) -> Shape:
        directives = tuple((name, variables[name]) for name in prepared.booleans if name in variables)
        selector = self._workshop.selector(prepared.fragments, dict(directives))
        roots = chain_roots(self._workshop, selector.operation(prepared.operation))
        values = [get_argument_values(root.definition, root.node, dict(variables)) for root in roots]
        return Shape(directives, tuple(parse_id(value["of"])[0] for value in values), restricted)

    def _compile(self, text: str, name: str | None, shape: Shape) -> Plan:
        prepared = self.prepare(text, name)
        return compile_operation(self._workshop, prepared.operation, prepared.fragments, shape)


def open_service(settings: Settings) -> Service:
    """The service over the database that the settings name; raises CatalogueError, LocalServerError."""
    from graphsvc.store.opening import open_store

    return Service(settings, load_catalogue(settings.catalogue), open_store(settings))


def _located(error: GraphQLError, request_id: str) -> dict[str, Any]:
    cause = error.original_error or InternalError(error.message)
    body = failure(cause, request_id)
    if error.path:
        body["path"] = error.path
    if error.locations:
        body["locations"] = [place.formatted for place in error.locations]
    return body


def _no_operation(document: DocumentNode, name: str | None) -> str:
    count = sum(isinstance(one, OperationDefinitionNode) for one in document.definitions)
    if name is not None:
        return f"operationName: the document has no operation of that name ({count} in all)"
    return f"the document has {count} operations; say which by operationName"
