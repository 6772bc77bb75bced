"""Files on their way into the local Neo4j, whether it has a store yet, runs, or neither."""

from contextlib import closing
from pathlib import Path

from graphsvc.catalogue import load_catalogue
from graphsvc.server import backup
from graphsvc.server.local import LocalServer
from graphsvc.server.opening import open_store
from graphsvc.server.unfinished import recall
from graphsvc.settings import Settings
from seed.runs.bulk import Judged, Step, bulk_load
from seed.runs.load import LoadReport, data_version, define_schema, is_loaded, load_directory


def load_first(
    directory: Path,
    settings: Settings,
    step: Step = lambda what: None,
    judged: Judged = lambda rows, sources: None,
) -> LoadReport:
    """Start the managed server with a folder's files in its store; nothing to do where they were loaded last.

    A home without a store gets one by the importer, in a fraction of the time of a load into a server that
    has just started. A store that is there, or a server not managed here, is loaded by `load_directory`.
    """
    server = LocalServer(settings)
    if not settings.neo4j_uri:
        if backup.is_new(server) or recall(server.home):
            return bulk_load(directory, settings, step, judged=judged, thorough=False)
        step("starting Neo4j")
        server.up()
    with closing(open_store(settings)) as store:
        catalogue = load_catalogue(settings.catalogue)
        define_schema(store, catalogue)
        if is_loaded(directory, store, catalogue):
            return LoadReport(0, 0, data_version(store, catalogue), skipped=True)
        step("loading what is not stored yet")
        report = load_directory(directory, store, settings)
    judged(report.rows, report.sources)
    return report
