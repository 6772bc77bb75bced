"""Commands that look after processes: the managed local Neo4j, and the service in the background."""

import argparse
import json
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path
from typing import Any

from graphsvc.access import caller_from
from graphsvc.answer import Question
from graphsvc.catalogue import load_catalogue
from graphsvc.errors import GraphsvcError, LocalServerError
from graphsvc.server import backup
from graphsvc.server.local import LocalServer, Status
from graphsvc.server.opening import open_store
from graphsvc.server.process import PidFile, check_port, start
from graphsvc.service import Service
from graphsvc.settings import Settings, base_environment
from graphsvc.store import Call

NOT_RUNNING = 3
READY_WITHIN = 300.0
FIRST_QUESTION = """query FirstQuestion($of: ID!) {
  chainOfCommand(of: $of) { complete steps { tier code name status } }
}"""
EXAMPLE = "service/example_household"


def add_parsers(commands: Any) -> None:
    """Adds `db` and `service` to the command line."""
    _group(
        commands,
        ("db", "the managed local Neo4j"),
        (
            ("up", _db_up, "start the local Neo4j and wait until it answers"),
            ("down", _db_down, "stop the local Neo4j"),
            ("status", _db_status, "say whether it runs and how to reach it; exit code 3 when it does not"),
            ("logs", _db_logs, "print the end of the server's log"),
            ("reset", _db_reset, "throw everything stored away; needs --yes"),
            ("dump", _db_dump, "write the stopped database into one file"),
            ("restore", _db_restore, "put a dump in the place of what is stored"),
            ("check", _db_check, "have Neo4j check the consistency of its store"),
        ),
    )
    _group(
        commands,
        ("service", "the service in the background"),
        (
            ("up", _service_up, "start the service in the background and ask it one question"),
            ("down", _service_down, "stop the service in the background"),
        ),
    )


def _group(commands: Any, named: tuple[str, str], actions: tuple[tuple[str, Any, str], ...]) -> None:
    name, text = named
    group = commands.add_parser(name, help=text, description=text).add_subparsers(
        required=True, metavar="action"
    )
    for action, run, about in actions:
        command = group.add_parser(action, help=about, description=about)
        command.set_defaults(run=run)
        if action == "status":
            command.add_argument("--json", action="store_true", help="one JSON object")
        if action == "reset":
            command.add_argument("--yes", action="store_true", help="meant in earnest")
        if action in ("dump", "restore"):
            command.add_argument("file", type=Path)
        if action == "logs":
            command.add_argument("-n", "--lines", type=int, default=40, help="how many lines")


def _db_up(arguments: argparse.Namespace, settings: Settings) -> int:
    if settings.neo4j_uri:
        with closing(open_store(settings)) as store:
            store.ping()
        print(f"using {settings.neo4j_uri}; nothing is started here")
        return 0
    print(_said(LocalServer(settings).up()))
    return 0


def _db_down(arguments: argparse.Namespace, settings: Settings) -> int:
    print("stopped" if LocalServer(settings).down() else "no local server runs")
    return 0


def _db_status(arguments: argparse.Namespace, settings: Settings) -> int:
    status = LocalServer(settings).status()
    print(status.to_json() if arguments.json else _said(status))
    return 0 if status.running else NOT_RUNNING


def _db_logs(arguments: argparse.Namespace, settings: Settings) -> int:
    print(LocalServer(settings).logs(arguments.lines))
    return 0


def _db_reset(arguments: argparse.Namespace, settings: Settings) -> int:
    if not arguments.yes:
        raise LocalServerError(
            f"{settings.home}: everything stored would be lost; say --yes if that is meant"
        )
    backup.reset(LocalServer(settings))
    print("the store is empty")
    return 0


def _db_dump(arguments: argparse.Namespace, settings: Settings) -> int:
    backup.dump(LocalServer(settings), arguments.file)
    print(f"written: {arguments.file}")
    return 0


def _db_restore(arguments: argparse.Namespace, settings: Settings) -> int:
    backup.restore(LocalServer(settings), arguments.file)
    print(f"restored from {arguments.file}")
    return 0


def _db_check(arguments: argparse.Namespace, settings: Settings) -> int:
    backup.check(LocalServer(settings))
    print("the store is consistent")
    return 0


def _said(status: Status) -> str:
    state = f"running as process {status.pid}" if status.running else "not running"
    return f"Neo4j {status.version} at {status.uri}, home {status.home}: {state}"


def _service_up(arguments: argparse.Namespace, settings: Settings) -> int:
    settings.home.mkdir(parents=True, exist_ok=True)
    pid_file = PidFile(settings.home.absolute() / "service.pid")
    log = settings.home.absolute() / "service.log"
    if pid_file.process() is None:
        check_port(settings.host, settings.port, "GRAPHSVC_PORT")
        pid_file.write(start([sys.executable, "-m", "graphsvc", "serve"], log, base_environment()))
    url = f"http://{settings.host}:{settings.port}"
    _wait(url, pid_file, log)
    print(_first_answer(url, settings))
    print(f"\n{url}/graphql answers; `make down` stops it (log: {log})")
    return 0


def _service_down(arguments: argparse.Namespace, settings: Settings) -> int:
    stopped = PidFile(settings.home.absolute() / "service.pid").stop()
    print("service stopped" if stopped else "no service runs in the background")
    return 0


def _wait(url: str, pid_file: PidFile, log: Any) -> None:
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
    """The chain of command of one household whose line stands, as a few lines of text."""
    with closing(open_store(settings)) as store:
        rows = store.read(Call(load_catalogue(settings.catalogue).get(EXAMPLE).text, {}))
    if not rows:
        return "nothing is loaded yet: `python -m seed load DIR`"
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
    """Has the server plan the text without a limit on time: one that has just started is slow at it."""
    with closing(open_store(settings)) as store:
        service = Service(settings, load_catalogue(settings.catalogue), store)
        _, _, plan, bound = service.plan(Question(FIRST_QUESTION, {"of": of}), caller_from(settings))
        store.explain(Call(plan.sent, bound.parameters))


def _ask(url: str, question: dict[str, Any]) -> dict[str, Any]:
    """The data of one question."""
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
