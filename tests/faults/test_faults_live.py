"""Faults in the middle of a load: nothing lost, nothing twice, a clear word; loading again completes it."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graphsvc.catalogue import Catalogue
from graphsvc.errors import DatabaseUnavailable, SeedError
from graphsvc.server.local import LocalServer
from graphsvc.settings import Settings
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from seed.generator.city import CityOptions, write_city
from seed.loading.verify import stored_counts, verify
from seed.runs.load import load_directory, wipe
from tests.conftest import ROOT, throwaway
from tests.tools.cities import QUANZHOU
from tests.tools.cutting import cut_after
from tests.tools.oracle.stored import checksum
from tests.tools.servers import Stores

Own = tuple[LocalServer, Settings]
STATE = """OPTIONAL MATCH (d:Dataset) OPTIONAL MATCH (r:LoadRun)
RETURN d.version AS version, d.state AS state, r.rows AS rows"""


@dataclass(frozen=True)
class Delivery:
    """Files of a small district, what they become by label and type, and the checksum of a load in peace."""

    files: Path
    counts: dict[str, dict[str, int]]
    checksum: str

    @property
    def elements(self) -> int:
        """How many nodes and relationships they become."""
        return sum(sum(part.values()) for part in self.counts.values())


@pytest.fixture(scope="module")
def district(
    second_server: tuple[LocalServer, Settings],
    catalogue: Catalogue,
    tmp_path_factory: pytest.TempPathFactory,
) -> Delivery:
    files = tmp_path_factory.mktemp("district")
    counts = write_city(files, CityOptions(scale=0.04, county="350502"))["counts"]
    server, settings = second_server
    server.up()
    with closing(server.store()) as store:
        wipe(store, catalogue)
        done = load_directory(files, store, settings)
        delivery = Delivery(files, counts, checksum(store))
        assert done.written == done.elements == delivery.elements
        return delivery


def completed(server: LocalServer, settings: Settings, district: Delivery) -> None:
    """Loading again completes it; once more, and nothing is written."""
    with closing(server.store()) as store:
        load_directory(district.files, store, settings)
        assert checksum(store) == district.checksum
        assert store.read(Call(STATE, {}))[0]["state"] == "READY"
        again = load_directory(district.files, store, settings)
        assert not again.written


def loader(server: LocalServer, district: Delivery) -> subprocess.Popen[str]:
    """`python -m seed load` in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "seed", "load", str(district.files)],
        cwd=ROOT,
        env={**os.environ, "GRAPHSVC_HOME": str(server.home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A run in the background of a shell ignores Ctrl-C, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def wait_for_version(server: LocalServer, version: int) -> None:
    with closing(server.store()) as store:
        for _ in range(900):
            if (store.read(Call(STATE, {}))[0]["version"] or 0) >= version:
                return
            time.sleep(0.1)
    pytest.fail("the load did not begin")


def test_the_loader_is_killed(empty_server: Own, district: Delivery) -> None:
    server, settings = empty_server
    process = loader(server, district)
    wait_for_version(server, 8)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    completed(server, settings, district)


def test_the_database_is_killed(empty_server: Own, catalogue: Catalogue, district: Delivery) -> None:
    """No half batch is stored, the loader says why it ends, and loading again writes what is missing."""
    server, settings = empty_server
    process = loader(server, district)
    wait_for_version(server, 8)
    os.kill(server.status().pid or 0, signal.SIGKILL)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "no database answers" in said
    server.up()
    with closing(server.store()) as store:
        row = store.read(Call(STATE, {}))[0]
        stored = sum(sum(part.values()) for part in stored_counts(store, catalogue).values())
        assert row["state"] == "LOADING"
        assert 0 < stored == row["rows"] < district.elements
        report = load_directory(district.files, store, settings)
        assert report.elements == district.elements
        assert report.written == district.elements - stored
        assert stored_counts(store, catalogue) == district.counts
        assert verify(store, catalogue, QUANZHOU, district.files) == []
    completed(server, settings, district)


def test_the_loader_is_interrupted(empty_server: Own, district: Delivery) -> None:
    """Ctrl-C: a word that the same command goes on, and it does."""
    server, settings = empty_server
    process = loader(server, district)
    wait_for_version(server, 3)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "the same command goes on from there" in said
    completed(server, settings, district)


def test_two_loaders_at_once(empty_server: Own, district: Delivery) -> None:
    server, settings = empty_server
    process = loader(server, district)
    wait_for_version(server, 2)
    with (
        closing(server.store()) as store,
        pytest.raises(SeedError, match=rf"another load is under way, by .*/{process.pid}/"),
    ):
        load_directory(district.files, store, settings)
    out, _ = process.communicate(timeout=240)
    assert process.returncode == 0
    assert f"{district.elements} elements, {district.elements} written" in out
    completed(server, settings, district)


def test_the_connection_is_cut_inside_a_batch(empty_server: Own, district: Delivery) -> None:
    server, settings = empty_server
    with cut_after(server, 2_000_000) as port:
        store = BoltStore(f"bolt://127.0.0.1:{port}", ("neo4j", server.password()), "neo4j")
        with closing(store), pytest.raises(DatabaseUnavailable, match="no database answers"):
            load_directory(district.files, store, settings)
    with closing(server.store()) as direct:
        assert direct.read(Call(STATE, {}))[0]["state"] == "LOADING"
    completed(server, settings, district)


def test_the_disk_is_full(stores: Stores, tmp_path: Path, district: Delivery) -> None:
    """On a small file system of its own: the load stops with a word, and goes on once there is room."""
    home = tmp_path / "small"
    home.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", str(home)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("only root may mount a small file system")
    stores.copy("empty", home)
    server, settings = throwaway(home)
    try:
        server.up()
        process = loader(server, district)
        wait_for_version(server, 8)
        # It stands still while the disk is filled, which may take longer than the rest of the load.
        process.send_signal(signal.SIGSTOP)
        left = os.statvfs(home)
        (home / "ballast").write_bytes(b"\0" * (left.f_bavail * left.f_frsize - 100 * 2**20))
        process.send_signal(signal.SIGCONT)
        _, said = process.communicate(timeout=120)
        assert process.returncode == 1
        assert "MB free, 128 MB needed; what is stored stays whole; make room and load again" in said
        (home / "ballast").unlink()
        completed(server, settings, district)
    finally:
        server.down()
        subprocess.run(["umount", str(home)], check=False)


def test_the_checksum_sees_a_change(sample_store: BoltStore) -> None:
    """What the tests above rely on."""
    undisturbed = checksum(sample_store)
    change: dict[str, Any] = {"code": "502001-DY-0001", "hash": "another"}
    text = """MATCH (m:PartyMember {code: $code}) WITH m, m.row_hash AS old SET m.row_hash = $hash
    RETURN old"""
    old = sample_store.write([Call(text, change)])[0][0]["old"]
    try:
        assert checksum(sample_store) != undisturbed
    finally:
        sample_store.write([Call(text, {**change, "hash": old})])
    assert checksum(sample_store) == undisturbed
    sample_store.notices.clear()
