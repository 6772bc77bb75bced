"""The lease that lets one loader at a time write: who holds it, and whether that process still runs."""

import hashlib
import os
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import psutil

from graphsvc.catalogue import Catalogue
from graphsvc.errors import SeedError
from graphsvc.store import Call, Check, Row, Step, Store
from seed.loading.migrate import newest_version
from seed.reading.files import office_files
from seed.reading.residents import shown

UNDER_WAY = "another load is under way, by {}; wait for it, or stop that process"
PATIENCE = 600
"""Seconds after which a loader on another machine that has written nothing counts as dead."""


_HELD: set[str] = set()
"""Codes of the leases that this process holds."""


@dataclass(frozen=True)
class Lease:
    """A lease held by this process for one set of files."""

    store: Store
    catalogue: Catalogue
    code: str

    def write(self, steps: Sequence[Step], rows: int, check: Check | None = None) -> None:
        """One transaction that also keeps the lease and counts its rows.

        Raises SeedError, with nothing written, where another loader has taken the lease over: what is stored
        may no longer be what this one has compared with.
        """

        def checked(found: list[list[Row]]) -> None:
            if not found[-1][0]["held"]:
                raise self._lost()
            if check is not None:
                check(found)

        self.store.write([*steps, self._call("keep_lease", now=now(), rows=rows)], checked)

    def finish(self) -> int:
        """Ends the run of a complete load; returns the data version."""
        self.release()
        rows = self.store.write([self._call("end_run", now=now())])
        if not rows[0]:
            raise self._lost()
        return int(rows[0][0]["version"])

    def release(self) -> None:
        """Forgets the lease in this process, whatever the database knows of it."""
        _HELD.discard(self.code)

    def abandon(self) -> None:
        """Gives the lease back after a failed load; another may begin at once."""
        self.release()
        self.store.write([self._call("give_up_lease")])

    @contextmanager
    def held(self) -> Iterator[None]:
        """While something is written: given back where that fails, and forgotten by this process in any
        case."""
        try:
            yield
        except SeedError:
            self.abandon()
            raise
        finally:
            self.release()

    def _lost(self) -> SeedError:
        return SeedError(f"{self.code}: the lease was lost, another load has begun since; load again")

    def _call(self, name: str, **values: object) -> Call:
        return Call(
            self.catalogue.get(f"load/{name}").text,
            {"code": self.code, "who": this_process(), **values},
            timeout=60,
        )


def take_lease(store: Store, catalogue: Catalogue, files: list[str], today: date) -> Lease:
    """Takes the lease; raises SeedError naming who holds it. In an empty store places are worked out as of
    today."""
    code = run_code(files)
    values = {
        "code": code,
        "who": this_process(),
        "dead": [who for who, alive in _holders(store, catalogue) if not alive],
        "files": files,
        "now": now(),
        "schema_version": newest_version(catalogue),
        "today": today,
    }
    rows = store.write([Call(catalogue.get("load/take_lease").text, values, timeout=60)])
    holder = rows[0][0]["holder"]
    if holder is not None:
        raise SeedError(UNDER_WAY.format(holder))
    _HELD.add(code)
    return Lease(store, catalogue, code)


def refuse_beside_another(store: Store, catalogue: Catalogue) -> None:
    """Raises SeedError where another load is under way, before minutes are spent on reading."""
    holder = next((who for who, alive in _holders(store, catalogue) if alive), None)
    if holder is not None:
        raise SeedError(UNDER_WAY.format(holder))


def _holders(store: Store, catalogue: Catalogue) -> list[tuple[str, bool]]:
    """Who holds a lease, and whether that process still runs; a lease of this very process that it does not
    hold was cut off with its connection."""
    call = Call(catalogue.get("service/loads_under_way").text, {}, timeout=60)
    return [
        (who, is_alive(who, wrote) and (who != this_process() or bool(_HELD)))
        for who, wrote in store.read(call)[0]["holders"]
    ]


def run_code(files: list[str]) -> str:
    """The code of the LoadRun of these files."""
    return "load-" + hashlib.sha256("\n".join(files).encode()).hexdigest()[:16]


def digests(directory: Path) -> list[str]:
    """`name sha256` of each office file in a folder, sorted; a name as it may be stored."""
    return sorted(f"{shown(path.name)} {_digest(path)}" for path in office_files(directory))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def this_process(pid: int | None = None) -> str:
    """`host/pid/second of creation` of this process, or of another here: a pid used again is another one."""
    process = psutil.Process(os.getpid() if pid is None else pid)
    return f"{socket.gethostname()}/{process.pid}/{int(process.create_time())}"


def is_alive(who: str, wrote: int) -> bool:
    """Whether a holder's process still runs; of another machine, whether it wrote lately."""
    host, pid, created = who.rsplit("/", 2)
    if host != socket.gethostname():
        return now() - wrote < PATIENCE
    try:
        return int(psutil.Process(int(pid)).create_time()) == int(created)
    except psutil.NoSuchProcess:
        return False


def now() -> int:
    """Seconds since 1970."""
    return int(time.time())
