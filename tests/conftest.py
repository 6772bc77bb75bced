"""What tests share: settings, the catalogue, throw-away servers with and without the sample."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from graphsvc.caller import Caller
from graphsvc.catalogue import Catalogue, load_catalogue
from graphsvc.server import local
from graphsvc.server.local import LocalServer
from graphsvc.service import Service
from graphsvc.settings import Settings
from graphsvc.store.bolt import BoltStore
from graphsvc.store.canned import CannedStore
from seed.generator.sample import SAMPLE
from seed.runs.load import LoadReport, wipe
from tests.tools.servers import LIVE_ROOMS, SLOW_MACHINE, Stores, running, throwaway

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).parent
AUDITOR = Caller("auditor", "", False)
SAMPLE_ROOMS = ("tests/live/asking/", "tests/live/plans/")
"""What reads the sample runs in one process, on one server, which compiles its own code once. All others go
by file to the process that is free."""
LONG_FIRST = (
    "test_seed_live.py",
    "test_faults_live.py",
    "test_cli_live.py",
    "test_db.py",
    "test_city_live.py",
)
"""Files of the others that take minutes: they begin first, so that none is left alone at the end of a run."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-spec", action="store_true", help="write what the specs' documents give now")
    parser.addoption("--long", action="store_true", help="run what is random or repeated in its long form")


def is_live(path: Path) -> bool:
    """Whether the tests of a file may start a server: decided by its folder alone."""
    return path.relative_to(HERE).parts[0] in LIVE_ROOMS


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--long"):
        items[:] = [item for item in items if not item.get_closest_marker("long")]
    for item in items:
        if is_live(item.path):
            item.add_marker("live")
    order = {name: place for place, name in enumerate(LONG_FIRST)}
    items.sort(
        key=lambda item: (
            not item.nodeid.startswith(SAMPLE_ROOMS),
            order.get(item.path.name, len(order)),
            not is_live(item.path),
        )
    )


class ByServer(LoadScopeScheduling):
    """Hands out the rooms that read the sample as one, and everything else by file."""

    def _split_scope(self, nodeid: str) -> str:
        return SAMPLE_ROOMS[0] if nodeid.startswith(SAMPLE_ROOMS) else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByServer:
    return ByServer(config, log)


@pytest.fixture(autouse=True)
def no_server_outside_the_live_rooms(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that needs a server and lies elsewhere fails at once: `make unit` starts none, and finds none
    that runs in this checkout."""
    if not is_live(request.path):
        monkeypatch.setenv("GRAPHSVC_HOME", str(HERE / "nobody"))

        def refuse(*jars: object) -> None:
            pytest.fail(f"{request.node.nodeid} starts a server; move it to one of {', '.join(LIVE_ROOMS)}")

        monkeypatch.setattr(local, "collect", refuse)


@pytest.fixture(scope="session")
def long(pytestconfig: pytest.Config) -> bool:
    """Whether random and repeated tests run in their long form (`make soak`)."""
    return bool(pytestconfig.getoption("--long"))


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT / "cypher")


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(catalogue=ROOT / "cypher", statement_timeout=SLOW_MACHINE)


@pytest.fixture(scope="session")
def planner(settings: Settings, catalogue: Catalogue) -> Service:
    """A service that only plans, shared by all tests: nothing may be assigned to it."""
    return Service(settings, catalogue, None)


@pytest.fixture
def service(settings: Settings, catalogue: Catalogue) -> Service:
    """A service without a graph: every root is missing."""
    return Service(settings, catalogue, CannedStore(missing_roots))


def missing_roots(call: Any) -> list[dict[str, Any]]:
    columns = call.text.rpartition("RETURN ")[2].split(", ")
    return [{"dataset": None, **{column: None for column in columns if column != "dataset"}}]


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Stores:
    """The stores of this run; the processes of one run share the folder above their own."""
    base = tmp_path_factory.getbasetemp()
    return Stores(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@pytest.fixture(scope="session")
def sample_home(
    stores: Stores, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, LoadReport]]:
    """A home with the sample for this process, and what its load reported."""
    home = tmp_path_factory.mktemp("neo4j")
    yield home, stores.copy("sample", home)
    shutil.rmtree(home)


@pytest.fixture(scope="session")
def live_server(sample_home: tuple[Path, LoadReport]) -> Iterator[LocalServer]:
    """A server with the sample; a test that writes takes back what it wrote."""
    with running(throwaway(sample_home[0])[0]) as server:
        yield server


@pytest.fixture(scope="session")
def live_settings(live_server: LocalServer) -> Settings:
    return throwaway(live_server.home)[1]


@pytest.fixture(scope="session")
def first_load(sample_home: tuple[Path, LoadReport]) -> LoadReport:
    return sample_home[1]


@pytest.fixture(scope="session")
def sample_store(live_server: LocalServer, first_load: LoadReport) -> Iterator[BoltStore]:
    assert first_load.elements
    store = live_server.store(notifications=True)
    yield store
    store.close()


@pytest.fixture
def live_store(sample_store: BoltStore) -> Iterator[BoltStore]:
    """The sample; a test whose statements draw a notification fails."""
    sample_store.notices.clear()
    yield sample_store
    assert sample_store.notices == []


@pytest.fixture
def live_service(live_settings: Settings, catalogue: Catalogue, live_store: BoltStore) -> Service:
    return Service(live_settings, catalogue, live_store)


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[tuple[LocalServer, Settings]]:
    """A server of the test's own in an empty home, to start, stop and break; not started yet."""
    server, settings = throwaway(tmp_path / "home", brief=True)
    yield server, settings
    server.down()


@pytest.fixture(scope="session")
def second_server(
    stores: Stores, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[LocalServer, Settings]]:
    """A server that tests load into, one after another; not started yet."""
    home = tmp_path_factory.mktemp("second")
    stores.copy("empty", home)
    server, settings = throwaway(home)
    yield server, settings
    server.down()
    shutil.rmtree(home)


@pytest.fixture
def empty_server(
    second_server: tuple[LocalServer, Settings], catalogue: Catalogue
) -> tuple[LocalServer, Settings]:
    """A running server with nothing stored; a test may stop it, kill it and fill it."""
    server, settings = second_server
    server.up()
    with closing(server.store()) as store:
        wipe(store, catalogue)
    return server, settings


@pytest.fixture(scope="session")
def manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SAMPLE / "manifest.json").read_text("utf-8"))
    return loaded


@pytest.fixture(scope="session")
def elements(manifest: dict[str, Any]) -> int:
    """How many nodes and relationships the sample becomes."""
    return sum(sum(part.values()) for part in manifest["counts"].values())
