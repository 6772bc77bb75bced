"""A worker that has answered ten thousand mixed questions is no larger than after the first thousand."""

import json
import os
import subprocess
import sys

from graphsvc.server.local import LocalServer
from seed.loading.load import LoadReport
from tests.conftest import ROOT, SLOW_MACHINE

REQUESTS, GROWTH = 10_000, 1.05


def test_memory_stays_flat(live_server: LocalServer, first_load: LoadReport) -> None:
    assert first_load.elements
    environment = {
        **os.environ,
        "GRAPHSVC_NEO4J_URI": live_server.status().uri,
        "GRAPHSVC_NEO4J_PASSWORD": live_server.password(),
        "GRAPHSVC_STATEMENT_TIMEOUT": str(SLOW_MACHINE),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.tools.soak", str(REQUESTS)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert found["answered"] == REQUESTS
    assert found["late"] <= GROWTH * found["early"], found
