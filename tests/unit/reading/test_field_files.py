"""Cases from the field that concern the files of a delivery, by their number."""

from pathlib import Path

import pytest

from seed.cli.main import main
from seed.cli.progress import REJECTED
from tests.tools.deliveries import accounted, delivered, staged, write

MEMBERS = "代码,姓名,入党日期,转正日期,起始日期\r\n"
DISTRICT = "代码,名称,类别,起始日期\r\n350502,鲤城区,县(市、区),2020-07-01\r\n"


class TestOpenQuotes:
    """2-03"""

    def test_a_quote_that_is_not_closed_takes_nothing_with_it(self, tmp_path: Path) -> None:
        write(
            tmp_path,
            members='代码,起始日期,姓名\nT-1,2020-01-01,"林甲\nT-2,2020-01-01,陈乙\nT-3,2020-01-01,王丙\n',
        )
        with delivered(tmp_path) as (staging, report):
            assert [(fault.row, fault.rule) for fault in report.hard] == [(2, "ROW-QUOTE")]
            assert {code: own["name"] for code, own in staged(staging, "PartyMember").items()} == {
                "T-2": "陈乙",
                "T-3": "王丙",
            }
            assert accounted(report, staging, "members")

    def test_nor_in_a_column_that_is_not_read(self, tmp_path: Path) -> None:
        rows = "".join(f"T-{number},陈乙,2020-01-01,\n" for number in range(1, 1000))
        write(tmp_path, members='代码,姓名,起始日期,处理办法\nT-0,林甲,2020-01-01,"see\n' + rows)
        with delivered(tmp_path) as (staging, report):
            assert (report.rows["members"], report.rejected["members"]) == (1000, 1)
            assert len(staged(staging, "PartyMember")) == 999

    def test_nor_where_another_row_closes_it(self, tmp_path: Path) -> None:
        lines = ['T-1,"林乙,2020-01-01', "T-2,陈乙,2020-01-01", 'T-3,林丙",2020-01-01', "T-4,王丁,2020-01-01"]
        write(tmp_path, members="代码,姓名,起始日期\n" + "\n".join(lines) + "\n")
        with delivered(tmp_path) as (staging, report):
            assert {fault.row for fault in report.hard} == {2}
            assert set(staged(staging, "PartyMember")) == {"T-2", "T-3", "T-4"}
            assert accounted(report, staging, "members")

    def test_a_very_long_cell_is_a_fault_and_the_rejects_are_written(self, tmp_path: Path) -> None:
        office = tmp_path / "office"
        office.mkdir()
        write(office, members=f"代码,姓名,起始日期\nT-1,{'长' * 140_000},2020-01-01\nT-2,soon,later\n")
        assert main(["check", str(office)]) == REJECTED
        assert (tmp_path / "office-rejects/rejects.xlsx").exists()


class TestFilesThatCannotBeDecoded:
    """2-19"""

    def test_utf_16_is_read(self, tmp_path: Path) -> None:
        write(tmp_path, members=f"{MEMBERS}T-1,林甲,,,2020-01-01\r\n".encode("utf-16"))
        with delivered(tmp_path) as (staging, report):
            assert report.sound, report.lines()
            assert staged(staging, "PartyMember")["T-1"]["name"] == "林甲"

    def test_the_rejects_of_the_other_files_are_written(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        office = tmp_path / "office"
        office.mkdir()
        write(
            office,
            members=f"{MEMBERS}T-1,林甲,,,2020-01-01\r\n".encode() + b"T-2,\xff\xff,,,2020-01-01\r\n",
            organizations="代码,名称,层级,类别,起始日期\r\nLC-1,某,党委,社区,soon\r\n",
        )
        assert main(["check", str(office)]) == REJECTED
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        assert "FILE-ENCODING" in said.out + said.err
        assert (office.parent / "office-rejects/rejects.xlsx").exists()


class TestResidentsNumbers:
    """2-25; the corpus has more dresses"""

    @pytest.mark.parametrize(
        "door",
        [
            "ID35050219900101123X",
            "林甲 350502 19900101 123X",
            "35050219900101\u200b123X",
            "35050219900101123XA",
        ],
    )
    def test_however_dressed_it_is_refused(self, door: str, tmp_path: Path) -> None:
        row = f"350502001001-90012-0009,{door},1,350502001001-90012,2021-01-01\r\n"
        write(tmp_path, households=f"代码,门牌,人口数,楼栋代码,起始日期\r\n{row}")
        with delivered(tmp_path) as (staging, report):
            assert [fault.rule for fault in report.hard] == ["ID-NUMBER"]
            assert not staging.kinds()


class TestFilesOfOtherKinds:
    """2-27"""

    def test_each_is_named(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write(tmp_path, members=f"{MEMBERS}T-1,林甲,,,2020-01-01\r\n")
        names = ["党员组织关系.xls", "党组织.xlsm", "户.et", "党员.txt"]
        for name in names:
            (tmp_path / name).write_bytes(b"x")
        (tmp_path / "more").mkdir()
        (tmp_path / "more/areas.csv").write_text(DISTRICT)
        for name in ("~$党员.xlsx", ".hidden", "manifest.json"):
            (tmp_path / name).write_bytes(b"x")
        assert main(["check", str(tmp_path)]) == 0
        said = capsys.readouterr().out
        for name in (*names, "more"):
            assert f"{name}: not read" in said
        assert "manifest" not in said
        assert "hidden" not in said


class TestDelimiters:
    """A semicolon or a tab between the cells."""

    @pytest.mark.parametrize("sign", [";", "\t"])
    def test_they_are_told_apart_and_said(self, sign: str, tmp_path: Path) -> None:
        write(tmp_path, members=f"{MEMBERS}T-1,林甲,,,2020-01-01\r\n".replace(",", sign))
        with delivered(tmp_path) as (staging, report):
            assert report.sound, report.lines()
            assert set(report.rules) == {"DELIMITER"}
            assert staged(staging, "PartyMember")["T-1"]["name"] == "林甲"
