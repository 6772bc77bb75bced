"""Any generated county on a real server: loaded, verified by its manifest, and the same by the importer."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphsvc.catalogue import Catalogue
from graphsvc.server.local import LocalServer
from graphsvc.settings import Settings
from graphsvc.store import Call
from seed.generator.city import Wanted, write_city
from seed.generator.proportions import RESIDENTS
from seed.loading.bulk import bulk_load
from seed.loading.load import load_directory, wipe
from seed.loading.verify import verify
from tests.conftest import throwaway
from tests.faults.test_faults_live import checksum

LEADERS = """MATCH (l:Leader) OPTIONAL MATCH (l)-[c:CONTACTS]->(x) WITH l, count(x) AS many WHERE many > 0
RETURN collect(DISTINCT many) AS contacts"""
COUNTIES = st.builds(
    Wanted,
    scale=st.sampled_from([0.005, 0.02, 0.05]),
    county=st.sampled_from(sorted(RESIDENTS)),
    faults=st.integers(0, 24),
    seed=st.integers(1, 10_000),
    year=st.sampled_from([2022, 2024]),
)


@pytest.fixture(scope="module")
def county_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[LocalServer, Settings]]:
    server, settings = throwaway(tmp_path_factory.mktemp("county"))
    server.up()
    yield server, settings
    server.down()


@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(wanted=COUNTIES)
def test_any_county_loads_and_verifies_and_bulk_is_load(
    wanted: Wanted, county_server: tuple[LocalServer, Settings], catalogue: Catalogue
) -> None:
    server, own = county_server
    with TemporaryDirectory() as folder:
        files = Path(folder)
        manifest = write_city(files, wanted)
        with closing(server.store()) as store:
            done = load_directory(files, store, own)
            assert verify(store, catalogue, files) == []
            rejected = [one for one in manifest["planted"] if one["stage"] == "REJECT"]
            assert done.rows.rejected.total() == len(rejected)
            assert {fault.rule for fault in done.rows.hard} == {one["cause"] for one in rejected}
            assert set(store.read(Call(LEADERS, {}))[0]["contacts"]) <= {1, 2}
            loaded = checksum(store)
            wipe(store, catalogue)
        bulk_load(files, own)
        with closing(server.store()) as store:
            assert verify(store, catalogue, files) == []
            assert checksum(store) == loaded
            wipe(store, catalogue)
