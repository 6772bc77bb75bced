"""Rows against one another, and where each node lies."""

import re
from pathlib import Path

import pytest

from seed.places.rules import Present, common_area
from seed.places.territory import Territory
from seed.plan.graph import EmptyGraph
from tests.tools.cities import QUANZHOU
from tests.tools.deliveries import HOUSEHOLDS, LINKS, MEMBERS, ORGANIZATIONS, delivered, faults, rules, write


class AllStored(EmptyGraph):
    """Whatever is asked for is stored, in one community."""

    def areas(self, label: str, codes: list[str]) -> dict[str, str]:
        return dict.fromkeys(codes, "350502001001")


HOUSEHOLD = HOUSEHOLDS + "350502001001-00001-0001,1,3,350502001001-00001,2020-07-01,\r\n"
POSTS = "起点代码,终点代码,职务,起始日期\r\nLC-1,LC-0,书记,{}\r\n"


def test_a_code_twice(tmp_path: Path) -> None:
    write(tmp_path, members=MEMBERS + MEMBERS.splitlines()[1] + "\r\n")
    (found,) = faults(tmp_path)
    assert (
        "members:3:代码: the code stands already in another row; it stands in members.csv:members:2" in found
    )


def test_an_end_that_is_missing(tmp_path: Path) -> None:
    write(tmp_path, households=HOUSEHOLD)
    (found,) = faults(tmp_path)
    assert "households:2:楼栋代码: the other end is in none of the files and not stored" in found
    assert rules(tmp_path, None) == {"END-UNKNOWN"}
    with delivered(tmp_path, AllStored()) as (staging, report):
        assert report.sound
        territory = Territory(staging, Present(QUANZHOU.code, "2022-12-31"))
        area = territory.area("Household", "350502001001-00001-0001", "350502001001-00001")
        assert area == "350502001001"


def test_what_is_tied_to_a_rejected_row_goes_with_it(tmp_path: Path) -> None:
    write(
        tmp_path,
        members=MEMBERS.replace("1990-01-01", "soon"),
        organizations=ORGANIZATIONS,
        membership=LINKS + "LC-1,LC-0,2020-07-01,\r\n",
    )
    with delivered(tmp_path) as (staging, report):
        assert report.rules == {"DATE": 1, "END-MISSING": 1}
        assert staging.tie_kinds() == []


@pytest.mark.parametrize(("begins", "expected"), [("2022-01-01", set()), ("2021-12-31", {"SECOND-PARENT"})])
def test_a_second_parent_on_one_day(tmp_path: Path, begins: str, expected: set[str]) -> None:
    links = LINKS + f"LC-0,LC-1,2020-07-01,2022-01-01\r\nLC-0,LC-2,{begins},\r\n"
    write(tmp_path, organizations=ORGANIZATIONS, subordination=links)
    assert rules(tmp_path) == expected
    if expected:
        assert "subordination:3:起始日期" in faults(tmp_path)[0]


def test_a_fact_twice(tmp_path: Path) -> None:
    links = LINKS + "LC-0,LC-1,2020-07-01,\r\n" * 2
    write(tmp_path, organizations=ORGANIZATIONS, subordination=links)
    assert "subordination:3:起始日期: the same fact stands already" in faults(tmp_path)[0]


@pytest.mark.parametrize(("until", "expected"), [("", {"CYCLE"}), ("2021-01-01", set())])
def test_a_cycle_on_some_day(tmp_path: Path, until: str, expected: set[str]) -> None:
    links = LINKS + f"LC-0,LC-1,2020-07-01,{until}\r\nLC-1,LC-2,2020-07-01,\r\nLC-2,LC-0,2021-01-01,\r\n"
    write(tmp_path, organizations=ORGANIZATIONS, subordination=links)
    assert rules(tmp_path) == expected


@pytest.mark.parametrize(
    ("begins", "expected"), [("1991-01-01", set()), ("1990-12-31", {"PROBATIONARY-POST"})]
)
def test_a_post_of_a_probationary_member(tmp_path: Path, begins: str, expected: set[str]) -> None:
    write(tmp_path, members=MEMBERS, organizations=ORGANIZATIONS, posts=POSTS.format(begins))
    assert rules(tmp_path) == expected


def test_a_rule_that_says_generally_rejects_nothing(tmp_path: Path) -> None:
    links = LINKS + "LC-1,LC-9,2020-07-01,\r\n"
    branch = "LC-9,某支部,党支部,网格,2020-07-01\r\n"
    write(tmp_path, members=MEMBERS, organizations=ORGANIZATIONS + branch, membership=links)
    with delivered(tmp_path) as (staging, report):
        assert report.sound
        assert report.rules == {"BRANCH-SIZE": 1}
        assert staging.tie_kinds() == [("MEMBER_OF", "PartyMember", "PartyOrganization", 1)]
        assert re.search(r"organizations:7:代码: a branch with fewer than 3", report.lines()[0])


def test_the_place_of_several_places() -> None:
    parent = {"11": "1", "12": "1", "111": "11", "112": "11"}
    assert common_area(["111"], parent) == "111"
    assert common_area(["111", "112"], parent) == "11"
    assert common_area(["111", "12"], parent) == "1"
    assert common_area(["111", "9"], parent) is None
