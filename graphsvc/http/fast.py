"""The fast path: an ordinary GraphQL request is answered before Flask dispatches it."""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING

from graphsvc.access import Authenticator
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
from graphsvc.service import Service
from graphsvc.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

CONTENT_TYPES = (JSON, f"{JSON}; charset=utf-8")
MEDIA_TYPES = {"": JSON, "*/*": JSON, JSON: JSON, GRAPHQL: GRAPHQL}
"""The media type of the answer by the Accept header of an ordinary request."""


@dataclass(frozen=True)
class FastPath:
    """A WSGI application before another one, `app`, which is handed every request that is not ordinary or
    not answered without a fault: it words all refusals."""

    app: "WSGIApplication"
    service: Service
    authenticator: Authenticator
    settings: Settings

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """The body of the response."""
        if not self._is_ordinary(environ):
            return self.app(environ, start_response)
        started, body = time.perf_counter(), None
        request_id = request_id_of(environ.get("HTTP_X_REQUEST_ID", ""))
        try:
            caller = self.authenticator.authenticate(request_of(environ))
            body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
            check_size(body, self.settings)
            question = read_question(body)
            answer = self.service.answer(question, caller, request_id)
        except Exception:
            if body is not None:
                environ["wsgi.input"] = BytesIO(body)
            return self.app(environ, start_response)
        media = MEDIA_TYPES[environ.get("HTTP_ACCEPT", "")]
        headers = {
            "Content-Type": f"{media}; charset=utf-8",
            "Content-Length": str(len(answer.content)),
            **response_headers(request_id),
        }
        operation = question.operation or ""
        log_request(started, request=request_id, path="/graphql", operation=operation, status=answer.status)
        start_response(f"{answer.status} {HTTPStatus(answer.status).phrase.upper()}", [*headers.items()])
        return [answer.content]

    def _is_ordinary(self, environ: "WSGIEnvironment") -> bool:
        """Whether it is a POST of JSON to /graphql with a stated length, and takes JSON."""
        length = environ.get("CONTENT_LENGTH") or ""
        return (
            environ.get("PATH_INFO") == "/graphql"
            and environ["REQUEST_METHOD"] == "POST"
            and environ.get("CONTENT_TYPE") in CONTENT_TYPES
            and environ.get("HTTP_ACCEPT", "") in MEDIA_TYPES
            and length.isdecimal()
            and int(length) <= self.settings.max_body
        )
