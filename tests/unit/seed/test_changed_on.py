"""变动日期: a register row that says from which day on its node lies elsewhere."""

from pathlib import Path

import pytest

from tests.tools.fuzz.memory import Memory, delivered
from tests.unit.seed.test_rules import STORED

FIRST, SECOND, THIRD = "350502001001", "350502001002", "350502001003"
UNITS = "代码,名称,类别,所在地域,起始日期,变动日期\n"
OPEN = "9999-12-31"


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    found = Memory()
    sent(found, tmp_path, f"U,某公司,企业,{FIRST},2020-01-01,\n", areas=STORED["areas"])
    return found


def sent(memory: Memory, folder: Path, row: str, **more: str) -> list[str]:
    """The rules that a register row breaks, hard and soft."""
    return [fault.rule for fault in delivered(folder, memory, {"units": UNITS + row, **more}).faults]


def lies(memory: Memory) -> dict[str, tuple[str, str]]:
    return {value[0]: (since, ends) for (value, since), ends in memory.of("LOCATED_IN", "U").items()}


def test_the_old_place_ends_that_day(memory: Memory, tmp_path: Path) -> None:
    moved = {FIRST: ("2020-01-01", "2022-05-01"), SECOND: ("2022-05-01", OPEN)}
    for _ in range(2):
        assert sent(memory, tmp_path, f"U,某公司,企业,{SECOND},2020-01-01,2022-05-01\n") == []
        assert lies(memory) == moved
    assert sent(memory, tmp_path, f"U,新名,企业,{SECOND},2020-01-01,\n") == []
    assert lies(memory) == moved
    assert sent(memory, tmp_path, f"U,某公司,企业,{THIRD},2020-01-01,\n") == ["LINK-MOVED"]
    assert sent(memory, tmp_path, f"U,某公司,企业,{THIRD},2020-01-01,2022-05-01\n") == ["SECOND-PARENT"]
    assert lies(memory) == moved
    assert sent(memory, tmp_path, f"U,某公司,企业,{THIRD},2020-01-01,2023-01-01\n") == []
    assert lies(memory) == {
        FIRST: ("2020-01-01", "2022-05-01"),
        SECOND: ("2022-05-01", "2023-01-01"),
        THIRD: ("2023-01-01", OPEN),
    }


def test_what_did_not_change_stays(memory: Memory, tmp_path: Path) -> None:
    assert sent(memory, tmp_path, f"U,某公司,企业,{FIRST},2020-01-01,2022-05-01\n") == []
    assert lies(memory) == {FIRST: ("2020-01-01", OPEN)}


def test_of_two_links_the_one_that_changed(memory: Memory, tmp_path: Path) -> None:
    """A building goes to another grid and stays in its compound."""
    header = "代码,名称,所在网格,所在小区,起始日期,变动日期\n"
    compound, code = f"{FIRST}-C001", f"{FIRST}-00001"
    areas = STORED["areas"] + f"{compound},某小区,小区,{FIRST},2020-01-01\n"
    row = f"{code},1,{FIRST},{compound},2020-01-01,\n"
    assert not delivered(tmp_path, memory, {"areas": areas, "buildings": header + row}).hard
    row = f"{code},1,{SECOND},{compound},2020-01-01,2022-05-01\n"
    assert not delivered(tmp_path, memory, {"buildings": header + row}).faults
    assert memory.of("IN_COMPOUND", code) == {((compound, ""), "2020-01-01"): OPEN}
    assert memory.of("LOCATED_IN", code) == {
        ((FIRST, ""), "2020-01-01"): "2022-05-01",
        ((SECOND, ""), "2022-05-01"): OPEN,
    }
