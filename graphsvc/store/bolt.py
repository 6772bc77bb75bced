"""The store that speaks Bolt to Neo4j: the sole importer of the driver, whose errors go no further."""

import logging
import threading
import weakref
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, cast

import neo4j
from neo4j import GraphDatabase, Query, exceptions
from neo4j.api import BookmarkManager

from graphsvc.errors import DatabaseTimeout, DatabaseUnavailable, InternalError, RequestError
from graphsvc.store import BLOCK, Call, Check, Row, Step, call_of
from graphsvc.store.values import as_row

TIMED_OUT = ("TransactionTimedOut", "LockClientStopped")
"""What the codes of a statement end with that was stopped at its time, the second while it waited for a lock:
an index that is being made holds up whoever wants to read by it."""
UNREACHABLE = (
    exceptions.ServiceUnavailable,
    exceptions.SessionExpired,
    exceptions.ConnectionAcquisitionTimeoutError,
    exceptions.AuthError,
    OSError,
)


class BoltStore:
    """Runs statements on a Neo4j server; safe to share between threads.

    With `notifications` the server's hints are kept in `notices`, for tests that fail on any; without, they
    are turned off. `connect` makes the driver, for tests that need one that fails. Raises
    DatabaseUnavailable, DatabaseTimeout, InternalError and nothing of the driver's.
    """

    def __init__(
        self,
        uri: str,
        login: tuple[str, str],
        database: str = "neo4j",
        *,
        acquisition_timeout: float = 4.0,
        notifications: bool = False,
        connect: Callable[..., neo4j.Driver] = GraphDatabase.driver,
    ) -> None:
        # The driver logs each notification as well; whoever asks for them reads `notices`.
        logging.getLogger("neo4j.notifications").setLevel(logging.ERROR)
        self.notices: list[str] = []
        self._notifications = notifications
        self._database = database
        self._sent = 0
        self._lock = threading.Lock()
        self._sessions = _Sessions(lambda: self._reading(bookmark_manager=_NoBookmarks()))
        with translated():
            self._driver = connect(
                uri,
                auth=login,
                connection_acquisition_timeout=acquisition_timeout,
                connection_timeout=acquisition_timeout,
                max_transaction_retry_time=acquisition_timeout,
                telemetry_disabled=True,
                user_agent="graphsvc",
                notifications_min_severity="INFORMATION" if notifications else "OFF",
                warn_notification_severity="OFF",
            )

    @property
    def statements(self) -> int:
        """How many statements were sent."""
        return self._sent

    def ping(self) -> None:
        """One authenticated round trip on the wanted database."""
        self.read(Call("RETURN 1 AS one", {}))

    def read(self, call: Call) -> list[Row]:
        """Rows of one reading statement in one round trip; once more where the driver says that may help."""
        try:
            return self._read(call)
        except RequestError as error:
            cause = error.__cause__
            retryable = (
                isinstance(cause, exceptions.Neo4jError | exceptions.DriverError) and cause.is_retryable()
            )
            if not retryable or isinstance(error, DatabaseTimeout):
                raise
        return self._read(call)

    def stream(self, call: Call) -> Generator[list[Row], None, None]:
        """Rows in blocks, each asked for when it is wanted, so that neither side holds more than two."""
        with translated(), self._reading(fetch_size=BLOCK) as session:
            result = session.run(_query(call), dict(call.parameters))
            while block := result.fetch(BLOCK):
                yield [as_row(record, call.native) for record in block]
            self._count(result)

    def write(self, calls: Sequence[Step], check: Check | None = None) -> list[list[Row]]:
        """All calls in one transaction, all or none; the rows of each, checked before the commit."""
        timeout = max((call.timeout for call in calls if isinstance(call, Call)), default=0.0)
        with translated(), self._driver.session(database=self._database) as session:
            with session.begin_transaction(timeout=timeout or None) as transaction:
                rows: list[list[Row]] = []
                for step in calls:
                    call = call_of(step, rows)
                    rows.append(self._rows(transaction.run(_text(call), dict(call.parameters)), call))
                if check is not None:
                    check(rows)
                transaction.commit()
            return rows

    def define(self, text: str) -> None:
        """Run one schema statement."""
        call = Call(text, {})
        with translated(), self._driver.session(database=self._database) as session:
            self._rows(session.run(_text(call)), call)

    def explain(self, call: Call) -> dict[str, Any]:
        """The plan of a statement, not run: nested maps with operatorType, args and children."""
        return self._plan("EXPLAIN ", call, "plan")

    def profile(self, call: Call) -> dict[str, Any]:
        """The plan of a statement that was run, with its hits in args."""
        return self._plan("PROFILE ", call, "profile")

    def close(self) -> None:
        """Close all connections."""
        self._sessions.close()
        self._driver.close()

    def _read(self, call: Call) -> list[Row]:
        with translated(), self._sessions.own() as session:
            return self._rows(session.run(_query(call), dict(call.parameters)), call)

    def _plan(self, prefix: str, call: Call, attribute: str) -> dict[str, Any]:
        with translated(), self._reading() as session:
            result = session.run(_text(Call(prefix + call.text, {})), dict(call.parameters))
            self._count(result)
            return cast(dict[str, Any], getattr(result.consume(), attribute))

    def _reading(self, **more: Any) -> neo4j.Session:
        return self._driver.session(database=self._database, default_access_mode=neo4j.READ_ACCESS, **more)

    def _rows(self, result: neo4j.Result, call: Call) -> list[Row]:
        rows = [as_row(record, call.native) for record in result]
        self._count(result)
        return rows

    def _count(self, result: neo4j.Result) -> None:
        """Counts a statement that was sent; its summary is made only where there may be notices in it."""
        with self._lock:
            self._sent += 1
            if self._notifications:
                self.notices += [
                    f"{item.gql_status} {item.status_description}"
                    for item in result.consume().gql_status_objects
                    if item.is_notification
                ]


