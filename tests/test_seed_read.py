"""Files: three encodings, titles above the headers, refusals that name place, rule and remedy."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from graphsvc.errors import SeedError
from seed.elements import common_area, elements_of
from seed.read import read_directory

MEMBERS = "代码,姓名,入党日期,转正日期,起始日期,终止日期\r\nLC-1,张三,1990-01-01,1991-01-01,2020-07-01,\r\n"
HOUSEHOLDS = "代码,门牌,人口数,楼栋代码,起始日期,终止日期\r\n"
RESIDENT = "350582199001011231"


def read(tmp_path: Path, name: str, text: str | bytes) -> list[dict[str, object]]:
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return [row.values for row in read_directory(tmp_path)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    rows = read(tmp_path, "members.csv", MEMBERS.replace("张三", "𬱖䶮").encode(encoding))
    assert rows[0]["name"] == "𬱖䶮"


def test_a_byte_that_is_neither(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"members\.csv: byte \d+ is neither UTF-8 nor GB18030; save"):
        read(tmp_path, "members.csv", MEMBERS.encode() + b"\xff\xff")


def test_titles_above_and_english_headers(tmp_path: Path) -> None:
    text = "鲤城区党员登记表,,,,,\r\n,,,,,\r\n" + MEMBERS.replace("代码", "code").replace("姓名", "name")
    assert read(tmp_path, "党员.csv", text)[0]["code"] == "LC-1"


BAD = [
    (MEMBERS.replace("1990-01-01", "soon"), r"members:2:入党日期: not a date; write it as 2022-12-31"),
    (MEMBERS.replace("LC-1", ""), r"members:2:代码: a required cell is empty; fill"),
    (MEMBERS.replace("姓名", "名字"), r"members:1:名字: no column of this table"),
    (MEMBERS.replace(",姓名", "").replace(",张三", ""), r"the column 姓名 is missing; add it"),
    ("a\r\nb\r\n", r"members\.csv:members: no header in the first 6 rows"),
    (MEMBERS.replace("2020-07-01,", "2020-07-01,2020-07-01"), "it does not lie after 起始日期"),
]
BAD_FILES = [
    *(("members.csv", text, message) for text, message in BAD),
    ("people.csv", MEMBERS, r"people\.csv:people: no table has this name; rename it"),
    ("register.xlsx", "no workbook", r"register\.xlsx: not a readable workbook"),
]


@pytest.mark.parametrize(("name", "text", "message"), BAD_FILES)
def test_refusals(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(SeedError, match=message):
        read(tmp_path, name, text)


def test_a_resident_number_is_refused_and_not_echoed(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"members:2:姓名: looks like a resident ID number") as raised:
        read(tmp_path, "members.csv", MEMBERS.replace("张三", RESIDENT))
    assert RESIDENT not in str(raised.value)


def test_no_files(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"no \.csv or \.xlsx files"):
        read_directory(tmp_path)


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
    book.save(tmp_path / "register.xlsx")
    places = [row.place for row in read_directory(tmp_path)]
    assert places == ["register.xlsx:党员:2", "register.xlsx:户:2"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("members.csv", MEMBERS + MEMBERS.splitlines()[1] + "\r\n", "the code stands already in members"),
        ("households.csv", HOUSEHOLDS + "350502001001-00001-0001,1,3,350502001001-00001,2020-07-01,\r\n",
         "no Building has the code 350502001001-00001; add it or correct the code"),
    ],
)  # fmt: skip
def test_rows_against_one_another(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(SeedError, match=message):
        elements_of(read_directory(tmp_path))


def test_a_second_parent_on_one_day(tmp_path: Path) -> None:
    organizations = "代码,名称,层级,类别,起始日期\r\n" + "".join(
        f"LC-{number},某党委,PartyCommittee,COMMUNITY,2020-07-01\r\n" for number in range(3)
    )
    (tmp_path / "organizations.csv").write_text(organizations, "utf-8")
    links = "起点代码,终点代码,起始日期,终止日期\r\nLC-0,LC-1,2020-07-01,2022-01-01\r\nLC-0,LC-2,{},\r\n"
    (tmp_path / "subordination.csv").write_text(links.format("2022-01-01"), "utf-8")
    assert len(elements_of(read_directory(tmp_path)).ties) == 2
    (tmp_path / "subordination.csv").write_text(links.format("2021-12-31"), "utf-8")
    with pytest.raises(SeedError, match=r"subordination:3:起始日期: a second SUBORDINATE_TO begins before"):
        elements_of(read_directory(tmp_path))


def test_the_place_of_several_places() -> None:
    parent = {"11": "1", "12": "1", "111": "11", "112": "11"}
    assert common_area(["111"], parent) == "111"
    assert common_area(["111", "112"], parent) == "11"
    assert common_area(["111", "12"], parent) == "1"
    assert common_area(["111", "9"], parent) == "350500"
