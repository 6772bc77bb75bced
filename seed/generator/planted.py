"""Faults and changes planted in the sample: gaps for standards and audits, ties across townships."""

from collections import Counter
from datetime import date
from itertools import cycle

from seed.generator.world import Row, World

LOST_ON, ORPHANED_ON, ELSEWHERE_ON = date(2022, 6, 30), date(2022, 3, 31), date(2022, 5, 1)
TOWNSHIP_LOST_ON, GROUP_LOST_ON = date(2022, 2, 28), date(2022, 8, 31)
IN_SERVICE_ON, MANAGED_ON, RETIRED_ON = date(2021, 11, 1), date(2021, 10, 1), date(2021, 12, 31)
LEFT_ON = date(2022, 10, 31)
ENDED_LIAISONS, UNPAIRED, ENTERED, LEFT, ACROSS = 200, 8, 100, 5, 20


def plant_faults(world: World) -> None:
    """Changes rows that stand and adds those that follow; `planted` names organisations and households
    meant to fail."""
    _across(world)
    _chain_faults(world)
    _members_leave(world)
    _liaisons_end(world)
    _ties_end(world)
    _states_change(world)
    retired = f"{world.first('areas', level=1)['code']}99"
    about = {"kind": "Grid", "parent": retired[:15], "level": 3, "synthetic": True}
    world.add("areas", code=retired, name="已撤销责任网格", valid_to=RETIRED_ON, **about)
    world.example("grid_retired", retired)


def _across(world: World) -> None:
    """Every twentieth pairing has a second community, of another township; every twentieth liaison member has
    a household in another township and reports there."""
    kinds = {row["code"]: row for row in world.rows["co_buildings"]}
    committees = [row for row in world.rows["organizations"] if row["kind"] == "COMMUNITY"]
    turns = cycle(reversed([row["code"] for row in committees if row["tier"] == "PartyCommittee"]))
    agencies = {row["start"] for row in world.rows["organized"] if row["agency"]}
    paired = [row for row in world.rows["parties"] if row["start"] in agencies]
    for row in [row for row in paired if kinds[row["end"]]["kind"] == "AGENCY_COMMUNITY"][::ACROSS]:
        about = {"role": "PARTY", "valid_from": row["valid_from"]}
        world.add("parties", start=next(turns), end=row["end"], **about)
    facts = [row for row in world.rows["liaisons"] if row["valid_to"] is None]
    firsts = list({row["start"]: row for row in facts}.values())[::ACROSS]
    reports = {row["start"]: row for row in world.rows["member_reports"]}
    for row, other in zip(firsts, reversed(firsts), strict=True):
        if row["end"][:9] != other["end"][:9]:
            world.add("liaisons", start=row["start"], end=other["end"], valid_from=row["valid_from"])
            reports[row["start"]]["end"] = other["end"][:12]


def _parent(world: World, row: Row) -> Row:
    return world.first("subordination", start=row["code"], valid_to=None)


def _pool(world: World) -> tuple[list[Row], list[Row]]:
    """Grid branches right below a committee: those without groups, those with."""
    tiers = {row["code"]: row["tier"] for row in world.rows["organizations"]}
    links = {row["start"]: row["end"] for row in world.rows["subordination"] if row["valid_to"] is None}
    above = set(links.values())
    pool = [
        row
        for row in world.rows["organizations"]
        if row["tier"] == "PartyBranch" and row["kind"] == "GRID"
        if tiers.get(links.get(row["code"], "")) == "PartyCommittee"
    ]
    return [row for row in pool if row["code"] not in above], [row for row in pool if row["code"] in above]


def _chain_faults(world: World) -> None:
    ungrouped, with_group = _pool(world)
    for row in ungrouped[:5]:
        _dissolve(world, row, ungrouped[-1])
    world.example("branch_ended", ungrouped[0]["code"])
    for row in with_group[:3]:
        _parent(world, row)["valid_to"] = ORPHANED_ON
    committees = [row for row in world.rows["organizations"] if row["kind"] == "COMMUNITY"]
    for row in with_group[3:5]:
        link = _parent(world, row)
        other = next(
            one for one in committees if one["code"] != link["end"] and one["tier"] == "PartyCommittee"
        )
        world.replace("subordination", link, ELSEWHERE_ON, end=other["code"])
    lonely = _parent(world, with_group[-1])["end"]
    _parent(world, {"code": lonely})["valid_to"] = TOWNSHIP_LOST_ON
    for row in with_group[5:7]:
        group = world.first("subordination", end=row["code"], valid_to=None)
        group["valid_to"] = GROUP_LOST_ON
    world.planted |= {row["code"] for row in (*ungrouped[:5], *with_group[:7])} | {lonely}


