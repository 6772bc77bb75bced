"""Every fault of a file stops the start, naming path, line and remedy."""

from pathlib import Path

import pytest

from graphsvc.catalogue import load_catalogue
from graphsvc.errors import CatalogueError
from tests.unit.catalogue.test_catalogue import ROOT, STANDARD, write

AUDIT = """// A grid of itself · 网格自属
//
// It would never end.
//
// returns unit: String!, what: String!
// severity error
// remedy   end it
MATCH (low:Grid)-[:PART_OF]->(low)
RETURN low.code AS unit, 'part of itself' AS what
"""
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
    "a least text": (
        "roots/a",
        ROOT.replace("code: String!", "code: String, at least 1"),
        5,
        "remove `at least`",
    ),
    "malformed param": ("roots/a", ROOT.replace("code: String!", "code: Text!"), 5, "write `param   minimum"),
    "wrong default": ("standards/a", STANDARD.replace("Int = 1", "Int = one"), 7, "give a value of the type"),
    "malformed returns": ("roots/a", ROOT.replace("area: Area\n", "area\n"), 6, "write `returns unit"),
    "malformed target": ("standards/a", STANDARD.replace("0.9", "most"), 10, "write the rate aimed at"),
    "empty source": ("standards/a", STANDARD.replace("source  made up", "source  "), 12, "source"),
    "empty statement": ("roots/a", ROOT.partition("MATCH")[0], 7, "write it, or remove the file"),
    "two statements": ("roots/a", ROOT.replace("RETURN", ";\nRETURN"), 8, "put each in a file of its own"),
    "open bracket": ("roots/a", ROOT.replace("$code})", "$code}"), 8, "close it"),
    "unit that no client meets": (
        "standards/a",
        STANDARD.replace("unit: Grid", "unit: State").replace("unit:Grid", "unit:State"),
        9,
        "return a node that clients meet",
    ),
    "parameter that makes `met` null": (
        "standards/a",
        STANDARD.replace("Int = 1", "Int"),
        7,
        "give it a default, or write `!`",
    ),
    "standard without a day": (
        "standards/a",
        STANDARD.replace("// param   asOf: Date!\n", "").replace("WHERE in_force(r)\n", ""),
        1,
        "add `param   asOf: Date!` and use it",
    ),
    "day that may be null": (
        "standards/a",
        STANDARD.replace("asOf: Date!", "asOf: Date"),
        1,
        "add `param   asOf: Date!` and use it",
    ),
    "target in percent": ("standards/a", STANDARD.replace("0.9", "95"), 10, "such as `target  0.95`"),
    "target of nothing": ("standards/a", STANDARD.replace("0.9", "0"), 10, "such as `target  0.95`"),
    "map as a parameter": ("roots/a", ROOT.replace("String!", "Map"), 5, "with String, Int, Float, Boolean"),
    "list left open": (
        "roots/a",
        ROOT.replace("code: String!", "code: [String!"),
        5,
        "write `param   minimum",
    ),
    "list with nulls": ("roots/a", ROOT.replace("code: String!", "code: [String]!"), 5, "write [String!]"),
    "default of a value demanded": (
        "roots/a",
        ROOT.replace("String!", "String! = 'x'"),
        5,
        "remove the `!` or the default",
    ),
    "default of another type": (
        "standards/a",
        STANDARD.replace("Int = 1", "Boolean = yes"),
        7,
        "give a value of the type",
    ),
    "default of one, not a list": (
        "standards/a",
        STANDARD.replace("Int = 1", "[Int!] = 1"),
        7,
        "give a value of the type",
    ),
    "parameter twice": (
        "roots/a",
        ROOT.replace("// returns", "// param   code: Int\n// returns"),
        6,
        "remove one; the first is on line 5",
    ),
    "column twice": (
        "roots/a",
        ROOT.replace("area: Area\n", "area: Area, area: Area\n").replace("RETURN area", "RETURN area, area"),
        6,
        "remove one",
    ),
    "second source": (
        "standards/a",
        STANDARD.replace("// expect", "// source  told\n// expect"),
        13,
        "keep one; the first is on line 12",
    ),
    "column of no type": (
        "roots/a",
        ROOT.replace("area: Area\n", "area: Aera\n"),
        6,
        "use a label of model.py",
    ),
    "tag among the prose": (
        "roots/a",
        ROOT.replace("// By its code.", "// param   code: String!"),
        3,
        "move it below the last empty",
    ),
    "prose among the tags": (
        "roots/a",
        ROOT.replace("// returns", "// Whatever it is.\n// returns"),
        6,
        "put an empty `//` line between prose and tags",
    ),
    "audit without severity": ("audits/a", AUDIT.replace("// severity error\n", ""), 1, "write one of error"),
    "audit without remedy": ("audits/a", AUDIT.replace("// remedy   end it\n", ""), 1, "what the office"),
    "no such severity": (
        "audits/a",
        AUDIT.replace("error", "fatal"),
        6,
        "write one of error, warning, notice",
    ),
    "audit of a node": (
        "audits/a",
        AUDIT.replace("String!, what", "Area, what"),
        5,
        "write `returns unit: String!",
    ),
    "audit given an area": (
        "audits/a",
        AUDIT.replace("// returns", "// given   area: Area\n// returns").replace("(low:", "(area)<--(low:"),
        1,
        "keep `param   asOf: Date!` at most",
    ),
    "misspelt clause": ("roots/a", ROOT.replace("RETURN", "RETRUN"), 8, "write RETURN"),
    "misspelt clause in the middle": (
        "roots/a",
        ROOT.replace("RETURN", "WHER true\nRETURN"),
        8,
        "write WHERE",
    ),
    "no RETURN": ("roots/a", ROOT.replace("\nRETURN area", ""), 7, "end with `RETURN area`"),
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
