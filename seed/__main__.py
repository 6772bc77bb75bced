"""The commands of `python -m seed`: check, load and verify office files, and generate them."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table as Grid

from graphsvc.catalogue import load_catalogue
from graphsvc.errors import GraphsvcError
from graphsvc.model import code_rule
from graphsvc.profile import load_profile
from graphsvc.server.opening import open_store
from graphsvc.settings import Settings, load_settings
from seed.generator.city import CityOptions, write_city
from seed.generator.plan import load_plan
from seed.generator.sample import SAMPLE, write_sample
from seed.generator.world import PINNED
from seed.loading.bulk import bulk_load
from seed.loading.first import load_first
from seed.loading.load import LoadOptions, LoadReport, check_directory, load_directory, wipe
from seed.loading.progress import shown
from seed.loading.verify import findings, verify
from seed.reading.files import Source
from seed.reading.report import Report
from seed.reading.workbooks import cell_content, write_rejects, write_template
from seed.tables import TABLES, table

LIST_TABLES = "list the tables and what goes into them"
WIPE = "throw everything stored away; needs --yes"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; exit code 1 for a fault, with one line that says where and what to do."""
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
    _add(commands, "verify", _verify, "recompute what must hold of the stored graph", default=SAMPLE)
    return root


def _delivery_arguments(commands: Any) -> None:
    """The commands that read office files and tell of their rows."""
    check = _add(
        commands, "check", _check, "say what is wrong with office files; no database", default=SAMPLE
    )
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
    rows, sources = check_directory(arguments.directory)
    return _report(arguments, rows, sources)


def _load(arguments: argparse.Namespace, settings: Settings) -> int:
    options = LoadOptions(arguments.strict, tuple(arguments.complete), arguments.on)
    with closing(open_store(settings)) as store, shown("elements") as progress:
        report = load_directory(arguments.directory, store, settings, progress, options=options)
    if report.skipped:
        print(f"loaded already; data version {report.version}")
        return 0
    code = _report(arguments, report.rows, report.sources)
    print(_summary(report))
    return code


def _up(arguments: argparse.Namespace, settings: Settings) -> int:
    report = load_first(
        arguments.directory, settings, _steps(), lambda rows, sources: _report(arguments, rows, sources)
    )
    print(f"loaded already; data version {report.version}" if report.skipped else _summary(report))
    return 0 if report.rows.sound else 1


def _bulk(arguments: argparse.Namespace, settings: Settings) -> int:
    step = _steps()
    report = bulk_load(
        arguments.directory,
        settings,
        step,
        judged=lambda rows, sources: _report(arguments, rows, sources),
    )
    step("done")
    print(_summary(report))
    return 0 if report.rows.sound else 1


def _steps() -> Callable[[str], None]:
    """Print what begins, and how many seconds after the first step."""
    begun = time.monotonic()

    def step(what: str) -> None:
        print(f"{time.monotonic() - begun:6.1f} s  {what}", file=sys.stderr, flush=True)

    return step


def _summary(report: LoadReport) -> str:
    return f"{report.elements} elements, {report.written} written; data version {report.version}"


def _report(arguments: argparse.Namespace, rows: Report, sources: Sequence[Source]) -> int:
    """Prints counts and faults and writes the rejected rows; the exit code, 1 where a row was rejected."""
    console = Console(width=None if sys.stdout.isatty() else 120)
    grid = Grid("table", "rows", "rejected", "findings")
    for one in TABLES:
        if rows.rows[one.name]:
            counts = (rows.rows[one.name], rows.rejected[one.name], rows.found[one.name])
            grid.add_row(f"{one.chinese} ({one.name})", *(str(count) for count in counts))
    console.print(grid)
    for line in rows.lines():
        print(line)
    folder = arguments.rejects or arguments.directory.with_name(
        f"{arguments.directory.resolve().name}-rejects"
    )
    path = write_rejects(folder, sources, rows)
    if path is not None:
        print(f"rejected rows: {path}; correct them there and load that folder")
    return 0 if path is None else 1


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
        faults = verify(store, catalogue, profile, arguments.directory)
        found = findings(store, catalogue, profile)
    for line in (*faults, *found):
        print(line)
    print(f"{len(faults)} faults, {len(found)} findings")
    return 1 if faults else 0


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
