"""Two years of dated changes in one township, and the faults planted in it."""

from datetime import date, timedelta

from seed.generator.party import organization
from seed.generator.township import Township
from seed.generator.world import BASE, Row

RETIRED_ON, UPGRADED_ON, LOST_ON, ENDED_ON = (
    date(2021, 12, 31),
    date(2021, 9, 1),
    date(2022, 3, 31),
    date(2022, 6, 30),
)
AUDIT, REJECT = "AUDIT", "REJECT"
Planted = dict[str, str]


def change(town: Township) -> None:
    """Adds moves, new terms, a merged community, an upgraded branch; counts in force stay as planned."""
    _moves(town)
    _terms(town)
    _liaisons_go_over(town)
    if town.part.number % 5 == 0:
        _merged(town)
        _upgraded(town)


def _moves(town: Township) -> None:
    """Moves every hundredth member to the next group, on the day that this group accepts the transfer."""
    groups = [row["code"] for row in town.groups]
    place = {code: index for index, code in enumerate(groups)}
    leaders = {row["start"] for row in town.world.rows["posts"]}
    facts = [row for row in town.world.rows["membership"] if row["end"] in place]
    for fact in facts[50::100]:
        asked = town.world.day(max(fact["valid_from"], date(2021, 1, 1)), date(2022, 9, 30))
        if fact["start"] not in leaders and asked > fact["valid_from"] and len(groups) > 1:
            accepted = asked + timedelta(days=30)
            other = groups[(place[fact["end"]] + 1) % len(groups)]
            town.world.replace("membership", fact, accepted, end=other)


def _terms(town: Township) -> None:
    for row in town.world.rows["organization_states"][::20]:
        town.world.replace("organization_states", row, ENDED_ON, term_ends=date(2025, 6, 30))


def _liaisons_go_over(town: Township) -> None:
    facts = town.world.rows["liaisons"]
    for index, fact in enumerate(facts[::200]):
        on = max(fact["valid_from"], date(2022, 1, 1)) + timedelta(days=30 + index % 200)
        other = facts[(index * 200 + 100) % len(facts)]["start"]
        if other != fact["start"]:
            town.world.replace("liaisons", fact, on, start=other)


def _merged(town: Township) -> None:
    """Adds a retired community, and the one that its territory went to."""
    heir = town.communities[0]
    code = f"{town.code}{len(town.communities) + 100:03d}"
    name = f"{heir['name'].removesuffix('(合成)')}并入前(合成)"
    about = {"kind": "Community", "parent": town.code, "settlement": "111", "synthetic": True}
    town.world.add("areas", code=code, name=name, valid_to=RETIRED_ON, **about)
    town.world.add("successions", start=code, end=heir["code"], valid_from=RETIRED_ON)


def _upgraded(town: Township) -> None:
    """Upgrades a branch to a general branch, with a new code and two branches below it."""
    community = town.branches[len(town.branches) // 2][1][:12]
    below = [row for row, place in town.branches if place[:12] == community][:2]
    committee = town.committees[community]
    old = organization(
        town.world, f"{committee['name']}原支部", committee, tier="PartyBranch", kind="COMMUNITY"
    )
    old["valid_to"] = town.world.rows["subordination"][-1]["valid_to"] = UPGRADED_ON
    new = organization(
        town.world, f"{committee['name']}总支", committee, tier="GeneralPartyBranch", kind="COMMUNITY"
    )
    new.update(valid_from=UPGRADED_ON, approved_on=UPGRADED_ON, formation="UPGRADED")
    town.world.rows["subordination"][-1]["valid_from"] = UPGRADED_ON
    town.world.add("upgrades", start=new["code"], end=old["code"], valid_from=UPGRADED_ON)
    for row in below:
        fact = town.world.first("subordination", start=row["code"], valid_to=None)
        town.world.replace("subordination", fact, UPGRADED_ON, end=new["code"])


def plant(town: Township, numbers: range) -> list[Planted]:
    """Faults of every kind in turn, by their numbers: some reach the graph, some the loader refuses."""
    kinds = (_branch_lost, _liaison_ended, _second_membership, _bad_date, _code_twice, _end_missing)
    return [kinds[number % len(kinds)](town, number) for number in numbers]


def _said(stage: str, cause: str, table: str, row: Row) -> Planted:
    code = str(row.get("code") or row.get("start"))
    return {"stage": stage, "cause": cause, "table": table, "code": code}


def _branch_lost(town: Township, number: int) -> Planted:
    branch, _ = town.branches[-1 - number // 6 % len(town.branches)]
    fact = town.world.first("subordination", start=branch["code"], valid_to=None)
    fact["valid_to"] = max(LOST_ON, fact["valid_from"] + timedelta(days=1))
    return _said(AUDIT, "BRANCH_LOST", "subordination", fact)


def _liaison_ended(town: Township, number: int) -> Planted:
    open_facts = [row for row in town.world.rows["liaisons"] if row["valid_to"] is None]
    fact = open_facts[(number * 37) % len(open_facts)]
    fact["valid_to"] = max(ENDED_ON, fact["valid_from"] + timedelta(days=1))
    return _said(AUDIT, "LIAISON_ENDED", "liaisons", fact)


def _second_membership(town: Township, number: int) -> Planted:
    facts = [row for row in town.world.rows["membership"] if row["valid_to"] is None]
    fact = facts[(number * 41) % len(facts)]
    row = {**fact, "valid_from": date(2022, 11, 1), "end": town.branches[0][0]["code"]}
    town.world.add("membership", **row)
    return _said(REJECT, "SECOND-PARENT", "membership", row)


def _bad_date(town: Township, number: int) -> Planted:
    row = {"code": town.world.code("DY"), "name": "某某", "admitted_on": "很久以前"}
    town.world.add("members", **row)
    return _said(REJECT, "DATE", "members", row)


def _code_twice(town: Township, number: int) -> Planted:
    row = town.world.rows["members"][(number * 43) % len(town.world.rows["members"]) // 2]
    town.world.add("members", **{**row, "valid_from": BASE})
    return _said(REJECT, "CODE-TWICE", "members", row)


def _end_missing(town: Township, number: int) -> Planted:
    row = {"start": town.world.rows["members"][0]["code"], "end": f"{town.code}999-00001-{number:04d}"}
    town.world.add("liaisons", **row)
    return _said(REJECT, "END-MISSING", "liaisons", row)
