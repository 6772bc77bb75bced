"""The sample: the generated district with faults planted in it, in the formats that offices send.

Three tables are CSV files in three encodings, the others sheets of one workbook, beside the manifest.
"""

import csv
import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from seed.generator.city import CityOptions, build_townships, cell_of, plan_city
from seed.generator.manifest import manifest_of, write_manifest
from seed.generator.plan import load_plan
from seed.generator.planted import plant_faults
from seed.generator.world import World
from seed.plan.staging import Staging
from seed.reading.report import Report
from seed.runs.load import read_into
from seed.tables import TABLES, Table, table

SAMPLE = Path(__file__).parents[1] / "quanzhou/sample"
CSV_FILES = {"households": "gb18030", "liaisons": "utf-8-sig", "members": "utf-8"}
WORKBOOK = "register.xlsx"
MADE_ON = datetime(2022, 12, 31)
NOBODY = "无"
DISTRICT = CityOptions.district(load_plan())


def make_world() -> World:
    """All rows of the sample with the faults planted in them; the same on every machine and every day."""
    world = World(DISTRICT.plan, seed=DISTRICT.plan.file.sample_seed)
    citywide, shared = plan_city(DISTRICT)
    towns = [town.world for town in build_townships(DISTRICT, citywide, shared)]
    for one in (citywide.world, *towns):
        for name, rows in one.rows.items():
            world.rows[name] += rows
    plant_faults(world)
    return world


def write_sample(directory: Path = SAMPLE) -> None:
    """Write all files of the sample; what stood there under the same names is replaced."""
    directory.mkdir(parents=True, exist_ok=True)
    world = make_world()
    for name, encoding in CSV_FILES.items():
        _write_csv(directory / f"{name}.csv", encoding, _lines(world, name))
    _write_workbook(directory / WORKBOOK, world)
    staging = Staging()
    try:
        read_into(staging, directory, Report())
        write_manifest(directory / "manifest.json", manifest_of(world, staging))
    finally:
        staging.close()


def _lines(world: World, name: str) -> list[list[str]]:
    found = table(name)
    assert found is not None
    return [[column.chinese for column in found.stated], *_cells(world, found)]


def _cells(world: World, found: Table) -> Iterable[list[str]]:
    writers = [(cell_of(column, DISTRICT), column.kind) for column in found.stated]
    for row in world.rows[found.name]:
        yield [str(write(row)) or (NOBODY if kind == "text" else "") for write, kind in writers]


def _write_csv(path: Path, encoding: str, lines: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    path.write_bytes(text.getvalue().encode(encoding))


def _write_workbook(path: Path, world: World) -> None:
    """Sheets with a title row above the headers, all cells as text; the same bytes each time."""
    book = Workbook(write_only=True)
    district = DISTRICT.plan.name_of(DISTRICT.county)
    book.properties.created = book.properties.modified = MADE_ON
    for found in TABLES:
        if found.name in CSV_FILES or not world.rows[found.name]:
            continue
        sheet = book.create_sheet(found.chinese)
        sheet.append([f"{district}{found.chinese}登记表(合成数据)"])
        for line in _lines(world, found.name):
            sheet.append([_text_cell(sheet, text) for text in line])
    memory = io.BytesIO()
    book.save(memory)
    _write_dated(path, memory)


def _text_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text or None)
    cell.number_format = "@"
    return cell


def _write_dated(path: Path, memory: io.BytesIO) -> None:
    """Writes the archive with one date on all its members, so that its bytes are the same at any time."""
    with zipfile.ZipFile(memory) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _without_times(content)
            new.writestr(zipfile.ZipInfo(name, (2022, 12, 31, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def _without_times(content: bytes) -> bytes:
    head, mark, rest = content.partition(b"<dcterms:modified")
    value, _, tail = rest.partition(b"</dcterms:modified>")
    opened = value.partition(b">")[0]
    return head + mark + opened + b">2022-12-31T00:00:00Z</dcterms:modified>" + tail