def _dissolve(world: World, row: Row, heir: Row) -> None:
    """Ends a branch: its members move to another, and no branch covers its grid any more."""
    row["valid_to"] = LOST_ON
    for table in ("subordination", "area_coverage", "organization_states"):
        for fact in world.rows[table]:
            if row["code"] in (fact.get("start"), fact.get("of")) and fact["valid_to"] is None:
                fact["valid_to"] = LOST_ON
    open_facts = [fact for fact in world.rows["membership"] if fact["valid_to"] is None]
    for fact in [fact for fact in open_facts if fact["end"] == row["code"]]:
        world.replace("membership", fact, LOST_ON, end=heir["code"])
    for fact in world.rows["posts"] + world.rows["parties"]:
        if row["code"] in (fact["start"], fact["end"]) and fact["valid_to"] is None:
            fact["valid_to"] = LOST_ON


def _members_leave(world: World) -> None:
    """Ends five members; two keep open liaisons, which must not count after the member's end."""
    leaving = [row["of"] for row in world.rows["member_states"] if row["in_service"]][-LEFT:]
    for code in leaving:
        tables = ["members", "membership", "member_states", "member_reports", "concurrent_posts"]
        tables += ["liaisons"] if code not in leaving[-2:] else []
        for table in tables:
            for row in world.rows[table]:
                if code in (row.get("code"), row.get("start"), row.get("of")) and row["valid_to"] is None:
                    row["valid_to"] = LEFT_ON
    world.planted |= {row["end"] for row in world.rows["liaisons"] if row["start"] in leaving}


def _liaisons_end(world: World) -> None:
    """Ends liaisons, after which their households have none."""
    staying = {row["code"] for row in world.rows["members"] if row["valid_to"] is None}
    first = date(2022, 1, 31)
    facts = [
        row
        for row in world.rows["liaisons"]
        if row["valid_to"] is None and row["valid_from"] < first and row["start"] in staying
    ]
    for fact in facts[:: len(facts) // ENDED_LIAISONS][:ENDED_LIAISONS]:
        fact["valid_to"] = world.day(first, date(2022, 12, 15))
        world.planted.add(fact["end"])


def _ties_end(world: World) -> None:
    """Ends the only pairing of eight agencies."""
    kinds = {row["code"]: row for row in world.rows["co_buildings"]}
    agencies = {row["start"] for row in world.rows["organized"] if row["agency"]}
    paired = [row for row in world.rows["parties"] if kinds[row["end"]]["kind"] == "AGENCY_COMMUNITY"]
    counted = Counter(row["start"] for row in paired if row["start"] in agencies)
    once = sorted(code for code, count in counted.items() if count == 1)
    for code in once[:: len(once) // UNPAIRED][:UNPAIRED]:
        tie = next(row["end"] for row in paired if row["start"] == code)
        on = world.day(date(2022, 4, 1), date(2022, 12, 1))
        kinds[tie]["valid_to"] = on
        for row in world.rows["parties"]:
            if row["end"] == tie and row["valid_to"] is None:
                row["valid_to"] = on
        world.planted.add(code)
        world.example("agency_unpaired", code)


def _states_change(world: World) -> None:
    """Changes states: members who entered service, compounds that came under management."""
    serving = [row for row in world.rows["member_states"] if row["in_service"] and row["valid_to"] is None]
    for row in serving[:ENTERED]:
        if row["valid_from"] < IN_SERVICE_ON:
            world.example("member_in_service_changed", row["of"])
            row["in_service"] = False
            world.replace("member_states", row, IN_SERVICE_ON, in_service=True)
    for row in [row for row in world.rows["area_states"] if row.get("managed") is False][:5]:
        world.example("compound_managed_changed", row["of"])
        world.replace("area_states", row, MANAGED_ON, managed=True)
