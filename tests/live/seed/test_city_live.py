"""Any generated county on a real server: loaded, verified by its manifest, and the same by the importer."""

import random
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from graphsvc.catalogue import Catalogue
from graphsvc.server.local import LocalServer
from graphsvc.settings import Settings
from graphsvc.store import Call
from seed.generator.city import CityOptions, write_city
from seed.generator.plan import load_plan
from seed.loading.verify import verify
from seed.runs.bulk import bulk_load
from seed.runs.load import load_directory, wipe
from tests.tools.cities import QUANZHOU
from tests.tools.oracle.stored import checksum

LEADERS = """MATCH (l:Leader) OPTIONAL MATCH (l)-[c:CONTACTS]->(x) WITH l, count(x) AS many WHERE many > 0
RETURN collect(DISTINCT many) AS contacts"""
SHORT, LONG = 1, 8


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Counties by chance; in the long form (`make soak`) more of them and larger ones."""
    if "options" in metafunc.fixturenames:
        long = metafunc.config.getoption("--long")
        metafunc.parametrize(
            "options",
            [county(number) for number in range(LONG if long else SHORT)],
            ids=lambda one: one.county,
        )


def county(number: int) -> CityOptions:
    """Always the same for a number; every second is larger."""
    dice = random.Random(number)
    return CityOptions(
        scale=0.02 if number % 2 == 0 else 0.05,
        county=dice.choice(sorted(load_plan().file.counties)),
        faults=dice.randint(6, 24),
        seed=dice.randint(1, 10_000),
        year=dice.choice([2022, 2024]),
    )


def test_any_county_loads_and_verifies_and_bulk_is_load(
    options: CityOptions, empty_server: tuple[LocalServer, Settings], catalogue: Catalogue
) -> None:
    server, own = empty_server
    with TemporaryDirectory() as folder:
        files = Path(folder)
        manifest = write_city(files, options)
        with closing(server.store()) as store:
            done = load_directory(files, store, own)
            assert verify(store, catalogue, QUANZHOU, files) == []
            rejected = [one for one in manifest["planted"] if one["stage"] == "REJECT"]
            assert done.rows.rejected.total() == len(rejected)
            assert {fault.rule for fault in done.rows.hard} == {one["cause"] for one in rejected}
            assert set(store.read(Call(LEADERS, {}))[0]["contacts"]) <= {1, 2}
            loaded = checksum(store)
            wipe(store, catalogue)
        bulk_load(files, own)
        with closing(server.store()) as store:
            assert verify(store, catalogue, QUANZHOU, files) == []
            assert checksum(store) == loaded
            wipe(store, catalogue)
