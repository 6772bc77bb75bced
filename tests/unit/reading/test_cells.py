"""Cells as offices fill them, and the rule each bad one breaks; a person's number is never said again."""

from datetime import date, datetime
from typing import Any

import pytest

from seed.generator.society import credit_code
from seed.reading.cells import read_cell
from seed.reading.faults import CellFault
from seed.reading.residents import has_resident_id
from seed.tables import TABLES, Column, table

RESIDENT = "350582199001011231"
"""Made up: passes the check of GB 11643 and carries a birth date."""


def column(kind: str, **more: Any) -> Column:
    return Column("x", "某列", kind, **more)


@pytest.mark.parametrize(
    ("given", "raw", "value"),
    [
        (column("text"), " 鲤城　", "鲤城"),
        (column("text"), "无", None),
        (column("text"), "—", None),
        (column("integer"), "１２", 12),
        (column("integer"), 12.0, 12),
        (column("boolean"), "是", True),
        (column("boolean"), "√", True),
        (column("boolean"), "2", False),
        (column("date"), "2022-12-31", date(2022, 12, 31)),
        (column("date"), "2022年1月5日", date(2022, 1, 5)),
        (column("date"), "20220105", date(2022, 1, 5)),
        (column("date"), "2022/1/5", date(2022, 1, 5)),
        (column("date"), 44926.0, date(2022, 12, 31)),
        (column("date"), datetime(2022, 12, 31), date(2022, 12, 31)),
        (column("code", label="Area"), 350502001001.0, "350502001001"),
        (column("code", label="PartyMember"), "ＬＣ－１", "LC-1"),
        (column("choices", words={"A": "甲", "B": "乙"}), "A、乙", ["A", "B"]),
        (column("person"), "买买提•阿里", "买买提·阿里"),
        (column("uscc"), "91350502MA00001110", "91350502MA00001110"),
    ],
)
def test_values(given: Column, raw: Any, value: Any) -> None:
    assert read_cell(given, raw) == value


@pytest.mark.parametrize(
    ("given", "raw", "rule"),
    [
        (column("text", required=True), "", "a required cell is empty"),
        (column("text", required=True), "无", "a required cell is empty"),
        (column("integer"), "dozen", "not a whole number"),
        (column("boolean"), "maybe", "neither yes nor no"),
        (column("date"), "2022-02-30", "not a date"),
        (column("date"), "soon", "not a date"),
        (column("code", label="Area"), "3505", "not a code of this kind; a code of Area is"),
        (column("code", label="Unit"), "3.50582E+17", "scientific notation"),
        (column("choice", words={"A": "甲"}), "B", "not one of the words"),
        (column("uscc"), "91350502MA00001111", "not a unified social credit code"),
        (column("uscc"), "9.13505E+17", "scientific notation"),
    ],
)
def test_rules(given: Column, raw: Any, rule: str) -> None:
    with pytest.raises(CellFault, match=rule) as raised:
        read_cell(given, raw)
    assert raised.value.remedy


@pytest.mark.parametrize("kind", ["text", "person", "code", "uscc", "integer"])
@pytest.mark.parametrize("raw", [RESIDENT, " " + RESIDENT, "3505 8219 9001 0112 31"])
def test_resident_numbers_are_refused_in_any_column(kind: str, raw: str) -> None:
    assert has_resident_id(raw)
    with pytest.raises(CellFault, match="resident ID number") as raised:
        read_cell(column(kind, label="PartyMember"), raw)
    assert "199001" not in str(raised.value)


@pytest.mark.parametrize("text", ["350582199013011231", "350582199001011232", "35058219900101123", "LC-1"])
def test_what_is_no_resident_number(text: str) -> None:
    assert not has_resident_id(text)


def test_generated_credit_codes_are_valid_and_nobodys_number() -> None:
    for number in range(1, 500):
        text = credit_code("91", "350502", number)
        assert read_cell(column("uscc"), text) == text
        assert not text.isdigit()


def test_tables_have_names_of_their_own() -> None:
    names = [item for one in TABLES for item in (one.name, one.chinese)]
    assert len(names) == len(set(names))
    for one in TABLES:
        assert table(one.name) is one
        assert table(one.chinese) is one
        headers = [item for part in one.columns for item in {part.name, part.chinese}]
        assert len(headers) == len(set(headers)), one.name
