"""Units, members, liaisons, co-building and joint bodies of one generated township."""

from typing import NamedTuple

from stdnum.cn.uscc import calc_check_digit

from seed.generator.party import organization
from seed.generator.proportions import shares
from seed.generator.township import Township, member
from seed.generator.world import BASE, Row
from seed.reading.cells import body_digit
from seed.tables.words import NEW_SECTORS


class UnitSort(NamedTuple):
    """A kind of unit, the name that its units have, and the prefix of their credit codes, empty for none."""

    kind: str
    name: str
    prefix: str


COMPANY = UnitSort("PropertyCompany", "示范物业公司", "91")
OWNERS = UnitSort("OwnersCommittee", "示范业主委员会", "")
RESIDENTS = UnitSort("ResidentsCommittee", "示范居民委员会", "")
AGENCIES = (UnitSort("Agency", "示范机关", "11"), UnitSort("PublicInstitution", "示范事业单位", "12"))
KINDS = {
    "MassOrganization": ("示范群团", "13", 0.01),
    "Enterprise": ("示范国有企业", "91", 0.03),
    "NewEconomicOrganization": ("示范商贸公司", "91", 0.82),
    "NewSocialOrganization": ("示范社会服务中心", "52", 0.14),
}
FEWEST = 20
"""Units of other kinds that a township has at any scale."""
CO_BUILDINGS = {"AGENCY_COMMUNITY": 7, "N_PLUS_ONE": 1.5, "TWO_NEW": 2.5, "COMPOUND": 1}
UNPAIRED = 10
"""One agency of so many is paired with no community."""


def build_society(town: Township) -> None:
    """Units, organisations in them, members everywhere, liaisons, ties and bodies."""
    agencies, firms = _units(town)
    _members(town, agencies)
    _liaisons(town)
    _co_buildings(town, [row["code"] for row in agencies], [row["code"] for row in firms])
    _bodies(town)


def credit_code(prefix: str, division: str, number: int) -> str:
    """A credit code with both check digits right; its letters keep it from being a resident ID number."""
    body = f"MA{number:06d}"
    first = f"{prefix}{division}{body}{body_digit(body)}"
    return first + str(calc_check_digit(first))


def _unit(town: Township, sort: UnitSort, index: int) -> Row:
    kind, name, prefix = sort
    world = town.world
    number = len(world.rows["units"]) + 1
    place = town.level_2[(number * 13) % len(town.level_2)]["code"]
    division = world.plan.file.credit_code_division
    uscc = credit_code(prefix, division, town.part.number * 2_000 + number) if prefix else None
    sector = NEW_SECTORS[index % 3] if kind == "NewEconomicOrganization" and index % 5 == 0 else None
    code = world.code("DWEI")
    named = f"{town.part.division.name}{name}{index + 1:03d}(合成)"
    row = world.add("units", code=code, name=named, kind=kind, uscc=uscc, sector=sector, area=place)
    world.add("unit_states", of=code, full_members=(index * 3) % 8)
    return row


