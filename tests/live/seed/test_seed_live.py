"""Loading on a real server: the manifest's counts, nothing twice, no half batch after a kill."""

import os
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from graphsvc.catalogue import Catalogue
from graphsvc.errors import SeedError
from graphsvc.server.local import LocalServer
from graphsvc.settings import Settings
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from seed.generator.sample import SAMPLE
from seed.loading.lease import this_process
from seed.loading.stored import Completion
from seed.loading.verify import stored_counts, verify
from seed.plan.slices import TIMEOUT
from seed.reading.workbooks import write_rejects
from seed.runs.bulk import bulk_load
from seed.runs.load import LoadOptions, LoadReport, is_loaded, load_directory
from tests.tools.cities import QUANZHOU
from tests.tools.deliveries import MEMBERS, ORGANIZATIONS, write

LOADED = """OPTIONAL MATCH (d:Dataset) OPTIONAL MATCH (r:LoadRun)
RETURN d.version AS version, d.state AS state, r.rows AS rows"""
NAMES = "代码,姓名,入党日期,转正日期,起始日期,终止日期\n"


def test_the_sample_verifies(sample_store: BoltStore, catalogue: Catalogue, manifest: dict[str, Any]) -> None:
    assert verify(sample_store, catalogue, QUANZHOU, SAMPLE) == []
    assert stored_counts(sample_store, catalogue) == manifest["counts"]
    sample_store.notices.clear()


def test_a_second_load_writes_nothing(
    live_server: LocalServer,
    live_settings: Settings,
    first_load: LoadReport,
    catalogue: Catalogue,
    tmp_path: Path,
) -> None:
    """Neither when the files are known by their digests, nor row by row when they are not."""
    for path in SAMPLE.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes() + b"\r\n")
    (tmp_path / "register.xlsx").write_bytes((SAMPLE / "register.xlsx").read_bytes())
    with closing(live_server.store()) as store:
        version = store.read(Call(LOADED, {}))[0]["version"]
        assert is_loaded(SAMPLE, store, catalogue)
        report = load_directory(tmp_path, store, live_settings)
        assert report == LoadReport(first_load.elements, 0, version)


def test_provenance(sample_store: BoltStore) -> None:
    text = """MATCH (m:PartyMember {code: '502001-DY-0001'})-[r:MEMBER_OF]->()
    RETURN m.source_row AS node, r.source_row AS tie"""
    assert sample_store.read(Call(text, {}))[0]["node"] == "members.csv:members:2"
    assert sample_store.read(Call(text, {}))[0]["tie"].startswith("register.xlsx:党员组织关系:")


def test_strictly_a_bad_row_loads_nothing(
    live_server: LocalServer, live_settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "members.csv").write_text(
        NAMES + "LC-X1,某某,,,2020-07-01,\nLC-X2,某某,soon,,2020-07-01,\n", "utf-8"
    )
    store = live_server.store()
    before = store.read(Call(LOADED, {}))
    with pytest.raises(SeedError, match=r"members\.csv:members:3:入党日期: not a date"):
        load_directory(tmp_path, store, live_settings, options=LoadOptions(strict=True))
    assert store.read(Call(LOADED, {})) == before
    assert store.read(Call("MATCH (m:PartyMember {code: 'LC-X1'}) RETURN count(m) AS n", {})) == [{"n": 0}]
    store.close()


def test_good_rows_load_and_rejects_load_once_corrected(
    empty_server: tuple[LocalServer, Settings], tmp_path: Path
) -> None:
    """Also: ends that are stored already are found there, and so is the place they lie in."""
    server, settings = empty_server
    with closing(server.store()) as store:
        first = tmp_path / "first"
        first.mkdir()
        write(first, organizations=ORGANIZATIONS, members=MEMBERS + "LC-2,李四,soon,,2020-07-01,\r\n")
        done = load_directory(first, store, settings)
        assert (done.written, done.rows.rejected["members"]) == (6, 1)
        rejects = write_rejects(tmp_path / "rejects", done.sources, done.rows)
        assert rejects is not None
        book = load_workbook(rejects)
        assert [cell.value for cell in book["党员"][2]][:2] == ["LC-2", "李四"]
        book["党员"]["C2"] = "1999-01-01"
        book.create_sheet("党员组织关系").append(["起点代码", "终点代码", "起始日期"])
        book["党员组织关系"].append(["LC-2", "LC-0", "2020-07-01"])
        book.save(rejects)
        again = load_directory(rejects.parent, store, settings)
        assert (again.written, again.rows.sound) == (2, True)
        text = "MATCH (m:PartyMember {code: 'LC-2'})-[:MEMBER_OF]->(o) RETURN m.area AS area, o.code AS code"
        assert store.read(Call(text, {})) == [{"area": "350500", "code": "LC-0"}]


