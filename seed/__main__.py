"""The commands of `python -m seed`: check, load and verify office files, and generate them."""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table as Grid

from graphsvc.catalogue import load_catalogue
from graphsvc.errors import GraphsvcError
from graphsvc.model import code_rule
from graphsvc.profile import load_profile
from graphsvc.server.opening import answering_store, open_store
from graphsvc.settings import Settings, load_settings
from seed.generator.city import CityOptions, write_city
from seed.generator.plan import load_plan
from seed.generator.sample import SAMPLE, write_sample
from seed.generator.world import PINNED
from seed.loading.bulk import bulk_load
from seed.loading.first import load_first
from seed.loading.load import LoadOptions, check_directory, is_loaded, load_directory, wipe
from seed.loading.progress import REJECTED, shown, steps, summary, tell
from seed.loading.stored import MOST_ENDED, Completion
from seed.loading.verify import findings, verify
from seed.reading.files import Source
from seed.reading.report import Report
from seed.reading.workbooks import cell_content, write_template
from seed.tables import TABLES, table

AGAINST_STORE = "checked against what is stored: a load would refuse the same rows"
FILES_ALONE = "checked without a database: what is stored may contradict more rows"
LIST_TABLES = "list the tables and what goes into them"
VERIFY = "recompute what must hold of the stored graph"
WIPE = "throw everything stored away; needs --yes"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; exit code 1 for a fault, with one line that says where and what to do, and REJECTED
    for files of which something was left out."""
    arguments = parser().parse_args(argv)
    try:
        return int(arguments.run(arguments, load_settings()))
    except GraphsvcError as error:
        print(f"seed: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(
            "seed: stopped; what is stored stays whole, the same command goes on from there", file=sys.stderr
        )
        return 130


def parser() -> argparse.ArgumentParser:
    """The command line; docs/reference/commands.md is printed from it."""
    root = argparse.ArgumentParser(prog="python -m seed", description="Office files into the graph")
    commands = root.add_subparsers(required=True, metavar="command")
    _add(
        commands, "sample", _sample, "write the sample, a district; the same cells each time", default=SAMPLE
    )
    city = _add(commands, "city", _city, "generate a whole city, or one county, as office files")
    _city_arguments(city)
    _add(commands, "template", _template, "write an empty workbook with a sheet a table")
    tables = commands.add_parser("tables", help=LIST_TABLES, description=LIST_TABLES)
    tables.add_argument("name", nargs="?", help="one table, with all its columns")
    tables.set_defaults(run=_tables)
    _delivery_arguments(commands)
    wipe = commands.add_parser("wipe", help=WIPE, description=WIPE)
    wipe.add_argument("--yes", action="store_true", help="confirm")
    wipe.set_defaults(run=_wipe)
    verify = commands.add_parser("verify", help=VERIFY, description=VERIFY)
    verify.add_argument("directory", nargs="?", type=Path, help="a folder whose manifest is compared too")
    verify.set_defaults(run=_verify)
    return root


def _delivery_arguments(commands: Any) -> None:
    """The commands that read office files and tell of their rows."""
    check = _add(commands, "check", _check, "say what a load would refuse of office files", default=SAMPLE)
    load = _add(
        commands, "load", _load, "load office files; what is stored already is left alone", default=SAMPLE
    )
    bulk = _add(
        commands, "bulk", _bulk, "load office files into the empty local store at once", default=SAMPLE
    )
    up = _add(commands, "up", _up, "start the local Neo4j with office files in it", default=SAMPLE)
    for command in (check, load, bulk, up):
        command.add_argument("--rejects", type=Path, help="folder for the rejected rows (DIR-rejects)")
    load.add_argument("--strict", action="store_true", help="load nothing unless every row is good")
    load.add_argument("--complete", action="append", default=[], metavar="TABLE", help="end what it lacks")
    load.add_argument("--on", type=date.fromisoformat, help="the day that ends (today)")
    load.add_argument(
        "--end-at-most",
        type=float,
        default=MOST_ENDED,
        metavar="SHARE",
        help="of a table, without --yes (0.05)",
    )
    load.add_argument("--yes", action="store_true", help="confirm that more ends")
    check.add_argument(
        "--offline", action="store_true", help="look at the files alone, not at what is stored"
    )


def _city_arguments(city: argparse.ArgumentParser) -> None:
    city.add_argument("--scale", choices=("district", "city"), default="city")
    city.add_argument("--year", type=int, default=PINNED.year, help="the year the files end with")
    city.add_argument("--faults", type=int, default=0, help="faults to plant")
    city.add_argument("--seed", type=int, help="another number makes another city")


def _add(
    commands: Any, name: str, run: Callable[..., int], text: str, *, default: Path | None = None
) -> argparse.ArgumentParser:
    """A command that takes a folder, which may be left out where there is a default."""
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    command.add_argument("directory", nargs="?" if default else None, type=Path, default=default)
    command.set_defaults(run=run)
    return command


def _sample(arguments: argparse.Namespace, settings: Settings) -> int:
    write_sample(arguments.directory)
    print(f"written: {arguments.directory}")
    return 0


def _city(arguments: argparse.Namespace, settings: Settings) -> int:
    given = {"faults": arguments.faults, "seed": arguments.seed, "year": arguments.year}
    plan = load_plan(settings.profile)
    whole = arguments.scale == "city"
    options = CityOptions(plan=plan, **given) if whole else CityOptions.district(plan, **given)
    with shown("townships") as progress:
        manifest = write_city(arguments.directory, options, progress)
    nodes, ties = (sum(part.values()) for part in manifest["counts"].values())
    print(f"written: {arguments.directory}, {nodes:,} nodes and {ties:,} relationships")
    return 0


def _template(arguments: argparse.Namespace, settings: Settings) -> int:
    print(f"written: {write_template(arguments.directory)}")
    return 0


def _check(arguments: argparse.Namespace, settings: Settings) -> int:
    with ExitStack() as stack:
        store = None if arguments.offline else answering_store(settings)
        if store is not None:
            stack.callback(store.close)
        rows, sources = check_directory(arguments.directory, store)
    code = _told(arguments, rows, sources)
    print(AGAINST_STORE if store else FILES_ALONE)
    return code


def _load(arguments: argparse.Namespace, settings: Settings) -> int:
    complete = Completion(tuple(arguments.complete), arguments.on, arguments.end_at_most, arguments.yes)
    options = LoadOptions(arguments.strict, complete)
    with closing(open_store(settings)) as store, shown("elements") as progress:
        report = load_directory(arguments.directory, store, settings, progress, options=options)
    code = _told(arguments, report.rows, report.sources)
    for name, many in report.ended.items():
        print(f"{name}: {many} facts ended, which it no longer lists")
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


def _wipe(arguments: argparse.Namespace, settings: Settings) -> int:
    if not arguments.yes:
        raise GraphsvcError("everything stored would be lost; say --yes if that is meant")
    with closing(open_store(settings)) as store:
        wipe(store, load_catalogue(settings.catalogue))
    print("the store is empty")
    return 0


def _verify(arguments: argparse.Namespace, settings: Settings) -> int:
    with closing(open_store(settings)) as store:
        catalogue = load_catalogue(settings.catalogue)
        profile = load_profile(settings.profile)
        # The sample has a manifest; other files are named by who verifies them.
        directory = arguments.directory or (SAMPLE if is_loaded(SAMPLE, store, catalogue) else None)
        faults = verify(store, catalogue, profile, directory)
        found = findings(store, catalogue, profile)
    for line in (*faults, *found):
        print(line)
    print(f"{len(faults)} faults, {len(found)} findings" + _compared(directory))
    return 1 if faults else 0


def _compared(directory: Path | None) -> str:
    manifest = directory / "manifest.json" if directory else None
    return f"; compared with {manifest}" if manifest and manifest.exists() else "; no manifest was compared"


def _tables(arguments: argparse.Namespace, settings: Settings) -> int:
    if arguments.name is None:
        for one in TABLES:
            print(f"{one.chinese} ({one.name}): {', '.join(column.chinese for column in one.columns)}")
        return 0
    found = table(arguments.name)
    if found is None:
        raise GraphsvcError(f"{arguments.name}: no such table; `python -m seed tables` lists them")
    grid = Grid("header", "or", "what goes in", "required", "a code of")
    for column in found.columns:
        label = f"{column.label}: {code_rule(column.label)[1]}" if column.label else ""
        grid.add_row(
            column.chinese, column.name, cell_content(column), "yes" if column.required else "", label
        )
    Console(width=None if sys.stdout.isatty() else 160).print(grid)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
