"""The office whose deliveries these tests send."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graphsvc.server.local import LocalServer
from graphsvc.settings import Settings
from tests.tools.office import Office


@pytest.fixture
def office(empty_server: tuple[LocalServer, Settings], tmp_path: Path) -> Iterator[Office]:
    """Sends to a store with nothing in it."""
    server, settings = empty_server
    with closing(server.store()) as store:
        yield Office(store, settings, tmp_path)
