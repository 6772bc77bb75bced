"""What a generated city has above its townships: divisions, committees, lists, documents, systems."""

from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import product

from seed.generator.party import cover, organization
from seed.generator.plan import CityPlan
from seed.generator.proportions import shares
from seed.generator.township import CountyBodies
from seed.generator.world import BASE, Row, World
from seed.tables.words import CHECKLIST_KINDS, LEADER_BODIES, NEW_SECTORS, SECTORS

TYPES = 20
LEADERS_EACH = 8


@dataclass
class Citywide:
    """The rows of what belongs to no township, and the bodies of each county by its code."""

    world: World
    counties: dict[str, CountyBodies] = field(default_factory=dict)


def build_citywide(plan: CityPlan, seed: int, only: str = "") -> Citywide:
    """Divisions down to the counties, of all counties or of one, and the bodies of the city and its counties.

    Exempt counties have no bodies; their townships are added here, since no count includes them.
    """
    citywide = Citywide(World(plan, seed=seed, prefix=plan.file.code_prefix))
    world, root = citywide.world, plan.profile.code
    city = organization(world, f"中共{plan.profile.name}委", None, tier="PartyCommittee", kind="CITY")
    cover(world, city, root)
    for one in plan.divisions:
        if len(one.code) == 6 and (not only or one.code in (root, only)):
            kind = "City" if one.code == root else "County"
            world.add("areas", code=one.code, name=one.name, kind=kind, parent=one.parent or None)
        elif one.parent in plan.exempt and not only:
            about = {"kind": "Township", "parent": one.parent, "division_type": "STUB"}
            world.add("areas", code=one.code, name=one.name, **about)
    _industries(world, city)
    for number, county in enumerate(sorted(plan.file.counties)):
        if only in ("", county):
            citywide.counties[county] = _county(world, city, county, number)
    _documents(world)
    _funds(world, citywide.counties)
    _local(world, citywide.counties)
    return citywide


def _industries(world: World, city: Row) -> None:
    """The city's two-new work committee with three industry committees, and one for property."""
    name = world.plan.profile.name
    work = organization(world, f"中共{name}委两新工委", city, tier="PartyCommittee", kind="WORK")
    for sector in NEW_SECTORS:
        row = organization(
            world, f"{name}{SECTORS[sector]}行业党委", work, tier="PartyCommittee", kind="INDUSTRY"
        )
        row["sector"] = sector
    row = organization(world, f"{name}物业服务行业党委", work, tier="PartyCommittee", kind="INDUSTRY")
    row["sector"] = "PROPERTY"


def _county(world: World, city: Row, code: str, number: int) -> CountyBodies:
    """The committees of a county, the `number`th in the order of codes, and its leaders."""
    name = world.first("areas", code=code)["name"]
    county = organization(world, f"中共{name}委", city, tier="PartyCommittee", kind="COUNTY")
    cover(world, county, code)
    agencies = organization(world, f"{name}直属机关工委", county, tier="PartyCommittee", kind="WORK")
    work = organization(world, f"{name}两新工委", county, tier="PartyCommittee", kind="WORK")
    industry = organization(world, f"{name}快递物流行业党委", work, tier="PartyCommittee", kind="INDUSTRY")
    industry["sector"] = NEW_SECTORS[1 + number % 2]
    if number < 4:
        row = organization(world, f"{name}物业服务行业党委", work, tier="PartyCommittee", kind="INDUSTRY")
        row["sector"] = "PROPERTY"
    for body in LEADER_BODIES:
        for _ in range(LEADERS_EACH):
            world.add("leaders", code=world.code("LD"), name="某某", body=body)
    return CountyBodies(county["code"], agencies["code"], [industry["code"]])


def _documents(world: World) -> None:
    """Systems, policies, types of matters, checklists and campaigns of the whole city."""
    root = world.plan.profile.code
    for number, (name, kind) in enumerate(world.plan.file.systems.items(), start=1):
        world.add("systems", code=f"XT-{number:02d}", name=name, kind=kind)
    for number, name in enumerate(world.plan.file.policies, start=1):
        world.add("policies", code=f"WJ-{number:02d}", name=name)
    for number in range(1, TYPES + 1):
        exited = BASE.replace(year=2022) if number == TYPES else None
        about = {"admitted_on": BASE, "exited_on": exited, "approved_by": "市委组织部"}
        world.add("matter_types", code=f"LX-{number:02d}", name=f"事项类型{number}", **about)
    for kind, level, number in product(CHECKLIST_KINDS, (1, 2, 3), range(1, 6)):
        name = f"{level}级网格{CHECKLIST_KINDS[kind]}第{number}项"
        code = f"QD-{kind[:2]}-{level}-{number}"
        world.add("checklist_items", code=code, name=name, kind=kind, level=level, of=root)
    holder = {
        "holder_label": "PartyOrganization",
        "holder": world.first("organizations", kind="CITY")["code"],
    }
    for number, name in enumerate(world.plan.file.campaigns, start=1):
        about = {"name": name, "kind": "CAMPAIGN", "happened_on": BASE.replace(year=2022), **holder}
        world.add("activities", code=f"HD-{number:02d}", **about)


def _local(world: World, counties: Collection[str]) -> None:
    """Functional zones, and teams that belong to one county."""
    for zone in world.plan.file.zones:
        if zone.code[:6] in counties:
            world.add("reporting_units", code=zone.code, name=zone.name)
    for team in world.plan.file.teams:
        if team.county in counties:
            world.add("teams", code=team.code, name=team.name, kind=team.kind, area=team.county)


def _funds(world: World, counties: Collection[str]) -> None:
    """The special fund of city and counties, by residents."""
    planned = world.plan.file.counties
    amounts = shares(int(world.plan.figure("specialFund")), [one.residents for one in planned.values()])
    for county, amount in zip(planned, amounts, strict=True):
        if county not in counties:
            continue
        code = f"{county}-SPECIAL-FUND"
        world.add("figures", code=code, kind="SPECIAL_FUND_WAN", value=amount, unit="万元", of=county)


def reporting_lines(plan: CityPlan, township: str) -> list[Row]:
    """The zone a township reports through, if any."""
    return [
        {"start": township, "end": zone.code, "valid_from": BASE}
        for zone in plan.file.zones
        if township in zone.townships
    ]


def contacts(citywide: Citywide, county: str, grids: list[str]) -> list[Row]:
    """Each of a county's leaders: one grid and one centre."""
    bodies = citywide.counties[county]
    number = sorted(citywide.counties).index(county)
    each = LEADERS_EACH * len(LEADER_BODIES)
    leaders = citywide.world.rows["leaders"][number * each : (number + 1) * each]
    found = []
    for index, leader in enumerate(leaders):
        for label, ends in (("Area", grids), ("NeighborhoodCenter", bodies.centers)):
            if ends:
                row = {"start": leader["code"], "end_label": label, "end": ends[index % len(ends)]}
                found.append({**row, "valid_from": BASE})
    return found
