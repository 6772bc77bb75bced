"""`graphsvc db`: the managed local Neo4j."""

import argparse
from contextlib import closing
from pathlib import Path
from typing import Any

from graphsvc.cli.command import add_command, add_group
from graphsvc.errors import LocalServerError
from graphsvc.server import backup
from graphsvc.server.local import LocalServer, Status
from graphsvc.server.opening import open_store
from graphsvc.settings import Settings

NOT_RUNNING = 3
"""Exit code of `graphsvc db status` while no server runs."""
STATUS = "say whether it runs and how to reach it; exit code 3 when it does not"


def add_to(commands: Any) -> None:
    """Add `db` to the command line."""
    group = add_group(commands, "db", "the managed local Neo4j")
    add_command(group, "up", _up, "start the local Neo4j and wait until it answers")
    add_command(group, "down", _down, "stop the local Neo4j")
    status = add_command(group, "status", _status, STATUS)
    status.add_argument("--json", action="store_true", help="one JSON object")
    logs = add_command(group, "logs", _logs, "print the end of the server's log")
    logs.add_argument("-n", "--lines", type=int, default=40, help="how many lines")
    reset = add_command(group, "reset", _reset, "throw everything stored away; needs --yes")
    reset.add_argument("--yes", action="store_true", help="meant in earnest")
    dump = add_command(group, "dump", _dump, "write the stopped database into one file")
    restore = add_command(group, "restore", _restore, "put a dump in the place of what is stored")
    for command in (dump, restore):
        command.add_argument("file", type=Path)
    add_command(group, "check", _check, "have Neo4j check the consistency of its store")


def _up(arguments: argparse.Namespace, settings: Settings) -> int:
    if settings.neo4j_uri:
        with closing(open_store(settings)) as store:
            store.ping()
        print(f"using {settings.neo4j_uri}; nothing is started here")
        return 0
    print(_status_line(LocalServer(settings).up()))
    return 0


def _down(arguments: argparse.Namespace, settings: Settings) -> int:
    print("stopped" if LocalServer(settings).down() else "no local server runs")
    return 0


def _status(arguments: argparse.Namespace, settings: Settings) -> int:
    status = LocalServer(settings).status()
    print(status.to_json() if arguments.json else _status_line(status))
    return 0 if status.running else NOT_RUNNING


def _logs(arguments: argparse.Namespace, settings: Settings) -> int:
    print(LocalServer(settings).logs(arguments.lines))
    return 0


def _reset(arguments: argparse.Namespace, settings: Settings) -> int:
    if not arguments.yes:
        raise LocalServerError(
            f"{settings.home}: everything stored would be lost; say --yes if that is meant"
        )
    backup.reset(LocalServer(settings))
    print("the store is empty")
    return 0


def _dump(arguments: argparse.Namespace, settings: Settings) -> int:
    backup.dump(LocalServer(settings), arguments.file)
    print(f"written: {arguments.file}")
    return 0


def _restore(arguments: argparse.Namespace, settings: Settings) -> int:
    backup.restore(LocalServer(settings), arguments.file)
    print(f"restored from {arguments.file}")
    return 0


def _check(arguments: argparse.Namespace, settings: Settings) -> int:
    backup.check(LocalServer(settings))
    print("the store is consistent")
    return 0


def _status_line(status: Status) -> str:
    state = f"running as process {status.pid}" if status.running else "not running"
    return f"Neo4j {status.version} at {status.uri}, home {status.home}: {state}"
