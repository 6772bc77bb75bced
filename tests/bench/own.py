"""Rows that need no statement by hand: our own share, planning, memory, and many at once."""

import secrets
import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from typing import Any

import orjson

from graphsvc.answer import Question
from graphsvc.service import Service
from graphsvc.store import Call
from graphsvc.store import Row as Record
from graphsvc.store.canned import CannedStore
from graphsvc.store.values import as_row
from tests.bench.asking import body_of
from tests.bench.bench import AUDITOR, Bench, Outcome, Row
from tests.bench.examples import nested
from tests.bench.timing import MS, Figure, crowd, in_turns, percentile, seconds
from tests.bench.why import split

ORJSON = "`orjson.dumps` of the rows"
SHARES = {
    first: Row(f"own share of {first:,} households, CPU time", ORJSON, 4.0) for first in (1_000, 10_000)
}
PLANNING = Row("a document never seen before, 6 levels", "one of 3 levels", 3.0)
LEVELS = (6, 3)
MIXED = Row("mixed documents, 64 connections: p99", "their median", 10.0)
CONNECTIONS = 64


def shares(bench: Bench) -> Iterator[Outcome]:
    """What is ours of a long list: plan found, values bound, record made plain, decoded, encoded.

    Nobody is waited for, so that it is this thread's CPU time that counts: others cannot lengthen it.
    """
    for first, row in SHARES.items():
        pair = bench.examples.rows(first)
        own = Service(bench.service.settings, bench.service.catalogue, _read_already(bench, pair.question))
        ours = partial(own.answer, pair.question, AUDITOR)
        rows = bench.driver.data(pair.text, pair.parameters)["households"]["nodes"]
        equal = ours("own").body["data"]["households"]["nodes"] == rows
        times = in_turns((ours, partial(_dumped, rows)), bench.size.large, clock=time.thread_time)
        yield Outcome(row, *map(Figure.of, times), equal, why=partial(split, bench, [pair]))


def planning(bench: Bench) -> Iterator[Outcome]:
    """New texts every time, by other response names; two rows a level, so that running them is little."""
    fresh = secrets.token_hex(3)
    with closing(bench.client()) as client:

        def ask(depth: int, number: int) -> bytes:
            return client.post(body_of(_unseen(bench, depth, f"t{fresh}n{number}x")))

        for depth in LEVELS:
            ask(depth, bench.size.large)
        turns = [[seconds(partial(ask, depth), turn) for depth in LEVELS] for turn in range(bench.size.large)]
    sides = map(Figure.of, zip(*turns, strict=True))
    yield Outcome(PLANNING, *sides, why=lambda: _planning_split(bench))


def mixed(bench: Bench) -> Iterator[Outcome]:
    """Documents of several kinds at once, by two workers; any error ends the run."""
    questions = bench.examples.mixed()
    bodies = [body_of(question) for question in questions]
    clients = [bench.client() for _ in range(CONNECTIONS)]

    def ask(client: Any, number: int) -> bytes:
        # A step that divides no number of documents: all are asked, the kinds one among another.
        return client.post(bodies[number * 7 % len(bodies)])

    asks = [partial(ask, client) for client in clients]
    crowd(asks, len(bodies))
    times = sorted(crowd(asks, 3 * bench.size.crowded).times)
    for client in clients:
        client.close()
    figures = (Figure(percentile(times, percent) * MS) for percent in (99, 50))
    yield Outcome(MIXED, *figures, why=lambda: _by_kind(bench, questions))


def _read_already(bench: Bench, question: Question) -> CannedStore:
    """A store that has the record at hand as the driver gives it, and only makes it a row."""
    call = bench.call(question)
    record = bench.driver.record(call.text, call.parameters)

    def read(call: Call) -> list[Record]:
        return [as_row(record, call.native)]

    return CannedStore(read)


def _dumped(rows: list[Any], number: int) -> bytes:
    return orjson.dumps(rows)


def _unseen(bench: Bench, depth: int, tag: str) -> Question:
    return Question(nested(depth, tag, most=2), {"code": bench.examples.county})


def _planning_split(bench: Bench) -> list[str]:
    """Our own compiling and the server's planning, for texts that neither has seen."""
    fresh = secrets.token_hex(3)
    lines = ["| levels | compiled, ms | planned by the server, ms |", "| ---: | ---: | ---: |"]
    for depth in LEVELS:
        compiled, planned = [], []
        for turn in range(5):
            question = _unseen(bench, depth, f"w{fresh}n{turn}x")
            compiled.append(seconds(lambda _, one=question: bench.service.plan(one, AUDITOR), turn))
            call = bench.call(question)
            planned.append(seconds(lambda _, one=call: bench.store.explain(one), turn))
        medians = (statistics.median(times) * MS for times in (compiled, planned))
        lines.append(f"| {depth} | " + " | ".join(f"{ms:.2f}" for ms in medians) + " |")
    return lines


def _by_kind(bench: Bench, questions: list[Question]) -> list[str]:
    """How long each kind of document takes when nothing else is asked."""
    times: dict[str, list[float]] = {}
    with closing(bench.client()) as client:
        for number, question in enumerate(questions):
            name = question.document.split("(")[0]
            times.setdefault(name, []).append(
                seconds(lambda _, one=question: client.post(body_of(one)), number)
            )
    lines = [f"| {name} | {len(taken)} | {Figure.of(taken)} |" for name, taken in times.items()]
    return ["| document | of them | alone |", "| --- | ---: | ---: |", *lines]
