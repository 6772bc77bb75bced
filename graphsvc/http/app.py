"""The WSGI application: GraphQL by POST, exports, health, readiness and the schema; every fault is
GraphQL-shaped JSON."""

import gc
import time
from typing import Any

import orjson
from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException
from werkzeug.http import parse_accept_header

from graphsvc.access import Authenticator, authenticator_of
from graphsvc.answer import Answer, Question, failure
from graphsvc.errors import RequestError
from graphsvc.export import export_subtree, read_subtree
from graphsvc.http.fast import FastPath
from graphsvc.http.request import (
    GRAPHQL,
    JSON,
    log_request,
    read_question,
    request_id_of,
    request_of,
    response_headers,
)
from graphsvc.limits import check_size
from graphsvc.service import Service, open_service
from graphsvc.settings import Settings, load_settings
from graphsvc.warmup import Planning, read_documents

COLLECT_AFTER = 10_000
"""Objects made and not freed that a collection is worth; a tree of 1,600 organisations is 3,200."""


class NotServed(RequestError):
    """A request that HTTP has a status of its own for: wrong path, method, type."""

    code = "BAD_REQUEST"

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def create_app(
    settings: Settings | None = None,
    service: Service | None = None,
    planning: Planning | None = None,
    authenticator: Authenticator | None = None,
) -> Flask:
    """The WSGI application; without a service it opens the one that the settings describe, and begins to plan
    the warm-up documents. Who asks is found out anew for each request."""
    settings = settings or load_settings()
    authenticator = authenticator or authenticator_of(settings)
    answering = service or open_service(settings)
    if service is None:
        planning = Planning(answering, read_documents(answering), authenticator.expected)
        planning.start()
    app = Flask("graphsvc", static_folder=None)
    app.before_request(lambda: _begin(authenticator))
    app.after_request(_end)
    app.register_error_handler(Exception, _refuse)
    _add_routes(app, answering, planning or Planning(answering), settings)
    app.wsgi_app = FastPath(app.wsgi_app, answering, authenticator, settings)  # type: ignore[method-assign]  # Flask's own way
    if service is None:
        _spare_collections()
    return app


def _add_routes(app: Flask, service: Service, planning: Planning, settings: Settings) -> None:
    app.add_url_rule("/graphql", "graphql", lambda: _graphql(service, settings), methods=["POST"])
    app.add_url_rule("/export/subtree.ndjson", "subtree", lambda: _subtree(service))
    app.add_url_rule("/healthz", "healthz", lambda: _json(200, {"status": "ok"}))
    app.add_url_rule("/readyz", "readyz", lambda: _ready(service, planning))
    app.add_url_rule(
        "/schema.graphql", "schema", lambda: Response(service.sdl, content_type="text/plain; charset=utf-8")
    )


def _spare_collections() -> None:
    """Leave what the process has made so far out of garbage collections, which took a third of the CPU time
    of a long answer; and collect less often, which takes a seventh off what is left of a tree's."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)


def _begin(authenticator: Authenticator) -> None:
    """Before every route: who asks; raises Forbidden."""
    g.request_id = request_id_of(request.headers.get("X-Request-Id", ""))
    g.started = time.perf_counter()
    g.operation = ""
    g.caller = authenticator.authenticate(request_of(request.environ))


def _end(response: Response) -> Response:
    response.headers.update(response_headers(g.request_id))
    log_request(
        g.started,
        request=g.request_id,
        path=request.path,
        operation=g.operation,
        status=response.status_code,
    )
    return response


def _graphql(service: Service, settings: Settings) -> Response:
    media = _media_type()
    question = _question(settings)
    g.operation = question.operation or ""
    answer = service.answer(question, g.caller, g.request_id)
    return Response(answer.to_bytes(), answer.status, content_type=f"{media}; charset=utf-8")


def _ready(service: Service, planning: Planning) -> Response:
    """503 while the database still plans what callers are expected to ask first: answers would be late."""
    ready = planning.ready
    content = {
        "status": "ready" if ready else "planning",
        **service.ready(),
        "warmup": planning.progress(),
    }
    return _json(200 if ready else 503, content)


def _subtree(service: Service) -> Response:
    wanted = read_subtree(request.args.to_dict(flat=False))
    lines = export_subtree(service, wanted, g.caller, g.request_id)
    return Response(lines, content_type="application/x-ndjson; charset=utf-8")


def _media_type() -> str:
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
    return read_question(body)


def _refuse(error: Exception) -> Response:
    """The response to a request that a fault ended, with the status and the words of that fault."""
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
