"""The lexer: what it must see in a statement, and what it must not."""

import pytest

from graphsvc.catalogue import Catalogue
from graphsvc.catalogue.text import (
    columns,
    compact,
    labels_and_types,
    merged_keys,
    parameters,
    properties,
    rename_parameters,
    tokens,
    write_clauses,
)


def test_parameters_and_their_lines() -> None:
    text = "MATCH (n {code: $code}) // $comment\nWHERE n.name = '$string' AND n.x = $other RETURN n"
    assert parameters(tokens(text)) == {"code": 1, "other": 2}


def test_renaming_leaves_strings_and_comments_alone() -> None:
    text = "RETURN $a, '$a', \"$a\", `$a` // $a\n/* $a */"
    assert rename_parameters(text, {"a": "q.p1_a"}) == "RETURN $q.p1_a, '$a', \"$a\", `$a` // $a\n/* $a */"


def test_renaming_demands_a_name_for_each() -> None:
    with pytest.raises(KeyError):
        rename_parameters("RETURN $a", {})


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("  RETURN 1 AS a // one\n", "RETURN 1 AS a"),
        (
            "// a\n// b\nMATCH (n)\n    // c\n    WHERE n.x = 1\n\n  RETURN n",
            "MATCH (n)\nWHERE n.x = 1\nRETURN n",
        ),
        ("RETURN '\n  // a\n  ' AS a,\n  `b // c`", "RETURN '\n  // a\n  ' AS a,\n`b // c`"),
        ("RETURN 1 /* two\n lines */ AS a", "RETURN 1  AS a"),
    ],
)
def test_what_is_left_of_a_text(text: str, left: str) -> None:
    assert compact(text) == left


def test_a_compact_statement_is_the_same_statement(catalogue: Catalogue) -> None:
    for statement in catalogue.statements.values():
        short = compact(statement.text)
        assert [(one.kind, one.text) for one in tokens(short)] == [
            (one.kind, one.text) for one in tokens(statement.text)
        ]
        assert "\n\n" not in short
        assert "//" not in short


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MATCH (a:Area)-[r:PART_OF|COVERS]->(:Grid&!City)",
         [("label", "Area"), ("type", "PART_OF"), ("type", "COVERS"), ("label", "Grid"), ("label", "City")]),
        ("RETURN [x IN xs | CASE WHEN x:PartyGroup THEN 1 END]", [("label", "PartyGroup")]),
        ("RETURN {tier: 1, name: x.name}", []),
        ("MATCH (a {code: 1})<-[:X {valid_from: 2}]-()", [("type", "X")]),
        ("WHERE n:Household", [("label", "Household")]),
    ],
)  # fmt: skip
def test_labels_and_types(text: str, found: list[tuple[str, str]]) -> None:
    assert [(kind, name) for kind, name, _ in labels_and_types(tokens(text))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MATCH (a:Area {code: $x}) WHERE a.name = 'b.c' RETURN a {.code, .level}",
         ["code", "name", "code", "level"]),
        ("CALL db.createLabel(label)", []),
        ("CALL db.index.fulltext.queryNodes('x', $y) YIELD node RETURN node.name", ["name"]),
        ("RETURN {tier: 1} AS map, head(xs).kind AS kind", ["kind"]),
        ("MATCH ()-[r:X {since: 1}]->() RETURN r", ["since"]),
    ],
)  # fmt: skip
def test_properties(text: str, found: list[str]) -> None:
    assert sorted(name for name, _ in properties(tokens(text))) == sorted(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("RETURN a, b.c AS d", ["a", "d"]),
        (
            "CALL (x) { RETURN 1 AS inner } RETURN DISTINCT x, inner AS other ORDER BY x LIMIT 3",
            ["x", "other"],
        ),
        ("RETURN count(a, b) AS n, {k: 1, l: [1, 2]} AS m;", ["n", "m"]),
        ("CREATE (n)", []),
    ],
)
def test_columns(text: str, found: list[str]) -> None:
    assert columns(tokens(text)) == found


def test_write_clauses() -> None:
    words = [token.upper for token in write_clauses(tokens("MATCH (n) SET n.x = 1 RETURN n.set AS removed"))]
    assert words == ["SET"]


def test_merged_keys() -> None:
    found = list(merged_keys(tokens("MERGE (n:Area {code: $c})\nMERGE (m:Grid {code: 1, name: 2})")))
    assert found == [("Area", ("code",), 1), ("Grid", ("code", "name"), 2)]


@pytest.mark.parametrize(("text", "line"), [("MATCH (n", 1), ("RETURN 1\n)", 2), ("RETURN [1}", 1)])
def test_brackets_must_close(text: str, line: int) -> None:
    with pytest.raises(ValueError, match=str(line)):
        tokens(text)
