"""The commands of `python -m seed`: check, load and verify office files, and generate them."""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from rich.console import Console
from rich.table import Table as Grid

from graphsvc.catalogue import load_catalogue
from graphsvc.errors import GraphsvcError
from graphsvc.model import code_rule
from graphsvc.profile import load_profile
from graphsvc.server.opening import open_store
from graphsvc.settings import Settings, load_settings
from seed.cli.arguments import add_folder
from seed.cli.changes import run_commands
from seed.cli.deliveries import delivery_commands
from seed.cli.progress import shown
from seed.generator.city import CityOptions, write_city
from seed.generator.plan import load_plan
from seed.generator.sample import SAMPLE, write_sample
from seed.generator.world import PINNED
from seed.loading.verify import findings, verify
from seed.reading.workbooks import cell_content, write_template
from seed.runs.load import hand_over, is_loaded, wipe
from seed.tables import TABLES, table

HAND_OVER = "give every node the place that its facts say today; for every night"
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
    add_folder(
        commands, "sample", _sample, "write the sample, a district; the same cells each time", default=SAMPLE
    )
    city = add_folder(commands, "city", _city, "generate a whole city, or one county, as office files")
    _city_arguments(city)
    add_folder(commands, "template", _template, "write an empty workbook with a sheet a table")
    tables = commands.add_parser("tables", help=LIST_TABLES, description=LIST_TABLES)
    tables.add_argument("name", nargs="?", help="one table, with all its columns")
    tables.set_defaults(run=_tables)
    delivery_commands(commands)
    run_commands(commands)
    place = commands.add_parser("place", help=HAND_OVER, description=HAND_OVER)
    place.set_defaults(run=_place)
    wipe = commands.add_parser("wipe", help=WIPE, description=WIPE)
    wipe.add_argument("--yes", action="store_true", help="confirm")
    wipe.set_defaults(run=_wipe)
    verify = commands.add_parser("verify", help=VERIFY, description=VERIFY)
    verify.add_argument("directory", nargs="?", type=Path, help="a folder whose manifest is compared too")
    verify.set_defaults(run=_verify)
    return root


def _city_arguments(city: argparse.ArgumentParser) -> None:
    city.add_argument("--scale", choices=("district", "city"), default="city")
    city.add_argument("--year", type=int, default=PINNED.year, help="the year the files end with")
    city.add_argument("--faults", type=int, default=0, help="faults to plant")
    city.add_argument("--seed", type=int, help="another number makes another city")


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


def _place(arguments: argparse.Namespace, settings: Settings) -> int:
    with closing(open_store(settings)) as store:
        moved = hand_over(store, settings)
    told = ", ".join(f"{many:,} {label}" for label, many in moved.items())
    print(f"lie elsewhere now: {told}" if told else "nothing lies elsewhere")
    return 0


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
