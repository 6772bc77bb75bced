"""The macros of the files: what they become, and what is left of them where bounds say that facts hold."""

from itertools import product
from pathlib import Path

import pytest

from graphsvc.catalogue import Catalogue, Statement, load_catalogue
from graphsvc.catalogue.days import in_force, lapsed
from graphsvc.catalogue.kinds import kinds_of
from graphsvc.catalogue.macros import Macro
from graphsvc.catalogue.text import parameters, tokens
from graphsvc.errors import CatalogueError
from tests.unit.catalogue.test_catalogue import write

HEADER = """// Two facts · 两事
//
// given   area: Area
// param   asOf: Date!
// returns many: Int!
"""
UP = "up.valid_from <= $asOf AND (up.valid_to IS NULL OR $asOf < up.valid_to)"
LOW = "low.valid_from <= $asOf AND (low.valid_to IS NULL OR $asOf < low.valid_to)"
ALL = {f"{kind} {word}" for kind in ("PART_OF", "Area") for word in ("begun", "open")}


def body(folder: Path, text: str) -> Statement:
    write(folder, "fields/two_facts", f"{HEADER}{text}\n")
    return load_catalogue(folder).get("fields/two_facts")


FROM = "MATCH (area)<-[up:PART_OF]-(low:Grid)"
END = "RETURN 1 AS many"
COUNTED = "RETURN count(CASE WHEN {} = true THEN 1 END) AS many"
LAPSED = "CASE WHEN up.valid_from < up.valid_to AND up.valid_to <= $asOf THEN up.valid_to END"


@pytest.mark.parametrize(
    ("text", "expanded", "relying"),
    [
        (f"{FROM} WHERE in_force(up) {END}", f"{FROM} WHERE {UP} {END}", f"{FROM} {END}"),
        (f"{FROM}\n  WHERE low.level = 1\n    AND in_force( up ,low )\n{END}",
         f"{FROM}\n  WHERE low.level = 1\n    AND {UP}\n    AND {LOW}\n{END}",
         f"{FROM}\n  WHERE low.level = 1\n{END}"),
        (f"{FROM} WHERE in_force(up) AND in_force(low) AND low.level = 1 {END}",
         f"{FROM} WHERE {UP} AND {LOW} AND low.level = 1 {END}",
         f"{FROM} WHERE low.level = 1 {END}"),
        (f"{FROM} WHERE in_force(up) AND in_force(low) {END}", f"{FROM} WHERE {UP} AND {LOW} {END}",
         f"{FROM} {END}"),
        (f"{FROM}\nWHERE in_force(up, low)\n{END}", f"{FROM}\nWHERE {UP}\n  AND {LOW}\n{END}",
         f"{FROM}\n{END}"),
        (f"MATCH (area) (()-[up:PART_OF WHERE in_force(up)]->()){{0,6}} (:City) {END}",
         f"MATCH (area) (()-[up:PART_OF WHERE {UP}]->()){{0,6}} (:City) {END}",
         f"MATCH (area) (()-[up:PART_OF]->()){{0,6}} (:City) {END}"),
        (f"{FROM} WHERE NOT in_force(up) OR in_force(up) {END}",
         f"{FROM} WHERE NOT ({UP}) OR {UP} {END}",
         f"{FROM} WHERE NOT true OR true {END}"),
        (f"{FROM} {COUNTED.format('in_force(up)')}", f"{FROM} {COUNTED.format(f'({UP})')}",
         f"{FROM} {COUNTED.format('true')}"),
        (f"{FROM} WHERE in_force(up) AND low.name <> 'in_force(up)' {END} // in_force(up)",
         f"{FROM} WHERE {UP} AND low.name <> 'in_force(up)' {END} // in_force(up)",
         f"{FROM} WHERE low.name <> 'in_force(up)' {END} // in_force(up)"),
        (f"{FROM} RETURN max(lapsed(up)) AS many", f"{FROM} RETURN max({LAPSED}) AS many",
         f"{FROM} RETURN max(null) AS many"),
    ],
)  # fmt: skip
def test_what_a_macro_becomes(text: str, expanded: str, relying: str, tmp_path: Path) -> None:
    statement = body(tmp_path, text)
    assert statement.text == expanded
    assert statement.relying_on(ALL).text == relying
    assert statement.relying_on(frozenset()) is statement


def test_each_half_is_left_out_by_itself(tmp_path: Path) -> None:
    statement = body(tmp_path, "MATCH (area)-[up:PART_OF]->() WHERE in_force(up) RETURN 1 AS many")
    assert statement.kinds == {"PART_OF"}
    assert (
        "WHERE (up.valid_to IS NULL OR $asOf < up.valid_to) R" in statement.relying_on({"PART_OF begun"}).text
    )
    assert "WHERE up.valid_from <= $asOf RETURN" in statement.relying_on({"PART_OF open"}).text
    assert statement.relying_on({"COVERS begun", "COVERS open"}).text == statement.text


