"""`area` follows the facts of today for every kind: random deliveries and days beside an oracle of loops."""

import random
from datetime import date

import pytest

from graphsvc.catalogue import Catalogue
from graphsvc.store import Call
from seed.loading.verify import verify
from seed.runs.load import hand_over
from tests.tools.cities import QUANZHOU
from tests.tools.office import LINK, MEMBER, ORGANIZATION, UNIT, Office
from tests.tools.oracle.places import Places
from tests.tools.oracle.stored import Graph

SEEDS = [0, 1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 8))]
FIRST, SECOND, THIRD = "350502001001", "350502001002", "350503001001"
COMMUNITIES = (FIRST, SECOND, THIRD)
AREAS = "代码,名称,类别,上级代码,网格级别,起始日期,终止日期\n" + "\n".join(
    [
        "350500,泉州市,市,,,2020-01-01,",
        *(f"{code},某区,县(市、区),350500,,2020-01-01," for code in ("350502", "350503")),
        *(f"{code},某街道,乡镇(街道),{code[:6]},,2020-01-01," for code in ("350502001", "350503001")),
        *(f"{code},某社区,社区(村),{code[:9]},,2020-01-01," for code in COMMUNITIES),
        *(f"{code}00{at},某网格,网格,{code},2,2020-01-01,{'2022-04-01' if at == 2 else ''}"
          for code in COMMUNITIES for at in (1, 2)),
    ]
)  # fmt: skip
GRIDS = [f"{code}00{at}" for code in COMMUNITIES for at in (1, 2)]
BUILDINGS = [f"{code}-0000{at}" for code in COMMUNITIES for at in (1, 2)]
HOUSEHOLDS = [f"{code}-0001" for code in BUILDINGS]
UNITS = [f"U{at}" for at in range(6)]
ORGANIZATIONS = {
    "Y": "党委,市级", "X": "党委,县级", "W": "党委,工委", "I": "党委,行业", "C": "党委,社区",
    "S": "党总支,单位",
    "Z1": "党支部,联合", "Z2": "党支部,网格", "Z3": "党支部,单位", "G1": "党小组,楼栋", "G2": "党小组,楼栋",
}  # fmt: skip
ABOVE = {"X": "Y", "W": "X Y", "I": "W", "C": "X Y", "S": "C I", "Z1": "S I", "Z2": "C S", "Z3": "S C"}
ABOVE |= {"G1": "Z1 Z2", "G2": "Z2 Z3"}
MEMBERS = [f"M{at}" for at in range(4)]
DAYS = [f"{year}-{month:02}-01" for year in range(2020, 2024) for month in (1, 4, 7, 10)]
WHERE = "MATCH (n {code: $code}) RETURN n.area AS area"


def first(chance: random.Random) -> dict[str, str]:
    """The register: every node with the links of its own row."""
    organizations = "".join(f"{code},某组织,{kind},2020-01-01\n" for code, kind in ORGANIZATIONS.items())
    units = "".join(f"{code},某公司,企业,{chance.choice(COMMUNITIES)},2020-01-01\n" for code in UNITS)
    return {
        "areas": AREAS,
        "buildings": "代码,名称,所在网格,起始日期\n"
        + "".join(f"{code},1,{code[:12]}001,2020-01-01\n" for code in BUILDINGS),
        "households": "代码,门牌,楼栋代码,起始日期\n"
        + "".join(f"{code},1,{code[:-5]},2020-01-01\n" for code in HOUSEHOLDS),
        "organizations": ORGANIZATION + organizations,
        "members": MEMBER + "".join(f"{code},林某,2020-01-01\n" for code in MEMBERS),
        "units": UNIT + units,
        "joint_bodies": "代码,名称,类别,起始日期\nJ,某会,大党委,2020-01-01\n",
        "teams": f"代码,名称,类别,所在地域,起始日期\nT,某队,党员突击队,{FIRST},2020-01-01\n",
    }


LINKED = "起点代码,终点代码,起始日期,终止日期\n"
OF_A_KIND = "起点类别,起点代码,终点代码,起始日期,终止日期\n"
MOVE = "起点类别,起点代码,终点类别,终点代码,起始日期,终止日期\n"
HEADERS = {"shared_areas": OF_A_KIND, "body_parties": OF_A_KIND, "locations": MOVE}
STATED: tuple[tuple[str, list[str], list[str]], ...] = (
    ("area_coverage", ["Y", "X", "C", "Z2"], [*GRIDS, *COMMUNITIES, "350502"]),
    ("building_coverage", ["G1", "G2"], BUILDINGS),
    ("organized", ["S", "Z3"], UNITS),
    ("joint", ["Z1"], UNITS),
    ("membership", MEMBERS, [*ORGANIZATIONS]),
    ("shared_areas", ["协调议事机构,J"], [*COMMUNITIES]),
    ("body_parties", ["单位,U1", "党组织,C", "单位,U2"], ["J"]),
    ("locations", [f"户,{code},楼栋" for code in HOUSEHOLDS], BUILDINGS),
    ("locations", [f"楼栋,{code},地域" for code in BUILDINGS], GRIDS),
    ("locations", [*(f"单位,{code},地域" for code in UNITS), "队伍,T,地域"], [*COMMUNITIES]),
)
"""Tables of facts that place something, with what may stand at their start and at their end."""


