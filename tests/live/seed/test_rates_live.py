"""What a load costs beside its batches, in statements; in the long form beside bare merging, in time."""

import time
from contextlib import closing
from pathlib import Path

import pytest

from graphsvc.catalogue import Catalogue
from graphsvc.server.local import LocalServer
from graphsvc.settings import Settings
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from seed.cli.main import main
from seed.generator.city import CityOptions, write_city
from seed.generator.sample import SAMPLE
from seed.loading.batches import batches
from seed.loading.verify import stored_counts
from seed.places.rules import Present
from seed.places.territory import Territory
from seed.plan.slices import TIMEOUT
from seed.runs.load import define_schema, load_directory, wipe
from tests.tools.cities import QUANZHOU
from tests.tools.deliveries import delivered

EACH = 6
"""Statements that a batch may cost: the merge, its places, the log, the data version under the lease."""
LEAST, STEADY = 0.5, 1.5


def merges(files: Path) -> list[tuple[str, list[object]]]:
    """The statement of each batch of a folder, and its rows."""
    with delivered(files) as (staging, _):
        return [
            (batch.merge, [row for _, row, _ in batch.elements])
            for batch in batches(staging, Territory(staging, Present(QUANZHOU.code, "2022-12-31")))
        ]


def test_a_load_sends_a_fixed_number_of_statements_for_each_batch(
    empty_server: tuple[LocalServer, Settings], catalogue: Catalogue, tmp_path: Path
) -> None:
    """However many rows there are: nothing is asked row by row."""
    server, settings = empty_server
    sent, needed = [], []
    with closing(server.store()) as store:
        for scale in (0.02, 0.06):
            files = tmp_path / str(scale)
            write_city(files, CityOptions(scale=scale, county="350502"))
            needed.append(len(merges(files)))
            define_schema(store, catalogue)
            before = store.statements
            assert load_directory(files, store, settings).written
            sent.append(store.statements - before)
            wipe(store, catalogue)
    assert needed[1] > needed[0]
    assert sent[1] - sent[0] <= EACH * (needed[1] - needed[0]), (sent, needed)


def test_the_wipe_wants_to_be_confirmed_and_leaves_nothing(
    empty_server: tuple[LocalServer, Settings],
    catalogue: Catalogue,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server, settings = empty_server
    monkeypatch.setenv("GRAPHSVC_HOME", str(server.home))
    write_city(tmp_path, CityOptions(scale=0.02, county="350502"))
    with closing(server.store()) as store:
        load_directory(tmp_path, store, settings)
        stored = stored_counts(store, catalogue)
        assert main(["wipe"]) == 1
        assert stored_counts(store, catalogue) == stored != {"nodes": {}, "relationships": {}}
        assert main(["wipe", "--yes"]) == 0
        assert stored_counts(store, catalogue) == {"nodes": {}, "relationships": {}}


@pytest.mark.long
def test_loading_is_at_least_half_as_fast_as_bare_merging(
    empty_server: tuple[LocalServer, Settings], catalogue: Catalogue
) -> None:
    """Two times of one run are compared, which wants a machine that does nothing else."""
    server, settings = empty_server
    moments: list[tuple[float, int]] = []
    with closing(server.store()) as store:
        load_directory(SAMPLE, store, settings)
        wipe(store, catalogue)
        bare = merged(store, catalogue)
        wipe(store, catalogue)
        begun = time.perf_counter()
        load_directory(SAMPLE, store, settings, lambda done, _: moments.append((time.perf_counter(), done)))
        load = time.perf_counter() - begun
    assert bare / load >= LEAST, (bare, load)
    assert pace(moments, 0.9, 1.0) <= STEADY * pace(moments, 0.0, 0.1), moments


def merged(store: BoltStore, catalogue: Catalogue) -> float:
    """Seconds for the rows of the sample and nothing around them."""
    define_schema(store, catalogue)
    rows = merges(SAMPLE)
    begun = time.perf_counter()
    for text, data in rows:
        store.write([Call(text, {"data": data}, timeout=TIMEOUT)])
    return time.perf_counter() - begun


def pace(moments: list[tuple[float, int]], start: float, end: float) -> float:
    """Seconds an element between two parts of the way."""
    total = moments[-1][1]
    part = [moment for moment in moments if start * total <= moment[1] <= end * total]
    return (part[-1][0] - part[0][0]) / (part[-1][1] - part[0][1])