def test_what_ends_is_asked_only_of_what_may_have_ended() -> None:
    kinds = {"a": frozenset({"PART_OF"}), "b": frozenset({"Area"}), "c": frozenset[str]()}
    assert "ended IN [b.valid_to, c.valid_to]" in lapsed(kinds, "$asOf", {"PART_OF open"})
    assert "one IN [a, b, c]" in lapsed(kinds, "$asOf", {"PART_OF open"})
    assert lapsed(dict(list(kinds.items())[:2]), "$asOf", {"PART_OF open", "Area open"}) == "null"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("MATCH (a:Grid|County)-[r:COVERS|PART_OF]->(b) RETURN a",
         {"a": {"Area"}, "r": {"COVERS", "PART_OF"}}),
        ("MATCH (a:Grid {level: 1} WHERE a:County)-[r:PART_OF WHERE r.valid_to IS NULL]->() RETURN a",
         {"a": {"Area"}, "r": {"PART_OF"}}),
        ("CALL (given) { MATCH (given)-[r:COVERS]->() RETURN given UNION MATCH (given)-[r:PART_OF]->()"
         " RETURN given } MATCH (given)--() RETURN given", {"given": {"Area"}, "r": {"COVERS", "PART_OF"}}),
        ("MATCH (a:Grid) WITH collect(a) AS many UNWIND many AS a MATCH (a)--() RETURN a", {}),
        ("MATCH (a:Grid) WITH 1 AS x MATCH (a)--() RETURN x", {}),
        ("MATCH (a:Grid) WITH *, 1 AS x MATCH (a)--() RETURN x", {"a": {"Area"}}),
        ("MATCH (a:Grid) WHERE a.code STARTS WITH 'x' MATCH (a)--() RETURN a", {"a": {"Area"}}),
        ("MATCH (a:Grid) RETURN a UNION MATCH (a) RETURN a", {}),
        ("MATCH (a:Grid) WHERE any(a IN [1] WHERE a = 1) RETURN a", {}),
        ("CALL () { MATCH (a:Grid) RETURN 1 AS x } MATCH (a)--() RETURN x", {}),
        ("MATCH (b) WHERE EXISTS { MATCH (a:Grid)--(b) } MATCH (a)--() RETURN b", {}),
        ("CALL db.index.fulltext.queryNodes('x', 'y') YIELD node AS a MATCH (a:Grid) RETURN a", {}),
        ("OPTIONAL MATCH (a:Grid) WHERE in_force(a) RETURN a", {"a": {"Area"}}),
        ("OPTIONAL MATCH (a:Grid) WITH a WHERE in_force(a) RETURN a", {}),
        ("OPTIONAL MATCH (a:Grid) RETURN lapsed(a) AS x", {"a": {"Area"}}),
        ("MATCH (a) WHERE (a:Grid OR a:County) RETURN a", {}),
    ],
)  # fmt: skip
def test_the_kinds_of_variables(text: str, kinds: dict[str, set[str]]) -> None:
    found = kinds_of(tokens(text), {"given": "Grid"})
    assert {name: set(one) for name, one in found.items() if name != "given" or name in kinds} == kinds


@pytest.mark.parametrize(
    "macro", ["in_force()", "in_force(low.code)", "in_force([low])", "lapsed(low,)", "lapsed(1)"]
)
def test_a_macro_takes_variables(macro: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r":6: \w+ takes variables of nodes .*; write `\w+\(a, b\)`"):
        body(tmp_path, f"MATCH (low:Grid) WHERE {macro} RETURN 1 AS many")


def test_the_name_that_lapsed_uses_is_taken(tmp_path: Path) -> None:
    body(tmp_path, "MATCH (area)<-[ended:PART_OF]-() WHERE in_force(ended) RETURN 1 AS many")
    with pytest.raises(CatalogueError, match=r":6: ended is a name that lapsed itself uses; name the var"):
        body(tmp_path, "MATCH (area)<-[ended:PART_OF]-() RETURN max(lapsed(area, ended)) AS many")


def test_a_macro_is_a_use_of_the_day(tmp_path: Path) -> None:
    text = (
        HEADER.replace("// param   asOf: Date!\n", "")
        + "MATCH (area) WHERE in_force(area) RETURN 1 AS many\n"
    )
    write(tmp_path, "fields/two_facts", text)
    with pytest.raises(CatalogueError, match=r":5: \$asOf is used and not declared; add `param   asOf"):
        load_catalogue(tmp_path)


def test_ours_lose_every_condition_where_all_is_known(catalogue: Catalogue) -> None:
    """Every macro of the files knows the kinds of its variables, but for the audits'."""
    for statement in catalogue:
        known = {f"{kind} {word}" for kind, word in product(statement.kinds, ("begun", "open"))}
        short = statement.relying_on(known).text
        asking = any(isinstance(piece, Macro) for piece in statement.body.pieces)
        if asking and statement.folder != "audits":
            assert "asOf" not in parameters(tokens(short)), statement.name


def test_the_compiler_means_the_same(tmp_path: Path) -> None:
    statement = body(tmp_path, "MATCH (area) WHERE in_force(area) RETURN 1 AS many")
    assert in_force("area", "$asOf") in statement.text
