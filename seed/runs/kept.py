"""The changes of each run, kept in a folder: a line of JSON a change, and a file that sums them up.

A run is kept whole or not at all: each file gets its name when all of it is on disk, the one that sums up
last. They hold names of people where the run changed them, and can be read by their owner alone.
"""

import gzip
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

import orjson

from graphsvc.errors import SeedError
from seed.runs.change import Change

FOLDER, CHANGES, RUN = "loads", ".jsonl.gz", ".json"


@dataclass(frozen=True)
class Run:
    """A run: its number, when it was planned in seconds since 1970, the folder that it was made from.

    `undoes` is the number of the run that it takes back, 0 for a load. `counts` are the changes by label or
    type and by sort.
    """

    number: int
    at: int
    source: str
    undoes: int = 0
    counts: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def changes(self) -> int:
        """How many changes it makes."""
        return sum(sum(one.values()) for one in self.counts.values())


def keep(home: Path, changes: Iterable[Change], *, source: str, undoes: int = 0) -> Run | None:
    """Keeps the changes of a run that is about to be made; None, and no file, where there are none."""
    folder = home / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    run = Run(_next(folder), int(time.time()), source, undoes)
    path, counts = _path(home, run.number, CHANGES), run.counts
    with _written(path) as raw, gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=1, mtime=0) as file:
        for change in changes:
            file.write(orjson.dumps(tuple(change)) + b"\n")
            of_kind = counts.setdefault(change.kind, {})
            of_kind[change.what] = of_kind.get(change.what, 0) + 1
    if not counts:
        path.unlink()
        return None
    with _written(_path(home, run.number, RUN)) as file:
        file.write(orjson.dumps(asdict(run)))
    return run


def runs(home: Path) -> list[Run]:
    """The runs that are kept, the first one first."""
    return [_read(path) for path in sorted((home / FOLDER).glob(f"*{RUN}"))]


def find(home: Path, number: int) -> Run:
    """One run; raises SeedError naming the command that lists them."""
    path = _path(home, number, RUN)
    if not path.exists():
        raise SeedError(f"run {number}: none is kept in {path.parent}; `python -m seed runs` lists them")
    return _read(path)


def changes_of(home: Path, number: int) -> Iterator[Change]:
    """The changes of a run, in the order in which they were planned; raises SeedError for a damaged file."""
    path = _path(home, number, CHANGES)
    try:
        with gzip.open(path, "rb") as file:
            for line in file:
                key, before, after, row = orjson.loads(line)
                yield Change(tuple(key), before, after, row)
    except (OSError, EOFError, ValueError) as error:
        raise SeedError(f"{path}: it cannot be read ({error}); this run cannot be taken back") from None


def _path(home: Path, number: int, ending: str) -> Path:
    return home / FOLDER / f"{number:06}{ending}"


def _next(folder: Path) -> int:
    return max((int(path.name[:6]) for path in folder.glob(f"*{RUN}")), default=0) + 1


@contextmanager
def _written(path: Path) -> Iterator[IO[bytes]]:
    """A file that gets its name when all of it is on disk."""
    writing = path.with_name(path.name + ".part")
    with os.fdopen(os.open(writing, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    writing.rename(path)


def _read(path: Path) -> Run:
    try:
        return Run(**orjson.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError) as error:
        raise SeedError(
            f"{path}: it cannot be read ({error}); remove it, or restore it from a backup"
        ) from None
