"""From the one record to the answer: decoded at once, or left to graphql-core where the decoder refuses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graphql import DocumentNode, GraphQLError, GraphQLSchema, execute

from graphsvc.answer import Answer, Question, failure
from graphsvc.caller import Caller
from graphsvc.catalogue import Catalogue
from graphsvc.compile.operation import Reading
from graphsvc.complete.decoder import Decoder
from graphsvc.errors import BadUserInput, InternalError, NotFound
from graphsvc.record import CHAIN, OUT_OF_FORCE
from graphsvc.store import Row


@dataclass(frozen=True)
class Roots:
    """What the root fields read: the record, where each root stands in it, each root's day, and what needs no
    database."""

    catalogue: Catalogue
    readings: Mapping[str, Reading]
    days: Mapping[str, date]
    record: Row

    def value(self, key: str) -> Any:
        """The value of one root; raises NotFound for a retired code, BadUserInput for a day before the
        data. In a list a retired code is its NotFound, which graphql-core takes for null and an error."""
        reading = self.readings[key]
        found = self.record[reading.column]
        earliest = (self.record["dataset"] or {}).get("earliest")
        day = self.days.get(key)
        if day and earliest and day < earliest:
            raise BadUserInput(
                f"{reading.argument}: {day} lies before the data, which begins on {earliest}; ask for that "
                "day or a later one"
            )
        if isinstance(found, list):
            return [_retired(one, day) or one for one in found]
        retired = _retired(found, day)
        if retired:
            raise retired
        return found[CHAIN] if found and CHAIN in found else found


@dataclass(frozen=True)
class Asked:
    """Who asked what, under which request id; of the caller resolvers are handed the policy, as their
    context."""

    question: Question
    caller: Caller
    request_id: str


@dataclass(frozen=True)
class Completion:
    """A question whose record is read; both ways of completing it give the same bytes.

    `decoder` is None where only graphql-core can complete the operation.
    """

    schema: GraphQLSchema
    document: DocumentNode
    roots: Roots
    asked: Asked
    decoder: Decoder | None

    def answer(self) -> Answer:
        """The decoder's answer, or graphql-core's where the decoder refuses: errors are worded there."""
        return self.decoded() or self.executed()

    def decoded(self) -> Answer | None:
        """The answer without graphql-core; None where there is no decoder or anything does not fit."""
        decoder = self.decoder
        body = decoder.body(self.roots, self.asked.caller.policy, self._extensions()) if decoder else None
        return None if body is None else Answer(200, body)

    def executed(self) -> Answer:
        """The answer of graphql-core's executor over the same record."""
        question = self.asked.question
        result = execute(
            self.schema,
            self.document,
            root_value=self.roots,
            context_value=self.asked.caller.policy,
            variable_values=dict(question.variables),
            operation_name=question.operation,
        )
        assert not hasattr(result, "__await__")
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            errors = [_located(error, self.asked.request_id) for error in result.errors]
            body = {"errors": errors, **body}
        return Answer.of(200, {**body, **self._extensions()})

    def _extensions(self) -> dict[str, Any]:
        stamp = self.roots.record["dataset"]
        if not stamp:
            return {}
        return {"extensions": {"dataset": {"version": stamp["version"], "state": stamp["state"]}}}


def _retired(found: Any, day: date | None) -> NotFound | None:
    """What is said of a node that is not in force; None for one that is, or that is not there."""
    interval = found.get(OUT_OF_FORCE) if found else None
    if not interval:
        return None
    begins, ends = interval
    until = f"to {ends}, that day excluded" if ends else "on"
    return NotFound(f"this code is not in force on {day}: it is from {begins} {until}")


def _located(error: GraphQLError, request_id: str) -> dict[str, Any]:
    cause = error.original_error or InternalError(error.message)
    body = failure(cause, request_id)
    if error.path:
        body["path"] = error.path
    if error.locations:
        body["locations"] = [place.formatted for place in error.locations]
    return body
