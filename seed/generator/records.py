"""Services, staff, figures, budgets, matters and activities of one generated township."""

from seed.generator.proportions import TownshipShare
from seed.generator.township import Township
from seed.generator.world import BASE, Row
from seed.tables.words import (
    ACTIVITY_KINDS,
    BUDGET_KINDS,
    FACILITY_SOURCES,
    MATTER_STEPS,
    PLEDGE_KINDS,
    SERVICES,
    STAFF_ORIGINS,
)

YEAR = 2022
TYPES = 20


def build_records(town: Township) -> None:
    """Adds the rows that depend on the township's territory, organisations and units."""
    _services(town)
    _staff(town)
    _figures(town)
    _matters(town)
    _activities(town)


def _services(town: Township) -> None:
    """Adds centres, stations, facilities and resources, each with the same share of the sunk fund."""
    world, part = town.world, town.part
    for index in range(part["centers"]):
        area = town.communities[index]
        code = world.code("LL")
        services = list(SERVICES)[: 6 if index % 3 else 5]
        world.add("centers", code=code, name=f"{area['name']}邻里中心", services=services, area=area["code"])
        town.county.centers.append(code)
    for index in range(part["stations"]):
        kind = ("WARM_BEE", "DRIVERS_HOME")[index % 2]
        place = town.level_2[(index * 11) % len(town.level_2)]
        name = f"{place['name']}{('暖蜂驿站', '司机之家')[index % 2]}"
        world.add("stations", code=world.code("YZ"), name=name, kind=kind, area=place["code"])
    _resources(town)
    _facilities(town)


def _resources(town: Township) -> None:
    world, part = town.world, town.part
    agencies = [row["code"] for row in world.rows["units"] if row["kind"] == "Agency"]
    for index in range(part["resources"]):
        centers = town.county.centers
        world.add(
            "resources",
            code=world.code("ZY"),
            name=f"{part.division.name}下沉服务资源{index + 1:02d}",
            amount_wan=round(world.plan.figure("sunkFund") / world.plan.figure("sunkResources"), 4),
            provider=agencies[index % len(agencies)],
            center=centers[index % len(centers)] if centers else None,
        )


def _facilities(town: Township) -> None:
    world, part = town.world, town.part
    for index, area in enumerate(town.communities):
        world.add(
            "facilities",
            code=world.code("SS"),
            name=f"{area['name']}服务设施",
            source=list(FACILITY_SOURCES)[index % 5],
            area_m2=200.0 + 37 * (index % 20),
            in_plan=index % 4 > 0,
            surveyed_on=BASE if index % 5 else None,
            subsidised=index == 0 and part.number % 12 == 0,
            area=area["code"],
        )


def _staff(town: Township) -> None:
    part = town.part
    origins = list(STAFF_ORIGINS)
    for index, row in enumerate(town.level_2):
        _person(town, "GRID_WORKER", index, area=row["code"], origin=origins[index % 4])
    for index in range(part["community_workers"]):
        place = town.communities[index % len(town.communities)]["code"]
        _person(town, "COMMUNITY_WORKER", index, area=place, post=1 + index % 4, grade=1 + index % 18)
    for index in range(part["party_mass_workers"]):
        _person(
            town, "PARTY_MASS_WORKER", index, area=town.communities[index % len(town.communities)]["code"]
        )
    firms = [row["code"] for row in town.world.rows["units"] if row["kind"].startswith("New")]
    for index in range(part["hired_party_workers"]):
        _person(town, "HIRED_PARTY_WORKER", index, unit=firms[index % len(firms)])
    for index in range(part["instructors"]):
        code = _person(town, "INSTRUCTOR", index)
        firm = firms[(index * 3) % len(firms)]
        town.world.add("instruction", start=code, end_label="Unit", end=firm)


def _person(town: Township, role: str, index: int, **more: object) -> str:
    code = town.world.code("GZ")
    town.world.add("staff", code=code, name=f"{'陈林黄张李王吴蔡'[index % 8]}某", role=role, **more)
    return code


def residents(part: TownshipShare) -> int:
    """Residents of the township: by its households."""
    return round(part["households"] * 2.95)


def _figures(town: Township) -> None:
    part = town.part
    plan = town.world.plan
    urban, fund = plan.file.counties[part.division.parent].urban, int(plan.figure("runningFund"))
    households = part["households"] // len(town.communities)
    for area in town.communities:
        of = area["code"]
        people = residents(part) // len(town.communities)
        values = (
            ("RESIDENTS", people, "人"),
            ("URBAN_RESIDENTS", round(people * urban), "人"),
            ("HOUSEHOLDS", households, "户"),
            ("RUNNING_FUND_WAN", fund, "万元"),
            ("RIDERS", (len(of) + int(of[-2:])) % 7, "人"),
        )
        for kind, value, unit in values:
            town.world.add(
                "figures", code=f"{of}-{kind.replace('_', '-')}", kind=kind, value=value, unit=unit, of=of
            )
        for kind in BUDGET_KINDS:
            about = {"kind": kind, "year": YEAR, "amount_wan": 10.0, "of": of}
            town.world.add("budget_lines", code=f"{of}-{kind}-{YEAR}", **about)


def _matters(town: Township) -> None:
    """Adds matters with their steps, from the whistle to the archive; every tenth is not archived yet."""
    world = town.world
    for index in range(town.part["matters"]):
        grid = town.level_2[(index * 3) % len(town.level_2)]["code"]
        code, day = world.code("SX"), world.day()
        channel = ("RESIDENT", "WORKER")[index % 2]
        kind = f"LX-{1 + index % TYPES:02d}"
        about = {"name": f"网格事项{index + 1}", "channel": channel, "type": kind, "grid": grid}
        world.add("matters", code=code, valid_from=day, **about)
        if index % 3 == 0:
            funder = town.world.rows["units"][index % town.part["agencies"]]["code"]
            ends = {"start_label": "Matter", "start": code, "end_label": "Unit", "end": funder}
            world.add("funding", valid_from=day, **ends)
        for number, step in enumerate(list(MATTER_STEPS)[: 3 if index % 10 == 9 else 5]):
            on = day.fromordinal(day.toordinal() + number)
            world.add("matter_steps", code=f"{code}-{number + 1}", step=step, happened_on=on, matter=code)


def _activities(town: Township) -> None:
    world = town.world
    teams = town.part["commando_teams"]
    for index in range(teams):
        place = town.communities[index % len(town.communities)]["code"]
        name = f"{town.part.division.name}党员突击队{index + 1}"
        world.add("teams", code=world.code("DW2"), name=name, kind="COMMANDO", area=place)
    for index, area in enumerate(town.communities):
        committee = town.committees[area["code"]]["code"]
        kind = list(ACTIVITY_KINDS)[index % 4]
        _event(town, "activities", kind, committee)
    serving: list[Row] = [row for row in world.rows["member_states"] if row["in_service"]]
    for row in serving[::20]:
        for kind in PLEDGE_KINDS:
            _event(town, "pledges", kind, row["of"])


def _event(town: Township, table: str, kind: str, holder: str) -> None:
    label = "PartyMember" if table == "pledges" else "PartyOrganization"
    code = town.world.code("CN" if table == "pledges" else "HD")
    day = town.world.day()
    town.world.add(table, code=code, kind=kind, happened_on=day, holder_label=label, holder=holder)
