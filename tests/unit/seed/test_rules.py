"""For every rule that rejects a row: one of fifty breaks it and changes nothing; all others are stored."""

from pathlib import Path
from typing import Any

import pytest

from seed.plan.graph import StoredFact
from seed.reading.faults import RULES
from tests.tools.fuzz.memory import Memory, delivered
from tests.unit.seed.rules import EXAMPLES

AREAS = ("350502001001", "350502001002", "350502001003")
STORED = {
    "areas": "代码,名称,类别,上级代码,起始日期\n350500,市,市,,2020-01-01\n"
    "350502,区,县(市、区),350500,2020-01-01\n350502001,街道,乡镇(街道),350502,2020-01-01\n"
    + "".join(f"{code},社区,社区(村),350502001,2020-01-01\n" for code in AREAS),
    "buildings": "代码,名称,所在网格,起始日期\n350502001001-00001,1,350502001001,2020-01-01\n",
    "organizations": "代码,名称,层级,类别,起始日期\n"
    + "".join(f"{code},组织,党委,社区,2019-01-01\n" for code in "ABCD")
    + "".join(f"Z{n},组织,党支部,社区,2019-01-01\n" for n in range(100)),
    "members": "代码,姓名,入党日期,转正日期,起始日期\nV,林某,2001-01-01,2002-01-01,2000-01-01\n"
    + "".join(f"M{n},林某,1990-01-01,1991-01-01,2019-01-01\n" for n in range(100)),
    "membership": "起点代码,终点代码,起始日期\nM0,B,2020-01-01\n",
    "subordination": "起点代码,终点代码,起始日期\nD,C,2020-01-01\n",
    "units": f"代码,名称,类别,所在地域,起始日期\nW,某公司,企业,{AREAS[0]},2020-01-01\n",
    "locations": f"起点类别,起点代码,终点类别,终点代码,起始日期\n单位,W,地域,{AREAS[1]},2021-01-01\n",
}
ELSEWHERE = {
    "ID-NUMBER": "tests/unit/reading/test_residents.py",
    "DATE-NUMBER": "tests/unit/reading/test_field_files.py",
}
"""Rules whose rows no text file can hold, or no page may show."""
OF_FILES = ("FILE-", "SHEET-", "HEADER-")


class Stored(Memory):
    """Also knows who was a full member since when, and what an organisation is."""

    def full_members(self, codes: Any) -> dict[str, str | None]:
        return {code: "2002-01-01" if code == "V" else "1991-01-01" for code in codes}

    def all_facts(self, kind: str) -> list[StoredFact]:
        return [StoredFact(key[2], "", *key[4:6], ends) for key, ends in self.ties.items() if key[0] == kind]

    def tiers(self, codes: list[str]) -> dict[str, str]:
        return {code: "PartyBranch" if code[0] == "Z" else "PartyCommittee" for code in codes}


def test_every_rule_that_rejects_a_row_has_an_example() -> None:
    hard = {name for name, rule in RULES.items() if not rule.soft and not name.startswith(OF_FILES)}
    assert hard == {*EXAMPLES, *ELSEWHERE}


@pytest.mark.parametrize("rule", EXAMPLES)
def test_one_of_fifty(rule: str, tmp_path: Path) -> None:
    example, without, memory = EXAMPLES[rule], Stored(), Stored()
    rows = [example.good.format(n=n) for n in range(10, 59)]
    for store, lines in ((without, rows), (memory, [*rows[:20], example.bad, *rows[20:]])):
        folder = tmp_path / str(id(store))
        folder.mkdir()
        assert not delivered(folder, store, STORED).hard
        report = delivered(folder, store, {example.table: "\n".join([example.headers, *lines, ""])})
        assert [(fault.rule, fault.row) for fault in report.hard] == ([(rule, 22)] if store is memory else [])
    assert memory.codes == without.codes
    assert memory.ties == without.ties
