"""The jars of the local server: listed in a committed lock with their sha256, fetched in parallel, checked
each start."""

import fcntl
import hashlib
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jgo.maven import MavenContext
from rich.console import Console
from rich.progress import Progress

from graphsvc.errors import LocalServerError

VERSION = "5.26.30"
LOCK = Path(__file__).with_name(f"neo4j-{VERSION}.lock")
AT_ONCE = 16
WAITS = (1.0, 2.0, 4.0, 8.0)
"""Seconds between the tries of a fetch: names and connections of a busy network fail for a moment."""


@dataclass(frozen=True)
class Jar:
    """One artifact: Maven coordinates `group:artifact:version[:classifier]` and the sha256 it must have."""

    coordinates: str
    sha256: str


Fetch = Callable[[Jar], Path]
"""Where the jar lies once it is here, fetched if need be; raises OSError or RuntimeError."""


def read_lock(path: Path = LOCK) -> tuple[Jar, ...]:
    """The jars a lock lists, one `coordinates sha256` a line; raises LocalServerError naming the line."""
    jars = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        words = line.split()
        if not words:
            continue
        if len(words) != 2 or len(words[1]) != 64 or not 3 <= len(words[0].split(":")) <= 4:
            raise LocalServerError(
                f"{path}:{number}: not `group:artifact:version[:classifier] sha256`; restore the file"
            )
        jars.append(Jar(*words))
    return tuple(jars)


def patient(fetch: Fetch, waits: Sequence[float] = WAITS) -> Fetch:
    """The same fetch, tried again after each of these waits; the last failure is raised."""

    def again(jar: Jar) -> Path:
        for wait in waits:
            try:
                return fetch(jar)
            except (OSError, RuntimeError):
                time.sleep(wait)
        return fetch(jar)

    return again


def maven(mirror: str = "", waits: Sequence[float] = WAITS) -> Fetch:
    """Fetches into the user's Maven cache (M2_REPO or ~/.m2/repository), from a mirror if one is named."""
    context = MavenContext(remote_repos={"mirror": mirror.rstrip("/")} if mirror else None, timeout=60)

    def fetch(jar: Jar) -> Path:
        group, name, version, *classifier = jar.coordinates.split(":")
        component = context.project(group, name).at_version(version)
        return Path(component.artifact(classifier[0] if classifier else "").resolve())

    return patient(fetch, waits)


@contextmanager
def one_process(folder: Path) -> Iterator[None]:
    """Waits until no other process fetches into that folder: a second one would take half-written jars for
    corrupt ones, and remove them."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".graphsvc.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def maven_cache() -> Path:
    """The folder that `maven` fetches into."""
    return Path(MavenContext().repo_cache)


def collect(jars: Iterable[Jar], fetch: Fetch) -> list[Path]:
    """Paths of all jars, each with the sha256 of the lock; raises LocalServerError naming the one that
    fails."""
    wanted = list(jars)
    with Progress(console=Console(file=sys.stderr), disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("Neo4j's jars", total=len(wanted))

        def one(jar: Jar) -> Path:
            path = _sound(jar, fetch)
            progress.advance(task)
            return path

        with ThreadPoolExecutor(AT_ONCE) as pool:
            try:
                return list(pool.map(one, wanted))
            except LocalServerError:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


def _sound(jar: Jar, fetch: Fetch) -> Path:
    """A jar as the lock wants it: a corrupt one is removed and fetched once more, then refused."""
    found = ""
    for _ in range(2):
        try:
            path = fetch(jar)
            found = sha256(path)
        except (OSError, RuntimeError) as error:
            raise LocalServerError(
                f"{jar.coordinates}: cannot be fetched ({type(error).__name__}); go online, set "
                "HTTPS_PROXY, or name a mirror in GRAPHSVC_MAVEN_MIRROR"
            ) from error
        if found == jar.sha256:
            return path
        path.unlink()
    raise LocalServerError(
        f"{jar.coordinates}: the file served has sha256 {found}, the lock wants {jar.sha256}; it was "
        "removed twice: "
        "check the mirror"
    )


def sha256(path: Path) -> str:
    """The digest of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def renew(path: Path = LOCK, mirror: str = "") -> None:
    """Write the lock anew with the digests of what its coordinates give now (after changing versions in
    it)."""
    fetch = maven(mirror)
    coordinates = [line.split()[0] for line in path.read_text("utf-8").splitlines() if line.strip()]
    lines = [f"{name} {sha256(fetch(Jar(name, '')))}" for name in sorted(coordinates)]
    path.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    renew()
