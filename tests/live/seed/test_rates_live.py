"""How a load compares with the same rows and nothing around them, as ratios of one run; and the wipe."""

import time
from contextlib import closing

import pytest

from graphsvc.catalogue import Catalogue
from graphsvc.server.local import LocalServer
from graphsvc.settings import Settings
from graphsvc.store import Call
from seed.__main__ import main
from seed.generator.sample import SAMPLE
from seed.loading.batches import TIMEOUT, batches
from seed.loading.load import define_schema, load_directory
from seed.loading.verify import stored_counts
from seed.plan.place import Territory
from tests.tools.cities import QUANZHOU
from tests.tools.deliveries import delivered

LEAST, STEADY = 0.5, 1.5


def test_loading_is_at_least_half_as_fast_as_bare_merging(
    empty_server: tuple[LocalServer, Settings], catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, settings = empty_server
    monkeypatch.setenv("GRAPHSVC_HOME", str(server.home))
    moments: list[tuple[float, int]] = []
    with closing(server.store()) as store:
        load_directory(SAMPLE, store, settings)
        assert main(["wipe"]) == 1
        assert main(["wipe", "--yes"]) == 0
        assert stored_counts(store, catalogue) == {"nodes": {}, "relationships": {}}

        define_schema(store, catalogue)
        with delivered(SAMPLE) as (staging, _):
            rows = [
                (batch.merge, [row for _, row, _ in batch.elements])
                for batch in batches(staging, Territory(staging, QUANZHOU.code))
            ]
        begun = time.perf_counter()
        for text, data in rows:
            store.write([Call(text, {"data": data}, timeout=TIMEOUT)])
        bare = time.perf_counter() - begun
        main(["wipe", "--yes"])

        begun = time.perf_counter()
        load_directory(SAMPLE, store, settings, lambda done, _: moments.append((time.perf_counter(), done)))
        load = time.perf_counter() - begun
    assert bare / load >= LEAST, (bare, load)
    assert pace(moments, 0.9, 1.0) <= STEADY * pace(moments, 0.0, 0.1), moments


def pace(moments: list[tuple[float, int]], start: float, end: float) -> float:
    """Seconds an element between two parts of the way."""
    total = moments[-1][1]
    part = [moment for moment in moments if start * total <= moment[1] <= end * total]
    return (part[-1][0] - part[0][0]) / (part[-1][1] - part[0][1])
