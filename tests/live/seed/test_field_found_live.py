"""Cases from the field that concern how a name or a number is found, by their number."""

import pytest

from graphsvc.catalogue import Catalogue
from seed.runs.load import LoadReport
from tests.tools.office import ORGANIZATION, TERRITORY, Office, asked

SEARCH = 'query($text: String!) { search(text: $text, first: 500, asOf: "2022-12-31") { name score } }'
LISTED = """query($part: String!) {
  partyOrganizations(nameContains: $part, asOf: "2022-12-31") { nodes { name } } }"""
UNITS = "代码,名称,类别,统一社会信用代码,所在地域,起始日期,终止日期\n"
BY_NUMBER = "query($uscc: String!, $d: Date) { unit(uscc: $uscc, asOf: $d) { name } }"
MIXED = {
    "星光3号楼支部": ["星光3", "星光3号", "3号", "光3号楼", "3号楼", "３号楼"],
    "温陵路100号支部": ["100号", "00号支", "路1"],
    "ABC-12栋支部": ["12栋", "2栋", "abc12", "ABC-12", "c-1"],
    "黄鹤楼2期B座支部": ["B座", "b座", "期B", "2期"],
    "(东)门支部": ["东门", "(东)门", "（东）门"],
    "买买提·艾力支部": ["买提艾力", "提·艾", "提•艾", "提.艾"],
}
READ = {
    "朝阳楼支部": ["chaoyang", "zhaoyang", "cylzb"],
    "泉厦高速支部": ["quanxia", "quansha", "qxgs"],
    "参茸行支部": ["shenronghang", "shenrongxing"],
    "𠮷祥里支部": ["jixiangli", "jxl"],
    "重庆路支部": ["chongqing"],
    "银行支部": ["yinhang"],
}


def named(names: list[str]) -> str:
    return ORGANIZATION + "".join(f"T-{at},{name},党支部,社区,2019-01-01\n" for at, name in enumerate(names))


def test_2_15_a_part_is_found_whatever_stands_beside_it(office: Office, catalogue: Catalogue) -> None:
    assert office.send(organizations=named(list(MIXED))).rows.sound
    for name, parts in MIXED.items():
        scores = {name: 1.0, name[:4]: 0.75}
        for part in [*parts, *scores]:
            hits = asked(office, catalogue, SEARCH, text=part)["search"]
            assert [one["name"] for one in hits] == [name], part
            assert part not in scores or hits[0]["score"] == scores[part]
            listed = asked(office, catalogue, LISTED, part=part)["partyOrganizations"]["nodes"]
            assert [one["name"] for one in listed] == [name], part


def test_2_23_every_reading_of_a_place_name_is_found(office: Office, catalogue: Catalogue) -> None:
    assert office.send(organizations=named(list(READ))).rows.sound
    for name, words in READ.items():
        for word in words:
            hits = asked(office, catalogue, SEARCH, text=word)["search"]
            assert [one["name"] for one in hits] == [name], word
    assert not asked(office, catalogue, SEARCH, text="xiangli")["search"]


@pytest.mark.parametrize(
    ("day", "name"),
    [("2021-01-01", "旧公司"), ("2022-06-01", "新公司"), (None, "新公司")],
)
def test_2_18_a_number_used_again_shows_the_unit_of_the_day(
    office: Office, catalogue: Catalogue, day: str | None, name: str
) -> None:
    sent = office.send(
        areas=TERRITORY,
        units=UNITS + "C8,旧公司,企业,91350502ma5abcd27c,350502001001,2020-07-01,2021-06-01\n"
        "C9,新公司,企业,91350502 MA5ABCD27C,350502001001,2022-01-01,\n",
    )
    assert "USCC-TWICE" not in sent.rows.rules
    for written in (
        "91350502MA5ABCD27C",
        "91350502ma5abcd27c",
        "91350502-MA5ABCD27C",
        " 91350502 MA5ABCD27C",
    ):
        found = asked(office, catalogue, BY_NUMBER, uscc=written, d=day)
        assert found == {"unit": {"name": name}}


def twice(report: LoadReport) -> list[str]:
    return [str(one) for one in report.rows.faults if one.rule == "USCC-TWICE"]


def test_2_18_two_units_in_force_with_one_number_are_told(office: Office) -> None:
    """Within a delivery, and beside what is stored; not where one ends before the other begins."""
    first = "C5,乙公司,企业,91350502MA2Y1C3D49,350502001001,2021-01-01,\n"
    second = "C6,丙公司,企业,91350502ma2y1c3d49,350502001001,2021-06-01,\n"
    [told] = twice(office.send(areas=TERRITORY, units=UNITS + first + second))
    assert told.startswith(
        "units.csv:units:3:统一社会信用代码: two units bear one credit code at the same time"
    )
    assert "units.csv:units:2 bears it at the same time" in told
    [told] = twice(office.send(units=UNITS + second))
    assert "the stored unit C5 bears it at the same time; correct one, or end one of the two" in told
    assert not twice(office.send(units=UNITS + first.replace(",\n", ",2021-06-01\n") + second))
    assert not twice(office.send(units=UNITS + second))
