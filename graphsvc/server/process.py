"""Processes this project leaves running: a pid file that cannot mean another process, a start in the
background."""

import fcntl
import json
import os
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

from graphsvc.errors import LocalServerError

PATIENCE = 60.0
"""Seconds a process has to end after SIGTERM before it is killed."""


class PidFile:
    """Remembers a process by pid and time of creation, so that a pid used again is never taken for it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, pid: int) -> None:
        """Remember a running process."""
        created = psutil.Process(pid).create_time()
        self.path.write_text(json.dumps({"pid": pid, "created": created}), "utf-8")

    def process(self) -> psutil.Process | None:
        """The process, if it still runs."""
        try:
            told = json.loads(self.path.read_text("utf-8"))
            process = psutil.Process(told["pid"])
            same = abs(process.create_time() - told["created"]) < 1.0
            return process if same and process.status() != psutil.STATUS_ZOMBIE else None
        except (OSError, ValueError, KeyError, psutil.NoSuchProcess):
            return None

    def stop(self) -> bool:
        """End the process with SIGTERM, after a minute by force; whether there was one."""
        process = self.process()
        if process is not None:
            process.terminate()
            _, alive = psutil.wait_procs([process], timeout=PATIENCE)
            for one in alive:
                one.kill()
        self.path.unlink(missing_ok=True)
        return process is not None


def start(command: Sequence[str], log: Path, environment: Mapping[str, str]) -> int:
    """Start a process that outlives this one, its output in a file; its pid."""
    with log.open("ab") as out:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=dict(environment),
            start_new_session=True,
        )
    # The child is watched by its pid file; without this its end would warn in the process that started it.
    child.returncode = 0
    return child.pid


def check_port(host: str, port: int, setting: str) -> None:
    """Raises LocalServerError where something already listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise LocalServerError(
                f"port {port} on {host} is taken; stop what listens there or set {setting}"
            ) from None


def free_port(host: str = "127.0.0.1") -> int:
    """A port nothing listens on now."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


@contextmanager
def exclusive(path: Path, what: str) -> Iterator[None]:
    """Held by one process at a time; raises LocalServerError for the second."""
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise LocalServerError(f"{what}; wait for it to finish") from None
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)


@contextmanager
def one_task(home: Path) -> Iterator[PidFile]:
    """Where the one administrative process of a home is remembered while it runs.

    One whose own process was killed is ended first: it may still write into the store. Raises
    LocalServerError while another is under way.
    """
    with exclusive(home / "neo4j.task", f"another administrative command runs in {home}"):
        task = PidFile(home / "neo4j.task.pid")
        task.stop()
        yield task


def run(command: Sequence[str], environment: Mapping[str, str], remembered: PidFile) -> tuple[int, list[str]]:
    """Run a process to its end, remembered meanwhile: its exit code, and the lines it printed."""
    with subprocess.Popen(
        command, env=dict(environment), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        remembered.write(child.pid)
        printed = child.communicate()
    remembered.path.unlink(missing_ok=True)
    return child.returncode, [line for text in printed for line in text.splitlines()]


def reap(pid: int) -> None:
    """Collect an ended child, so that it does not stay behind as a zombie; nothing if it is not ours."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return
