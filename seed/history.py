"""Two years of dated changes, and the faults and gaps that are planted on purpose for standards and audits
to find."""

from collections import Counter, defaultdict
from datetime import date

from seed.party import organization
from seed.world import Row, World

GENERAL_ON = date(2021, 9, 1)
LOST_ON, ORPHANED_ON, ELSEWHERE_ON = date(2022, 6, 30), date(2022, 3, 31), date(2022, 5, 1)
TOWNSHIP_LOST_ON, GROUP_LOST_ON = date(2022, 2, 28), date(2022, 8, 31)
IN_SERVICE_ON, MANAGED_ON, RETIRED_ON = date(2021, 11, 1), date(2021, 10, 1), date(2021, 12, 31)
LEFT_ON = date(2022, 10, 31)
MOVED_MEMBERS, ENDED_LIAISONS, MOVED_LIAISONS, UNPAIRED, ENTERED = 150, 200, 200, 8, 100


def write_history(world: World) -> None:
    """Changes rows that stand and adds those that follow; `planted` names organisations and households
    meant to fail."""
    branches = _branches_by_community(world)
    _general_branches(world, branches)
    _chain_faults(world, branches)
    _members_move(world)
    _liaisons_end(world)
    _ties_end(world)
    _states_change(world)
    retired = world.first("areas", level=1)["code"]
    world.add(
        "areas",
        code=f"{retired}99",
        name="已撤销责任网格",
        kind="Grid",
        parent=retired,
        level=3,
        synthetic=True,
        valid_to=RETIRED_ON,
    )
    world.story("grid_retired", f"{retired}99")


def _branches_by_community(world: World) -> dict[str, list[Row]]:
    place = {row["start"]: row["end"] for row in world.rows["area_coverage"]}
    found: dict[str, list[Row]] = defaultdict(list)
    for row in world.rows["organizations"]:
        if row["tier"] == "PartyBranch" and row["kind"] in ("GRID", "COMPOUND"):
            found[place[row["code"]][:12]].append(row)
    return found


def _parent(world: World, row: Row) -> Row:
    return world.first("subordination", start=row["code"], valid_to=None)


def _general_branches(world: World, branches: dict[str, list[Row]]) -> None:
    """Six communities put a general branch between two branches and the committee."""
    for community in [code for code, rows in sorted(branches.items()) if len(rows) >= 4][:6]:
        links = [_parent(world, row) for row in branches[community][:2]]
        committee = world.first("organizations", code=links[0]["end"])
        general = organization(
            world, f"{committee['name']}党总支", ("GeneralPartyBranch", "COMMUNITY"), committee
        )
        general.update(valid_from=GENERAL_ON, approved_on=GENERAL_ON)
        _parent(world, general)["valid_from"] = GENERAL_ON
        for link in links:
            world.replace("subordination", link, GENERAL_ON, end=general["code"])
        del branches[community]


def _chain_faults(world: World, branches: dict[str, list[Row]]) -> None:
    grouped = {row["end"] for row in world.rows["subordination"]}
    pool = [row for _, rows in sorted(branches.items()) for row in rows if row["kind"] == "GRID"]
    ungrouped = [row for row in pool if row["code"] not in grouped]
    with_group = [row for row in pool if row["code"] in grouped]
    for row in ungrouped[:5]:
        _dissolve(world, row, ungrouped[-1])
    world.story("branch_ended", ungrouped[0]["code"])
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
    """A branch ends; its members go to another, its ground is nobody's."""
    row["valid_to"] = LOST_ON
    for table in ("subordination", "area_coverage", "organization_states"):
        for fact in world.rows[table]:
            if row["code"] in (fact.get("start"), fact.get("of")):
                fact["valid_to"] = LOST_ON
    for fact in [fact for fact in world.rows["membership"] if fact["end"] == row["code"]]:
        world.replace("membership", fact, LOST_ON, end=heir["code"])
    for fact in world.rows["posts"] + world.rows["parties"]:
        if row["code"] in (fact["start"], fact["end"]) and fact["valid_to"] is None:
            fact["valid_to"] = LOST_ON


