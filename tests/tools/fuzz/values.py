"""Values that random documents are asked with."""

DAYS = (*("2022-12-31", "2021-06-01", "2022-01-01") * 9, "2019-01-01")
"""One day lies before the data: a root that has none to show."""
CODES = {
    "partyOrganization": "LC-1",
    "area": "350500",
    "building": "350502001001-00001",
    "household": "350502001001-00001-0001",
    "partyMember": "LC-DY-1",
    "coBuilding": "LC-GJ-1",
    "unit": "LC-DW-1",
}
WORDS = {"within": "350502", "nameContains": "党"}
CURSORS = {"CODE_ASC": "350502", "PLACE_ASC": "350502|x", "NEAREST": "2|x"}
KEYS = {"CODE": "", "PLACE": "=350502", "PERSONS": "=3", "FLOORS": "=9", "YEAR": "=2022"}
"""What a cursor holds: of orders that need no name, and of columns that are neither days nor names."""
IDS = (
    "Household:350502001001-00001-0001",
    "Building:350502001001-00001",
    "Area:350502001001",
    "PartyOrganization:LC-1",
    "PartyMember:LC-DY-1",
    "Unit:LC-DW-1",
)
TEXTS = ("开元", "kyjd", "350502")


def cursor_text(order: str) -> str:
    """What a cursor holds that was made under that order."""
    column = order.rpartition("_")[0]
    return CURSORS.get(order) or f"{order}|{KEYS.get(column, '=2021-01-01')}|x"
