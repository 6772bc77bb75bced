"""The commands that read a folder of office files and tell of its rows: check, plan, load, bulk, up."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import orjson

from graphsvc.profile import load_profile
from graphsvc.server.opening import answering_store, open_store
from graphsvc.settings import Settings
from seed.cli.arguments import add_completion, add_folder, load_options
from seed.cli.changes import Shown, tell_changes
from seed.cli.first import load_first
from seed.cli.progress import REJECTED, shown, steps, summary, tell
from seed.generator.sample import SAMPLE
from seed.reading.files import Source
from seed.reading.report import Report
from seed.runs.bulk import bulk_load
from seed.runs.load import check_directory, load_directory, planned

AGAINST_STORE = "checked against what is stored: a load would refuse the same rows"
FILES_ALONE = "checked without a database: what is stored may contradict more rows"
PLAN = "show what a load would change, and write nothing"


def delivery_commands(commands: Any) -> None:
    """Adds the commands."""
    check = add_folder(
        commands, "check", _check, "say what a load would refuse of office files", default=SAMPLE
    )
    plan = add_folder(commands, "plan", _plan, PLAN, default=SAMPLE)
    load = add_folder(
        commands, "load", _load, "load office files; what is stored already is left alone", default=SAMPLE
    )
    bulk = add_folder(
        commands, "bulk", _bulk, "load office files into the empty local store at once", default=SAMPLE
    )
    up = add_folder(commands, "up", _up, "start the local Neo4j with office files in it", default=SAMPLE)
    for command in (check, plan, load, bulk, up):
        command.add_argument("--rejects", type=Path, help="folder for the rejected rows (DIR-rejects)")
    load.add_argument("--strict", action="store_true", help="load nothing unless every row is good")
    for command in (plan, load):
        add_completion(command)
    plan.add_argument(
        "--json", action="store_true", help="every change, a line of JSON each, and nothing else"
    )
    check.add_argument(
        "--offline", action="store_true", help="look at the files alone, not at what is stored"
    )


def _check(arguments: argparse.Namespace, settings: Settings) -> int:
    with ExitStack() as stack:
        store = None if arguments.offline else answering_store(settings)
        if store is not None:
            stack.callback(store.close)
        rows, sources = check_directory(arguments.directory, store)
    code = _told(arguments, rows, sources)
    print(AGAINST_STORE if store else FILES_ALONE)
    return code


def _plan(arguments: argparse.Namespace, settings: Settings) -> int:
    today = load_profile(settings.profile).today()
    with (
        closing(open_store(settings)) as store,
        planned(arguments.directory, store, load_options(arguments), today) as plan,
    ):
        if arguments.json:
            for change in plan.changes():
                line = {
                    "what": change.what,
                    "key": change.key,
                    "before": change.before,
                    "after": change.after,
                }
                sys.stdout.buffer.write(orjson.dumps(line | {"row": change.row}) + b"\n")
            return 0 if plan.rows.sound else REJECTED
        found = Shown(plan.changes())
        code = _told(arguments, plan.rows, plan.sources)
        tell_changes(found)
    print("nothing was written; `python -m seed load` does this")
    return code


def _load(arguments: argparse.Namespace, settings: Settings) -> int:
    options = load_options(arguments)
    with closing(open_store(settings)) as store, shown("elements") as progress:
        report = load_directory(arguments.directory, store, settings, progress, options=options)
    code = _told(arguments, report.rows, report.sources)
    for name, many in report.ended.items():
        print(f"{name}: {many} facts ended, which it no longer lists")
    if report.run is not None:
        tell_changes(Shown.of(settings, report.run))
    print(summary(report))
    return code


def _up(arguments: argparse.Namespace, settings: Settings) -> int:
    report = load_first(
        arguments.directory, settings, steps(), lambda rows, sources: _told(arguments, rows, sources)
    )
    print(f"loaded already; data version {report.version}" if report.skipped else summary(report))
    return 0 if report.rows.sound else REJECTED


def _bulk(arguments: argparse.Namespace, settings: Settings) -> int:
    step = steps()
    report = bulk_load(
        arguments.directory,
        settings,
        step,
        judged=lambda rows, sources: _told(arguments, rows, sources),
    )
    step("done")
    print(summary(report))
    return 0 if report.rows.sound else REJECTED


def _told(arguments: argparse.Namespace, rows: Report, sources: Sequence[Source]) -> int:
    return tell(arguments.directory, arguments.rejects, rows, sources)