class _Sessions:
    """A session for each thread, since making one takes a tenth of the time of a short question."""

    def __init__(self, make: Callable[[], neo4j.Session]) -> None:
        self._make = make
        self._local = threading.local()
        # Threads come and go, and take their sessions with them.
        self._all: weakref.WeakSet[neo4j.Session] = weakref.WeakSet()

    @contextmanager
    def own(self) -> Iterator[neo4j.Session]:
        """The session of this thread; one that something went wrong in is its last."""
        session = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = self._make()
            self._all.add(session)
        try:
            yield session
        except BaseException:
            self._local.session = None
            self._all.discard(session)
            session.close()
            raise

    def close(self) -> None:
        """The end of all of them."""
        while self._all:
            self._all.pop().close()


class _NoBookmarks(BookmarkManager):
    """Sessions that are kept wait for no transaction: the store may have been put back to an earlier one."""

    def update_bookmarks(self, previous_bookmarks: Any, new_bookmarks: Any) -> None:
        """Forgotten."""

    def get_bookmarks(self) -> tuple[str, ...]:
        """None."""
        return ()


def _query(call: Call) -> Query:
    return Query(_text(call), metadata=dict(call.metadata or {}), timeout=call.timeout or None)


def _text(call: Call) -> Any:
    """The driver wants literal text of its callers; ours comes from the catalogue and the compiler only."""
    return call.text


@contextmanager
def translated() -> Iterator[None]:
    """Turns what the driver raises into the three errors of a store; the cause stays behind `__cause__`."""
    try:
        yield
    except (exceptions.Neo4jError, exceptions.DriverError, OSError) as error:
        raise translate(error) from error


def translate(error: Exception) -> RequestError:
    """The error of ours that stands for one of the driver's."""
    code = str(getattr(error, "code", "") or "")
    if any(name in code for name in TIMED_OUT):
        return DatabaseTimeout("the database took longer than a statement may run; ask for less")
    if isinstance(error, exceptions.AuthError):
        return DatabaseUnavailable("the database refuses the login; check its user and password")
    if isinstance(error, UNREACHABLE) or code.startswith(
        ("Neo.TransientError", "Neo.DatabaseError.Database")
    ):
        return DatabaseUnavailable("no database answers; it may be starting, or down")
    return InternalError(f"{type(error).__name__}: {error}")