def facts(chance: random.Random) -> dict[str, str]:
    """A few facts of every kind that places anything, some still to come, some that ended."""
    tables: dict[str, list[str]] = {}
    for _ in range(chance.randint(1, 5)):
        low = chance.choice([*ABOVE])
        for table, starts, stops in (("subordination", [low], ABOVE[low].split()), *STATED):
            begins = chance.choice(DAYS)
            later = [day for day in DAYS if day > begins]
            ends = chance.choice(later) if later and chance.random() < 0.4 else ""
            row = f"{chance.choice(starts)},{chance.choice(stops)},{begins},{ends}"
            tables.setdefault(table, []).append(row)
    return {name: HEADERS.get(name, LINKED) + "\n".join(rows) for name, rows in tables.items()}


@pytest.mark.parametrize("seed", SEEDS)
def test_after_every_delivery_and_on_every_day(office: Office, catalogue: Catalogue, seed: int) -> None:
    chance = random.Random(seed)
    days = sorted(date.fromisoformat(day) for day in chance.sample(DAYS[2:], 5))
    office.send(**first(chance), **(facts(chance) if seed % 2 else {}), today=days[0])
    for day in days:
        office.send(**facts(chance), today=day)
        assert Places(Graph(office.store), day, "350500").wrong() == [], (seed, day)
    last = date(2024, 1, 1)
    hand_over(office.store, office.settings, last)
    assert Places(Graph(office.store), last, "350500").wrong() == []
    hand_over(office.store, office.settings)
    assert verify(office.store, catalogue, QUANZHOU) == []


def area(office: Office, code: str) -> str:
    return str(office.store.read(Call(WHERE, {"code": code}))[0]["area"])


def test_each_kind_of_organisation(office: Office) -> None:
    """One without places of its own lies with what is below it, or as those above it do; a grid that is gone
    does not lift a branch to the city; a joint body lies where it is shared."""
    files = first(random.Random(0)) | {
        "units": UNIT + "".join(f"{code},某公司,企业,{FIRST},2020-01-01\n" for code in UNITS),
        "subordination": LINK
        + "".join(f"{low},{high.split()[0]},2020-01-01,,\n" for low, high in ABOVE.items()),
        "area_coverage": LINK
        + f"X,350502,2020-01-01,,\nZ2,{FIRST}001,2020-01-01,,\nZ2,{THIRD}002,2020-01-01,,\n",
        "organized": LINK + "Z3,U1,2020-01-01,,\n",
        "joint": LINK + "Z1,U2,2020-01-01,,\n",
        "shared_areas": f"起点类别,起点代码,终点代码,起始日期\n协调议事机构,J,{SECOND},2020-01-01\n",
        "body_parties": "起点类别,起点代码,终点代码,起始日期\n单位,U1,J,2020-01-01\n",
    }
    assert not office.send(**files, today=date(2023, 1, 1)).rows.hard
    expected = {"S": FIRST, "Z1": FIRST, "Z3": FIRST, "Z2": f"{FIRST}001", "J": SECOND}
    expected |= {"W": "350502", "I": "350502", "C": FIRST, "G1": FIRST, "Y": "350502"}
    assert {code: area(office, code) for code in expected} == expected


def test_a_planned_move_counts_from_its_day(office: Office) -> None:
    office.send(**first(random.Random(0)), today=date(2022, 1, 1))
    office.send(locations=MOVE + f"队伍,T,地域,{SECOND},2022-06-01,\n", today=date(2022, 1, 1))
    assert area(office, "T") == FIRST
    assert hand_over(office.store, office.settings, date(2022, 5, 31)) == {}
    assert hand_over(office.store, office.settings, date(2022, 6, 1)) == {"Team": 1}
    assert area(office, "T") == SECOND


def test_a_withdrawn_line_moves_what_was_above_it(office: Office) -> None:
    """The fact is gone, and nothing leads from the branch to the committee that lay where it does."""
    files = first(random.Random(0)) | {
        "area_coverage": LINK + f"Z2,{FIRST}001,2020-01-01,,\n",
        "subordination": LINK + "C,X,2020-01-01,,\nZ2,C,2020-01-01,,\n",
    }
    assert not office.send(**files, today=date(2023, 1, 1)).rows.hard
    assert area(office, "C") == f"{FIRST}001"
    office.send(subordination=LINK + "Z2,C,2020-01-01,,撤销\n", today=date(2023, 1, 1))
    assert Places(Graph(office.store), date(2023, 1, 1), "350500").wrong() == []
    assert area(office, "C") == "350500"
