"""A worker is no larger after thousands of mixed questions than after each of them once."""

import json
import os
import subprocess
import sys

from graphsvc.server.local import LocalServer
from seed.runs.load import LoadReport
from tests.conftest import ROOT, SLOW_MACHINE

SHORT, LONG = 600, 10_000
"""Mixed questions; `make soak` asks the long number."""
GROWTH = 1.05


def test_memory_stays_flat(live_server: LocalServer, first_load: LoadReport, long: bool) -> None:
    assert first_load.elements
    requests = LONG if long else SHORT
    environment = {
        **os.environ,
        "GRAPHSVC_NEO4J_URI": live_server.status().uri,
        "GRAPHSVC_NEO4J_PASSWORD": live_server.password(),
        "GRAPHSVC_STATEMENT_TIMEOUT": str(SLOW_MACHINE),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.tools.soak", str(requests)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert found["answered"] == requests
    assert found["late"] <= GROWTH * found["early"], found
