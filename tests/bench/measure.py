"""Every row of the benchmarks in its order, and the run over one database that measures them."""

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from graphsvc.catalogue import load_catalogue
from graphsvc.server.local import LocalServer
from graphsvc.service import Service
from graphsvc.settings import Settings
from tests.bench import memory, own, rows
from tests.bench.asking import Client, Floor, body_of
from tests.bench.bench import Bench, Outcome, Row, Sides, Size
from tests.bench.examples import NOTHING, examples
from tests.bench.serving import LARGEST_PAGE, ROOT, SECONDS, served
from tests.bench.timing import Ask, Figure, crowds, in_turns

MEASURES: tuple[Callable[[Bench], Iterator[Outcome]], ...] = (
    rows.chain,
    rows.crowded,
    rows.tree,
    rows.lists,
    own.shares,
    rows.pages,
    own.planning,
    memory.memory,
    own.mixed,
)
ROWS: tuple[Row, ...] = (
    rows.CHAIN,
    *rows.CROWDS.values(),
    rows.TREE,
    *rows.LISTS.values(),
    *own.SHARES.values(),
    *rows.PAGES.values(),
    rows.LATE_TIME,
    rows.LATE_HITS,
    own.PLANNING,
    memory.ANSWER,
    memory.FLAT,
    own.MIXED,
)
Then = Callable[[Bench, list[Outcome]], None]


def run(server: LocalServer, folder: Path, size: Size, then: Then) -> None:
    """Measures every row over a running database; `then` sees the outcomes while everything still runs."""
    login = (server.status().uri, server.password())
    process = server.process()
    assert process is not None
    settings = Settings(catalogue=ROOT / "cypher", max_page=LARGEST_PAGE, statement_timeout=SECONDS)
    store = server.store(acquisition_timeout=SECONDS)
    service = Service(settings, load_catalogue(settings.catalogue), store)
    # One answer, and the service knows which conditions hold of all facts; its plans are then those served.
    service.ready()
    with ExitStack() as stack:
        stack.callback(store.close)
        driver = stack.enter_context(closing(Floor(*login)))
        running = stack.enter_context(served(login, folder / "service.log"))
        bench = Bench(Sides(process, running, driver), service, store, examples(driver), size, folder)
        # As a worker does once it has started, so that our own share is that of a worker.
        gc.freeze()
        stack.callback(gc.unfreeze)
        rows.warm(bench)
        outcomes = []
        for measure in MEASURES:
            for outcome in measure(bench):
                _tell(outcome)
                outcomes.append(outcome)
        then(bench, outcomes)


def footer(bench: Bench) -> str:
    """What of the times is HTTP alone, so that it can be taken off."""
    with ExitStack() as stack:
        clients = [stack.enter_context(closing(bench.client())) for _ in range(max(rows.CROWDS))]
        asks: list[Ask] = [partial(_nothing, client) for client in clients]
        found = [f"1 connection {Figure.of(in_turns((asks[0],), bench.size.small)[0])}"]
        for many in rows.CROWDS:
            (busy,) = crowds((asks[:many],), bench.size.crowded, rows.TURNS)
            found.append(f"{many} connections {Figure.of_crowd(busy)}")
    return FOOTER.format(empty=", ".join(found))


FOOTER = """The statements by hand are in `tests/bench/floors/`: over the driver, one record each, the same
dates, no HTTP; their data and the service's are compared before anything is timed, and samples are taken in
turns. An empty question, which asks no database, takes over HTTP: {empty}.
That much is client, server and routing. The service has 2 workers of 4 threads, the statements by hand are
sent by as many threads of one process as there are connections; client, service and database share the cores.
Before anything is timed both sides have been asked for thousands of chains and pages."""


def _nothing(client: Client, number: int) -> bytes:
    return client.post(body_of(NOTHING))


def _tell(outcome: Outcome) -> None:
    verdict = "holds" if outcome.holds else "missed"
    print(
        f"{time.strftime('%H:%M:%S')}  {outcome.row.what}: {outcome.measured} beside {outcome.against}, "
        f"{outcome.ratio:.2f} of {outcome.allowed:g}, {verdict}",
        file=sys.stderr,
        flush=True,
    )
