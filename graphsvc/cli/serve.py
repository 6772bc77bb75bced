"""`graphsvc serve`: the service over HTTP, in the foreground."""

import argparse
import sys
from typing import Any

from graphsvc.access import banner, caller_from, check_host
from graphsvc.catalogue import load_catalogue
from graphsvc.cli.command import add_command
from graphsvc.service import Service
from graphsvc.settings import Settings
from graphsvc.warmup import read_documents


def add_to(commands: Any) -> None:
    """Add `serve` to the command line."""
    add_command(commands, "serve", _serve, "serve GraphQL over HTTP until stopped")


def _serve(arguments: argparse.Namespace, settings: Settings) -> int:
    from granian import Granian
    from granian.constants import Interfaces

    check_host(settings)
    # A worker that cannot start is started again and again; what is wrong is said here, once.
    read_documents(Service(settings, load_catalogue(settings.catalogue), None), caller_from(settings))
    print(banner(settings), file=sys.stderr)
    Granian(
        "graphsvc.http.app:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address=settings.host,
        port=settings.port,
        workers=settings.workers,
        blocking_threads=settings.threads,
        respawn_failed_workers=True,
    ).serve()
    return 0
