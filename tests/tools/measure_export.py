"""`python -m tests.tools.measure_export`: a county's households by every way of streaming them.

The database is the one that the settings name.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from typing import Any

from graphsvc.catalogue import load_catalogue
from graphsvc.server.opening import open_store
from graphsvc.settings import load_settings
from graphsvc.store import Call

RUNS = 7
COUNTY = {"within": "350502", "beyond": "350502~", "asOf": date(2022, 12, 31)}
VALUES = "[kind, code, name, area, valid_from, valid_to, parent]"


def ways(text: str) -> dict[str, str]:
    """What is sent, by the way it is called; the file's rows are gone on with."""
    rows = f"CALL () {{\n{text}\n}}\n"
    return {
        "rows": text,
        "one record": f"{rows}RETURN collect({VALUES}) AS block",
        "collected, cut into records of 500": (
            f"{rows}WITH collect({VALUES}) AS every UNWIND range(0, size(every) - 1, 500) AS at\n"
            "RETURN every[at..at + 500] AS block"
        ),
    }


def timed(read: Callable[[], Iterator[Any]]) -> tuple[float, float]:
    """Milliseconds to the first block and to the last."""
    start, first = time.perf_counter(), 0.0
    for _ in read():
        first = first or time.perf_counter()
    return (first - start) * 1000, (time.perf_counter() - start) * 1000


def main() -> None:
    settings = load_settings()
    text = load_catalogue(settings.catalogue).get("exports/household").text
    found: dict[str, list[tuple[float, float]]] = {}
    with closing(open_store(settings)) as store:
        for _ in range(RUNS + 1):
            for name, sent in ways(text).items():
                call = Call(sent, COUNTY, settings.export_timeout)
                found.setdefault(name, []).append(timed(lambda call=call: store.stream(call)))
    for name, runs in found.items():
        first, last = (statistics.median(values) for values in zip(*runs[1:], strict=True))
        print(f"{name}: first after {first:.0f} ms, all after {last:.0f} ms (median of {RUNS})")


if __name__ == "__main__":
    main()
