"""Samples taken in turns, so that whatever else the machine does falls on both sides alike."""

import statistics
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

Ask = Callable[[int], object]
"""Asks for the example of that number."""

MS = 1_000.0


@dataclass(frozen=True)
class Figure:
    """What was measured, and the slowest hundredth of it where it is a time; of a crowd also the `median`."""

    value: float
    unit: str = "ms"
    worst: float | None = None
    median: float | None = None

    @classmethod
    def of(cls, seconds: Iterable[float]) -> "Figure":
        """Median and 99th percentile of these times."""
        ordered = sorted(seconds)
        return cls(statistics.median(ordered) * MS, "ms", percentile(ordered, 99) * MS)

    @classmethod
    def of_crowd(cls, crowd: "Crowd") -> "Figure":
        """How long the whole crowd took, for each of its requests: the threads of one process overtake one
        another, which flatters a median."""
        alone = cls.of(crowd.times)
        return cls(crowd.wall * MS / len(crowd.times), "ms a request", alone.worst, alone.value)

    def __str__(self) -> str:
        shown = f"{self.value:,.0f}" if self.unit in ("KB", "MB", "dbHits") else _ms(self.value)
        named = {"median": self.median, "p99": self.worst}
        more = ", ".join(f"{name} {_ms(value)}" for name, value in named.items() if value is not None)
        return f"{shown} {self.unit}" + (f" ({more})" if more else "")


def _ms(value: float) -> str:
    return f"{value:,.{2 if value < 100 else 0}f}"


@dataclass
class Crowd:
    """The times of a crowd's requests, and how long it took in all."""

    times: list[float] = field(default_factory=list)
    wall: float = 0.0


def percentile(ordered: list[float], percent: int) -> float:
    """The smallest value that so many per cent do not exceed."""
    return ordered[min(len(ordered) * percent // 100, len(ordered) - 1)]


Clock = Callable[[], float]


def seconds(ask: Ask, number: int, clock: Clock = time.perf_counter) -> float:
    """How long one answer takes."""
    begun = clock()
    ask(number)
    return clock() - begun


def in_turns(
    asks: tuple[Ask, ...], rounds: int, *, warm: int | None = None, clock: Clock = time.perf_counter
) -> list[list[float]]:
    """The times of each, asked one after the other, round by round; the first rounds, a fifth as many unless
    told otherwise, do not count."""
    for number in range(rounds // 5 if warm is None else warm):
        for ask in asks:
            ask(number)
    taken: list[list[float]] = [[] for _ in asks]
    for number in range(rounds):
        for ask, times in zip(asks, taken, strict=True):
            times.append(seconds(ask, number, clock))
    return taken


def crowds(sides: tuple[list[Ask], ...], requests: int, turns: int) -> list[Crowd]:
    """Each side's connections, all busy at once; the sides take turns, the first does not count."""
    taken = [Crowd() for _ in sides]
    for turn in range(turns + 1):
        for side, total in zip(sides, taken, strict=True):
            found = crowd(side, requests)
            if turn:
                total.times += found.times
                total.wall += found.wall
    return taken


def crowd(asks: list[Ask], requests: int) -> Crowd:
    """So many requests, each connection sending its next as soon as it is answered."""
    numbers: Iterator[int] = iter(range(requests))
    lock, begin = threading.Lock(), threading.Barrier(len(asks))
    times: list[float] = []
    faults: list[BaseException] = []

    def busy(ask: Ask) -> None:
        begin.wait()
        try:
            while True:
                with lock:
                    number = next(numbers, None)
                if number is None:
                    return
                times.append(seconds(ask, number))
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=busy, args=(ask,)) for ask in asks]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return Crowd(times, time.perf_counter() - begun)
