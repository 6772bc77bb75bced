"""Both ways of asking: over HTTP as a client does, and by one hand-written statement over the driver."""

import json
import socket
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import neo4j
import orjson

from graphsvc.answer import Question

FLOORS = Path(__file__).parent / "floors"
PATIENCE = 120.0


def floor(name: str) -> str:
    """The hand-written statement of that name."""
    return (FLOORS / f"{name}.cypher").read_text("utf-8")


def body_of(question: Question) -> bytes:
    """The question as the body of a request."""
    return json.dumps({"query": question.document, "variables": question.variables}).encode()


class Client:
    """One connection that is kept open, as a browser or a gateway keeps it.

    It does as little as speaking HTTP allows, since it shares the cores with those that are measured: a
    response is read by its Content-Length, and of its headers nothing else is looked at.
    """

    def __init__(self, port: int) -> None:
        self._head = (
            f"POST /graphql HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
            "Accept: application/json\r\nContent-Length: "
        ).encode()
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._answers = self._socket.makefile("rb")

    def post(self, body: bytes) -> bytes:
        """The body of the answer; raises RuntimeError where its status is not 200."""
        self._socket.sendall(b"%b%d\r\n\r\n%b" % (self._head, len(body), body))
        status = self._answers.readline()
        content = self._answers.read(self._length())
        if not status.startswith(b"HTTP/1.1 200 "):
            raise RuntimeError(f"{status!r}: {content[:500]!r}")
        return content

    def _length(self) -> int:
        """What the headers say of the body; raises RuntimeError where they do not."""
        length = -1
        while (line := self._answers.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        if length < 0:
            raise RuntimeError("the answer has no Content-Length, or the connection was closed")
        return length

    def data(self, question: Question) -> Any:
        """The `data` of the answer; raises where anything is wrong with it."""
        answer = orjson.loads(self.post(body_of(question)))
        if "errors" in answer:
            raise RuntimeError(f"{question.document}: {answer['errors']}")
        return answer["data"]

    def close(self) -> None:
        """Hang up."""
        self._answers.close()
        self._socket.close()


class Floor:
    """The official driver, set as the service sets it: a session a statement, one round trip, one record."""

    def __init__(self, uri: str, password: str) -> None:
        self.uri, self.password = uri, password
        self._driver = neo4j.GraphDatabase.driver(
            uri,
            auth=("neo4j", password),
            telemetry_disabled=True,
            notifications_min_severity="OFF",
            warn_notification_severity="OFF",
        )

    def record(self, text: str, parameters: Mapping[str, Any]) -> neo4j.Record:
        """The one record of a statement."""
        with self._driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
            found = session.run(text, dict(parameters)).single(strict=True)  # type: ignore[arg-type]  # ours
            assert found is not None
            return found

    def data(self, text: str, parameters: Mapping[str, Any]) -> Any:
        """What a hand-written statement returns: the answer's `data`, ready made."""
        return self.record(text, parameters)["data"]

    def server_ms(self, text: str, parameters: Mapping[str, Any]) -> float:
        """How long the server itself says that a statement took, in whole ms."""
        with self._driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
            summary = session.run(text, dict(parameters)).consume()  # type: ignore[arg-type]  # ours
            return float((summary.result_available_after or 0) + (summary.result_consumed_after or 0))

    def close(self) -> None:
        """Give the connections back."""
        with suppress(neo4j.exceptions.Neo4jError):
            self._driver.close()
