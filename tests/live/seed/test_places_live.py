"""Where a node lies follows its facts: one place at a time, and teams lie somewhere too."""

from graphsvc.answer import Question
from graphsvc.catalogue import Catalogue
from graphsvc.service import Service
from graphsvc.store import Call
from seed.loading.verify import verify
from tests.conftest import AUDITOR
from tests.tools.cities import QUANZHOU
from tests.tools.office import LINK, ORGANIZATION, TERRITORY, UNIT, Office

MOVE = "起点类别,起点代码,终点类别,终点代码,起始日期\n"
FIRST, SECOND = "350502001001", "350502001002"
LYING = """query($area: String!, $d: Date) { area(code: $area, asOf: $d) {
  units: unitCount(scope: SELF) stations { nodes { code } } teams { nodes { code } } } }"""
AREAS = "MATCH (n:Unit|ServiceStation|Team) WITH n ORDER BY n.code RETURN collect([n.code, n.area]) AS areas"


def test_what_moves_lies_in_one_place(office: Office, catalogue: Catalogue) -> None:
    """By the table of moves; also what a delivery names alone."""

    def lying(area: str, day: str) -> tuple[int, list[str], list[str]]:
        service = Service(office.settings, catalogue, office.store)
        body = service.answer(Question(LYING, {"area": area, "d": day}), AUDITOR, "places").body
        found = body["data"]["area"]
        codes = [[one["code"] for one in found[name]["nodes"]] for name in ("stations", "teams")]
        return found["units"], codes[0], codes[1]

    def areas() -> dict[str, str]:
        return dict(office.store.read(Call(AREAS, {}))[0]["areas"])

    kinds = "代码,名称,类别,所在地域,起始日期\n"
    assert office.send(
        areas=TERRITORY,
        units=UNIT + f"U,甲公司,企业,{FIRST},2020-07-01\n",
        stations=kinds + f"S,甲驿站,暖蜂驿站,{FIRST},2020-07-01\n",
        teams=kinds + f"T,甲突击队,党员突击队,{FIRST},2020-07-01\n",
    ).rows.sound
    assert areas() == {"U": FIRST, "S": FIRST, "T": FIRST}
    moves = f"单位,U,地域,{SECOND},2022-01-01\n服务驿站,S,地域,{SECOND},2022-01-01\n"
    assert office.send(locations=MOVE + moves).rows.sound
    assert office.send(locations=MOVE + f"队伍,T,地域,{SECOND},2022-01-01\n").rows.sound
    assert areas() == {"U": SECOND, "S": SECOND, "T": SECOND}
    assert (lying(FIRST, "2021-12-31"), lying(SECOND, "2021-12-31")) == ((1, ["S"], ["T"]), (0, [], []))
    assert (lying(FIRST, "2022-01-01"), lying(SECOND, "2022-01-01")) == ((0, [], []), (1, ["S"], ["T"]))
    assert verify(office.store, catalogue, QUANZHOU) == []


def test_a_branch_below_a_group_is_refused(office: Office) -> None:
    """By what is stored, and by what is sent; the tier of what has others below it does not go down."""
    rows = "".join(f"{code},甲,党支部,社区,2019-01-01\n" for code in ("B", "D"))
    rows += "C,丙,党委,社区,2019-01-01\nG,庚,党小组,社区,2019-01-01\n"
    line = "B,C,2019-01-01,,\nG,B,2019-01-01,,\nD,C,2019-01-01,,\n"
    assert office.send(organizations=ORGANIZATION + rows, subordination=LINK + line).rows.sound
    assert office.rules(subordination=LINK + "D,G,2022-01-01,,\n") == {"TIER-ORDER": 1}
    assert office.rules(organizations=ORGANIZATION + "C,丙,党支部,社区,2019-01-01\n") == {"TIER-ORDER": 1}
    assert office.labels("C") == {"PartyOrganization", "PartyCommittee"}
    new = ORGANIZATION + "N,新,党支部,社区,2019-01-01\n"
    done = office.send(organizations=new, subordination=LINK + "N,G,2022-01-01,,\n")
    assert (done.written, dict(done.rows.rules)) == (1, {"TIER-ORDER": 1})
