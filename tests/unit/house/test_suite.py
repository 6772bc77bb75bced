"""The suite itself: which tests may start a server, what has a long form, what the targets of make run."""

import re
import subprocess

import pytest

from graphsvc.server.local import LocalServer
from tests.conftest import HERE, LONG_FIRST, ROOT, is_live
from tests.tools.servers import LIVE_ROOMS

FILES = sorted(HERE.rglob("test_*.py"))
ROOMS = {"unit", "live", "faults", "bench"}
"""Folders of tests/ that hold tests; `tools` and `spec` hold what they share."""


def make(target: str) -> str:
    """The commands that a target would run."""
    done = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def test_every_test_lies_in_a_room() -> None:
    assert {path.relative_to(HERE).parts[0] for path in FILES} == ROOMS
    assert set(LIVE_ROOMS) < ROOMS


def test_make_unit_leaves_out_what_is_live(request: pytest.FixtureRequest) -> None:
    assert '-m "not live and not slow"' in make("unit")
    assert request.node.get_closest_marker("live") is None
    assert not is_live(request.path)
    assert [path for path in FILES if is_live(path)]


def test_a_server_does_not_start_outside_the_live_rooms(own_server: tuple[LocalServer, object]) -> None:
    server, _ = own_server
    with pytest.raises(pytest.fail.Exception, match="starts a server; move it to one of live, faults, bench"):
        server.up()


def test_files_named_by_the_targets_exist() -> None:
    named = re.findall(r"tests/\S+\.py", (ROOT / "Makefile").read_text("utf-8"))
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []
    assert set(LONG_FIRST) <= {path.name for path in FILES}


def test_what_has_a_long_form_runs_in_it_by_make_soak() -> None:
    """And everything else of the suite runs the same way in `make test`."""
    long = {
        str(path.relative_to(ROOT))
        for path in FILES
        if re.search(r"\blong: bool\b|\"--long\"|mark\.long\b", path.read_text("utf-8"))
        and path.name != "test_suite.py"
    }
    command = make("soak")
    assert "--long" in command
    assert set(re.findall(r"tests/\S+\.py", command)) == long
