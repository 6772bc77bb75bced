"""The catalogue: every fault of a header stops the start, naming path, line and remedy."""

from pathlib import Path

import pytest

from graphsvc.catalogue import Catalogue, load_catalogue
from graphsvc.errors import CatalogueError

ROOT = """// One area · 地域
//
// By its code.
//
// param   code: String!
// returns area: Area
MATCH (area:Area {code: $code})
RETURN area
"""
STANDARD = """// All grids · 全部网格
//
// Every grid counts.
// Denominator: grids.
//
// given   area: Area
// param   minimum: Int = 1
// param   asOf: Date!
// returns unit: Grid, required: Float!, actual: Float!, met: Boolean!
// target  0.9
// window  180 days
// source  made up
// expect  1 due
MATCH (area)<-[r:PART_OF]-(unit:Grid)
WHERE in_force(r)
RETURN unit, 1.0 AS required, 1.0 AS actual, 1 >= $minimum AS met
"""


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / f"{name}.cypher"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_statement_says_what_its_header_says(tmp_path: Path) -> None:
    write(tmp_path, "standards/all_grids", STANDARD)
    statement = load_catalogue(tmp_path).get("standards/all_grids")
    assert (statement.title, statement.chinese) == ("All grids", "全部网格")
    assert statement.denominator == "grids."
    assert [(item.name, item.label) for item in statement.given] == [("area", "Area")]
    assert [(item.name, item.type, item.required, item.default) for item in statement.parameters] == [
        ("minimum", "Int", False, 1),
        ("asOf", "Date", True, None),
    ]
    assert next((item.name, item.type, item.required) for item in statement.returns) == (
        "unit",
        "Grid",
        False,
    )
    assert (statement.target, statement.window, statement.source) == (0.9, "180 days", "made up")
    assert statement.field_name == "allGrids"


def test_parameters_are_renamed(tmp_path: Path) -> None:
    write(tmp_path, "standards/all_grids", STANDARD)
    statement = load_catalogue(tmp_path).get("standards/all_grids")
    text = statement.renamed({"minimum": "q.p3_minimum", "asOf": "asOf"})
    assert "1 >= $q.p3_minimum" in text
    assert "$asOf" in text
    with pytest.raises(CatalogueError, match="minimum"):
        statement.renamed({"asOf": "asOf"})


def test_the_form_to_paste_finds_its_given(tmp_path: Path) -> None:
    write(tmp_path, "standards/all_grids", STANDARD)
    pasted = load_catalogue(tmp_path).get("standards/all_grids").pasted()
    assert pasted.startswith("MATCH (area:Area {code: $area})\nCALL (area) {")
    assert pasted.endswith("RETURN unit, required, actual, met")


def test_a_dropped_file_is_in_its_folder(tmp_path: Path) -> None:
    write(tmp_path, "standards/all_grids", STANDARD)
    write(tmp_path, "roots/area", ROOT)
    assert [item.name for item in load_catalogue(tmp_path).folder("standards")] == ["standards/all_grids"]


def test_an_unknown_name_lists_the_known(tmp_path: Path) -> None:
    write(tmp_path, "roots/area", ROOT)
    with pytest.raises(CatalogueError, match=r"no such statement; there are .*roots/area"):
        load_catalogue(tmp_path).get("roots/aera")


@pytest.mark.parametrize("other", ["roots/Area", "roots/a_rea"])
def test_two_files_of_one_name(other: str, tmp_path: Path) -> None:
    write(tmp_path, "roots/area", ROOT)
    second = write(tmp_path, other, ROOT)
    if len(list(tmp_path.rglob("*.cypher"))) == 1:
        pytest.fail("this file system does not tell the two names apart")
    with pytest.raises(CatalogueError, match="has the same name; rename one of the two"):
        load_catalogue(tmp_path)
    assert second.exists()


def test_no_folder_at_all(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="GRAPHSVC_CATALOGUE"):
        load_catalogue(tmp_path / "nowhere")


def test_ours_loads_whole(catalogue: Catalogue) -> None:
    folders = {"schema", "migrations", "load", "roots", "fields", "standards", "audits", "exports", "service"}
    assert {item.folder for item in catalogue} == folders
