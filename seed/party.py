"""The organisations of the sample, from the city's committee to the building's group, and what each answers
for."""

from collections import defaultdict

from seed.city import COUNTY
from seed.world import BASE, Row, World

GRID_BRANCHES, COMPOUND_BRANCHES, GROUPS = 230, 45, 335
PREFIXES = {"PartyCommittee": "DW", "GeneralPartyBranch": "ZZ", "PartyBranch": "ZB", "PartyGroup": "XZ"}


def build_party(world: World) -> None:
    """Rows `organizations`, `subordination`, `area_coverage`, `building_coverage`, `organization_states`."""
    city = organization(world, "中共泉州市委", ("PartyCommittee", "CITY"), None)
    cover(world, city, "350500")
    county = organization(world, "中共鲤城区委", ("PartyCommittee", "COUNTY"), city)
    cover(world, county, COUNTY)
    committees: dict[str, Row] = {}
    for area in [row for row in world.rows["areas"] if row["kind"] == "Township"]:
        row = organization(world, f"{area['name']}党工委", ("PartyCommittee", "TOWNSHIP"), county)
        cover(world, row, area["code"])
        committees[area["code"]] = row
    for area in [row for row in world.rows["areas"] if row["kind"] == "Community"]:
        parent = committees[area["parent"]]
        row = organization(world, f"{area['name']}党委", ("PartyCommittee", "COMMUNITY"), parent)
        cover(world, row, area["code"])
        committees[area["code"]] = row
    branches = _branches(world, committees)
    _groups(world, branches)


def organization(world: World, name: str, sort: tuple[str, str], parent: Row | None) -> Row:
    """An organisation and its place in the chain."""
    tier, kind = sort
    row = world.add(
        "organizations",
        code=world.code("GW" if kind == "WORK" else PREFIXES[tier]),
        name=name,
        tier=tier,
        kind=kind,
        formation="SOLE",
        approved_on=BASE,
        approval_no=f"泉鲤组[2020]{len(world.rows['organizations']) + 1}号",
    )
    if parent is not None:
        world.add("subordination", start=row["code"], end=parent["code"])
    return row


def cover(world: World, row: Row, place: str) -> Row:
    """The organisation answers for an area or a building."""
    table = "building_coverage" if place.count("-") == 1 and "-C" not in place else "area_coverage"
    return world.add(table, start=row["code"], end=place)


def _branches(world: World, committees: dict[str, Row]) -> list[tuple[Row, str]]:
    """Branches with the grid or compound each covers."""
    level_2 = [row for row in world.rows["areas"] if row.get("level") == 2]
    compounds = [row for row in world.rows["areas"] if row["kind"] == "Compound"]
    made = []
    for kind, areas, count in (("GRID", level_2, GRID_BRANCHES), ("COMPOUND", compounds, COMPOUND_BRANCHES)):
        for area in sorted(world.random.sample(areas, count), key=lambda row: str(row["code"])):
            committee = committees[area["code"][:12]]
            row = organization(world, f"{area['name']}党支部", ("PartyBranch", kind), committee)
            cover(world, row, area["code"])
            world.add("organization_states", of=row["code"], term_ends=world.day().replace(year=2023))
            made.append((row, area["code"]))
    return made


def _groups(world: World, branches: list[tuple[Row, str]]) -> None:
    grounds: dict[str, list[str]] = defaultdict(list)
    for row in world.rows["areas"]:
        if row.get("level") == 3:
            grounds[row["parent"]].append(row["code"])
    for row in world.rows["buildings"]:
        for place in (row["grid"], row["compound"]):
            if place and not (place == row["grid"] and len(place) == 17):
                grounds[place].append(row["code"])
    # Every sixth branch is too small for groups: the step is skipped there.
    large = [pair for index, pair in enumerate(branches) if index % 6 != 5]
    turns = [
        (turn, branch, place) for turn in range(3) for branch, place in large if turn < len(grounds[place])
    ]
    for turn, branch, place in turns[:GROUPS]:
        name = f"{branch['name'].removesuffix('党支部')}第{turn + 1}党小组"
        group = organization(world, name, ("PartyGroup", "BUILDING"), branch)
        cover(world, group, grounds[place][turn])
