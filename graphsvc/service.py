"""A question is planned once, read in one statement, and completed over the one record it returns."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    get_operation_ast,
    print_schema,
)
from graphql.execution.values import get_variable_values

from graphsvc.answer import Answer, Question, failure
from graphsvc.bind.arguments import arguments_of
from graphsvc.bind.binding import Bound
from graphsvc.caller import Caller
from graphsvc.catalogue import Catalogue, load_catalogue
from graphsvc.catalogue.city import for_city
from graphsvc.compile.bounds import Bounds
from graphsvc.compile.document.selection import Selection
from graphsvc.compile.document.structure import Pairs, Structural, structural_variables
from graphsvc.compile.lowerings import RootLowering
from graphsvc.compile.operation import CompiledOperation, Compiler, Variant, choosing_roots, compile_operation
from graphsvc.complete.decoder import Decoder, build_decoder
from graphsvc.completion import Asked, Completion, Roots
from graphsvc.errors import (
    BadRequest,
    BadUserInput,
    DatabaseUnavailable,
    InternalError,
    RequestError,
    UnfinishedImport,
    ValidationFailed,
)
from graphsvc.limits import check_document, parse_document, validate_document
from graphsvc.profile import load_profile
from graphsvc.schema.base import lowerings
from graphsvc.schema.query import build_schema
from graphsvc.settings import Settings
from graphsvc.store import Call, Row, Store


@dataclass(frozen=True)
class Prepared:
    """A document that parses, validates and keeps the limits, and the variables that decide its structure."""

    document: DocumentNode
    operation: OperationDefinitionNode
    fragments: Mapping[str, FragmentDefinitionNode]
    structural: Structural


@dataclass(frozen=True)
class Planned:
    """A question that is ready to be read: its document, its coerced variables, the compiled statement, the
    parameters of that, and the decoder of its record (None where only graphql-core can complete it)."""

    prepared: Prepared
    variables: dict[str, Any]
    compiled: CompiledOperation
    bound: Bound
    decoder: Decoder | None

    @property
    def native(self) -> frozenset[str]:
        """Columns of the record that hold no day."""
        dateless = self.decoder.dateless if self.decoder else frozenset()
        return frozenset(one.column for key, one in self.compiled.readings.items() if key in dateless)


class Service:
    """Answers questions over a store; safe to share between threads. `store` may be None where only plans
    are made. `refused` counts, by reason, what the decoder left to graphql-core."""

    def __init__(self, settings: Settings, catalogue: Catalogue, store: Store | None) -> None:
        self.settings = settings
        self.profile = load_profile(settings.profile)
        self.catalogue = for_city(catalogue, self.profile)
        self.store = store
        self.schema: GraphQLSchema = build_schema(self.catalogue, self.profile)
        self.sdl = print_schema(self.schema) + "\n"
        self._compiler = Compiler(self.schema, lowerings(self.schema), self.catalogue)
        self.refused: Counter[str] = Counter()
        self.prepare = lru_cache(settings.max_plans)(self._prepare)
        self._choosing = lru_cache(settings.max_plans)(self._find_choosing)
        self._compiled = lru_cache(settings.max_plans)(self._compile)
        self._decoder = lru_cache(settings.max_plans)(self._build_decoder)
        self._bounds = Bounds()

    def answer(self, question: Question, caller: Caller, request_id: str) -> Answer:
        """The answer to one question; never raises, whatever goes wrong is in its body."""
        try:
            return self.completion(question, caller, request_id).answer()
        except RequestError as error:
            return Answer.of(error.status, {"errors": [failure(error, request_id)]})
        except Exception as error:
            return Answer.of(InternalError.status, {"errors": [failure(error, request_id)]})

    def close(self) -> None:
        """Let go of the connections to the database."""
        if self.store is not None:
            self.store.close()

    def completion(self, question: Question, caller: Caller, request_id: str) -> Completion:
        """The one record of a question, read; raises RequestError for what is wrong before anything is."""
        planned = self.plan(question, caller)
        record: Row = {"dataset": None}
        if planned.compiled.text:
            record = self._read(planned, request_id)
            if self._learns(planned.bound, record):
                planned = self.plan(question, caller, relying=False)
                record = self._read(planned, request_id)
                self._learns(planned.bound, record)
        roots = Roots(self.catalogue, planned.compiled.readings, planned.bound.days, record)
        asked = Asked(question, caller, request_id)
        return Completion(self.schema, planned.prepared.document, roots, asked, planned.decoder)

    def plan(self, question: Question, caller: Caller, *, relying: bool = True) -> Planned:
        """Everything short of reading; `relying` on the bounds of all facts' days, or asking each fact."""
        prepared = self.prepare(question.document, question.operation)
        variables = self._variables(prepared, question.variables)
        variant = self._variant(question, variables, caller.restricted)
        compiled = self._compiled(question.document, question.operation, variant)
        prefix = caller.prefix if caller.restricted else ""
        bound = compiled.bind(
            variables,
            today=self.profile.today(),
            prefix=prefix,
            max_page=self.settings.max_page,
            names=caller.show_names,
        )
        bounds = self._bounds if relying else Bounds()
        known = bounds.known(compiled.kinds, bound.days.values())
        if known:
            # Conditions are left out, parameters stay what they are.
            compiled = self._compiled(question.document, question.operation, replace(variant, known=known))
            bound.parameters["q"]["held"] = bounds.relied_on(known)
        if compiled.text and bounds.version is not None:
            bound.parameters["q"]["version"] = bounds.version
        decoder = self._decoder(question.document, question.operation, variant.directives)
        return Planned(prepared, variables, compiled, bound, decoder)

    def ready(self) -> dict[str, Any]:
        """What the service stands on; raises DatabaseUnavailable, UnfinishedImport."""
        question = Question("{ dataset { version state schemaVersion } }")
        try:
            answer = self.completion(question, Caller("auditor", "", False), "ready").answer()
        except RequestError as error:
            silent = DatabaseUnavailable("no database answers; start it with `graphsvc db up`")
            raise error if isinstance(error, UnfinishedImport) else silent from error
        return {"dataset": answer.body["data"]["dataset"], "statements": len(self.catalogue.statements)}

    def _learns(self, bound: Bound, record: Row) -> bool:
        """Keeps the bounds that a statement gives where the data version has moved; whether it must be asked
        again, since it left out a condition that no longer holds of all facts."""
        stamp = record["dataset"]
        if not stamp:
            self._refuse_unfinished()
            return False
        held = "held" not in bound.parameters["q"] or bool(stamp.pop("held"))
        texts = stamp.pop("bounds", None)
        if texts is not None:
            self._bounds = Bounds.of(stamp["version"], texts)
        elif not held:
            self._bounds = Bounds()
        return not held

    def _refuse_unfinished(self) -> None:
        """Raise UnfinishedImport where nodes are stored but no data version: half a graph is no answer."""
        call = Call(self.catalogue.get("service/unfinished").text, {})
        if self.store and any(row["unfinished"] for row in self.store.read(call)):
            raise UnfinishedImport("an import into the database did not finish; run its command again")

    def _read(self, planned: Planned, request_id: str) -> Row:
        if self.store is None:
            raise DatabaseUnavailable("this service was opened without a database")
        named = planned.prepared.operation.name
        metadata = {"app": "graphsvc", "operation": named.value if named else "", "requestId": request_id}
        timeout = self.settings.statement_timeout
        call = Call(planned.compiled.sent, planned.bound.parameters, timeout, metadata, planned.native)
        return self.store.read(call)[0]

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
        return Prepared(document, operation, fragments, structural_variables(document))

    def _variables(self, prepared: Prepared, given: Mapping[str, Any]) -> dict[str, Any]:
        definitions = prepared.operation.variable_definitions
        coerced = get_variable_values(self.schema, definitions, dict(given), hide_suggestions=True)
        if isinstance(coerced, list):
            raise BadUserInput("; ".join(error.message for error in coerced))
        return coerced

    def _variant(self, question: Question, variables: Mapping[str, Any], restricted: bool) -> Variant:
        structural = self.prepare(question.document, question.operation).structural
        directives = structural.directives(variables)
        roots = self._choosing(question.document, question.operation, directives)
        choices = [
            lowering.choice(arguments_of(root.definition, root.node, variables)) for lowering, root in roots
        ]
        return Variant(directives, tuple(choices), restricted, structural.patterns(variables))

    def _find_choosing(
        self, text: str, name: str | None, directives: Pairs
    ) -> list[tuple[RootLowering, Selection]]:
        prepared = self.prepare(text, name)
        selector = self._compiler.selector(prepared.fragments, dict(directives))
        return choosing_roots(self._compiler, selector.operation(prepared.operation))

    def _compile(self, text: str, name: str | None, variant: Variant) -> CompiledOperation:
        prepared = self.prepare(text, name)
        return compile_operation(self._compiler, prepared.operation, prepared.fragments, variant)

    def _build_decoder(self, text: str, name: str | None, directives: Pairs) -> Decoder | None:
        prepared = self.prepare(text, name)
        selector = self._compiler.selector(prepared.fragments, dict(directives))
        return build_decoder(selector, prepared.operation, self.refused)


def open_service(settings: Settings) -> Service:
    """The service over the database that the settings name; raises CatalogueError, LocalServerError."""
    from graphsvc.server.opening import open_store

    return Service(settings, load_catalogue(settings.catalogue), open_store(settings))


def _no_operation(document: DocumentNode, name: str | None) -> str:
    count = sum(isinstance(one, OperationDefinitionNode) for one in document.definitions)
    if name is not None:
        return f"operationName: the document has no operation of that name ({count} in all)"
    return f"the document has {count} operations; say which by operationName"
