"""What requests and responses have in common, whichever way they are answered: bodies, headers, log lines."""

import logging
import re
import time
import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import orjson
from werkzeug.datastructures import EnvironHeaders

from graphsvc.access import Request
from graphsvc.answer import Question
from graphsvc.errors import BadRequest

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

GRAPHQL, JSON = "application/graphql-response+json", "application/json"
"""Media types of an answer."""
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
log = logging.getLogger("graphsvc.access")


def request_of(environ: "WSGIEnvironment") -> Request:
    """What a WSGI environment shows of who sends the request."""
    return Request(EnvironHeaders(environ), environ.get("REMOTE_ADDR") or "")


def read_question(body: bytes) -> Question:
    """The question in the body of a request; raises BadRequest for a body that has none."""
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise BadRequest("the body is not JSON in UTF-8") from None
    if not isinstance(content, dict):
        raise BadRequest("the body must be one JSON object with `query`; batches are not answered")
    return Question(
        _entry(content, "query", str, required=True),
        _entry(content, "variables", dict) or {},
        _entry(content, "operationName", str),
    )


def _entry(content: Mapping[str, Any], name: str, kind: type, *, required: bool = False) -> Any:
    value = content.get(name)
    if value is None and not required:
        return None
    if not isinstance(value, kind):
        raise BadRequest(f"`{name}` must be {'a string' if kind is str else 'an object'}")
    return value


def request_id_of(given: str) -> str:
    """The id that the client gave the request, where it has the form of one, else a fresh one."""
    return given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex


def response_headers(request_id: str) -> dict[str, str]:
    """The headers that every response has."""
    return {
        "X-Request-Id": request_id,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }


def log_request(started: float, **entries: Any) -> None:
    """Write one line of JSON about a request that began at that `time.perf_counter()`: never its content."""
    spent = round((time.perf_counter() - started) * 1000, 1)
    log.info(orjson.dumps({**entries, "ms": spent}).decode())
