"""Which store the settings mean: a server that is named, or the managed local one of this home."""

from graphsvc.errors import LocalServerError, RequestError
from graphsvc.server.local import LocalServer
from graphsvc.server.unfinished import refuse_unfinished
from graphsvc.settings import Settings
from graphsvc.store.bolt import BoltStore


def open_store(settings: Settings, *, notifications: bool = False) -> BoltStore:
    """A store, not yet asked anything; raises LocalServerError where no local server runs, or where an import
    into its store has not finished."""
    if settings.neo4j_uri:
        return BoltStore(
            settings.neo4j_uri,
            (settings.neo4j_user, settings.neo4j_password),
            settings.neo4j_database,
            acquisition_timeout=settings.acquisition_timeout,
            notifications=notifications,
        )
    server = LocalServer(settings)
    refuse_unfinished(server.home)
    if not server.status().running:
        raise LocalServerError(f"no local server runs on {server.home}; start it with `graphsvc db up`")
    return server.store(notifications=notifications, acquisition_timeout=settings.acquisition_timeout)


def answering_store(settings: Settings) -> BoltStore | None:
    """The store, where one answers now."""
    try:
        store = open_store(settings)
    except LocalServerError:
        return None
    try:
        store.ping()
    except RequestError:
        store.close()
        return None
    return store
