"""Cases from the field that concern what a second delivery does to what is stored, by their number."""

import pytest

from graphsvc.errors import SeedError
from graphsvc.store import Call
from tests.tools.office import AREA, LINK, MEMBER, ORGANIZATION, TERRITORY, UNIT, Office
from tests.tools.oracle.stored import checksum


def organizations(*codes: str) -> str:
    return ORGANIZATION + "".join(f"{code},组织,党委,社区,2019-01-01\n" for code in codes)


def test_2_01_a_rejected_row_changes_nothing(office: Office) -> None:
    assert office.send(
        organizations=organizations("J1", "J2", "J3", "H1", "H2", "H3"),
        members=MEMBER + "M,林甲,2019-01-01\n",
        membership=LINK + "M,J1,2019-01-01,2022-01-01,\nM,J2,2022-01-01,,\n",
        subordination=LINK + "H1,H3,2022-01-01,,\nH2,H1,2022-01-01,,\n",
    ).rows.sound
    assert office.rules(membership=LINK + "M,J3,2020-01-01,,\n") == {"SECOND-PARENT": 1}
    assert office.rules(subordination=LINK + "H1,H2,2022-01-01,,是\n") == {"CYCLE": 1}
    assert office.rules(subordination=LINK + "H1,H2,2023-01-01,,\n") == {"CYCLE": 1}
    assert office.facts("M", "MEMBER_OF") == [["J1", "2019-01-01", "2022-01-01"], ["J2", "2022-01-01", None]]
    assert office.facts("H1", "SUBORDINATE_TO") == [["H3", "2022-01-01", None]]


def test_2_02_a_complete_table_ends_nothing_that_it_does_not_hold_in_full(office: Office) -> None:
    assert office.send(
        organizations=organizations("A1", "A2", "A3"),
        attachments=LINK + "A1,A3,2021-01-01,,\nA2,A3,2021-01-01,,\n",
    ).rows.sound
    before = checksum(office.store)
    bad = LINK + "A1,A3,2021-13-01,,\nA2,A3,2021-01-01,,\n"
    with pytest.raises(
        SeedError, match=r"not all of it can be stored; nothing was loaded\. attachments\.csv"
    ):
        office.send(attachments=bad, complete=("attachments",))
    with pytest.raises(SeedError, match="no sheet of that table was read"):
        office.send(organizations=organizations("A1"), complete=("attachments",))
    half = LINK + "A2,A3,2021-01-01,,\n"
    with pytest.raises(SeedError, match=r"1 of 2 open facts would end, more than 5%.*--yes"):
        office.send(attachments=half, complete=("attachments",))
    assert checksum(office.store) == before
    done = office.send(attachments=half, complete=("attachments",), confirmed=True)
    assert done.ended == {"attachments": 1}
    assert office.facts("A1", "ATTACHED_TO") == [["A3", "2021-01-01", "2022-12-01"]]
    assert office.facts("A2", "ATTACHED_TO") == [["A3", "2021-01-01", None]]


def test_2_04_a_unit_sent_again_with_another_area_lies_in_that_one(office: Office) -> None:
    assert office.send(areas=TERRITORY, units=UNIT + "U1,甲公司,企业,350502001001,2021-01-01\n").rows.sound
    done = office.send(units=UNIT + "U1,甲公司,企业,350502001002,2021-01-01\n")
    assert dict(done.rows.rules) == {"CORRECTED": 1}
    assert office.facts("U1", "LOCATED_IN") == [["350502001002", "2021-01-01", None]]
    (row,) = office.store.read(Call("MATCH (u:Unit {code: 'U1'}) RETURN u.area AS area", {}))
    assert row["area"] == "350502001002"


def test_2_05_a_kind_that_changes_takes_the_place_of_the_old_one(office: Office) -> None:
    branch = "代码,名称,层级,类别,起始日期\nZ1,甲支部,{},社区,2019-01-01\n"
    unit = UNIT + "ZU,甲公司,{},350502001001,2021-01-01\n"
    office.send(areas=TERRITORY, organizations=branch.format("党支部"), units=unit.format("企业"))
    office.send(organizations=branch.format("党总支"), units=unit.format("新经济组织"))
    assert office.labels("Z1") == {"PartyOrganization", "GeneralPartyBranch"}
    assert office.labels("ZU") == {"Unit", "NewEconomicOrganization"}


