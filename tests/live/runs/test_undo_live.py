"""Runs are planned, kept and taken back: the graph is as it was, whatever was delivered."""

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graphsvc.catalogue import Catalogue
from graphsvc.errors import SeedError
from graphsvc.store import Call
from seed.loading.lease import take_lease
from seed.loading.verify import verify
from seed.runs.change import counted
from seed.runs.kept import changes_of, runs
from seed.runs.load import LoadOptions, data_version, given_back_unless_planned, planned
from seed.runs.undo import undo
from tests.live.runs.test_area_live import facts, first
from tests.tools.cities import QUANZHOU
from tests.tools.deliveries import write
from tests.tools.office import LINK, ORGANIZATION, Office

SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 8))]
TODAY = date(2022, 12, 1)
STATE = "对象代码,状态,是否在职,起始日期,终止日期\n"
POST = "起点代码,终点代码,职务,起始日期,终止日期,更正\n"
ALL = (
    "MATCH (n:!LoadRun&!Dataset) WITH labels(n) AS l, n {.*} AS own ORDER BY l, own.code "
    "RETURN collect([l, own]) AS found",
    "MATCH (a)-[r]->(b) WITH a.code AS low, type(r) AS kind, b.code AS high, r {.*} AS own "
    "ORDER BY low, kind, high, own.valid_from, own.row_hash, own.valid_to "
    "RETURN collect([low, kind, high, own]) AS found",
)


def everything(office: Office) -> Any:
    """All nodes and relationships with all that they hold."""
    return [office.store.read(Call(text, {}, timeout=60))[0]["found"] for text in ALL]


def delivery(chance: random.Random) -> dict[str, str]:
    """Facts of every kind, and among them corrections, withdrawals, states, posts, renamed and new nodes."""
    files = facts(chance)
    line = files["subordination"].replace("终止日期\n", "终止日期,更正\n").split("\n")
    words = ["", "", "是", "撤销"]
    files["subordination"] = "\n".join([line[0], *(f"{row},{chance.choice(words)}" for row in line[1:])])
    day = f"2021-0{chance.randint(1, 9)}-01"
    files["member_states"] = STATE + f"M1,{chance.choice(['正常', '流动'])},是,{day},\n"
    files["posts"] = POST + f"M2,C,{chance.choice(['书记', '委员'])},{day},,\n"
    kind = chance.choice(["党支部,网格", "党总支,网格"])
    files["organizations"] = ORGANIZATION + (
        f"Z2,支部{chance.randint(1, 3)},{kind},2020-01-01\nN{chance.randint(1, 9)},新支部,党支部,网格,{day}\n"
    )
    return files


@pytest.mark.parametrize("seed", SEEDS)
def test_a_run_taken_back_leaves_what_was_before(office: Office, catalogue: Catalogue, seed: int) -> None:
    chance = random.Random(seed)
    begun = office.send(**first(chance), today=TODAY).run
    assert begun is not None
    stages = [everything(office)]
    numbers: list[int] = []
    while len(numbers) < 3:
        done = office.send(**delivery(chance), today=TODAY)
        if done.run is not None:
            numbers.append(done.run.number)
            stages.append(everything(office))
    last = undo(numbers[-1], office.store, office.settings, TODAY)
    assert everything(office) == stages[-2]
    undo(last.number, office.store, office.settings, TODAY)
    assert everything(office) == stages[-1]
    for number, before in zip(reversed(numbers), reversed(stages[:-1]), strict=True):
        undo(number, office.store, office.settings, TODAY)
        assert everything(office) == before, number
    undo(begun.number, office.store, office.settings, TODAY)
    assert everything(office) == [[], []]
    assert verify(office.store, catalogue, QUANZHOU) == []
    with pytest.raises(SeedError, match=f"run {begun.number}: nothing of it is left to take back"):
        undo(begun.number, office.store, office.settings, TODAY)


def test_what_came_later_stands_in_the_way(office: Office) -> None:
    nodes = ORGANIZATION + "A,甲,党支部,社区,2019-01-01\nB,乙,党委,社区,2019-01-01\n"
    one = office.send(organizations=nodes).run
    two = office.send(subordination=LINK + "A,B,2020-01-01,,\n").run
    three = office.send(subordination=LINK + "A,B,2020-01-01,2021-01-01,\n").run
    assert one and two and three
    before = everything(office)
    with pytest.raises(SeedError, match=r"(?s)take that back first.*A SUBORDINATE_TO B since 2020-01-01"):
        undo(two.number, office.store, office.settings)
    with pytest.raises(SeedError, match="it hangs on a node that this run made"):
        undo(one.number, office.store, office.settings)
    assert everything(office) == before
    kept = [one.number, two.number, three.number]
    assert [run.number for run in runs(office.settings.home)][-3:] == kept
    for number in reversed(kept):
        undo(number, office.store, office.settings)
    assert everything(office) == [[], []]


def test_a_plan_says_what_the_load_does(office: Office, tmp_path: Path) -> None:
    chance = random.Random(7)
    office.send(**first(chance), today=TODAY)
    for _ in range(2):
        files, folder = delivery(chance), tmp_path / f"plan{chance.random()}"
        folder.mkdir()
        write(folder, **files)
        before, kept = everything(office), len(runs(office.settings.home))
        with planned(folder, office.store, LoadOptions(), TODAY) as plan:
            said = [change.key for change in plan.changes()]
            told = counted(plan.changes())
        assert everything(office) == before
        assert len(runs(office.settings.home)) == kept
        done = office.send(**files, today=TODAY)
        changes = list(changes_of(office.settings.home, done.run.number)) if done.run else []
        assert [change.key for change in changes] == said
        assert counted(changes) == told
        assert (everything(office) == before) == (not said)
        after = {(kind, *row[:1], *row[2:3]) for row in everything(office)[1] for kind in [row[1]]}
        begun = [one.key for one in changes if one.what == "began" and not one.is_node]
        assert {(key[0], key[2], key[4]) for key in begun} <= after


def test_what_was_planned_of_another_version_is_not_written(office: Office, catalogue: Catalogue) -> None:
    lease = take_lease(office.store, catalogue, ["members.csv 0"], TODAY)
    other = data_version(office.store, catalogue) + 1
    with (
        pytest.raises(SeedError, match="another load has written meanwhile"),
        given_back_unless_planned(lease, other),
    ):
        pytest.fail("it went on")
    assert office.send(organizations=ORGANIZATION + "A,甲,党支部,社区,2019-01-01\n").written == 1


def test_a_kept_run_that_is_damaged_is_refused(office: Office) -> None:
    run = office.send(organizations=ORGANIZATION + "A,甲,党支部,社区,2019-01-01\n").run
    assert run is not None
    path = office.settings.home / "loads" / f"{run.number:06}.jsonl.gz"
    path.write_bytes(path.read_bytes()[:-6])
    with pytest.raises(SeedError, match=rf"{path.name}: it cannot be read .* cannot be taken back"):
        undo(run.number, office.store, office.settings)
    with pytest.raises(SeedError, match="run 900000: none is kept in"):
        undo(900000, office.store, office.settings)
