"""One township of a generated city: its territory, organisations and members, at its share of the counts."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, islice

from seed.generator.party import cover, organization
from seed.generator.proportions import TownshipShare, shares
from seed.generator.world import BASE, Row, World

FUNCTIONS = ["党建", "综治", "民政", "城管", "疫情防控"]
GRID_TYPES = ("居民区", "商住区", "老旧小区", "安置区")
PER_BUILDING = 30


@dataclass
class CountyBodies:
    """The bodies of a county that its townships belong to: codes of committees, and its centres so far."""

    committee: str
    agencies: str
    industries: list[str]
    centers: list[str] = field(default_factory=list)


@dataclass
class Township:
    """One township: its share of the counts, its rows, and those rows that later steps need again."""

    part: TownshipShare
    county: CountyBodies
    world: World
    communities: list[Row] = field(default_factory=list)
    level_2: list[Row] = field(default_factory=list)
    level_3: list[Row] = field(default_factory=list)
    compounds: list[Row] = field(default_factory=list)
    committees: dict[str, Row] = field(default_factory=dict)
    branches: list[tuple[Row, str]] = field(default_factory=list)
    groups: list[Row] = field(default_factory=list)

    @property
    def code(self) -> str:
        """The code of the division."""
        return self.part.division.code


def build_territory(town: Township) -> None:
    """Adds areas, buildings and households."""
    world, part = town.world, town.part
    named = part.division.name.removesuffix("街道").removesuffix("镇").removesuffix("乡")
    kinds = {"division_type": part.division.kind}
    about = {"name": part.division.name, "kind": "Township", "parent": part.division.parent}
    world.add("areas", code=town.code, **about, **kinds)
    for number in range(1, part["communities"] + 1):
        code = f"{town.code}{number:03d}"
        about = {"name": f"{named}示范{number:02d}社区(合成)", "kind": "Community", "parent": town.code}
        town.communities.append(world.add("areas", code=code, **about, settlement="111", synthetic=True))
        about = {"name": f"{named}示范{number:02d}社区一级网格", "kind": "Grid", "parent": code}
        world.add("areas", code=f"{code}000", **about, level=1, synthetic=True)
        world.add("area_states", of=f"{code}000", functions=FUNCTIONS[: 5 if number % 6 else 4])
    for one, count in zip(town.communities, _even(part["level_2"], part["communities"]), strict=True):
        for number in range(1, count + 1):
            about = {"name": f"{one['name']}第{number}网格", "kind": "Grid", "parent": f"{one['code']}000"}
            more = {"level": 2, "synthetic": True, "grid_type": GRID_TYPES[number % 4]}
            town.level_2.append(world.add("areas", code=f"{one['code']}{number:03d}", **about, **more))
    _third_level(town)
    for index in range(part["compounds"]):
        one = town.communities[index % len(town.communities)]
        number = index // len(town.communities) + 1
        about = {"name": f"{one['name']}示范{number}号小区", "kind": "Compound", "parent": one["code"]}
        row = world.add("areas", code=f"{one['code']}-C{number:03d}", **about, synthetic=True)
        town.compounds.append(row)
        world.add("area_states", of=row["code"], managed=index < part["compound_branches"])
    _buildings(town)


def _even(total: int, parts: int) -> list[int]:
    return shares(total, [1.0] * parts)


def _third_level(town: Township) -> None:
    """Adds level-3 grids: every fiftieth below a level-1 grid, the others shared among the level-2 grids."""
    world, total = town.world, town.part["level_3"]
    direct = min(total // 50, len(town.communities))
    for one in town.communities[:direct]:
        about = {"name": f"{one['name']}直属责任网格", "kind": "Grid", "parent": f"{one['code']}000"}
        town.level_3.append(world.add("areas", code=f"{one['code']}00001", **about, level=3, synthetic=True))
    for parent, count in zip(town.level_2, _even(total - direct, len(town.level_2)), strict=True):
        for number in range(1, count + 1):
            about = {"name": f"{parent['name']}{number}号责任网格", "kind": "Grid", "parent": parent["code"]}
            town.level_3.append(
                world.add("areas", code=f"{parent['code']}{number:02d}", **about, level=3, synthetic=True)
            )


def _buildings(town: Township) -> None:
    world, households = town.world, town.part["households"]
    divided = {row["parent"] for row in town.level_3}
    grids = [row["code"] for row in town.level_2 if row["code"] not in divided]
    grids += [row["code"] for row in town.level_3]
    compounds: dict[str, list[str]] = defaultdict(list)
    for row in town.compounds:
        compounds[row["parent"]].append(row["code"])
    numbers: dict[str, int] = defaultdict(int)
    count = max(len(grids), households // PER_BUILDING)
    for index, doors in enumerate(_even(households, count)):
        grid = grids[index % len(grids)]
        numbers[grid[:12]] += 1
        number = numbers[grid[:12]]
        inside = compounds[grid[:12]]
        compound = inside[number % len(inside)] if inside and number % 3 == 0 else None
        code = f"{grid[:12]}-{number:05d}"
        floors = 5 + index % 28
        world.add("buildings", code=code, name=f"{number}号楼", floors=floors, grid=grid, compound=compound)
        for door in range(1, doors + 1):
            persons = 1 + (index + door) % 5
            world.add(
                "households", code=f"{code}-{door:04d}", door=f"{door:04d}", persons=persons, building=code
            )


def build_chain(town: Township) -> None:
    """The township's committee, one in each community, branches on grids and compounds, groups."""
    world, part = town.world, town.part
    county = {"code": town.county.committee}
    top = organization(world, f"{part.division.name}党(工)委", county, tier="PartyCommittee", kind="TOWNSHIP")
    cover(world, top, town.code)
    for area in town.communities:
        row = organization(world, f"{area['name']}党委", top, tier="PartyCommittee", kind="COMMUNITY")
        cover(world, row, area["code"])
        town.committees[area["code"]] = row
    chosen = world.random.sample(town.level_2, part["grid_branches"])
    managed = town.compounds[: part["compound_branches"]]
    for kind, areas in (("GRID", chosen), ("COMPOUND", managed)):
        for area in sorted(areas, key=lambda row: str(row["code"])):
            committee = town.committees[area["code"][:12]]
            row = organization(world, f"{area['name']}党支部", committee, tier="PartyBranch", kind=kind)
            cover(world, row, area["code"])
            world.add("organization_states", of=row["code"], term_ends=world.day().replace(year=2024))
            town.branches.append((row, area["code"]))
    _groups(town)


