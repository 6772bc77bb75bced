"""Workbooks for offices: a template that reads back, rejects that can be corrected and sent again."""

from pathlib import Path

from openpyxl import load_workbook

from seed.cli.main import main
from seed.cli.progress import REJECTED
from seed.reading.workbooks import write_rejects, write_template
from seed.runs.load import check_directory
from seed.tables import TABLES
from tests.tools.deliveries import MEMBERS, RESIDENT, write


def test_a_template_has_a_sheet_a_table(tmp_path: Path) -> None:
    book = load_workbook(write_template(tmp_path))
    assert book.sheetnames == ["说明", *(one.chinese for one in TABLES)]
    for one in TABLES:
        assert [cell.value for cell in book[one.chinese][1]] == [column.chinese for column in one.columns]
    offered = book["党组织"].data_validations.dataValidation
    assert any("党支部" in one.formula1 for one in offered)
    assert book["单位"].column_dimensions["D"].number_format == "@"


def test_an_empty_template_breaks_no_rule_and_a_filled_one_is_read(tmp_path: Path) -> None:
    path = write_template(tmp_path)
    report, sources = check_directory(tmp_path)
    assert (report.faults, len(sources)) == ([], len(TABLES))
    book = load_workbook(path)
    book["党员"].append(["LC-1", "张三", "1990-01-01", "1991-01-01", "2020-07-01"])
    book.save(path)
    report, _ = check_directory(tmp_path)
    assert (report.rows["members"], report.sound) == (1, True)


def test_rejects_hold_the_row_its_rule_and_its_place(tmp_path: Path) -> None:
    office = tmp_path / "office"
    office.mkdir()
    rows = f"LC-2,=1+1,soon,,2020-07-01,\r\nLC-3,{RESIDENT},,,2020-07-01,\r\n"
    write(office, members=MEMBERS + rows, people=MEMBERS)
    report, sources = check_directory(office)
    path = write_rejects(tmp_path / "rejects", sources, report)
    assert path is not None
    book = load_workbook(path)
    (_, second, third) = book["党员"].iter_rows()
    values = [cell.value for cell in second]
    assert values[:3] == ["LC-2", "=1+1", "soon"]
    assert second[1].data_type == "s"
    assert values[7:] == [
        "CELL-FORMULA DATE",
        "write what it shows, as text; write it as 2022-12-31",
        "members.csv:members:3",
        "姓名 入党日期",
    ]
    assert [cell.value for cell in third][:2] == ["LC-3", None]
    assert any("SHEET-UNKNOWN" in [cell.value for cell in row] for row in book["说明"].iter_rows())
    assert RESIDENT.encode() not in path.read_bytes()


def test_no_rejects_no_workbook(tmp_path: Path) -> None:
    write(tmp_path, members=MEMBERS)
    report, sources = check_directory(tmp_path)
    assert write_rejects(tmp_path / "rejects", sources, report) is None
    assert not (tmp_path / "rejects").exists()


def test_check_says_what_and_where(tmp_path: Path, capsys) -> None:  # type: ignore[no-untyped-def]  # pytest's fixture
    office = tmp_path / "office"
    office.mkdir()
    write(office, members=MEMBERS.replace("1990-01-01", "soon"))
    assert main(["check", str(office)]) == REJECTED
    out = capsys.readouterr().out
    assert "members.csv:members:2:入党日期: not a date; write it as 2022-12-31 [DATE]" in out
    assert "DATE: 1 (not a date)" in out
    assert (tmp_path / "office-rejects/rejects.xlsx").exists()
    write(office, members=MEMBERS)
    assert main(["check", str(office)]) == 0
    assert main(["template", str(tmp_path / "template")]) == 0
    assert main(["tables", "党员"]) == 0
    assert "转正日期" in capsys.readouterr().out
    assert main(["tables", "nothing"]) == 1
