"""The due and covered units of three standards in a generated township, from its rows alone."""

from datetime import date

from seed.generator.township import Township
from seed.generator.world import Row


def expected_coverage(town: Township, day: date) -> dict[str, tuple[int, int]]:
    """(due, covered) by the name of the standard."""
    return {
        "gridOrganization": _grids(town, day),
        "householdLiaison": _households(town, day),
        "agencyPairing": _agencies(town, day),
    }


def _holds(row: Row, day: date) -> bool:
    return bool(row["valid_from"] <= day and (row["valid_to"] is None or day < row["valid_to"]))


def _grids(town: Township, day: date) -> tuple[int, int]:
    small = {
        row["code"]
        for row in town.world.rows["organizations"]
        if row["tier"] in ("PartyBranch", "PartyGroup") and _holds(row, day)
    }
    covers = town.world.rows["area_coverage"]
    covered = {row["end"] for row in covers if row["start"] in small and _holds(row, day)}
    second = {row["code"] for row in town.level_2}
    met = len(second & covered)
    met += sum(
        row["code"] in covered or (row["parent"] in second and row["parent"] in covered)
        for row in town.level_3
    )
    return len(town.level_2) + len(town.level_3), met


def _households(town: Township, day: date) -> tuple[int, int]:
    codes = {row["code"] for row in town.world.rows["households"]}
    linked = {row["end"] for row in town.world.rows["liaisons"] if _holds(row, day)}
    return len(codes), len(codes & linked)


def _agencies(town: Township, day: date) -> tuple[int, int]:
    """Organisations of agencies and public institutions."""
    kinds = ("Agency", "PublicInstitution")
    agencies = {row["code"] for row in town.world.rows["units"] if row["kind"] in kinds}
    due = {row["start"] for row in town.world.rows["organized"] if row["end"] in agencies}
    paired = {row["code"] for row in town.world.rows["co_buildings"] if row["kind"] == "AGENCY_COMMUNITY"}
    met = {row["start"] for row in town.world.rows["parties"] if row["end"] in paired and _holds(row, day)}
    return len(due), len(due & met)
