"""Words of the model: what the files compare properties with, and what office files and enums know."""

from pathlib import Path

import pytest

from graphsvc.catalogue import load_catalogue
from graphsvc.errors import CatalogueError
from graphsvc.model import KIND_OF
from graphsvc.schema import enums
from graphsvc.words import FIGURE_KINDS, ORGANIZATION_KINDS, WORDS_OF
from seed.tables import TABLES
from tests.unit.catalogue.test_catalogue import write

HEADER = "// A number · 数\n//\n// returns many: Int!\n"
END = "\nRETURN count(*) AS many\n"
GOOD = [
    "MATCH (f:Figure) WHERE f.kind = 'URBAN_RESIDENTS'",
    "MATCH (f:Figure {kind: 'RESIDENTS', unit: 'anything'}) WHERE f.unit = 'else'",
    "MATCH (o:PartyOrganization) WHERE o.kind IN ['GRID', 'CITY'] AND 'X' = o.name",
    "MATCH (c:NeighborhoodCenter) WHERE 'MEALS' IN c.services",
    "MATCH (a) WHERE a.kind = 'RESIDENTS' OR a.kind = 'CITY'",
    "MATCH (s:Staff) WITH CASE s.role WHEN 'INSTRUCTOR', 'GRID_WORKER' THEN 1 END AS z",
    "MATCH (entry:ChangeLog) WHERE entry.kind = 'PART_OF' AND entry.what = 'BEGAN'",
    "MATCH (a:Area) WITH {kind: 'anything'} AS map",
    "MATCH (p:PartyBranch) WHERE p.kind <> 'GRID' AND p.code STARTS WITH 'kind'",
]
BAD = {
    "MATCH (f:Figure)\nWHERE f.kind = 'URBAN_RESIDENT'": (
        5,
        "Figure.kind",
        "write URBAN_RESIDENTS, or another of",
    ),
    "MATCH (f:Figure)\nWHERE 'URBAN_RESIDENT' = f.kind": (5, "Figure.kind", "write URBAN_RESIDENTS"),
    "MATCH (f:Figure\n{kind: 'CITY'})": (5, "Figure.kind", "DONATIONS_WAN, FLOOR_AREA_M2"),
    "MATCH (o:PartyBranch)\nWHERE o.kind IN ['GRID',\n'GIRD']": (6, "PartyOrganization.kind", "write GRID"),
    "MATCH (o:PartyBranch) WHERE NOT o.kind <> 'Grid'": (4, "PartyOrganization.kind", "GRID"),
    "MATCH (c:NeighborhoodCenter) WHERE 'FOOD' IN c.services": (4, "NeighborhoodCenter.services", "MEALS"),
    "MATCH (a) WHERE a.kind = 'NOWHERE'": (4, "kind", "new words are declared in words.py"),
    "MATCH (s:Staff) WITH CASE s.role\nWHEN 'BOSS' THEN 1 END AS z": (5, "Staff.role", "COMMUNITY_WORKER"),
    "MATCH (u:Unit) WHERE u.sector = 'COURIERS'": (4, "Unit.sector", "write COURIER"),
    "MATCH (m:MatterStep) WHERE m.step = 'WHISTEL'": (4, "MatterStep.step", "write WHISTLE"),
    "MATCH (s:State) WHERE s.status = 'AKTIV'": (4, "State.status", "write ACTIVE"),
    "MATCH (r:LoadRun {state: 'RUNNING'})": (4, "LoadRun.state", "LOADING"),
}


@pytest.mark.parametrize("text", GOOD)
def test_words_of_the_property(text: str, tmp_path: Path) -> None:
    write(tmp_path, "service/number", HEADER + text + END)
    assert load_catalogue(tmp_path).get("service/number")


@pytest.mark.parametrize("text", BAD)
def test_any_other_word_stops_the_start(text: str, tmp_path: Path) -> None:
    line, owner, remedy = BAD[text]
    path = write(tmp_path, "service/number", HEADER + text + END)
    with pytest.raises(CatalogueError) as raised:
        load_catalogue(tmp_path)
    message = str(raised.value)
    assert message.startswith(f"{path}:{line}: '"), message
    assert f"is no word of {owner};" in message
    assert remedy in message


def test_words_belong_to_properties_of_the_model() -> None:
    for label, name in WORDS_OF:
        kind = KIND_OF[label]
        assert name in (*kind.properties, *kind.dated), (label, name)


def test_office_files_hold_the_same_words() -> None:
    met = set()
    for table in TABLES:
        for column in table.columns:
            key = (table.label, column.name)
            if key in WORDS_OF and column.words:
                met.add(key)
                assert list(column.words) == list(WORDS_OF[key]), key
                assert list(column.words.values()) == [chinese for _, chinese in WORDS_OF[key].values()]
    unread = {("PartyMember", "status"), ("ChangeLog", "what"), ("LoadRun", "state"), ("Dataset", "state")}
    assert set(WORDS_OF) - met == unread


def test_enums_are_the_same_words() -> None:
    shown = enums.PartyOrganizationKind._meta.enum
    assert {one.value for one in shown} == set(ORGANIZATION_KINDS)
    assert enums.described({"PublicInstitution": ("An institution", "事业单位")}) == {
        "PUBLIC_INSTITUTION=PublicInstitution": "An institution. 事业单位"
    }
    assert FIGURE_KINDS["RIDERS"][1] == "骑手人数"