def test_2_07_what_was_loaded_may_be_loaded_again(office: Office) -> None:
    name = "MATCH (o {code: 'R1'}) RETURN o.name AS name"
    for word in ("红旗", "东风", "红旗"):
        office.send(organizations=ORGANIZATION + f"R1,{word}支部,党支部,社区,2019-01-01\n")
        assert office.store.read(Call(name, {}))[0]["name"] == f"{word}支部"
    files = {"members": MEMBER + "P0,林零,2019-01-01\n", "membership": LINK + "P1,R1,2020-01-01,,\n"}
    assert office.send(**files).rows.rules["END-MISSING"] == 1
    office.send(members=MEMBER + "P1,林甲,2019-01-01\n")
    assert office.send(**files).rows.sound
    assert office.facts("P1", "MEMBER_OF") == [["R1", "2020-01-01", None]]
    version = office.send(**files).version
    assert office.send(**files).version == version


def test_2_08_what_points_at_a_rejected_row_is_rejected(office: Office) -> None:
    office.send(areas=TERRITORY)
    towns = (
        "350502971,甲街道,乡镇(街道),350502972,2020-07-01\n350502972,乙街道,乡镇(街道),350502971,2020-07-01\n"
    )
    found = office.rules(areas=AREA + towns + "350502972001,子社区,社区(村),350502972,2020-07-01\n")
    assert found == {"CYCLE": 1, "END-MISSING": 2}
    town = (
        "350502973,丙街道,乡镇(街道),350502,2022-01-01\n350502973001,丁社区,社区(村),350502973,2022-01-01\n"
    )
    done = office.send(areas=AREA + town, area_parents=LINK + "350502973,350500,2021-01-01,,\n")
    assert done.rows.sound
    assert office.facts("350502973001", "PART_OF") == [["350502973", "2022-01-01", None]]


def test_2_09_a_closed_period_loses_nothing_behind_it(office: Office) -> None:
    office.send(
        organizations=organizations("V1", "V2", "V3"),
        members=MEMBER + "M,林甲,2019-01-01\nN,林乙,2019-01-01\n",
        membership=LINK + "M,V1,2019-01-01,,\nN,V1,2019-01-01,2022-01-01,\nN,V2,2022-01-01,,\n",
    )
    done = office.send(membership=LINK + "M,V2,2020-01-01,2020-06-01,\nN,V3,2020-01-01,2020-06-01,\n")
    assert dict(done.rows.rules) == {"RESUMED": 2}
    assert office.facts("M", "MEMBER_OF") == [
        ["V1", "2019-01-01", "2020-01-01"],
        ["V2", "2020-01-01", "2020-06-01"],
        ["V1", "2020-06-01", None],
    ]
    assert office.facts("N", "MEMBER_OF") == [
        ["V1", "2019-01-01", "2020-01-01"],
        ["V3", "2020-01-01", "2020-06-01"],
        ["V1", "2020-06-01", "2022-01-01"],
        ["V2", "2022-01-01", None],
    ]


HOUSEHOLD = "代码,门牌,人口数,楼栋代码,起始日期\n"


def test_2_10_a_register_row_of_what_has_moved_can_be_sent_again(office: Office) -> None:
    blocks = ("350502001001-90011", "350502001001-90012")
    code = f"{blocks[0]}-0001"
    office.send(
        areas=TERRITORY,
        buildings="代码,名称,所在网格,起始日期\n"
        + "".join(f"{one},楼,350502001001,2021-01-01\n" for one in blocks),
        households=HOUSEHOLD + f"{code},101,3,{blocks[0]},2021-01-01\n",
    )
    move = "起点类别,起点代码,终点类别,终点代码,起始日期\n"
    assert office.send(locations=f"{move}户,{code},楼栋,{blocks[1]},2022-01-01\n").rows.sound
    moved = [[blocks[0], "2021-01-01", "2022-01-01"], [blocks[1], "2022-01-01", None]]
    for place, persons in ((blocks[0], 4), (blocks[1], 5)):
        done = office.send(households=HOUSEHOLD + f"{code},101,{persons},{place},2021-01-01\n")
        assert done.rows.sound
        assert office.facts(code, "LOCATED_IN") == moved
        text = "MATCH (h:Household {code: $code}) RETURN h.persons AS persons"
        assert office.store.read(Call(text, {"code": code}))[0]["persons"] == persons


def test_an_older_extract_does_not_reopen_what_was_ended(office: Office) -> None:
    files = {"organizations": organizations("E1", "E2"), "attachments": LINK + "E1,E2,2021-01-01,,\n"}
    office.send(**files)
    office.send(attachments=LINK + "E1,E2,2021-01-01,2022-01-01,\n")
    assert dict(office.send(**files).rows.rules) == {"REOPENED": 1}
    assert office.facts("E1", "ATTACHED_TO") == [["E2", "2021-01-01", "2022-01-01"]]
    office.send(attachments=LINK + "E1,E2,2021-01-01,,是\n")
    assert office.facts("E1", "ATTACHED_TO") == [["E2", "2021-01-01", None]]
    office.send(attachments=LINK + "E1,E2,2021-01-01,,撤销\n")
    assert office.facts("E1", "ATTACHED_TO") == []


