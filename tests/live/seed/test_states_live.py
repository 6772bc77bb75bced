"""A state lasts until the next one begins: random deliveries of states in any order, beside a model."""

import random

import pytest

from graphsvc.catalogue import Catalogue
from graphsvc.store import Call
from seed.loading.verify import verify
from tests.tools.cities import QUANZHOU
from tests.tools.office import MEMBER, Office, asked

SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 8))]
STATE = "对象代码,状态,是否在职,起始日期,终止日期\n"
STATUSES = {"正常": "ACTIVE", "流动": "FLOATING", "失联": "OUT_OF_CONTACT"}
STORED = """MATCH (s:State)-[r:STATE_OF]->(:PartyMember {code: $code}) WITH s, r ORDER BY s.valid_from
RETURN collect([toString(s.valid_from), toString(s.valid_to), toString(r.valid_to)]) AS states"""
CHANGED = """{ changes(from: "2020-01-01", to: "2022-12-31", first: 100) {
  nodes { kind what day } totalCount } }"""
Line = dict[str, str]
"""First day → the day a state ends by its row, or an empty text."""


def states(office: Office, code: str = "M") -> list[list[str | None]]:
    found: list[list[str | None]] = office.store.read(Call(STORED, {"code": code}))[0]["states"]
    return found


def days(line: Line) -> list[list[str | None]]:
    """First day and end of each state: one that nothing ends lasts until the next such one begins."""
    found: list[list[str | None]] = []
    for begins, ends in line.items():
        after = [one for one, end in line.items() if one > begins and not end]
        until = ends or min(after, default=None)
        found.append([begins, until, until])
    return sorted(found, key=str)


def test_a_new_state_ends_the_old_one_and_is_told(office: Office, catalogue: Catalogue) -> None:
    rows = "M,正常,是,2020-01-01,\n"
    assert office.send(members=MEMBER + "M,林甲,2019-01-01\n", member_states=STATE + rows).rows.sound
    assert office.send(member_states=STATE + "M,流动,是,2021-05-01,\n").rows.sound
    assert states(office) == [["2020-01-01", "2021-05-01", "2021-05-01"], ["2021-05-01", None, None]]
    told = asked(office, catalogue, CHANGED)["changes"]["nodes"]
    assert [(one["what"], one["day"]) for one in told if one["kind"] == "STATE_OF"] == [
        ("BEGAN", "2020-01-01"),
        ("BEGAN", "2021-05-01"),
        ("ENDED", "2021-05-01"),
    ]
    assert office.send(member_states=STATE + rows).rows.sound
    version = office.send(member_states=STATE + rows + "M,流动,是,2021-05-01,\n").version
    assert office.send(member_states=STATE + rows).version == version
    assert states(office) == [["2020-01-01", "2021-05-01", "2021-05-01"], ["2021-05-01", None, None]]
    assert verify(office.store, catalogue, QUANZHOU) == []


def test_a_stored_end_is_not_taken_back(office: Office) -> None:
    ended = "M,正常,是,2020-01-01,2020-06-01\n"
    office.send(members=MEMBER + "M,林甲,2019-01-01\n", member_states=STATE + ended)
    done = office.send(member_states=STATE + "M,正常,是,2020-01-01,\n")
    assert dict(done.rows.rules) == {"REOPENED": 1}
    assert states(office) == [["2020-01-01", "2020-06-01", "2020-06-01"]]


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_deliveries_is_without_effect(office: Office, catalogue: Catalogue, seed: int) -> None:
    chance = random.Random(seed)
    office.send(members=MEMBER + "".join(f"M{at},林甲,2019-01-01\n" for at in range(8)))
    lines: dict[str, Line] = {}
    rows = []
    for at in range(8):
        firsts = sorted(
            chance.sample([f"202{year}-0{month}-01" for year in (0, 1) for month in range(1, 9)], 5)
        )
        # What ends by itself does so before the next one begins.
        lines[f"M{at}"] = {first: f"{first[:8]}15" if chance.random() < 0.3 else "" for first in firsts}
        rows += [
            f"M{at},{chance.choice([*STATUSES])},是,{first},{end}\n" for first, end in lines[f"M{at}"].items()
        ]
    chance.shuffle(rows)
    for part in (rows[:12], rows[12:13], rows[13:30], rows[30:], rows[::3]):
        office.send(member_states=STATE + "".join(part))
    assert {code: states(office, code) for code in lines} == {
        code: days(line) for code, line in lines.items()
    }
    assert verify(office.store, catalogue, QUANZHOU) == []
