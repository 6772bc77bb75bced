"""A generated county on a real server: loaded, verified by its manifest, and the same by the importer."""

from contextlib import closing
from pathlib import Path

import pytest

from graphsvc.catalogue import Catalogue
from graphsvc.settings import Settings
from graphsvc.store import Call, backup
from graphsvc.store.local import LocalServer
from seed.bulk import bulk_load
from seed.generate import Wanted, write_city
from seed.load import load_directory
from seed.verify import verify
from tests.live.test_faults_live import checksum

LEADERS = """MATCH (l:Leader) OPTIONAL MATCH (l)-[c:CONTACTS]->(x) WITH l, count(x) AS many WHERE many > 0
RETURN collect(DISTINCT many) AS contacts"""


@pytest.mark.parametrize(
    "wanted",
    [Wanted(0.02, "350525", faults=18, seed=7), Wanted(0.05, "350581", faults=0, seed=8, year=2024)],
    ids=lambda wanted: wanted.county,
)
def test_a_county_loads_and_verifies_and_bulk_is_load(
    wanted: Wanted, own_server: tuple[LocalServer, Settings], catalogue: Catalogue, tmp_path: Path
) -> None:
    server, settings = own_server
    files = tmp_path / "files"
    manifest = write_city(files, wanted)
    server.up()
    with closing(server.store()) as store:
        done = load_directory(files, store, settings)
        assert verify(store, catalogue, files) == []
        rejected = [one for one in manifest["planted"] if one["stage"] == "REJECT"]
        assert done.rows.rejected.total() == len(rejected)
        assert {fault.rule for fault in done.rows.hard} == {one["cause"] for one in rejected}
        assert store.read(Call(LEADERS, {}))[0]["contacts"] in ([1], [2])
        loaded = checksum(store)
    backup.reset(server)
    bulk_load(files, settings)
    with closing(server.store()) as store:
        assert verify(store, catalogue, files) == []
        assert checksum(store) == loaded
