"""Why a target was missed: the time by where it goes, and the operators by what they read."""

import statistics
from collections import Counter
from contextlib import closing
from typing import Any

from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from graphsvc.store.values import as_row
from tests.bench.asking import body_of
from tests.bench.bench import AUDITOR, Bench
from tests.bench.examples import NOTHING, Pair
from tests.bench.timing import MS, Ask, crowd, in_turns

HEAD = ["| where the time goes | ms |", "| --- | ---: |"]


def profiled(store: BoltStore, call: Call) -> list[str]:
    """A statement's operators, those of one name together, by rows and dbHits."""
    count: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    hits: Counter[str] = Counter()

    def walk(plan: dict[str, Any]) -> None:
        name = plan["operatorType"].partition("@")[0]
        count[name] += 1
        rows[name] += int(plan["args"].get("Rows", 0))
        hits[name] += int(plan["args"].get("DbHits", 0))
        for child in plan.get("children", []):
            walk(child)

    walk(store.profile(call))
    ranked = sorted(count, key=lambda name: (-hits[name], -rows[name], name))
    lines = [f"| {name} | {count[name]} | {rows[name]:,} | {hits[name]:,} |" for name in ranked]
    total = f"| in all | {count.total()} | {rows.total():,} | {hits.total():,} |"
    return ["| operator | times | rows | dbHits |", "| --- | ---: | ---: | ---: |", *lines, total]


def both_profiled(bench: Bench, pair: Pair) -> list[str]:
    """What the service's statement and the one by hand have the database do."""
    by_hand = Call(pair.text, pair.parameters, timeout=60)
    ours = profiled(bench.store, bench.call(pair.question))
    theirs = profiled(bench.store, by_hand)
    return ["", "The service's statement:", "", *ours, "", "The hand-written one:", "", *theirs]


def split(bench: Bench, pairs: list[Pair]) -> list[str]:
    """The median of each part of an answer, in ms, over the first few of these questions."""
    asked = [Parts(bench, pairs[number % len(pairs)]) for number in range(bench.size.parts)]
    bodies = [body_of(one.pair.question) for one in asked]
    nothing = body_of(NOTHING)
    with closing(bench.client()) as client:
        asks: dict[str, Ask] = {
            "the answer over HTTP": lambda number: client.post(bodies[number]),
            "an empty question over HTTP": lambda number: client.post(nothing),
            "ours: plan found, values bound": lambda number: asked[number].planned(),
            "ours: the driver's values made plain": lambda number: asked[number].made_plain(),
            "ours: decoded, encoded": lambda number: asked[number].completion.answer(),
            "the service's statement over the driver": lambda number: asked[number].sent(),
            "the hand-written statement over the driver": lambda number: asked[number].by_hand(),
        }
        times = in_turns(tuple(asks.values()), bench.size.parts, warm=1)
    named = {name: statistics.median(taken) * MS for name, taken in zip(asks, times, strict=True)}
    whole, *parts = named.values()
    named["the rest: threads, log, what is not named here"] = whole - sum(parts[:-1])
    server = statistics.median(one.server_ms() for one in asked)
    named["of the service's statement, by the server's clock"] = server
    return [*HEAD, *(f"| {name} | {value:,.3f} |" for name, value in named.items())]


class Parts:
    """An answer in parts that can be had one by one."""

    def __init__(self, bench: Bench, pair: Pair) -> None:
        self.pair = pair
        self.completion = bench.service.completion(pair.question, AUDITOR, "bench")
        self._bench = bench
        call = bench.call(pair.question)
        self._ours, self._native = (call.text, call.parameters), call.native
        self._record = bench.driver.record(*self._ours)

    def planned(self) -> Any:
        """Everything before the database is asked."""
        return self._bench.service.plan(self.pair.question, AUDITOR)

    def made_plain(self) -> Any:
        """What the store does with a record."""
        return as_row(self._record, self._native)

    def sent(self) -> Any:
        """The service's statement and its record, nothing else."""
        return self._bench.driver.record(*self._ours)

    def by_hand(self) -> Any:
        """The hand-written statement and its record."""
        return self._bench.driver.record(self.pair.text, self.pair.parameters)

    def server_ms(self) -> float:
        """How long the server says the service's statement took, in whole ms."""
        return self._bench.driver.server_ms(*self._ours)


def processors(bench: Bench, sides: dict[str, list[Ask]]) -> list[str]:
    """CPU time of a request by whom it is used, where many are asked at once."""
    lines = []
    for name, asks in sides.items():
        before = bench.sides.cpu()
        crowd(asks, bench.size.crowded)
        used = [(bench.sides.cpu()[who] - begun) * MS / bench.size.crowded for who, begun in before.items()]
        lines.append(f"| {name} | " + " | ".join(f"{ms:.2f}" for ms in (*used, sum(used))) + " |")
    head = [
        "| CPU of a request, ms | database | service | client | in all |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    return [*head, *lines]
