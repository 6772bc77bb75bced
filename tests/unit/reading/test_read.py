"""Files: three encodings, titles above the headers, faults that name place, rule and remedy."""

import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from graphsvc.errors import SeedError
from seed.plan.staging import Staging
from seed.reading.files import sources
from seed.reading.report import Report
from seed.reading.rows import typed_rows
from seed.runs.load import read_into
from tests.tools.deliveries import HOUSEHOLDS, MEMBERS, RESIDENT, faults, write


def values(folder: Path) -> list[dict[str, Any]]:
    report = Report()
    found = [row.values for source in sources(folder, report) for row in typed_rows(source, report)]
    assert report.sound, report.lines()
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    write(tmp_path, members=MEMBERS.replace("张三", "𬱖䶮").encode(encoding))
    assert values(tmp_path)[0]["name"] == "𬱖䶮"


def test_titles_above_and_english_headers(tmp_path: Path) -> None:
    text = "鲤城区党员登记表,,,,,\r\n,,,,,\r\n" + MEMBERS.replace("代码", "code").replace("姓名", "name")
    write(tmp_path, 党员=text)
    assert values(tmp_path)[0]["code"] == "LC-1"


def test_words_in_chinese_or_as_stored(tmp_path: Path) -> None:
    header = "代码,名称,层级,类别,起始日期\r\n"
    rows = "LC-1,甲,党委,社区,2020-07-01\r\nLC-2,乙,PartyBranch,GRID,2020-07-01\r\n"
    write(tmp_path, organizations=header + rows)
    assert [row["tier"] for row in values(tmp_path)] == ["PartyCommittee", "PartyBranch"]


def test_dates_without_their_day(tmp_path: Path) -> None:
    write(tmp_path, members=MEMBERS.replace("1990-01-01", "1990.03").replace("1991-01-01", "1991"))
    with closing(Staging()) as staging:
        read_into(staging, tmp_path, Report())
        (node,) = staging.nodes("PartyMember", "")
    assert node.properties["admitted_on"] == "1990-03-01"
    assert node.properties["full_since"] == "1991-01-01"
    assert node.properties["imprecise"] == ["admitted_on:MONTH", "full_since:YEAR"]


BAD = [
    (MEMBERS.encode() + b"\xff\xff", r"members: bytes that are neither UTF-8 nor GB18030; byte \d+; save it"),
    (MEMBERS.replace("1990-01-01", "soon"), r"members:2:入党日期: not a date; write it as 2022-12-31 \[DATE"),
    (MEMBERS.replace("LC-1", ""), r"members:2:代码: a required cell is empty; fill"),
    (MEMBERS.replace("姓名", "名字"), r"members:1:第2列: no column of this table has this header"),
    (
        MEMBERS.replace(",姓名", "").replace(",张三", ""),
        r"members:1:姓名: .*required column is missing",
    ),
    (MEMBERS.replace("姓名", "代码"), r"members:1:代码: two columns with one header"),
    ("a\r\nb\r\n", r"members\.csv:members: no line of headers"),
    (MEMBERS.replace("2020-07-01,", "2020-07-01,2020-07-01"), "终止日期: it does not lie after 起始日期"),
    (MEMBERS.replace("2020-07-01,", "2020-07-01,,,,,x"), r"第7列: cells beyond the last header"),
    (MEMBERS.replace("2020-07-01,", "2020-07-01,2022"), r"终止日期: a date without its day"),
]
BAD_FILES = [
    *(("members.csv", text, message) for text, message in BAD),
    ("people.csv", MEMBERS, r"people\.csv:people: no table has this name; rename it"),
    ("register.xlsx", "no workbook", r"register\.xlsx: not a readable file; save it again as \.xlsx"),
]


@pytest.mark.parametrize(("name", "text", "message"), BAD_FILES, ids=lambda value: str(value)[:25])
def test_faults(tmp_path: Path, name: str, text: str | bytes, message: str) -> None:
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    (found, *_) = faults(tmp_path)
    assert re.search(message, found), found


def test_one_bad_row_does_not_take_the_others_along(tmp_path: Path) -> None:
    write(tmp_path, members=MEMBERS + "LC-2,李四,soon,,2020-07-01,\r\nLC-3,王五,,,2020-07-01,\r\n")
    report = Report()
    codes = [row.values["code"] for one in sources(tmp_path, report) for row in typed_rows(one, report)]
    assert codes == ["LC-1", "LC-3"]
    assert (report.rows["members"], report.rejected["members"]) == (3, 1)


def test_every_fault_of_a_row_is_told(tmp_path: Path) -> None:
    write(tmp_path, members=MEMBERS.replace("1990-01-01,1991-01-01", "soon,later"))
    assert len(faults(tmp_path)) == 2


def test_a_resident_number_is_refused_and_not_echoed(tmp_path: Path) -> None:
    write(tmp_path, members=MEMBERS.replace("张三", f"张三({RESIDENT})"))
    (found,) = faults(tmp_path)
    assert "members:2:姓名: looks like a resident ID number" in found
    assert RESIDENT not in found


def test_no_files(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"no \.csv or \.xlsx files"):
        sources(tmp_path, Report())


def test_a_workbook_with_several_sheets(tmp_path: Path) -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.title = "党员"
    for line in MEMBERS.splitlines():
        first.append(line.split(","))
    second = book.create_sheet("户")
    second.append(HOUSEHOLDS.strip().split(","))
    second.append(["350502001001-00001-0001", "0001", 3, "350502001001-00001", "2020-07-01", None])
    book.create_sheet("说明").append(["how to fill this in"])
    book.save(tmp_path / "register.xlsx")
    with closing(Staging()) as staging:
        read_into(staging, tmp_path, Report())
        places = [node.source_row for kind in staging.kinds() for node in staging.nodes(kind[0], kind[1])]
    assert places == ["register.xlsx:户:2", "register.xlsx:党员:2"]
