"""An import that has not finished: remembered, refused by whoever would ask its store, then forgotten."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graphsvc.errors import LocalServerError
from graphsvc.server import backup
from graphsvc.server.local import LocalServer
from graphsvc.server.opening import open_store
from graphsvc.server.unfinished import Import, forget, recall, remember
from graphsvc.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, bolt_port=0)


def test_it_is_remembered_until_it_is_forgotten(tmp_path: Path) -> None:
    assert recall(tmp_path) is None
    remember(tmp_path, Import())
    assert recall(tmp_path) == Import(stored=False, rest={})
    remember(tmp_path, Import(stored=True, rest={"files": ["a 1"]}))
    assert recall(tmp_path) == Import(stored=True, rest={"files": ["a 1"]})
    forget(tmp_path)
    forget(tmp_path)
    assert recall(tmp_path) is None


def started(settings: Settings) -> object:
    return LocalServer(settings).up()


@pytest.mark.parametrize(
    ("begun", "use", "said"),
    [
        (Import(), open_store, "an import into its store did not finish"),
        (Import(stored=True), open_store, "an import into its store did not finish"),
        (Import(), started, "an import was stopped and left half a store"),
    ],
)
def test_it_is_refused(
    begun: Import, use: Callable[[Settings], object], said: str, settings: Settings
) -> None:
    remember(settings.home, begun)
    with pytest.raises(LocalServerError, match=rf"{said}; run the same .* or .*graphsvc db reset --yes"):
        use(settings)


def test_a_store_that_is_thrown_away_takes_it_along(settings: Settings) -> None:
    server = LocalServer(settings)
    store = server.folder / "data" / "databases" / "neo4j"
    store.mkdir(parents=True)
    remember(server.home, Import())
    backup.reset(server)
    assert recall(server.home) is None
    assert not store.exists()
