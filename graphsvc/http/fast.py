"""The short way in: an ordinary question by POST is answered before Flask sees it; all else is Flask's."""

import logging
import re
import time
import uuid
from collections.abc import Iterable
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Any

import orjson

from graphsvc.access import Caller
from graphsvc.answer import Question
from graphsvc.errors import BadRequest
from graphsvc.limits import check_size
from graphsvc.service import Service
from graphsvc.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

GRAPHQL, JSON = "application/graphql-response+json", "application/json"
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
HOSTS = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?")
ORDINARY_TYPES = (JSON, f"{JSON}; charset=utf-8")
ORDINARY_ACCEPTS = {"": JSON, "*/*": JSON, JSON: JSON, GRAPHQL: GRAPHQL}
log = logging.getLogger("graphsvc.access")


class Entry:
    """Stands before the application's dispatch; what it cannot answer at once it hands on untouched."""

    def __init__(self, app: "WSGIApplication", service: Service, caller: Caller, settings: Settings) -> None:
        self._app = app
        self._service = service
        self._caller = caller
        self._settings = settings

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """The response to an ordinary question, or the application's."""
        if not self._is_ordinary(environ):
            return self._app(environ, start_response)
        started = time.perf_counter()
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        request_id = request_id_of(environ.get("HTTP_X_REQUEST_ID", ""))
        try:
            check_size(body, self._settings)
            question = read_question(body)
            answer = self._service.answer(question, self._caller, request_id)
        except Exception:
            # Whatever is wrong, Flask finds it as well and has the words for it.
            environ["wsgi.input"] = BytesIO(body)
            return self._app(environ, start_response)
        media = ORDINARY_ACCEPTS[environ.get("HTTP_ACCEPT", "")]
        headers = {
            "Content-Type": f"{media}; charset=utf-8",
            "Content-Length": str(len(answer.content)),
            **headers_of(request_id),
        }
        told = {"path": "/graphql", "operation": question.operation or "", "status": answer.status}
        log_request(started, request=request_id, **told)
        start_response(f"{answer.status} {HTTPStatus(answer.status).phrase.upper()}", [*headers.items()])
        return [answer.content]

    def _is_ordinary(self, environ: "WSGIEnvironment") -> bool:
        length = environ.get("CONTENT_LENGTH") or ""
        return (
            environ.get("PATH_INFO") == "/graphql"
            and environ["REQUEST_METHOD"] == "POST"
            and environ.get("CONTENT_TYPE") in ORDINARY_TYPES
            and environ.get("HTTP_ACCEPT", "") in ORDINARY_ACCEPTS
            and HOSTS.fullmatch(environ.get("HTTP_HOST", "")) is not None
            and length.isdecimal()
            and int(length) <= self._settings.max_body
        )


def read_question(body: bytes) -> Question:
    """The question in a request body; raises BadRequest for anything that is none."""
    try:
        content = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise BadRequest("the body is not JSON in UTF-8") from None
    if not isinstance(content, dict):
        raise BadRequest("the body must be one JSON object with `query`; batches are not answered")
    return Question(
        _part(content, "query", str, required=True),
        _part(content, "variables", dict) or {},
        _part(content, "operationName", str),
    )


def request_id_of(given: str) -> str:
    """The id the client gave the request, where it has the form of one, else a fresh one."""
    return given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex


def headers_of(request_id: str) -> dict[str, str]:
    """What every response carries."""
    return {
        "X-Request-Id": request_id,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }


def log_request(started: float, **line: Any) -> None:
    """One line a request, never its content."""
    spent = round((time.perf_counter() - started) * 1000, 1)
    log.info(orjson.dumps({**line, "ms": spent}).decode())


def _part(content: dict[str, Any], name: str, kind: type, *, required: bool = False) -> Any:
    value = content.get(name)
    if value is None and not required:
        return None
    if not isinstance(value, kind):
        raise BadRequest(f"`{name}` must be {'a string' if kind is str else 'an object'}")
    return value