PARENTS = """MATCH (:PartyOrganization {code: 'LC-0'})-[r:SUBORDINATE_TO]->(o) WITH * ORDER BY r.valid_from
RETURN collect([o.code, toString(r.valid_from), toString(r.valid_to)]) AS facts"""


def test_a_later_parent_ends_the_earlier_one_and_a_correction_replaces_it(
    empty_server: tuple[LocalServer, Settings], tmp_path: Path
) -> None:
    server, settings = empty_server
    with closing(server.store()) as store:

        def sent(row: str, *complete: str) -> LoadReport:
            folder = tmp_path / str(len(list(tmp_path.iterdir())))
            folder.mkdir()
            header = "起点代码,终点代码,起始日期,终止日期,更正\r\n"
            write(folder, organizations=ORGANIZATIONS, subordination=header + row)
            how = LoadOptions(complete=Completion(complete, date(2023, 1, 1), confirmed=True))
            return load_directory(folder, store, settings, options=how)

        def facts() -> list[list[str | None]]:
            return list(store.read(Call(PARENTS, {}))[0]["facts"])

        assert sent("LC-0,LC-1,2020-07-01,,\r\n").rows.sound
        assert sent("LC-0,LC-2,2021-07-01,,\r\n").rows.sound
        assert facts() == [["LC-1", "2020-07-01", "2021-07-01"], ["LC-2", "2021-07-01", None]]
        refused = sent("LC-0,LC-3,2021-07-01,,\r\n")
        assert "a fact since 2021-07-01 is stored; write 是 under 更正" in refused.rows.lines()[0]
        assert sent("LC-0,LC-3,2021-07-01,,是\r\n").rows.sound
        assert facts()[1] == ["LC-3", "2021-07-01", None]
        assert sent("LC-4,LC-3,2021-07-01,,\r\n", "subordination").rows.sound
        assert facts()[1] == ["LC-3", "2021-07-01", "2023-01-01"]
        version = sent("LC-4,LC-3,2021-07-01,,\r\n", "subordination").version
        assert sent("LC-4,LC-3,2021-07-01,,\r\n", "subordination").version == version
        with pytest.raises(SeedError, match="--complete members: no table of relationships"):
            sent("LC-4,LC-3,2021-07-01,,是\r\n", "members")


EVERYTHING = (
    """MATCH (n:!LoadRun&!Dataset) UNWIND labels(n) AS l
       RETURN l, n.code AS k, properties(n) AS p ORDER BY l, k""",
    """MATCH (a)-[r]->(b) RETURN type(r) AS t, a.code AS a, b.code AS b, properties(r) AS p
       ORDER BY t, a, b, p.valid_from""",
)


@pytest.mark.long
def test_a_load_leaves_what_the_importer_leaves(
    empty_server: tuple[LocalServer, Settings],
    live_store: BoltStore,
    catalogue: Catalogue,
    manifest: dict[str, Any],
    elements: int,
) -> None:
    """This run's sample is the importer's: the same graph, node by node, relationship by relationship.

    Of a small county with planted faults every run holds the same (test_city_live).
    """
    server, settings = empty_server
    with closing(server.store()) as store:
        done = load_directory(SAMPLE, store, settings)
        assert done.elements == done.written == elements
        assert stored_counts(store, catalogue) == manifest["counts"]
        assert verify(store, catalogue, QUANZHOU, SAMPLE) == []
        for text in EVERYTHING:
            rows = store.read(Call(text, {}, timeout=TIMEOUT))
            assert rows == live_store.read(Call(text, {}, timeout=TIMEOUT))
        again = load_directory(SAMPLE, store, settings)
        assert (again.written, again.version) == (0, done.version)
        assert store.read(Call(LOADED, {}))[0]["state"] == "READY"
        with pytest.raises(SeedError, match="the store is not empty"):
            bulk_load(SAMPLE, settings)


def test_two_loaders(live_server: LocalServer, live_settings: Settings, tmp_path: Path) -> None:
    """The lease of a loader that lives is respected and names it."""
    (tmp_path / "members.csv").write_text(NAMES + "LC-X1,某某,,,2020-07-01,\n", "utf-8")
    store = live_server.store()
    other = {
        "code": "other",
        "who": this_process(os.getppid()),
        "files": [],
        "now": int(time.time()),
        "dead": [],
    }
    text = """MERGE (r:LoadRun {code: $code})
    SET r.state = 'LOADING', r.who = $who, r.finished_at = $now RETURN 1 AS n"""
    store.write([Call(text, other)])
    try:
        with pytest.raises(SeedError, match=f"another load is under way, by {this_process(os.getppid())}"):
            load_directory(tmp_path, store, live_settings)
    finally:
        store.write([Call("MATCH (r:LoadRun {code: 'other'}) DELETE r RETURN 1 AS n", {})])
        store.close()
