"""What a measurement stands on, and what it brings home."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import neo4j
import psutil

from graphsvc.answer import Question
from graphsvc.caller import Caller
from graphsvc.service import Service
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from tests.bench.asking import Client, Floor, body_of
from tests.bench.examples import Examples, Pair
from tests.bench.serving import SECONDS, Served
from tests.bench.timing import Ask, Figure

AUDITOR = Caller("auditor", "", False)


@dataclass(frozen=True)
class Size:
    """How often each thing is asked."""

    small: int
    """Rounds of what takes a few ms."""
    large: int
    """Rounds of what takes a hundred."""
    crowded: int
    """Requests of a crowd in one turn."""
    soak: int
    """Requests that a worker is to survive unchanged."""
    parts: int
    """Rounds of the parts that explain a missed target."""
    warm: int
    """Requests of each side before anything is timed: a server of Java's compiles while it answers."""


CITY = Size(small=400, large=40, crowded=1_000, soak=10_000, parts=40, warm=5_000)
SAMPLE = Size(small=4, large=2, crowded=70, soak=100, parts=2, warm=16)


@dataclass(frozen=True)
class Row:
    """A line of the table: what is measured beside what, and how many times as much it may be."""

    what: str
    beside: str
    target: float


@dataclass(frozen=True)
class Outcome:
    """A row measured. `equal` says whether both sides gave the same data, None where there is no such
    pair; `why` explains a target that was missed, and costs nothing until it is asked."""

    row: Row
    measured: Figure
    against: Figure
    equal: bool | None = None
    target: float | None = None
    why: Callable[[], list[str]] = list

    @property
    def ratio(self) -> float:
        """How many times as much."""
        return self.measured.value / self.against.value

    @property
    def allowed(self) -> float:
        """The target that holds here."""
        return self.row.target if self.target is None else self.target

    @property
    def holds(self) -> bool:
        """Whether the target is kept."""
        return self.ratio <= self.allowed

    def as_missed(self) -> "Outcome":
        """The same with a target that nothing keeps, so that it has to explain itself."""
        return replace(self, target=0.0)


@dataclass(frozen=True)
class Sides:
    """The three processes that share the machine: the database, the service, and this one that asks both."""

    database: psutil.Process
    served: Served
    driver: Floor

    @property
    def login(self) -> tuple[str, str]:
        """Address and password of the database."""
        return self.driver.uri, self.driver.password

    def cpu(self) -> dict[str, float]:
        """CPU seconds that each has used."""
        workers = [self.served.process, *self.served.process.children(recursive=True)]
        return {
            "database": _cpu(self.database),
            "service": sum(map(_cpu, workers)),
            "client": _cpu(psutil.Process()),
        }


@dataclass(frozen=True)
class Bench:
    """One database, asked over HTTP, by hand and in this process."""

    sides: Sides
    service: Service
    store: BoltStore
    examples: Examples
    size: Size
    folder: Path

    @property
    def driver(self) -> Floor:
        """What statements by hand are sent by."""
        return self.sides.driver

    def client(self) -> Client:
        """A new connection."""
        return Client(self.sides.served.port)

    def call(self, question: Question) -> Call:
        """The statement that a question becomes, and its parameters."""
        planned = self.service.plan(question, AUDITOR)
        return Call(planned.compiled.sent, planned.bound.parameters, timeout=SECONDS, native=planned.native)

    def equal(self, pairs: list[Pair]) -> bool:
        """Whether the service and the hand-written statement have the same answers."""
        client = self.client()
        try:
            return all(
                client.data(pair.question) == self.driver.data(pair.text, pair.parameters) for pair in pairs
            )
        finally:
            client.close()

    def over_http(self, pairs: list[Pair], client: Client) -> Ask:
        """Asks for one of the pairs over a connection; what comes back is whole but not yet read."""
        bodies = [body_of(pair.question) for pair in pairs]
        return lambda number: client.post(bodies[number % len(bodies)])

    def by_hand(self, pairs: list[Pair]) -> Ask:
        """Runs the statement of one of the pairs."""

        def ask(number: int) -> neo4j.Record:
            pair = pairs[number % len(pairs)]
            return self.driver.record(pair.text, pair.parameters)

        return ask


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)
