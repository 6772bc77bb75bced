"""What `seed bulk` looks at before it reads anything: whose server it is, the port, the disks."""

import os
import shutil
import socket
from collections import namedtuple
from pathlib import Path

import pytest

from graphsvc.errors import LocalServerError, SeedError
from graphsvc.server.local import LocalServer
from graphsvc.server.unfinished import Import, remember
from graphsvc.settings import Settings
from seed.generator.sample import SAMPLE
from seed.runs.bulk import bulk_load

Usage = namedtuple("Usage", "total used free")


def refused(settings: Settings, directory: Path = SAMPLE) -> str:
    """What it says; nothing was begun."""
    begun: list[str] = []
    with pytest.raises((SeedError, LocalServerError)) as found:
        bulk_load(directory, settings, begun.append)
    assert begun == []
    return str(found.value)


def test_a_server_elsewhere(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, neo4j_uri="bolt://db:7687")
    assert "the importer needs the files of the managed local server" in refused(settings)


def test_a_taken_port(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused(Settings(home=tmp_path, bolt_port=port))
    assert said == f"port {port} on 127.0.0.1 is taken; stop what listens there or set GRAPHSVC_BOLT_PORT"


def test_no_room_for_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(2**40, 2**40, 499 * 2**20))
    said = refused(Settings(home=tmp_path, bolt_port=0))
    assert said.startswith(f"{tmp_path}: 499 MB free, ")
    assert said.endswith("make room or set GRAPHSVC_HOME to a larger disk")


def test_no_room_for_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, small = tmp_path / "home", tmp_path / "small"
    small.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(small))
    free = {str(home): 2**40, str(small): 2**20}
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(2**40, 0, free[os.fspath(path)]))
    said = refused(Settings(home=home, bolt_port=0))
    assert said.startswith(f"{small}: 1 MB free, ")
    assert said.endswith("make room or name another folder in TMPDIR")


def test_other_files_are_not_taken_for_those_that_were_imported(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, bolt_port=0)
    empty = {"rules": {}, "rejected": {}, "today": "2022-12-31", "days": [], "bounds": []}
    left = {"files": ["a.csv 1"], "elements": 1, "version": 1, **empty}
    remember(LocalServer(settings).home, Import(stored=True, rest=left))
    assert "other files were imported" in refused(settings)
