"""What tests share: one throw-away Neo4j for the run, the sample loaded into it, and no hint left unread."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graphsvc.access import Caller
from graphsvc.catalogue import Catalogue, load_catalogue
from graphsvc.server.local import LocalServer
from graphsvc.service import Service
from graphsvc.settings import Settings
from graphsvc.store.bolt import BoltStore
from graphsvc.store.canned import CannedStore
from seed.generator.sample import SAMPLE
from seed.loading.load import LoadReport, load_directory

ROOT = Path(__file__).resolve().parent.parent
LIVE = (Path(__file__).parent / "live", Path(__file__).parent / "faults")
AUDITOR = Caller("auditor", "", False)
SLOW_MACHINE = 60.0
"""Seconds a statement may run in tests: a throw-away server plans its first statements slowly."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-spec", action="store_true", help="write what the specs' documents give now")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not set(LIVE).isdisjoint(item.path.parents):
            item.add_marker("live")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(ROOT / "cypher")


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(catalogue=ROOT / "cypher", statement_timeout=SLOW_MACHINE)


@pytest.fixture
def service(settings: Settings, catalogue: Catalogue) -> Service:
    """A service without a graph: every root is missing."""
    return Service(settings, catalogue, CannedStore(missing_roots))


def missing_roots(call: Any) -> list[dict[str, Any]]:
    columns = call.text.rpartition("RETURN ")[2].split(", ")
    return [{"dataset": None, **{column: None for column in columns if column != "dataset"}}]


def throwaway(home: Path, **more: Any) -> tuple[LocalServer, Settings]:
    settings = Settings(
        home=home, bolt_port=0, catalogue=ROOT / "cypher", statement_timeout=SLOW_MACHINE, **more
    )
    return LocalServer(settings, throwaway=True), settings


@pytest.fixture(scope="session")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    server, _ = throwaway(tmp_path_factory.mktemp("neo4j"))
    server.up()
    yield server
    server.down()


@pytest.fixture(scope="session")
def live_settings(live_server: LocalServer) -> Settings:
    return throwaway(live_server.home)[1]


@pytest.fixture(scope="session")
def first_load(live_server: LocalServer, live_settings: Settings) -> LoadReport:
    store = live_server.store()
    report = load_directory(SAMPLE, store, live_settings)
    store.close()
    return report


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
    """A server of the test's own, to stop, kill and fill; not started yet."""
    server, settings = throwaway(tmp_path / "home")
    yield server, settings
    server.down()


@pytest.fixture(scope="session")
def manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SAMPLE / "manifest.json").read_text("utf-8"))
    return loaded


@pytest.fixture(scope="session")
def elements(manifest: dict[str, Any]) -> int:
    """How many nodes and relationships the sample becomes."""
    return sum(sum(part.values()) for part in manifest["counts"].values())
