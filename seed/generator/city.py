"""Writes a city as office files, township after township so that memory stays flat, and its manifest."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from seed.generator.changes import change, plant
from seed.generator.citywide import Citywide, build_citywide, contacts, reporting_lines
from seed.generator.coverage import expected_coverage
from seed.generator.plan import CityPlan, load_plan
from seed.generator.proportions import TownshipShare, shares, township_shares
from seed.generator.records import build_records
from seed.generator.society import build_society
from seed.generator.township import Township, build_chain, build_territory
from seed.generator.world import PINNED, Row, World
from seed.tables import TABLES
from seed.tables.definitions import Column, Table

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class CityOptions:
    """Which city to generate.

    `scale` multiplies every count; `county` is the code of the only county, empty for all; `faults` says how
    many are planted. The plan's seed is used where `seed` is None. The files end with the year `year`, and
    `totals` replace counts of the plan.
    """

    scale: float = 1.0
    county: str = ""
    faults: int = 0
    seed: int | None = None
    year: int = PINNED.year
    totals: Mapping[str, int] = field(default_factory=dict)
    plan: CityPlan = field(default_factory=load_plan)

    @classmethod
    def district(cls, plan: CityPlan, **more: Any) -> "CityOptions":
        """The district of the plan at the size of the sample."""
        district = plan.file.district
        return cls(county=district.code, totals=district.counts, plan=plan, **more)

    @property
    def first_seed(self) -> int:
        """The seed of what the city has above its townships; each township adds its number."""
        return self.plan.file.seed if self.seed is None else self.seed

    def shifted(self, day: date) -> date:
        """A day of the generator, whose days end with 2022, moved to the year of the options."""
        on = day.replace(day=28) if (day.month, day.day) == (2, 29) else day
        return on.replace(year=on.year + self.year - PINNED.year)


class CityFiles:
    """One CSV a table, written as rows come; counts what the rows will become."""

    def __init__(self, folder: Path, options: CityOptions) -> None:
        self._options = options
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._open: dict[str, tuple[TextIO, Any, list[Callable[[Row], str]]]] = {}
        self.nodes: Counter[str] = Counter()
        self.ties: Counter[str] = Counter()

    def write(self, world: World) -> None:
        """Writes all rows of a world, table by table."""
        for one in TABLES:
            rows = world.rows.get(one.name)
            if rows:
                _, writer, cells = self._file(one)
                writer.writerows([cell(row) for cell in cells] for row in rows)
                self._count(one, rows)

    def uncount(self, tables: Iterable[str]) -> None:
        """Takes rejected rows out of the counts."""
        by_name = {one.name: one for one in TABLES}
        for name in tables:
            one = by_name[name]
            (self.ties if one.type else self.nodes)[one.type or one.label] -= 1

    def close(self) -> None:
        """Closes all files."""
        for file, _, _ in self._open.values():
            file.close()

    def _file(self, one: Table) -> tuple[TextIO, Any, list[Callable[[Row], str]]]:
        if one.name not in self._open:
            file = (self._folder / f"{one.name}.csv").open("w", encoding="utf-8-sig", newline="")
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow([column.chinese for column in one.stated])
            self._open[one.name] = (file, writer, [cell_of(column, self._options) for column in one.stated])
        return self._open[one.name]

    def _count(self, one: Table, rows: list[Row]) -> None:
        if one.type:
            self.ties[one.type] += len(rows)
            return
        self.nodes[one.label] += len(rows)
        if one.is_state:
            self.ties["STATE_OF"] += len(rows)
        for link in one.links:
            self.ties[link.type] += sum(row.get(link.column) is not None for row in rows)


def cell_of(column: Column, options: CityOptions) -> Callable[[Row], str]:
    """A function that gives one column's cell of a row; empty where the row has no value."""
    name, words = column.name, column.words
    days: dict[Any, str] = {None: ""}

    def day(row: Row) -> str:
        value = row.get(name)
        if value not in days:
            days[value] = str(options.shifted(value) if isinstance(value, date) else value)
        return days[value]

    def plain(row: Row) -> str:
        value = row.get(name)
        return "" if value is None else value

    return {
        "date": day,
        "texts": lambda row: "、".join(row.get(name) or ()),
        "choices": lambda row: "、".join(words[one] for one in row.get(name) or ()),
        "boolean": lambda row: {True: "是", False: "否"}.get(row.get(name), ""),
        "choice": lambda row: words.get(row.get(name), ""),
        "term": lambda row: words.get(row.get(name), row.get(name) or ""),
    }.get(column.kind, plain)


def write_city(
    folder: Path, options: CityOptions, progress: Progress = lambda done, total: None
) -> dict[str, Any]:
    """Write the files of a city into a folder, with the manifest; the same options make the same cells."""
    files, (citywide, shared) = CityFiles(folder, options), plan_city(options)
    planned = shares(options.faults, [float(part["level_2"]) for part in shared])
    planted: list[dict[str, str]] = []
    standards: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for number, town in enumerate(build_townships(options, citywide, shared)):
        planted += plant(town, range(len(planted), len(planted) + planned[number]))
        for name, (due, covered) in expected_coverage(town, PINNED).items():
            sums = standards[name][town.part.division.parent]
            sums[0], sums[1] = sums[0] + due, sums[1] + covered
        files.write(town.world)
        progress(number + 1, len(shared))
    files.write(citywide.world)
    files.uncount(one["table"] for one in planted if one["stage"] == "REJECT")
    files.close()
    manifest = _manifest(options, files, shared) | {"standards": standards, "planted": planted}
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1), "utf-8")
    return manifest


def _manifest(options: CityOptions, files: CityFiles, shared: list[TownshipShare]) -> dict[str, Any]:
    """The manifest: its day, the counts that will be stored, and the planned counts."""
    return {
        "as_of": options.shifted(PINNED).isoformat(),
        "counts": {
            "nodes": dict(sorted(files.nodes.items())),
            "relationships": dict(sorted(files.ties.items())),
        },
        "planned": {name: sum(part[name] for part in shared) for name in options.plan.counts},
    }


def plan_city(options: CityOptions) -> tuple[Citywide, list[TownshipShare]]:
    """What the city has above its townships, and each township's share of everything."""
    citywide = build_citywide(options.plan, options.first_seed, options.county)
    return citywide, township_shares(options.plan, options.scale, options.county, options.totals)


def build_townships(
    options: CityOptions, citywide: Citywide, shared: Iterable[TownshipShare]
) -> Iterator[Township]:
    """Township after township; after the last one the leaders of each county have their contacts."""
    grids: dict[str, list[str]] = defaultdict(list)
    for part in shared:
        world = World(options.plan, seed=options.first_seed + part.number, prefix=part.division.code[3:])
        town = _township(Township(part, citywide.counties[part.division.parent], world))
        grids[part.division.parent] += [row["code"] for row in town.level_2[:3]]
        yield town
    for county, codes in grids.items():
        citywide.world.rows["contacts"] += contacts(citywide, county, codes)


def _township(town: Township) -> Township:
    """The township with everything in it and two years of changes."""
    for build in (build_territory, build_chain, build_society, build_records, change):
        build(town)
    for row in reporting_lines(town.world.plan, town.code):
        town.world.add("reporting_lines", **row)
    return town
