"""A how-to page followed as it is written, in a copy of the checkout: its files written, its lines typed."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from graphsvc.answer import Question
from tests.tools.docs import shell_lines
from tests.tools.generated import ROOT

_FILE = re.compile(r"`([\w./-]+)`:\n\n```\w+\n(.*?)```", re.DOTALL)
NOT_COPIED = (".git", ".venv", ".graphsvc", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info")


def files_of(page: str) -> dict[str, str]:
    """Path and content of every file that a page has its reader write: a block after a path and a colon."""
    return dict(_FILE.findall(page))


def questions_of(page: Path) -> list[Question]:
    """The documents that a page has its reader ask by `graphsvc query`."""
    lines = [line for line in shell_lines(page) if line.startswith("graphsvc query ")]
    return [Question(shlex.split(line)[2], {}) for line in lines]


def copy_of_checkout(to: Path) -> Path:
    """A checkout beside this one that uses the same virtual environment and imports its own code."""
    shutil.copytree(ROOT, to, ignore=shutil.ignore_patterns(*NOT_COPIED))
    environment = to / ".venv"
    environment.mkdir()
    for part in Path(sys.prefix).iterdir():
        if part.name != ".installed":
            (environment / part.name).symlink_to(part)
    (environment / ".installed").touch()
    return to


def typed(line: str, checkout: Path) -> str:
    """What a line prints, typed at the top of a checkout with its virtual environment; it must succeed."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "COV_"))}
    done = subprocess.run(
        ["bash", "-c", f". .venv/bin/activate && {line}"],
        cwd=checkout,
        env={**kept, "PYTHONPATH": str(checkout), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    return done.stdout
