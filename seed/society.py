"""The units of the sample, their organisations, and the co-building ties between them and the grids."""

from stdnum.cn import uscc

from seed.cells import body_digit
from seed.party import organization
from seed.world import Row, World

UNITS = {
    "Agency": (60, "示范机关", "11"),
    "PublicInstitution": (60, "示范事业单位", "12"),
    "MassOrganization": (20, "示范群团", "13"),
    "Enterprise": (80, "示范国有企业", "91"),
    "NewEconomicOrganization": (900, "示范商贸公司", "91"),
    "NewSocialOrganization": (200, "示范社会服务中心", "52"),
    "PropertyCompany": (30, "示范物业公司", "91"),
    "OwnersCommittee": (60, "示范小区业主委员会", ""),
    "ResidentsCommittee": (90, "示范社区居民委员会", ""),
}
SECTORS = ("INTERNET", "COURIER", "LOGISTICS")
ENTERPRISE_BRANCHES, JOINT_BRANCHES, UNPAIRED = 60, 10, 12
CO_BUILDINGS = {"AGENCY_COMMUNITY": 180, "N_PLUS_ONE": 40, "TWO_NEW": 50, "COMPOUND": 30}


def build_units(world: World) -> None:
    """Rows `units`, `unit_states`, `organized`, `joint`, `management`, `representation` and the
    organisations."""
    grids = [row["code"] for row in world.rows["areas"] if row.get("level") == 2]
    units: dict[str, list[Row]] = {}
    for kind, (count, name, prefix) in UNITS.items():
        units[kind] = [_unit(world, (kind, name, prefix), index, grids) for index in range(count)]
    _agencies(world, units["Agency"] + units["PublicInstitution"])
    _two_new(world, units["NewEconomicOrganization"] + units["NewSocialOrganization"])
    compounds = [row["code"] for row in world.rows["areas"] if row["kind"] == "Compound"]
    managed = {row["of"] for row in world.rows["area_states"] if row.get("managed")}
    for index, compound in enumerate(compounds):
        if compound in managed:
            world.add("management", start=units["PropertyCompany"][index % 30]["code"], end=compound)
        world.add("representation", start=units["OwnersCommittee"][index]["code"], end=compound)


def build_co_building(world: World) -> None:
    """Rows `co_buildings`, `parties`, `unit_parties`, `organization_reports`."""
    tiers = ("PartyCommittee", "PartyBranch")
    local = [
        row
        for row in world.rows["organizations"]
        if row["kind"] in ("COMMUNITY", "GRID", "COMPOUND") and row["tier"] in tiers
    ]
    agencies = [row["start"] for row in world.rows["organized"] if row["agency"]]
    firms = [row["start"] for row in world.rows["organized"] if not row["agency"]]
    places = {row["start"]: row["end"] for row in world.rows["area_coverage"]}
    for index in range(CO_BUILDINGS["AGENCY_COMMUNITY"]):
        partner = local[(index * 7) % len(local)]
        agency = agencies[index % (len(agencies) - UNPAIRED)]
        _tie(world, "AGENCY_COMMUNITY", [agency, partner["code"]])
        if index < len(agencies):
            world.add(
                "organization_reports", start=agency, end=places[partner["code"]][:12], valid_from=world.day()
            )
    _other_ties(world, agencies, firms, local)


def _other_ties(world: World, agencies: list[str], firms: list[str], local: list[Row]) -> None:
    compounds = [row for row in local if row["kind"] == "COMPOUND"]
    for index in range(CO_BUILDINGS["N_PLUS_ONE"]):
        others = [agencies[index], agencies[index + 40], firms[index]]
        _tie(world, "N_PLUS_ONE", [*others, compounds[index % len(compounds)]["code"]])
    for index in range(CO_BUILDINGS["TWO_NEW"]):
        _tie(world, "TWO_NEW", [firms[index % len(firms)], local[(index * 5) % len(local)]["code"]])
    for index in range(CO_BUILDINGS["COMPOUND"]):
        row = _tie(world, "COMPOUND", [compounds[index]["code"]])
        company = world.rows["management"][index % len(world.rows["management"])]["start"]
        world.add(
            "unit_parties", start=company, end=row["code"], role="PROPERTY", valid_from=row["valid_from"]
        )


def credit_code(prefix: str, number: int) -> str:
    """A credit code with both check digits right; its body has letters, so that it is nobody's resident
    ID."""
    body = f"MA{number:06d}"
    first = f"{prefix}350502{body}{body_digit(body)}"
    return first + str(uscc.calc_check_digit(first))


def _unit(world: World, sort: tuple[str, str, str], index: int, grids: list[str]) -> Row:
    kind, name, prefix = sort
    number = len(world.rows["units"]) + 1
    row = world.add(
        "units",
        code=world.code("DWEI"),
        name=f"{name}{index + 1:03d}(合成)",
        kind=kind,
        uscc=credit_code(prefix, number) if prefix else None,
        sector=SECTORS[index % 3] if kind == "NewEconomicOrganization" and index % 5 == 0 else None,
        area=grids[(number * 13) % len(grids)],
    )
    world.add("unit_states", of=row["code"], full_members=(index * 3) % 8)
    return row


def _agencies(world: World, units: list[Row]) -> None:
    county = world.first("organizations", kind="COUNTY")
    work = organization(world, "区直机关工委", ("PartyCommittee", "WORK"), county)
    for unit in units:
        row = organization(world, f"{unit['name']}党支部", ("PartyBranch", "UNIT"), work)
        world.add("organized", start=row["code"], end=unit["code"], agency=True)


def _two_new(world: World, units: list[Row]) -> None:
    county = world.first("organizations", kind="COUNTY")
    work = organization(world, "区两新工委", ("PartyCommittee", "WORK"), county)
    industries = []
    for sector in SECTORS:
        row = organization(world, f"{sector}行业党委", ("PartyCommittee", "INDUSTRY"), work)
        row["sector"] = sector
        industries.append(row)
    for index in range(ENTERPRISE_BRANCHES):
        unit = units[index * 11]
        row = organization(world, f"{unit['name']}党支部", ("PartyBranch", "UNIT"), industries[index % 3])
        world.add("organized", start=row["code"], end=unit["code"], agency=False)
    for index in range(JOINT_BRANCHES):
        name = f"第{index + 1}联合党支部"
        row = organization(world, name, ("PartyBranch", "JOINT"), industries[index % 3])
        row["formation"] = "JOINT"
        for unit in units[index * 11 + 1 : index * 11 + 4]:
            world.add("joint", start=row["code"], end=unit["code"])


def _tie(world: World, kind: str, parties: list[str]) -> Row:
    signed = world.day()
    code = world.code("GJ")
    contents = ["RESOURCES", "VENUES", "ACTIVITIES"][: 1 + len(world.rows["co_buildings"]) % 3]
    row = world.add(
        "co_buildings",
        code=code,
        name=f"{kind}共建{code[-4:]}",
        kind=kind,
        contents=contents,
        signed_on=signed,
        valid_from=signed,
    )
    for party in parties:
        world.add("parties", start=party, end=code, role="PARTY", valid_from=signed)
    return row
