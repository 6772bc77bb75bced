"""`graphsvc service`: the service in the background, and the first question that is put to it."""

import argparse
import json
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any

from graphsvc.answer import Question
from graphsvc.catalogue import load_catalogue
from graphsvc.cli.command import add_command, add_group, caller_from
from graphsvc.errors import GraphsvcError, LocalServerError
from graphsvc.server.opening import open_store
from graphsvc.server.process import PidFile, check_port, start
from graphsvc.service import Service
from graphsvc.settings import Settings, base_environment
from graphsvc.store import Call

READY_WITHIN = 300.0
"""Seconds until a service that was started has to be ready."""
FIRST_QUESTION = """query FirstQuestion($of: ID!) {
  chainOfCommand(of: $of) { complete steps { tier code name status } }
}"""
EXAMPLE = "service/example_household"
PATIENCE = 60.0
"""Seconds the search for an example may take: a server that has just started plans slowly."""


def add_to(commands: Any) -> None:
    """Add `service` to the command line."""
    group = add_group(commands, "service", "the service in the background")
    add_command(group, "up", _up, "start the service in the background and ask it one question")
    add_command(group, "down", _down, "stop the service in the background")


def _up(arguments: argparse.Namespace, settings: Settings) -> int:
    settings.home.mkdir(parents=True, exist_ok=True)
    pid_file, log = _pid_file(settings), settings.home.absolute() / "service.log"
    if pid_file.process() is None:
        check_port(settings.host, settings.port, "GRAPHSVC_PORT")
        pid_file.write(start([sys.executable, "-m", "graphsvc", "serve"], log, base_environment()))
    url = f"http://{settings.host}:{settings.port}"
    _wait(url, pid_file, log)
    print(_first_answer(url, settings))
    print(f"\n{url}/graphql answers; `make down` stops it (log: {log})")
    return 0


def _down(arguments: argparse.Namespace, settings: Settings) -> int:
    stopped = _pid_file(settings).stop()
    print("service stopped" if stopped else "no service runs in the background")
    return 0


def _pid_file(settings: Settings) -> PidFile:
    return PidFile(settings.home.absolute() / "service.pid")


def _wait(url: str, pid_file: PidFile, log: Path) -> None:
    """Return once the service is ready; raises LocalServerError where it stops or takes too long."""
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        if pid_file.process() is None:
            raise LocalServerError(
                f"the service stopped while starting:\n{log.read_text('utf-8', 'replace')[-1500:]}"
            )
        try:
            with urllib.request.urlopen(f"{url}/readyz", timeout=10):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise LocalServerError(f"{url}/readyz: not ready within {READY_WITHIN:.0f} s; see {log}")


def _first_answer(url: str, settings: Settings) -> str:
    """The chain of command of one household as lines of text; one whose line stands, if there is any."""
    caller = caller_from(settings)
    example = load_catalogue(settings.catalogue).get(EXAMPLE)
    with closing(open_store(settings)) as store:
        rows = store.read(
            Call(example.text, {"prefix": caller.prefix if caller.restricted else ""}, PATIENCE)
        )
    if not rows:
        return f"no household is stored in {caller.jurisdiction or 'the city'} yet: `python -m seed load DIR`"
    code = rows[0]["code"]
    _plan_first(settings, f"Household:{code}")
    chain = _ask(url, {"query": FIRST_QUESTION, "variables": {"of": f"Household:{code}"}})["chainOfCommand"]
    steps = [
        f"  {step['tier']:<15}{step['code'] or '-':<16}{step['name'] or step['status']}"
        for step in chain["steps"]
    ]
    state = "is complete" if chain["complete"] else "is broken"
    return "\n".join([f"Who answers for household {code} today? The chain {state}:", *steps])


def _plan_first(settings: Settings, of: str) -> None:
    """Have the server plan the first question by running it, as long as that takes: one that has just started
    is slow, and planning alone does only a part of it."""
    with closing(open_store(settings)) as store:
        service = Service(settings, load_catalogue(settings.catalogue), store)
        planned = service.plan(Question(FIRST_QUESTION, {"of": of}), caller_from(settings))
        store.read(Call(planned.compiled.sent, planned.bound.parameters, PATIENCE))


def _ask(url: str, question: dict[str, Any]) -> dict[str, Any]:
    """The data of one question; raises GraphsvcError where the service does not answer it."""
    sent = urllib.request.Request(
        f"{url}/graphql", json.dumps(question).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(sent, timeout=60) as answer:
            data: dict[str, Any] = json.load(answer)["data"]
            return data
    except urllib.error.HTTPError as error:
        said = error.read().decode("utf-8", "replace")[:500]
        raise GraphsvcError(f"{url}/graphql: the first question was not answered: {said}") from error
