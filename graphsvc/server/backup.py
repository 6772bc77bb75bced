"""The managed local database as a whole: thrown away, dumped, restored, checked; the server is stopped for it
and started again if it ran."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graphsvc.errors import LocalServerError
from graphsvc.server.jvm import SMALL_HEAP
from graphsvc.server.local import DATABASE, LocalServer
from graphsvc.server.unfinished import forget


@contextmanager
def stopped(server: LocalServer) -> Iterator[None]:
    """The server stands still meanwhile; afterwards it runs again if it ran before, whatever happened."""
    ran = server.down()
    try:
        yield
    finally:
        if ran:
            server.up()


def is_new(server: LocalServer) -> bool:
    """Whether this home has no database yet; its server need not run to say so."""
    return not _folder(server, "databases").exists()


def reset(server: LocalServer) -> None:
    """Throws everything stored away; the password stays what it was for a running service."""
    with stopped(server):
        for name in ("databases", "transactions"):
            shutil.rmtree(_folder(server, name), ignore_errors=True)
        forget(server.home)


def _folder(server: LocalServer, name: str) -> Path:
    return server.folder / "data" / name / DATABASE


def dump(server: LocalServer, file: Path) -> None:
    """Writes the database into one file; raises LocalServerError where the file stands already."""
    if file.exists():
        raise LocalServerError(f"{file}: stands already; name another file")
    with tempfile.TemporaryDirectory(dir=server.home) as folder, stopped(server):
        server.administer("database", "dump", DATABASE, f"--to-path={folder}")
        shutil.move(Path(folder) / f"{DATABASE}.dump", file)


def restore(server: LocalServer, file: Path) -> None:
    """Puts a dump in the place of what is stored; a file that is no dump leaves everything as it was."""
    if not file.is_file():
        raise LocalServerError(f"{file}: no such file; name one that `graphsvc db dump` wrote")
    with tempfile.TemporaryDirectory(dir=server.home) as folder, stopped(server):
        shutil.copyfile(file, Path(folder) / f"{DATABASE}.dump")
        words = ("database", "load", DATABASE, f"--from-path={folder}")
        server.administer(*words, "--info")
        server.administer(*words, "--overwrite-destination=true")
        forget(server.home)


def check(server: LocalServer, *, heap: str = SMALL_HEAP) -> str:
    """Has Neo4j check the store; what it says. Raises LocalServerError where it is inconsistent."""
    with stopped(server), tempfile.TemporaryDirectory(dir=server.home) as folder:
        return server.administer("database", "check", DATABASE, f"--report-path={folder}", heap=heap)
