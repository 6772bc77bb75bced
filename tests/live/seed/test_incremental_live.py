"""Deliveries of a few tables onto what is stored: places follow the facts, rules hold of both together."""

import csv
from contextlib import closing
from pathlib import Path

import pytest

from graphsvc.catalogue import Catalogue
from graphsvc.errors import SeedError
from graphsvc.server.local import LocalServer
from graphsvc.settings import Settings
from graphsvc.store import Call, Store
from seed.generator.sample import SAMPLE
from seed.loading.verify import verify
from seed.reading.files import lines_of, sources
from seed.reading.report import Report
from seed.runs.load import LoadReport, load_directory
from tests.tools.cities import QUANZHOU
from tests.tools.deliveries import sender, write

LINK = "起点代码,终点代码,起始日期,终止日期\r\n"
AREAS = """代码,名称,类别,上级代码,起始日期
350500,泉州市,市,,2020-07-01
350502,鲤城区,县(市、区),350500,2020-07-01
350502001,开元街道,乡镇(街道),350502,2020-07-01
350502002,临江街道,乡镇(街道),350502,2020-07-01
"""
ORGANIZATIONS = """代码,名称,层级,类别,起始日期
O-1,甲党委,党委,社区,2020-07-01
O-2,乙党委,党委,社区,2020-07-01
"""
MEMBERS = """代码,姓名,入党日期,转正日期,起始日期
M-1,张三,1990-01-01,1991-01-01,2020-07-01
M-2,李四,2022-01-01,,2022-01-01
"""
PLEDGES = """代码,类别,发生日期,主体类别,主体代码
P-1,承诺,2021-01-01,党员,M-1
"""
FIRST = {
    "areas": AREAS,
    "organizations": ORGANIZATIONS,
    "area_coverage": LINK + "O-1,350502001,2020-07-01,\r\nO-2,350502002,2020-07-01,\r\n",
    "members": MEMBERS,
    "membership": LINK + "M-1,O-1,2020-07-01,\r\nM-2,O-1,2022-01-01,\r\n",
    "pledges": PLEDGES,
    "subordination": LINK + "O-1,O-2,2020-07-01,\r\n",
}
TOLD_OF = ("PartyMember", "MEMBER_OF")
PLACES = """MATCH (n:PartyOrganization|PartyMember|Pledge) WITH n ORDER BY n.code
RETURN collect([n.code, n.area]) AS places"""


def places(store: Store) -> dict[str, str]:
    return dict(store.read(Call(PLACES, {}))[0]["places"])


def test_places_follow_and_rules_hold(
    empty_server: tuple[LocalServer, Settings], catalogue: Catalogue, tmp_path: Path
) -> None:
    server, settings = empty_server
    with closing(server.store()) as store:
        sent = sender(store, settings, tmp_path)
        assert sent(**FIRST).rows.sound
        first = {"O-1": "350502001", "O-2": "350502002", "M-1": "350502001", "M-2": "350502001"}
        assert places(store) == {**first, "P-1": "350502001"}

        # Names alone say nothing of places.
        renamed = sent(organizations=ORGANIZATIONS.replace("甲党委", "甲党委员会"))
        assert (renamed.written, places(store)) == (1, {**first, "P-1": "350502001"})

        # A member goes over, and takes along what hangs on it.
        assert sent(membership=LINK + "M-1,O-2,2022-07-01,\r\n").written == 1
        assert places(store) == {**first, "M-1": "350502002", "P-1": "350502002"}

        # An organisation answers for more than before: the smallest area that holds both.
        assert sent(area_coverage=LINK + "O-2,350502001,2022-07-01,\r\n").written == 1
        assert places(store) == {**first, "O-2": "350502", "M-1": "350502", "P-1": "350502"}

        # The stored line would lead back to itself; a stored member is still probationary.
        refused = sent(subordination=LINK + "O-2,O-1,2021-07-01,\r\n")
        assert (refused.written, refused.rows.rules["CYCLE"]) == (0, 1)
        posts = "起点代码,终点代码,职务,起始日期\r\nM-2,O-1,书记,2022-07-01\r\nM-1,O-1,书记,2022-07-01\r\n"
        refused = sent(posts=posts)
        assert (refused.written, refused.rows.rules["PROBATIONARY-POST"]) == (1, 1)


def test_verify_says_where_area_is_wrong(
    empty_server: tuple[LocalServer, Settings], catalogue: Catalogue, tmp_path: Path
) -> None:
    server, settings = empty_server
    folder = tmp_path / "delivery"
    folder.mkdir()
    write(folder, **FIRST)
    with closing(server.store()) as store:
        load_directory(folder, store, settings)
        store.write([Call("MATCH (n {code: 'M-2'}) SET n.area = '350500' RETURN count(*) AS n", {})])
        # The log tells it where it lay: what is changed by hand is not told.
        untold = [f"changes: 2022-01-01 {kind} BEGAN PartyMember 350500: M-2 not listed" for kind in TOLD_OF]
        found = verify(store, catalogue, QUANZHOU)
        place = "misplaced: M-2: lies in 350502001 but says 350500; run `python -m seed place`"
        assert found == [place, *untold]
        store.write(
            [Call("MATCH (n:Area {code: '350502'}) SET n.valid_to = date('2022-01-01') RETURN 1 AS n", {})]
        )
        told = "bounds: Area: 2020-07-01 to 2022-01-01 are stored, 2020-07-01 to 9999-12-31 are kept"
        assert told in verify(store, catalogue, QUANZHOU)


@pytest.mark.parametrize("table", ["organizations", "members"])
def test_one_table_of_the_sample_alone_changes_nothing(
    table: str, live_server: LocalServer, live_settings: Settings, tmp_path: Path, first_load: LoadReport
) -> None:
    """The rows are known by their hashes, and what the table does not say stays as it is."""
    source = next(one for one in sources(SAMPLE, Report()) if one.table.name == table)
    with (tmp_path / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(lines_of(source))
    with closing(live_server.store()) as store:
        before = store.read(Call(PLACES, {}))
        assert first_load.elements
        done = load_directory(tmp_path, store, live_settings)
        assert done.elements
        assert done.written == 0
        assert store.read(Call(PLACES, {})) == before


TAKEN = "MATCH (run:LoadRun {state: 'LOADING'}) SET run.state = 'FAILED' RETURN count(run) AS taken"
SIZE = "MATCH (n) WHERE NOT n:LoadRun RETURN count(n) AS many"


def test_a_loader_that_was_cut_off_for_long_writes_nothing_more(
    empty_server: tuple[LocalServer, Settings], catalogue: Catalogue, tmp_path: Path
) -> None:
    server, settings = empty_server
    write(tmp_path, **FIRST)
    with closing(server.store()) as store:
        sizes: list[int] = []

        def cut_off(done: int, total: int) -> None:
            """After the first batch another loader takes this one for dead."""
            if not sizes:
                assert store.write([Call(TAKEN, {})])[0][0]["taken"] == 1
            sizes.append(store.read(Call(SIZE, {}))[0]["many"])

        with pytest.raises(SeedError, match="the lease was lost, another load has begun since; load again"):
            load_directory(tmp_path, store, settings, cut_off)
        assert sizes == [store.read(Call(SIZE, {}))[0]["many"]]
        assert load_directory(tmp_path, store, settings).written > 0
        assert verify(store, catalogue, QUANZHOU) == []
