"""Loading on a real server: the manifest's counts, nothing twice, no half batch after a kill."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from graphsvc.catalogue import Catalogue
from graphsvc.errors import SeedError
from graphsvc.settings import Settings
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from graphsvc.store.local import LocalServer
from seed.lease import myself
from seed.load import LoadReport, load_directory
from seed.sample import SAMPLE
from seed.verify import stored_counts, verify
from tests.conftest import ROOT

LOADED = """OPTIONAL MATCH (d:Dataset) OPTIONAL MATCH (r:LoadRun)
RETURN d.version AS version, d.state AS state, r.rows AS rows"""
NAMES = "代码,姓名,入党日期,转正日期,起始日期,终止日期\n"


def test_the_sample_verifies(sample_store: BoltStore, catalogue: Catalogue, manifest: dict[str, Any]) -> None:
    assert verify(sample_store, catalogue, SAMPLE) == []
    assert stored_counts(sample_store, catalogue) == manifest["counts"]
    sample_store.notices.clear()


def test_a_second_load_writes_nothing(
    live_server: LocalServer, live_settings: Settings, first_load: LoadReport, tmp_path: Path
) -> None:
    """Neither when the files are known by their digests, nor row by row when they are not."""
    store = live_server.store()
    report = load_directory(SAMPLE, store, live_settings)
    assert report == LoadReport(0, 0, first_load.version, skipped=True)
    for path in SAMPLE.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes() + b"\r\n")
    (tmp_path / "register.xlsx").write_bytes((SAMPLE / "register.xlsx").read_bytes())
    report = load_directory(tmp_path, store, live_settings)
    assert report == LoadReport(first_load.elements, 0, first_load.version)
    store.close()


def test_provenance(sample_store: BoltStore) -> None:
    text = """MATCH (m:PartyMember {code: 'LC-DY-0001'})-[r:MEMBER_OF]->()
    RETURN m.source_row AS node, r.source_row AS tie"""
    assert sample_store.read(Call(text, {}))[0]["node"] == "members.csv:members:2"
    assert sample_store.read(Call(text, {}))[0]["tie"].startswith("register.xlsx:党员组织关系:")


def test_killed_in_the_middle_of_a_load(
    own_server: tuple[LocalServer, Settings], catalogue: Catalogue, manifest: dict[str, Any]
) -> None:
    server, settings = own_server
    pid = server.up().pid
    loader = subprocess.Popen(
        [sys.executable, "-m", "seed", "load"],
        cwd=ROOT,
        env={**os.environ, "GRAPHSVC_HOME": str(server.home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_for_version(server, 8)
    os.kill(pid or 0, signal.SIGKILL)
    _, said = loader.communicate(timeout=120)
    assert loader.returncode == 1
    assert "no database answers" in said

    server.up()
    store = server.store()
    row = store.read(Call(LOADED, {}))[0]
    counts = stored_counts(store, catalogue)
    stored = sum(counts["nodes"].values()) + sum(counts["relationships"].values())
    assert row["state"] == "LOADING"
    assert 0 < stored == row["rows"] < 140_000

    report = load_directory(SAMPLE, store, settings)
    assert report.written == report.elements - stored
    assert stored_counts(store, catalogue) == manifest["counts"]
    assert verify(store, catalogue, SAMPLE) == []
    again = load_directory(SAMPLE, store, settings)
    assert (again.written, again.version) == (0, report.version)
    assert store.read(Call(LOADED, {}))[0]["state"] == "READY"
    store.close()


def wait_for_version(server: LocalServer, version: int) -> None:
    store = server.store()
    for _ in range(600):
        found = store.read(Call(LOADED, {}))[0]["version"]
        if found is not None and found >= version:
            break
        time.sleep(0.1)
    else:
        pytest.fail("the load did not begin")
    store.close()


def test_a_bad_file_loads_nothing(live_server: LocalServer, live_settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text(
        NAMES + "LC-X1,某某,,,2020-07-01,\nLC-X2,某某,soon,,2020-07-01,\n", "utf-8"
    )
    store = live_server.store()
    before = store.read(Call(LOADED, {}))
    with pytest.raises(SeedError, match=r"members\.csv:members:3:入党日期: not a date"):
        load_directory(tmp_path, store, live_settings)
    assert store.read(Call(LOADED, {})) == before
    assert store.read(Call("MATCH (m:PartyMember {code: 'LC-X1'}) RETURN count(m) AS n", {})) == [{"n": 0}]
    store.close()


def test_two_loaders(live_server: LocalServer, live_settings: Settings, tmp_path: Path) -> None:
    """The lease of a loader that lives, this very process, is respected and names it."""
    (tmp_path / "members.csv").write_text(NAMES + "LC-X1,某某,,,2020-07-01,\n", "utf-8")
    store = live_server.store()
    other = {"code": "other", "who": myself(), "files": [], "now": int(time.time()), "dead": []}
    text = """MERGE (r:LoadRun {code: $code})
    SET r.state = 'LOADING', r.who = $who, r.finished_at = $now RETURN 1 AS n"""
    store.write([Call(text, other)])
    try:
        with pytest.raises(SeedError, match=f"another load is under way, by {myself()}"):
            load_directory(tmp_path, store, live_settings)
    finally:
        store.write([Call("MATCH (r:LoadRun {code: 'other'}) DELETE r RETURN 1 AS n", {})])
        store.close()
