"""The managed local Neo4j: one server per home, started from packages alone, found again by its pid file."""

import json
import secrets
import shutil
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from graphsvc.errors import LocalServerError, RequestError
from graphsvc.server.artifacts import VERSION, Fetch, collect, maven, maven_cache, one_process, read_lock
from graphsvc.server.jvm import Machine, admin_command, child_environment, server_command, write_configuration
from graphsvc.server.process import PidFile, check_port, exclusive, free_port, one_task, reap, run, start
from graphsvc.server.unfinished import refuse_half
from graphsvc.settings import Settings, base_environment
from graphsvc.store.bolt import BoltStore

NEEDED = 500 * 1024 * 1024
READY_WITHIN = 240.0
USER, DATABASE = "neo4j", "neo4j"


@dataclass(frozen=True)
class Status:
    """What scripts need to know of the server; `pid` is None while it does not run."""

    uri: str
    user: str
    password_file: str
    version: str
    pid: int | None
    running: bool
    home: str

    def to_json(self) -> str:
        """As one JSON object."""
        return json.dumps(asdict(self))


class LocalServer:
    """The server of one home; every method raises LocalServerError naming the place and the remedy."""

    def __init__(self, settings: Settings, *, brief: bool = False, fetch: Fetch | None = None) -> None:
        self.home = settings.home.absolute()
        self.folder = self.home / "neo4j"
        self.password_file = self.home / "neo4j.password"
        self._settings = settings
        self._brief = brief
        self._fetch = fetch or maven(settings.maven_mirror)
        self._pid = PidFile(self.home / "neo4j.pid")
        self._port_file = self.home / "neo4j.port"

    def status(self) -> Status:
        """Whether it runs, and how to reach it."""
        process = self._pid.process()
        return Status(
            uri=f"bolt://127.0.0.1:{self._port()}",
            user=USER,
            password_file=str(self.password_file),
            version=VERSION,
            pid=process.pid if process else None,
            running=process is not None,
            home=str(self.home),
        )

    def password(self) -> str:
        """The password of this home's server."""
        try:
            return self.password_file.read_text("utf-8").strip()
        except FileNotFoundError:
            raise LocalServerError(
                f"{self.password_file}: missing; start the server with `graphsvc db up`"
            ) from None

    def store(self, *, notifications: bool = False, acquisition_timeout: float = 4.0) -> BoltStore:
        """A store on this server."""
        return BoltStore(
            self.status().uri,
            (USER, self.password()),
            DATABASE,
            acquisition_timeout=acquisition_timeout,
            notifications=notifications,
        )

    def up(self, *, free_bytes: int | None = None) -> Status:
        """Start it and wait until it answers; nothing to do where it already runs."""
        self.home.mkdir(parents=True, exist_ok=True)
        with exclusive(self.home / "neo4j.starting", f"another start is under way in {self.home}"):
            if self._pid.process() is None:
                refuse_half(self.home)
                self.check(free_bytes=free_bytes)
                self._start()
            self._wait()
        return self.status()

    def check(self, *, needed: int = NEEDED, free_bytes: int | None = None) -> None:
        """Raise LocalServerError where the stopped server could not start: too little room, a taken port."""
        self.home.mkdir(parents=True, exist_ok=True)
        self._check_room(needed, free_bytes)
        port = self._settings.bolt_port or self._remembered()
        if port:
            check_port("127.0.0.1", port, "GRAPHSVC_BOLT_PORT")

    def prepare(self) -> None:
        """Fetch the jars and give a new home its password, so that what comes next need not wait for that."""
        self.home.mkdir(parents=True, exist_ok=True)
        self._prepared()

    def down(self) -> bool:
        """Stop it; whether it ran."""
        return self._pid.stop()

    def logs(self, lines: int = 40) -> str:
        """The end of the server's own log."""
        log = self.folder / "logs" / "neo4j.log"
        if not log.exists():
            raise LocalServerError(f"{log}: no log yet; start the server with `graphsvc db up`")
        return "\n".join(log.read_text("utf-8", "replace").splitlines()[-lines:])

    def administer(self, *words: str, heap: str = "1g") -> str:
        """Runs one of Neo4j's administrative commands on the stopped server; what it printed."""
        if self._pid.process() is not None:
            raise LocalServerError(f"{self.folder}: the server runs; stop it first: `graphsvc db down`")
        self.home.mkdir(parents=True, exist_ok=True)
        with one_task(self.home) as task:
            machine, jars, environment = self._prepared()
            code, lines = run(admin_command(machine, jars, *words, heap=heap), environment, task)
        said = without_frames(lines)
        if code:
            raise LocalServerError(f"{self.folder}: {' '.join(words[:2])} failed: {' '.join(said)[-800:]}")
        return "\n".join(said)

    def stop_orphan(self) -> None:
        """End an administrative command whose own process was killed: it may still write into the store."""
        self.home.mkdir(parents=True, exist_ok=True)
        with one_task(self.home):
            pass

    def _start(self) -> None:
        machine, jars, environment = self._prepared()
        self._port_file.write_text(str(machine.port), "utf-8")
        command = server_command(machine, jars)
        out = self.home / "neo4j.out"
        out.unlink(missing_ok=True)
        self._pid.write(start(command, out, environment))

    def _prepared(self) -> tuple[Machine, list[Path], dict[str, str]]:
        """The machine, its class path and its environment; a new home gets its password."""
        port = self._settings.bolt_port or self._remembered() or free_port()
        machine = Machine(self.folder, port, self._settings.heap, self._settings.page_cache, self._brief)
        self.folder.mkdir(exist_ok=True)
        with one_process(maven_cache()):
            jars = collect(read_lock(), self._fetch)
        write_configuration(machine)
        environment = child_environment(base_environment(), machine)
        if not self.password_file.exists() or not (self.folder / "data").exists():
            self._set_password(machine, jars, environment)
        return machine, jars, environment

    def _set_password(self, machine: Machine, jars: list[Path], environment: dict[str, str]) -> None:
        """On an empty home: a password of its own, readable by this user only."""
        self.password_file.touch(mode=0o600)
        self.password_file.write_text(secrets.token_hex(16), "utf-8")
        command = admin_command(machine, jars, "dbms", "set-initial-password", self.password())
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            told = " ".join(without_frames(done.stderr.splitlines()))
            raise LocalServerError(f"{self.folder}: the server's settings were refused: {told[-500:]}")

    def _wait(self) -> None:
        """Until one authenticated statement is answered: a handshake alone hides a wrong password."""
        deadline = time.monotonic() + READY_WITHIN
        with_login = self.store(acquisition_timeout=2.0)
        try:
            while True:
                try:
                    with_login.ping()
                    return
                except RequestError as error:
                    self._check_alive(error)
                if time.monotonic() > deadline:
                    raise LocalServerError(
                        f"{self.folder}: no answer for {READY_WITHIN:.0f} s:\n{self._tail()}"
                    )
                time.sleep(0.2)
        finally:
            with_login.close()

    def _check_alive(self, error: RequestError) -> None:
        process = self._pid.process()
        if process is None:
            raise LocalServerError(
                f"{self.folder}: the server stopped while starting:\n{self._tail()}"
            ) from error
        if "refuses the login" in str(error):
            raise LocalServerError(
                f"{self.password_file}: the server of this home has another password; put it in that "
                "file, or begin "
                f"anew by `graphsvc db down` and removing {self.home}"
            ) from error
        reap(process.pid)

    def _check_room(self, needed: int, free_bytes: int | None) -> None:
        free = shutil.disk_usage(self.home).free if free_bytes is None else free_bytes
        if free < needed:
            raise LocalServerError(
                f"{self.home}: {free // 2**20} MB free, {needed // 2**20} MB needed; make room or set "
                "GRAPHSVC_HOME to a larger disk"
            )

    def _tail(self) -> str:
        """The end of the log, and what it printed before it had one."""
        out = self.home / "neo4j.out"
        printed = out.read_text("utf-8", "replace").splitlines() if out.exists() else []
        told = without_frames(printed)[-10:]
        log = self.folder / "logs" / "neo4j.log"
        return "\n".join([*(self.logs(8).splitlines() if log.exists() else []), *told])

    def _remembered(self) -> int:
        return int(self._port_file.read_text("utf-8")) if self._port_file.exists() else 0

    def _port(self) -> int:
        return self._remembered() or self._settings.bolt_port

    def process(self) -> psutil.Process | None:
        """The server's process while it runs."""
        return self._pid.process()


def without_frames(lines: list[str]) -> list[str]:
    """What a Java program says, without its stack."""
    return [line for line in lines if not line.lstrip().startswith(("at ", "..."))]