def _members_move(world: World) -> None:
    """From one group to another, on any day of two years; and five members leave for another city."""
    groups = [row["code"] for row in world.rows["organizations"] if row["tier"] == "PartyGroup"]
    open_facts = [row for row in world.rows["membership"] if row["end"] in groups and row["valid_to"] is None]
    leaders = {row["start"] for row in world.rows["posts"]}
    movers = [row for row in open_facts if row["start"] not in leaders][
        :: len(open_facts) // (MOVED_MEMBERS * 2)
    ]
    for index, fact in enumerate(movers[:MOVED_MEMBERS]):
        on = (
            world.day(date(2022, 2, 1), date(2022, 11, 30))
            if fact["valid_from"].year > 2021
            else world.day(date(2021, 1, 1), date(2022, 11, 30))
        )
        if on > fact["valid_from"]:
            other = groups[(groups.index(fact["end"]) + 1 + index % 7) % len(groups)]
            world.replace("membership", fact, on, end=other)
    serving = [row["of"] for row in world.rows["member_states"] if row["in_service"]]
    for code in serving[-5:]:
        # The liaison facts of two of them stay open: the end of the member must count.
        tables = ["members", "membership", "member_states", "member_reports"]
        tables += ["liaisons"] if code not in serving[-2:] else []
        for table in tables:
            for row in world.rows[table]:
                if code in (row.get("code"), row.get("start"), row.get("of")):
                    row["valid_to"] = LEFT_ON
    world.planted |= {row["end"] for row in world.rows["liaisons"] if row["start"] in serving[-5:]}


def _liaisons_end(world: World) -> None:
    """Some end and leave the household without anyone, some go over to another member on the day."""
    facts = [
        row for row in world.rows["liaisons"] if row["valid_to"] is None and row["start"] in _staying(world)
    ]
    chosen = facts[:: len(facts) // (ENDED_LIAISONS + MOVED_LIAISONS)]
    for index, fact in enumerate(chosen[: ENDED_LIAISONS + MOVED_LIAISONS]):
        on = world.day(date(2022, 1, 31), date(2022, 12, 15))
        if index % 2:
            other = chosen[(index + 7) % len(chosen)]["start"]
            world.replace("liaisons", fact, on, start=other if other != fact["start"] else chosen[0]["start"])
        else:
            fact["valid_to"] = on
            world.planted.add(fact["end"])


def _staying(world: World) -> set[str]:
    return {row["code"] for row in world.rows["members"] if row["valid_to"] is None}


def _ties_end(world: World) -> None:
    """Eight agencies lose the one community they were paired with."""
    kinds = {row["code"]: row for row in world.rows["co_buildings"]}
    agencies = {row["start"] for row in world.rows["organized"] if row["agency"]}
    paired = [row for row in world.rows["parties"] if kinds[row["end"]]["kind"] == "AGENCY_COMMUNITY"]
    counted = Counter(row["start"] for row in paired if row["start"] in agencies)
    for code in sorted(code for code, count in counted.items() if count == 1)[:UNPAIRED]:
        tie = next(row["end"] for row in paired if row["start"] == code)
        on = world.day(date(2022, 4, 1), date(2022, 12, 1))
        kinds[tie]["valid_to"] = on
        for row in world.rows["parties"]:
            if row["end"] == tie and row["valid_to"] is None:
                row["valid_to"] = on
        world.planted.add(code)
        world.story("agency_unpaired", code)


def _states_change(world: World) -> None:
    serving = [row for row in world.rows["member_states"] if row["in_service"] and row["valid_to"] is None]
    for row in serving[:ENTERED]:
        if row["valid_from"] < IN_SERVICE_ON:
            world.story("member_in_service_changed", row["of"])
            row["in_service"] = False
            world.replace("member_states", row, IN_SERVICE_ON, in_service=True)
    for row in [row for row in world.rows["area_states"] if row.get("managed") is False][:5]:
        world.story("compound_managed_changed", row["of"])
        world.replace("area_states", row, MANAGED_ON, managed=True)
