"""A question and its answer, whatever carries them: HTTP or the command line."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from graphsvc.errors import InternalError, RequestError

MASKED = "The service could not answer; the log has the cause under this request id."
log = logging.getLogger("graphsvc")


@dataclass(frozen=True)
class Question:
    """A GraphQL request: the document, values of its variables, and which operation of several."""

    document: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    operation: str | None = None


@dataclass(frozen=True)
class Answer:
    """The status of the response and its body, `{data, errors, extensions}`, as JSON."""

    status: int
    content: bytes

    @classmethod
    def of(cls, status: int, body: Mapping[str, Any]) -> "Answer":
        """The answer with that body; dates as ISO 8601."""
        return cls(status, orjson.dumps(body))

    @property
    def body(self) -> dict[str, Any]:
        """The body as a client reads it."""
        read: dict[str, Any] = orjson.loads(self.content)
        return read

    def to_bytes(self) -> bytes:
        """The body as it is sent."""
        return self.content


def failure(error: Exception, request_id: str) -> dict[str, Any]:
    """One entry of `errors`; an error that is not meant for clients is logged under the request id and
    masked."""
    shown = isinstance(error, RequestError) and not isinstance(error, InternalError)
    if not shown:
        log.error("request %s failed", request_id, exc_info=error)
    code = error.code if isinstance(error, RequestError) else InternalError.code
    message = str(error) if shown else MASKED
    return {"message": message, "extensions": {"code": code, "requestId": request_id}}
