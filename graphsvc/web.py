"""The front door over HTTP: GraphQL by POST, health, readiness and the schema; every fault is
GraphQL-shaped JSON."""

import json
import logging
import re
import time
import uuid
from typing import Any

import orjson
from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException
from werkzeug.http import parse_accept_header

from graphsvc.access import Caller, caller_from
from graphsvc.answer import Answer, Question, failure
from graphsvc.errors import BadRequest, Forbidden, RequestError
from graphsvc.execute import Service, open_service
from graphsvc.limits import check_size
from graphsvc.settings import Settings, load_settings

GRAPHQL, JSON = "application/graphql-response+json", "application/json"
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
HOSTS = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?")
log = logging.getLogger("graphsvc.access")


class NotServed(RequestError):
    """A request that HTTP has a status of its own for: wrong path, method, type."""

    code = "BAD_REQUEST"

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def create_app(settings: Settings | None = None, service: Service | None = None) -> Flask:
    """The WSGI application; without a service it opens the one that the settings describe."""
    settings = settings or load_settings()
    answering = service or open_service(settings)
    caller = caller_from(settings)
    app = Flask("graphsvc", static_folder=None)
    app.before_request(_begin)
    app.after_request(_end)
    app.register_error_handler(Exception, _failed)
    app.add_url_rule("/graphql", "graphql", lambda: _graphql(answering, caller, settings), methods=["POST"])
    app.add_url_rule("/healthz", "healthz", lambda: _json(200, {"status": "ok"}))
    app.add_url_rule("/readyz", "readyz", lambda: _json(200, {"status": "ready", **answering.ready()}))
    app.add_url_rule(
        "/schema.graphql", "schema", lambda: Response(answering.sdl, content_type="text/plain; charset=utf-8")
    )
    return app


def _begin() -> None:
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
    g.started = time.perf_counter()
    g.operation = ""
    if not HOSTS.fullmatch(request.host):
        # Nobody is asked who they are here, so a page elsewhere must not reach this by a name of its own.
        raise Forbidden("the Host header names another machine; ask 127.0.0.1 or localhost")


def _end(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.request_id
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    spent = round((time.perf_counter() - g.started) * 1000, 1)
    line = {
        "request": g.request_id,
        "path": request.path,
        "operation": g.operation,
        "status": response.status_code,
    }
    log.info(json.dumps({**line, "ms": spent}, ensure_ascii=False))
    return response


def _graphql(service: Service, caller: Caller, settings: Settings) -> Response:
    media = _accepted()
    question = _question(settings)
    g.operation = question.operation or ""
    answer = service.answer(question, caller, g.request_id)
    return Response(answer.to_bytes(), answer.status, content_type=f"{media}; charset=utf-8")


def _accepted() -> str:
    """The media type of the answer, by the q-values of Accept; raises NotServed 406."""
    header = request.headers.get("Accept")
    if not header:
        return JSON
    best, quality = "", 0.0
    for name, weight in parse_accept_header(header):
        offers = {GRAPHQL: GRAPHQL, JSON: JSON, "application/*": JSON, "*/*": JSON}
        if name.lower() in offers and weight > quality:
            best, quality = offers[name.lower()], weight
    if not best:
        raise NotServed(406, f"answers are {GRAPHQL} or {JSON}; accept one of them")
    return best


def _question(settings: Settings) -> Question:
    if request.mimetype not in (JSON, GRAPHQL):
        raise NotServed(415, f"the body must be {JSON}; set Content-Type")
    length = request.content_length
    if length is not None and length > settings.max_body:
        raise NotServed(
            413, f"the body has {length} bytes; {settings.max_body} are allowed (GRAPHSVC_MAX_BODY)"
        )
    body = request.get_data()
    check_size(body, settings)
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


def _part(content: dict[str, Any], name: str, kind: type, *, required: bool = False) -> Any:
    value = content.get(name)
    if value is None and not required:
        return None
    if not isinstance(value, kind):
        raise BadRequest(f"`{name}` must be {'a string' if kind is str else 'an object'}")
    return value


def _failed(error: Exception) -> Response:
    headers = {}
    if isinstance(error, HTTPException):
        status = error.code or 500
        if status == 405:
            headers["Allow"] = ", ".join(sorted(getattr(error, "valid_methods", None) or []))
        error = NotServed(
            status, f"{request.method} {request.path[:100]}: {error.name.lower()}; see /schema.graphql"
        )
    status = error.status if isinstance(error, RequestError) else 500
    answer = Answer.of(status, {"errors": [failure(error, g.request_id)]})
    return Response(answer.to_bytes(), status, headers, content_type=f"{JSON}; charset=utf-8")


def _json(status: int, content: dict[str, Any]) -> Response:
    return Response(orjson.dumps(content), status, content_type=f"{JSON}; charset=utf-8")