def _units(town: Township) -> tuple[list[Row], list[Row]]:
    """All units; the organisations of agencies and of firms."""
    part, world = town.part, town.world
    agencies = [_unit(town, AGENCIES[index % 2], index) for index in range(part["agencies"])]
    companies = [_unit(town, COMPANY, n) for n in range(1 + len(town.compounds) // 4)]
    owners = [_unit(town, OWNERS, n) for n in range(len(town.compounds))]
    for index in range(len(town.communities)):
        _unit(town, RESIDENTS, index)
    for index, row in enumerate(town.compounds):
        if index < part["compound_branches"]:
            world.add("management", start=companies[index % len(companies)]["code"], end=row["code"])
        world.add("representation", start=owners[index]["code"], end=row["code"])
    more = max(part["units"] - len(world.rows["units"]), FEWEST)
    rest = shares(more, [weight for _, _, weight in KINDS.values()])
    two_new: list[Row] = []
    for (kind, (name, prefix, _)), count in zip(KINDS.items(), rest, strict=True):
        rows = [_unit(town, UnitSort(kind, name, prefix), index) for index in range(count)]
        two_new += rows if kind.startswith("New") else []
    work = {"code": town.county.agencies}
    made = [_organization_in(town, unit, work, agency=True) for unit in agencies]
    uppers = [{"code": code} for code in town.county.industries]
    chosen = two_new[:: max(1, len(two_new) // part["firms"])][: part["firms"]]
    _joint_branch(town, two_new[1::3], uppers[0])
    return made, [
        _organization_in(town, unit, uppers[index % len(uppers)]) for index, unit in enumerate(chosen)
    ]


def _joint_branch(town: Township, units: list[Row], upper: Row) -> None:
    """A joint branch over three small units, and one that is attached to it."""
    joint = organization(
        town.world, f"{town.part.division.name}第一联合党支部", upper, tier="PartyBranch", kind="JOINT"
    )
    joint["formation"] = "JOINT"
    for unit in units[:3]:
        town.world.add("joint", start=joint["code"], end=unit["code"])
    for unit in units[3:4]:
        row = _organization_in(town, unit, upper)
        row["formation"] = "ATTACHED"
        town.world.add("attachments", start=row["code"], end=joint["code"])


def _organization_in(town: Township, unit: Row, upper: Row, *, agency: bool = False) -> Row:
    row = organization(town.world, f"{unit['name']}党支部", upper, tier="PartyBranch", kind="UNIT")
    town.world.add("organized", start=row["code"], end=unit["code"], agency=agency)
    return row


def _members(town: Township, agencies: list[Row]) -> None:
    part, world = town.part, town.world
    serving = part["reporting_members"]
    for index in range(serving):
        member(town, agencies[index % len(agencies)]["code"], in_service=True, index=index)
    homes = [row["code"] for row in town.groups] + [row["code"] for row, _ in town.branches]
    first: dict[str, str] = {}
    for index in range(part["members"] - serving):
        home = homes[index % len(homes)]
        code = member(town, home, in_service=False, index=index)
        if index % 250 != 249:
            first.setdefault(home, code)
    tiers = {row["code"]: row["tier"] for row in world.rows["organizations"]}
    for home, code in first.items():
        post = "GROUP_LEADER" if tiers[home] == "PartyGroup" else "SECRETARY"
        world.add("posts", start=code, end=home, post=post)


def _liaisons(town: Township) -> None:
    """About ten households for each member in service, who also reports to the place."""
    world = town.world
    serving = [row for row in world.rows["member_states"] if row["in_service"]]
    households = [row["code"] for row in world.rows["households"]]
    compounds = {row["code"]: row["compound"] for row in world.rows["buildings"]}
    step, position = 7, 0
    for index, state in enumerate(serving):
        count = 8 + index % 5
        since = max(state["valid_from"], world.day())
        near = (households[(position + number * step) % len(households)] for number in range(count))
        for household in dict.fromkeys(near):
            world.add("liaisons", start=state["of"], end=household, valid_from=since)
        first = households[position % len(households)]
        place = compounds[first[:18]] or first[:12]
        world.add("member_reports", start=state["of"], end=place, valid_from=since)
        position += count * step + (index % 3)


def _co_buildings(town: Township, agencies: list[str], firms: list[str]) -> None:
    world, part = town.world, town.part
    local = [row["code"] for row in town.committees.values()] + [row["code"] for row, _ in town.branches]
    compounds = {place: row["code"] for row, place in town.branches if "-C" in place}
    managed = [row for row in world.rows["management"] if row["end"] in compounds]
    paired = agencies[: max(1, len(agencies) - len(agencies) // UNPAIRED)]
    counts = shares(part["co_buildings"], list(CO_BUILDINGS.values()))
    for kind, count in zip(CO_BUILDINGS, counts, strict=True):
        for index in range(count):
            sides = {
                "AGENCY_COMMUNITY": [paired[index % len(paired)], local[(index * 7) % len(local)]],
                "N_PLUS_ONE": [
                    agencies[index % len(agencies)],
                    firms[index % len(firms)],
                    list(compounds.values())[index % len(compounds)],
                ],
                "TWO_NEW": [firms[index % len(firms)], local[(index * 5) % len(local)]],
                "COMPOUND": [compounds[managed[index % len(managed)]["end"]]],
            }[kind]
            row = _tie(town, kind, sides)
            if kind == "COMPOUND":
                about = {"start": managed[index % len(managed)]["start"], "end": row["code"]}
                world.add("unit_parties", **about, role="PROPERTY", valid_from=row["valid_from"])
    for index, agency in enumerate(agencies):
        place = town.communities[index % len(town.communities)]["code"]
        world.add("organization_reports", start=agency, end=place, valid_from=world.day())


def _tie(town: Township, kind: str, sides: list[str]) -> Row:
    world = town.world
    signed, code = world.day(), world.code("GJ")
    contents = ["RESOURCES", "VENUES", "ACTIVITIES"][: 1 + len(world.rows["co_buildings"]) % 3]
    about = {"kind": kind, "contents": contents, "signed_on": signed, "valid_from": signed}
    row = world.add("co_buildings", code=code, name=f"{town.part.division.name}共建{code[-4:]}", **about)
    for side in sides:
        world.add("parties", start=side, end=code, role="PARTY", valid_from=signed)
    return row


def _bodies(town: Township) -> None:
    """In each community the big committee and the joint conference, in each managed compound the three."""
    world = town.world
    serving = [row["of"] for row in world.rows["member_states"] if row["in_service"]]
    for index, area in enumerate(town.communities):
        committee = town.committees[area["code"]]["code"]
        for kind, name in (("BIG_COMMITTEE", "大党委"), ("JOINT_CONFERENCE", "联席会议")):
            code = _body(town, kind, f"{area['name']}{name}", area["code"])
            party = {"start_label": "PartyOrganization", "start": committee, "end": code}
            world.add("body_parties", **party, role="LEAD")
            if kind == "JOINT_CONFERENCE":
                _meetings(town, code)
                world.add("rota", **party)
            else:
                held = {"start": serving[index % len(serving)], "end_label": "JointBody", "end": code}
                world.add("concurrent_posts", **held, post="兼职委员", concurrent=True)
    for row in town.world.rows["management"]:
        code = _body(town, "TRIPARTITE", f"{row['end']}三方协调机制", row["end"][:12])
        world.add("body_parties", start_label="Unit", start=row["start"], end=code, role="PROPERTY")


def _body(town: Township, kind: str, name: str, area: str) -> str:
    code = town.world.code("YS")
    town.world.add("joint_bodies", code=code, name=name, kind=kind)
    town.world.add("shared_areas", start_label="JointBody", start=code, end=area)
    return code


def _meetings(town: Township, body: str) -> None:
    """About twice a year, in March and December."""
    for year, month in ((2021, 3), (2021, 12), (2022, 3), (2022, 12)):
        town.world.add(
            "meetings",
            code=town.world.code("HY"),
            kind="JOINT_CONFERENCE",
            happened_on=BASE.replace(year=year, month=month, day=10),
            holder_label="JointBody",
            holder=body,
        )
