"""`graphsvc serve`: the service over HTTP, in the foreground."""

import argparse
import sys
from typing import Any

from graphsvc.access import authenticator_of
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

    authenticator = authenticator_of(settings)
    authenticator.check_address(settings.host)
    # A worker that cannot start is started again and again; what is wrong is said here, once.
    read_documents(Service(settings, load_catalogue(settings.catalogue), None))
    print(authenticator.banner, file=sys.stderr)
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
