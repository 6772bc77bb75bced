"""Cases from the field that concern cells and how workbooks keep them, by their number."""

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.properties import CalcProperties

from tests.tools.corpus import RESIDENTS
from tests.tools.deliveries import delivered, staged, write

MEMBERS = "代码,姓名,入党日期,转正日期,起始日期\r\n"
UNITS = "代码,名称,类别,统一社会信用代码,所在地域,起始日期\r\n"
DISTRICT = "代码,名称,类别,起始日期\r\n350502,鲤城区,县(市、区),2020-07-01\r\n"
CREDIT_CODE = "91350502MA2Y1C3D49"


def workbook(folder: Path, sheet: str, lines: list[list[Any]], **more: Any) -> Any:
    """A workbook of one sheet, still open; `save` writes it into the folder."""
    book = Workbook()
    page = book.active
    page.title = sheet
    for line in lines:
        page.append(line)
    return book, page, folder / "a.xlsx"


class TestCellsOfWorkbooks:
    """2-11"""

    HEADER = ("代码", "名称", "类别", "上级代码", "区划类型", "起始日期")
    LINES = (
        ("350502991", "甲街道", "乡镇(街道)", "350502", "街道", "2020-07-01"),
        ("350502992", "乙街道", "乡镇(街道)", None, None, "2020-07-01"),
        ("350502993", "丙街道", "乡镇(街道)", None, None, "2020-07-01"),
    )

    def test_a_cell_that_a_merge_covers_holds_its_value(self, tmp_path: Path) -> None:
        book, page, path = workbook(tmp_path, "地域", [list(self.HEADER), *map(list, self.LINES)])
        page.merge_cells("D2:D4")
        page.merge_cells("E2:E4")
        book.save(path)
        write(tmp_path, areas=DISTRICT)
        with delivered(tmp_path) as (staging, report):
            assert report.sound, report.lines()
            ties = list(staging.ties("PART_OF", "Area", "Area"))
            assert {tie.start: tie.end for tie in ties} == {f"35050299{at}": "350502" for at in (1, 2, 3)}
            areas = staged(staging, "Area")
            assert {areas[f"35050299{at}"]["division_type"] for at in (1, 2, 3)} == {"SUBDISTRICT"}

    @pytest.mark.parametrize(("cell", "rule"), [("#N/A", "CELL-ERROR"), ("=A1", "CELL-FORMULA")])
    def test_an_error_and_a_formula_without_its_value_are_faults(
        self, cell: str, rule: str, tmp_path: Path
    ) -> None:
        book, page, path = workbook(tmp_path, "地域", [list(self.HEADER), *map(list, self.LINES)])
        page["D3"] = cell
        book.save(path)
        write(tmp_path, areas=DISTRICT)
        with delivered(tmp_path) as (_, report):
            assert [(one.row, one.column, one.rule) for one in report.hard] == [(3, "上级代码", rule)]

    def test_a_formula_with_its_value_is_that_value(self, tmp_path: Path) -> None:
        book, page, path = workbook(tmp_path, "地域", [list(self.HEADER), *map(list, self.LINES)])
        page["D3"] = "=D2"
        book.calculation = CalcProperties(fullCalcOnLoad=False)
        book.save(path)
        computed(path, b"<v></v>", b"<v>350502</v>", b"<v />", b"<v/>")
        write(tmp_path, areas=DISTRICT)
        with delivered(tmp_path) as (staging, report):
            assert report.sound, report.lines()
            assert ("350502992", "350502") in [
                (tie.start, tie.end) for tie in staging.ties("PART_OF", "Area", "Area")
            ]

    def test_what_is_hidden_is_read_and_told(self, tmp_path: Path) -> None:
        book, page, path = workbook(tmp_path, "地域", [list(self.HEADER), *map(list, self.LINES)])
        page.row_dimensions[3].hidden = True
        page.column_dimensions["E"].hidden = True
        page.sheet_state = "hidden"
        book.create_sheet("说明")
        book.active = 1
        book.save(path)
        write(tmp_path, areas=DISTRICT)
        with delivered(tmp_path) as (staging, report):
            assert "350502992" in staged(staging, "Area")
            told = [fault.remedy for fault in report.faults if fault.rule == "HIDDEN"]
            assert len(told) == 2
            assert told[0].startswith("the sheet")
            assert told[1].startswith("rows 3; columns E")


