"""The ground of the sample: 鲤城区 with its real township-level units, communities made up and marked so."""

import csv
from pathlib import Path

from seed.world import Row, World

DIVISIONS = Path(__file__).with_name("divisions.csv")
COUNTY = "350502"
COMMUNITIES, LEVEL_2, LEVEL_3, COMPOUNDS = 90, 440, 640, 60
BUILDINGS = 2_000
HOUSEHOLDS = (16, 24, 20, 18, 22)
"""Households of five buildings in a row: 100, so that 2,000 buildings hold 40,000."""
SURFACE = ("居民区", "商住区", "老旧小区", "安置区")


def build_territory(world: World) -> None:
    """Areas, buildings and households; rows `areas`, `area_states`, `buildings`, `households`."""
    townships = _divisions(world)
    communities = [
        _community(world, township, number)
        for township in townships
        for number in range(1, COMMUNITIES // len(townships) + 1)
    ]
    grids = _grids(world, communities)
    _compounds(world, communities)
    _buildings(world, grids)


def _divisions(world: World) -> list[Row]:
    with DIVISIONS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    townships = []
    for row in rows:
        if row["code"] not in ("350500", COUNTY) and row["parent"] != COUNTY:
            continue
        kind = {"CITY": "City", "COUNTY": "County"}.get(row["kind"], "Township")
        area = _area(world, row["code"], row["name"], kind=kind, parent=row["parent"] or None)
        if kind == "Township":
            area["division_type"] = row["kind"]
            townships.append(area)
    return townships


def _area(world: World, code: str, name: str, *, kind: str, parent: str | None) -> Row:
    return world.add("areas", code=code, name=name, kind=kind, parent=parent)


def _community(world: World, township: Row, number: int) -> Row:
    code = f"{township['code']}{number:03d}"
    short = township["name"].removesuffix("街道").removesuffix("经济开发区")
    row = _area(world, code, f"{short}示范{number:02d}社区(合成)", kind="Community", parent=township["code"])
    row.update(settlement="111", synthetic=True)
    level_1 = _grid(world, code + "000", f"{row['name']}一级网格", code, level=1)
    functions = ["党建", "综治", "民政", "城管", "疫情防控"][: 5 if number % 4 else 4]
    world.add("area_states", of=level_1["code"], functions=functions)
    return row


def _grid(world: World, code: str, name: str, parent: str, *, level: int) -> Row:
    row = _area(world, code, name, kind="Grid", parent=parent)
    row.update(level=level, synthetic=True, grid_type=world.random.choice(SURFACE) if level > 1 else None)
    return row


def _grids(world: World, communities: list[Row]) -> list[Row]:
    """Level 2 and 3; returns those that buildings lie in."""
    more = LEVEL_2 - 4 * len(communities)
    level_2 = [
        _grid(
            world, f"{one['code']}{number:03d}", f"{one['name']}第{number}网格", f"{one['code']}000", level=2
        )
        for index, one in enumerate(communities)
        for number in range(1, (5 if index < more else 4) + 1)
    ]
    direct = 40
    parents = sorted(world.random.choices(range(len(level_2)), k=LEVEL_3 - direct))
    level_3: list[Row] = []
    for index in sorted(set(parents)):
        for number in range(1, parents.count(index) + 1):
            parent = level_2[index]
            level_3.append(
                _grid(
                    world,
                    f"{parent['code']}{number:02d}",
                    f"{parent['name']}{number}号责任网格",
                    parent["code"],
                    level=3,
                )
            )
    for one in communities[:direct]:
        code = f"{one['code']}000"
        level_3.append(_grid(world, f"{code}01", f"{one['name']}直属责任网格", code, level=3))
    divided = {grid["parent"] for grid in level_3}
    return [grid for grid in level_2 if grid["code"] not in divided] + level_3


def _compounds(world: World, communities: list[Row]) -> None:
    for index, one in enumerate(communities[:COMPOUNDS]):
        row = _area(
            world, f"{one['code']}-C001", f"{one['name']}示范小区", kind="Compound", parent=one["code"]
        )
        row["synthetic"] = True
        world.add("area_states", of=row["code"], managed=index % 4 != 3)


def _buildings(world: World, grids: list[Row]) -> None:
    per_community: dict[str, int] = {}
    compounds = {row["parent"]: row["code"] for row in world.rows["areas"] if row["kind"] == "Compound"}
    for index in range(BUILDINGS):
        grid = grids[index % len(grids)]["code"]
        community = grid[:12]
        number = per_community[community] = per_community.get(community, 0) + 1
        code = f"{community}-{number:05d}"
        compound = compounds.get(community) if number <= 8 else None
        floors = 6 + index % 25
        world.add("buildings", code=code, name=f"{number}号楼", floors=floors, grid=grid, compound=compound)
        for door in range(1, HOUSEHOLDS[index % len(HOUSEHOLDS)] + 1):
            world.add(
                "households",
                code=f"{code}-{door:04d}",
                door=f"{door:04d}",
                persons=1 + (index + door) % 5,
                building=code,
            )
