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
WHERE r.valid_from <= $asOf
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
    with pytest.raises(CatalogueError, match="no such statement; there are roots/area"):
        load_catalogue(tmp_path).get("roots/aera")


FAULTS = {
    "used, not declared": ("roots/a", ROOT.replace("// param   code: String!\n", ""), 6, "add `param   code"),
    "declared, not used": ("roots/a", ROOT.replace("$code", "'1'"), 5, "use it or remove the line"),
    "other columns": (
        "roots/a",
        ROOT.replace("RETURN area", "RETURN area AS place"),
        6,
        "make the two equal",
    ),
    "no returns": ("roots/a", ROOT.replace("// returns area: Area\n", ""), 5, "say which columns"),
    "write clause": (
        "roots/a",
        ROOT.replace("RETURN", "SET area.name = 'x'\nRETURN"),
        8,
        "move the file to load/",
    ),
    "unknown label": (
        "roots/a",
        ROOT.replace("(area:Area", "(area:Aera"),
        7,
        "correct it, or declare it there",
    ),
    "unknown type": (
        "roots/a",
        ROOT.replace("RETURN", "MATCH (area)-[:PARTOF]->()\nRETURN"),
        8,
        "correct it",
    ),
    "unknown property": ("roots/a", ROOT.replace("RETURN", "WHERE area.nmae = 'x'\nRETURN"), 8, "correct it"),
    "merge without key": (
        "load/a",
        "// A · 甲\n//\n// returns nothing\nMERGE (n:Area {name: 'x'})\n",
        4,
        "merge on Area(code)",
    ),
    "merge on a second label": (
        "load/a",
        "// A · 甲\n//\n// returns nothing\nMERGE (n:Grid {code: 'x'})\n",
        4,
        "merge on Area(code)",
    ),
    "order at the end of a root": ("roots/a", ROOT.rstrip() + " ORDER BY area.code\n", 8, "order in a WITH"),
    "limit at the end of a root": ("roots/a", ROOT.rstrip() + "\nLIMIT 1\n", 9, "order in a WITH"),
    "no denominator": (
        "standards/a",
        STANDARD.replace("// Denominator: grids.\n", ""),
        1,
        "say in the prose",
    ),
    "standard without area": (
        "standards/a",
        STANDARD.replace("given   area", "given   place"),
        1,
        "is given an area",
    ),
    "standard with other columns": (
        "standards/a",
        STANDARD.replace("met: Boolean!\n", "ok: Boolean!\n").replace("AS met", "AS ok"),
        9,
        "write `returns unit",
    ),
    "standard without source": (
        "standards/a",
        STANDARD.replace("// source  made up\n", ""),
        1,
        "name the document",
    ),
    "unknown tag": (
        "roots/a",
        ROOT.replace("// returns", "// return  x\n// returns"),
        6,
        "use one of given, param",
    ),
    "no title": ("roots/a", ROOT.replace(" · 地域", ""), 1, "begin with `// English title · 中文`"),
    "no Chinese": ("roots/a", ROOT.replace("地域", "area"), 1, "write it after"),
    "malformed given": (
        "standards/a",
        STANDARD.replace("area: Area", "area Area"),
        6,
        "write `given   area: Area`",
    ),
    "unknown given": ("standards/a", STANDARD.replace("area: Area", "area: Aera"), 6, "use one, or declare"),
    "malformed param": ("roots/a", ROOT.replace("code: String!", "code: Text!"), 5, "write `param   minimum"),
    "wrong default": ("standards/a", STANDARD.replace("Int = 1", "Int = one"), 7, "give a value of the type"),
    "malformed returns": ("roots/a", ROOT.replace("area: Area\n", "area\n"), 6, "write `returns unit"),
    "malformed target": ("standards/a", STANDARD.replace("0.9", "most"), 10, "write the rate aimed at"),
    "empty source": ("standards/a", STANDARD.replace("source  made up", "source  "), 12, "source"),
    "empty statement": ("roots/a", ROOT.partition("MATCH")[0], 7, "write it, or remove the file"),
    "two statements": ("roots/a", ROOT.replace("RETURN", ";\nRETURN"), 8, "put each in a file of its own"),
    "open bracket": ("roots/a", ROOT.replace("$code})", "$code}"), 8, "close it"),
    "not UTF-8": ("roots/a", ROOT.encode("gb18030"), 1, "save it as UTF-8"),
    "unknown folder": ("queries/a", ROOT, 1, "use one of schema, migrations, load"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_names_path_line_and_remedy(fault: str, tmp_path: Path) -> None:
    name, text, line, remedy = FAULTS[fault]
    path = write(tmp_path, name, text)
    with pytest.raises(CatalogueError) as raised:
        load_catalogue(tmp_path)
    place, _, message = str(raised.value).partition(": ")
    assert place == f"{path}:{line}", str(raised.value)
    assert remedy in message


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