def computed(path: Path, *forms: bytes) -> None:
    """Puts a value into the one formula of a workbook, as a spreadsheet does when it saves."""
    empty, full, *others = forms
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    for form in (empty, *others):
        sheet = sheet.replace(form, full)
    assert full in sheet
    parts["xl/worksheets/sheet1.xml"] = sheet
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


class TestMonthsAsNumbers:
    """2-12"""

    def test_a_number_with_a_point_is_refused_and_a_text_is_read(self, tmp_path: Path) -> None:
        lines = [
            ["T-1", "林甲", 2019.10, "2020.10", "2020.10"],
            ["T-2", "林乙", "2019.10", "2020.10", "2020.10"],
            ["T-3", "林丙", 2019.12, "2020.10", "2020.10"],
            ["T-4", "林丁", "2019.1", "2020.10", "2020.10"],
        ]
        book, _, path = workbook(tmp_path, "党员", [MEMBERS.strip().split(","), *lines])
        book.save(path)
        with delivered(tmp_path) as (staging, report):
            assert [(one.row, one.rule) for one in report.hard] == [
                (2, "DATE-NUMBER"),
                (4, "DATE-NUMBER"),
                (5, "DATE-NUMBER"),
            ]
            assert staged(staging, "PartyMember")["T-2"]["admitted_on"] == "2019-10-01"

    @pytest.mark.parametrize(("epoch", "day"), [(1900, "2022-12-31"), (1904, "2027-01-01")])
    def test_a_serial_counts_from_the_workbook_s_own_day(self, epoch: int, day: str, tmp_path: Path) -> None:
        book, _, path = workbook(
            tmp_path, "党员", [MEMBERS.strip().split(","), ["T-1", "林甲", "", "", 44926]]
        )
        if epoch == 1904:
            book.epoch = CALENDAR_MAC_1904
        book.save(path)
        with delivered(tmp_path) as (staging, report):
            assert report.sound, report.lines()
            assert staged(staging, "PartyMember")["T-1"]["valid_from"] == day

    def test_a_date_beyond_the_bounds_is_refused_however_it_is_written(self, tmp_path: Path) -> None:
        lines = [["T-1", "林甲", "", "", date(9999, 12, 31)], ["T-2", "林乙", "", "", "2101-01-01"]]
        book, _, path = workbook(tmp_path, "党员", [MEMBERS.strip().split(","), *lines])
        book.save(path)
        with delivered(tmp_path) as (_, report):
            assert [fault.rule for fault in report.hard] == ["DATE", "DATE"]


class TestCreditCodes:
    """2-18 a to c"""

    @pytest.mark.parametrize(
        "typed", ["91350502ma2y1c3d49", "91350502 MA2Y1C3D49", "91350502-MA2Y1C3D49", CREDIT_CODE]
    )
    def test_they_are_stored_in_one_form(self, typed: str, tmp_path: Path) -> None:
        write(tmp_path, units=f"{UNITS}T-1,乙公司,企业,{typed},350502,2021-01-01\r\n", areas=DISTRICT)
        with delivered(tmp_path) as (staging, report):
            assert report.sound, report.lines()
            assert staged(staging, "Unit")["T-1"]["uscc"] == CREDIT_CODE

    def test_one_that_is_all_digits_is_nobody_s_number(self, tmp_path: Path) -> None:
        """A code that would pass for a resident's number, in the column that asks for it."""
        write(tmp_path, units=f"{UNITS}T-1,乙公司,企业,{RESIDENTS[0]},350502,2021-01-01\r\n", areas=DISTRICT)
        with delivered(tmp_path) as (_, report):
            assert [fault.rule for fault in report.hard] == ["ID-NUMBER"]


class TestYesAndNo:
    """2-21"""

    @pytest.mark.parametrize(
        ("word", "value"), [("无", False), ("有", True), ("否", False), ("", None), ("—", None)]
    )
    def test_none_is_no(self, word: str, value: bool | None, tmp_path: Path) -> None:
        write(
            tmp_path,
            areas=DISTRICT,
            area_states=f"对象代码,有物业管理,起始日期\r\n350502,{word},2020-07-01\r\n",
        )
        with delivered(tmp_path) as (staging, report):
            assert report.sound, report.lines()
            (state,) = staged(staging, "State").values()
            assert state.get("managed") is value
