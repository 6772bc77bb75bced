"""What stands above the townships of a generated city: divisions, committees, lists, documents, systems."""

from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import product

from seed.generator.party import cover, organization
from seed.generator.proportions import CITY, JINMEN, RESIDENTS, SPECIAL_FUND_WAN, divisions, shares
from seed.generator.township import CountyBodies
from seed.generator.world import BASE, Row, World
from seed.tables.words import CHECKLIST_KINDS, LEADER_BODIES, NEW_SECTORS, SECTORS

ZONES = {
    "350502-KFQ": ("泉州经济技术开发区", ("350502400",)),
    "350521-TSQ": ("泉州台商投资区", ("350521104", "350521105", "350521106", "350521200")),
}
"""Functional zones that report on their own and have no division code, with the townships they hold."""
SYSTEMS = {
    "网格化服务管理数字平台": "PLATFORM",
    "泉州E治理": "APP",
    "一线联": "APP",
    "随手拍": "APP",
    "网格通": "APP",
    "礼遇泉州·温暖到家": "MARKET",
}
POLICIES = ("关于加强社区工作者职业体系建设的实施意见",)
CAMPAIGNS = ("泉新向党", "寻找最美快递员")
TYPES = 20
STEWARDS = "350582"
LEADERS_EACH = 8


@dataclass
class Citywide:
    """The world of what belongs to no township, and what each county's townships hang under."""

    world: World
    uppers: dict[str, CountyBodies] = field(default_factory=dict)


def build_citywide(seed: int, only: str = "") -> Citywide:
    """Divisions down to the counties, of all or of one, the townships of none of them; 金门 stands outside
    every count."""
    frame = Citywide(World(seed=seed, prefix="QZ"))
    world = frame.world
    city = organization(world, "中共泉州市委", ("PartyCommittee", "CITY"), None)
    cover(world, city, CITY)
    for one in divisions():
        if len(one.code) == 6 and (not only or one.code in (CITY, only)):
            kind = "City" if one.code == CITY else "County"
            world.add("areas", code=one.code, name=one.name, kind=kind, parent=one.parent or None)
        elif one.parent == JINMEN and not only:
            about = {"kind": "Township", "parent": JINMEN, "division_type": "STUB"}
            world.add("areas", code=one.code, name=one.name, **about)
    _industries(world, city)
    for number, county in enumerate(sorted(RESIDENTS)):
        if only in ("", county):
            frame.uppers[county] = _county(world, city, (county, number))
    _documents(world)
    _funds(world, frame.uppers)
    _local(world, frame.uppers)
    return frame


def _industries(world: World, city: Row) -> None:
    """The city's two-new work committee with three industry committees, and one for property."""
    work = organization(world, "中共泉州市委两新工委", ("PartyCommittee", "WORK"), city)
    for sector in NEW_SECTORS:
        row = organization(world, f"泉州市{SECTORS[sector]}行业党委", ("PartyCommittee", "INDUSTRY"), work)
        row["sector"] = sector
    row = organization(world, "泉州市物业服务行业党委", ("PartyCommittee", "INDUSTRY"), work)
    row["sector"] = "PROPERTY"


def _county(world: World, city: Row, which: tuple[str, int]) -> CountyBodies:
    code, number = which
    name = world.first("areas", code=code)["name"]
    county = organization(world, f"中共{name}委", ("PartyCommittee", "COUNTY"), city)
    cover(world, county, code)
    agencies = organization(world, f"{name}直属机关工委", ("PartyCommittee", "WORK"), county)
    work = organization(world, f"{name}两新工委", ("PartyCommittee", "WORK"), county)
    industry = organization(world, f"{name}快递物流行业党委", ("PartyCommittee", "INDUSTRY"), work)
    industry["sector"] = NEW_SECTORS[1 + number % 2]
    if number < 4:
        row = organization(world, f"{name}物业服务行业党委", ("PartyCommittee", "INDUSTRY"), work)
        row["sector"] = "PROPERTY"
    for body in LEADER_BODIES:
        for _ in range(LEADERS_EACH):
            world.add("leaders", code=world.code("LD"), name="某某", body=body)
    return CountyBodies(county["code"], agencies["code"], [industry["code"]])


def _documents(world: World) -> None:
    for number, (name, kind) in enumerate(SYSTEMS.items(), start=1):
        world.add("systems", code=f"XT-{number:02d}", name=name, kind=kind)
    for number, name in enumerate(POLICIES, start=1):
        world.add("policies", code=f"WJ-{number:02d}", name=name)
    for number in range(1, TYPES + 1):
        exited = BASE.replace(year=2022) if number == TYPES else None
        about = {"admitted_on": BASE, "exited_on": exited, "approved_by": "市委组织部"}
        world.add("matter_types", code=f"LX-{number:02d}", name=f"事项类型{number}", **about)
    for kind, level, number in product(CHECKLIST_KINDS, (1, 2, 3), range(1, 6)):
        name = f"{level}级网格{CHECKLIST_KINDS[kind]}第{number}项"
        code = f"QD-{kind[:2]}-{level}-{number}"
        world.add("checklist_items", code=code, name=name, kind=kind, level=level, of=CITY)
    holder = {"holder_label": "PartyOrganization", "holder": "QZ-DW-0001"}
    for number, name in enumerate(CAMPAIGNS, start=1):
        about = {"name": name, "kind": "CAMPAIGN", "happened_on": BASE.replace(year=2022), **holder}
        world.add("activities", code=f"HD-{number:02d}", **about)


def _local(world: World, counties: Collection[str]) -> None:
    """What the article tells of one county only."""
    for code, (name, _) in ZONES.items():
        if code[:6] in counties:
            world.add("reporting_units", code=code, name=name)
    if STEWARDS in counties:
        world.add("teams", code="GJG-01", name="宝龙金色家园“管家公”团队", kind="STEWARD", area=STEWARDS)


def _funds(world: World, counties: Collection[str]) -> None:
    """The special fund of city and counties, by residents."""
    amounts = shares(SPECIAL_FUND_WAN, list(RESIDENTS.values()))
    for county, amount in zip(RESIDENTS, amounts, strict=True):
        if county not in counties:
            continue
        code = f"{county}-SPECIAL-FUND"
        world.add("figures", code=code, kind="SPECIAL_FUND_WAN", value=amount, unit="万元", of=county)


def reporting_lines(township: str) -> list[Row]:
    """The zone a township reports through, if any."""
    return [
        {"start": township, "end": code, "valid_from": BASE}
        for code, (_, townships) in ZONES.items()
        if township in townships
    ]


def contacts(frame: Citywide, county: str, grids: list[str]) -> list[Row]:
    """Each of a county's leaders: one grid and one centre."""
    upper = frame.uppers[county]
    number = sorted(frame.uppers).index(county)
    each = LEADERS_EACH * len(LEADER_BODIES)
    leaders = frame.world.rows["leaders"][number * each : (number + 1) * each]
    found = []
    for index, leader in enumerate(leaders):
        for label, ends in (("Area", grids), ("NeighborhoodCenter", upper.centers)):
            if ends:
                row = {"start": leader["code"], "end_label": label, "end": ends[index % len(ends)]}
                found.append({**row, "valid_from": BASE})
    return found
