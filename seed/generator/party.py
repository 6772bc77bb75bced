"""An organisation of a generated city, its parent, and what it covers."""

from seed.generator.world import BASE, Row, World

PREFIXES = {"PartyCommittee": "DW", "GeneralPartyBranch": "ZZ", "PartyBranch": "ZB", "PartyGroup": "XZ"}


def organization(world: World, name: str, parent: Row | None, *, tier: str, kind: str) -> Row:
    """Adds a row of `organizations`, and one of `subordination` where it has a parent."""
    row = world.add(
        "organizations",
        code=world.code("GW" if kind == "WORK" else PREFIXES[tier]),
        name=name,
        tier=tier,
        kind=kind,
        formation="SOLE",
        approved_on=BASE,
        approval_no=world.plan.file.approval_number.format(number=len(world.rows["organizations"]) + 1),
    )
    if parent is not None:
        world.add("subordination", start=row["code"], end=parent["code"])
    return row


def cover(world: World, row: Row, place: str) -> Row:
    """The organisation covers an area or a building."""
    table = "building_coverage" if place.count("-") == 1 and "-C" not in place else "area_coverage"
    return world.add(table, start=row["code"], end=place)