def _groups(town: Township) -> None:
    """Each on a level-3 grid or a building of its branch's ground; every sixth branch has none while others
    have room."""
    grounds: dict[str, list[str]] = defaultdict(list)
    for row in town.level_3:
        grounds[row["parent"]].append(row["code"])
    for row in town.world.rows["buildings"]:
        for place in {row["grid"], row["compound"], row["grid"][:15]} - {None}:
            grounds[place].append(row["code"])
    large = [pair for index, pair in enumerate(town.branches) if index % 6 != 5]
    places = chain(_in_turns(large, grounds), _in_turns(town.branches[5::6], grounds))
    numbers: Counter[str] = Counter()
    for branch, place in islice(places, town.part["groups"]):
        numbers[branch["code"]] += 1
        name = f"{branch['name'].removesuffix('党支部')}第{numbers[branch['code']]}党小组"
        group = organization(town.world, name, branch, tier="PartyGroup", kind="BUILDING")
        cover(town.world, group, place)
        town.groups.append(group)


def _in_turns(
    branches: Sequence[tuple[Row, str]], grounds: Mapping[str, Sequence[str]]
) -> Iterator[tuple[Row, str]]:
    """A place of each branch's ground, then a second of each, until there are no more."""
    most = max((len(grounds[place]) for _, place in branches), default=0)
    for turn in range(most):
        yield from (
            (branch, grounds[place][turn]) for branch, place in branches if turn < len(grounds[place])
        )


def member(town: Township, home: str, *, in_service: bool, index: int) -> str:
    """Adds a member of an organisation, whose code is returned; every 250th is probationary."""
    world = town.world
    name = world.random.choice(world.plan.file.surnames) + "".join(
        world.random.sample(world.plan.file.given_names, 1 + index % 2)
    )
    admitted = date(1985 + index % 34, 1 + index % 12, 1 + index % 28)
    begins, full = BASE, admitted.replace(year=admitted.year + 1)
    probationary = index % 250 == 249
    if probationary:
        admitted = begins = date(2022, 1 + index % 6, 1 + index % 28)
    code = world.code("DY")
    about = {"admitted_on": admitted, "full_since": None if probationary else full, "valid_from": begins}
    world.add("members", code=code, name=name, **about)
    world.add("membership", start=code, end=home, valid_from=begins)
    status = {40: "FLOATING", 90: "OUT_OF_CONTACT"}.get(index % 100, "ACTIVE") if not in_service else "ACTIVE"
    world.add("member_states", of=code, status=status, in_service=in_service, valid_from=begins)
    return code