REGISTER = "代码,名称,层级,类别,起始日期,终止日期,更正\n"
UNITS = "代码,名称,类别,所在地域,起始日期,终止日期,更正\n"
DAYS = """MATCH (n {code: $code}) RETURN toString(n.valid_from) AS begins, toString(n.valid_to) AS ends,
n.name AS name"""


def days(office: Office, code: str) -> tuple[str, str | None]:
    found = office.store.read(Call(DAYS, {"code": code}))[0]
    return found["begins"], found["ends"]


def test_an_older_extract_does_not_reopen_a_node_that_was_ended(office: Office) -> None:
    """Nor what its row says of its place; its other cells are taken over, and a second time is no news."""
    place = "350502001001"
    ended = UNITS + f"U,甲公司,企业,{place},2019-01-01,2021-01-01,\n"
    assert office.send(areas=TERRITORY, units=ended).rows.sound
    older = UNITS + f"U,甲有限公司,企业,{place},2019-01-01,,\n"
    done = office.send(units=older)
    assert (dict(done.rows.rules), done.rows.sound) == ({"REOPENED": 1}, True)
    assert "units.csv:units:2:终止日期: " in "\n".join(done.rows.lines())
    assert "it ended on 2021-01-01, as stored, and that stays" in "\n".join(done.rows.lines())
    assert days(office, "U") == ("2019-01-01", "2021-01-01")
    assert office.store.read(Call(DAYS, {"code": "U"}))[0]["name"] == "甲有限公司"
    assert office.facts("U", "LOCATED_IN") == [[place, "2019-01-01", "2021-01-01"]]
    assert office.send(units=older).written == 0
    assert office.send(units=older.replace(",,\n", ",,是\n")).rows.sound
    assert days(office, "U") == ("2019-01-01", None)
    assert office.facts("U", "LOCATED_IN") == [[place, "2019-01-01", None]]


def test_a_later_first_day_erases_no_past(office: Office) -> None:
    """Unless it is a correction; an earlier one is believed, as more is known by it."""
    places = ("350502001001", "350502001002")
    first = UNITS + f"U,甲公司,企业,{places[0]},2019-01-01,,\n"
    assert office.send(areas=TERRITORY, units=first).rows.sound
    later = UNITS + f"U,甲公司,企业,{places[0]},2021-01-01,,\n"
    done = office.send(units=later)
    assert dict(done.rows.rules) == {"BEGINS-LATER": 1}
    assert "it begins on 2019-01-01, as stored, and that stays" in "\n".join(done.rows.lines())
    assert days(office, "U") == ("2019-01-01", None)
    assert office.facts("U", "LOCATED_IN") == [[places[0], "2019-01-01", None]]
    done = office.send(units=UNITS + f"U,甲公司,企业,{places[1]},2021-01-01,,\n")
    assert dict(done.rows.rules) == {"BEGINS-LATER": 1, "CORRECTED": 1}
    assert office.facts("U", "LOCATED_IN") == [[places[1], "2019-01-01", None]]
    assert office.send(units=later.replace(",,\n", ",,是\n").replace(places[0], places[1])).rows.sound
    assert days(office, "U") == ("2021-01-01", None)
    assert office.facts("U", "LOCATED_IN") == [[places[1], "2021-01-01", None]]
    assert office.send(units=UNITS + f"U,甲公司,企业,{places[1]},2018-01-01,,\n").rows.sound
    assert days(office, "U") == ("2018-01-01", None)
    assert office.facts("U", "LOCATED_IN") == [[places[1], "2018-01-01", None]]


def test_an_end_comes_with_a_later_first_day(office: Office) -> None:
    """A row may be mistaken in one of its days and right in the other."""
    assert office.send(organizations=REGISTER + "O,甲支部,党支部,社区,2019-01-01,,\n").rows.sound
    done = office.send(organizations=REGISTER + "O,甲支部,党支部,社区,2020-01-01,2022-01-01,\n")
    assert dict(done.rows.rules) == {"BEGINS-LATER": 1}
    assert days(office, "O") == ("2019-01-01", "2022-01-01")
    refused = office.rules(organizations=REGISTER + "O,甲支部,党支部,社区,2019-01-01,,撤销\n")
    assert refused == {"CHOICE": 1}
