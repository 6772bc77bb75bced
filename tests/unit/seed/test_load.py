"""Loading, without a server: texts, batches, what is left out, and who holds the lease."""

import os
import time
from datetime import date
from pathlib import Path

import pytest

from graphsvc.catalogue import Catalogue, load_catalogue
from graphsvc.errors import SeedError
from graphsvc.settings import Settings
from graphsvc.store import Call, Row
from graphsvc.store.canned import CannedStore
from seed.loading.lease import PATIENCE, digests, is_alive, take_lease, this_process
from seed.loading.migrate import newest_version
from seed.loading.statements import (
    create_nodes,
    create_ties,
    merge_nodes,
    merge_ties,
    stored_nodes,
    stored_ties,
)
from seed.runs.load import is_loaded, load_directory
from tests.tools.deliveries import RESIDENT

MEMBERS = "代码,姓名,入党日期,转正日期,起始日期,终止日期\nLC-1,张三,1990-01-01,,2020-07-01,\n"


class Graph:
    """Answers the loader's statements as a store with nothing, or with everything, in it."""

    def __init__(
        self,
        *,
        written: int = 1,
        stored: int = 0,
        held: int = 1,
        holder: str | None = None,
        files: tuple[str, ...] = (),
        schema_version: int = 6,
    ) -> None:
        self.written = written
        self.stored = stored
        self.held = held
        self.schema_version = schema_version
        self.holder = holder
        self.files = list(files)

    def __call__(self, call: Call) -> list[Row]:
        if "AS stored" in call.text:
            return [{"stored": []}]
        if "AS many" in call.text:
            return [{"many": self.stored}]
        if "AS codes" in call.text and "ORDER BY code LIMIT" in call.text:
            return [{"codes": []}]
        if "AS days" in call.text:
            return [{"days": []}]
        if "AS names" in call.text:
            return [{"names": []}]
        if "AS found" in call.text:
            return [{"found": []}]
        if "AS placed_on" in call.text:
            return [{"placed_on": date(2022, 12, 31)}]
        return [{"files": self.files, "holders": [], "holder": self.holder, "version": 4, "held": self.held,
                 "written": self.written, "schema_version": self.schema_version}]  # fmt: skip


def loaded(tmp_path: Path, settings: Settings, graph: Graph) -> CannedStore:
    (tmp_path / "members.csv").write_text(MEMBERS, "utf-8")
    store = CannedStore(graph)
    load_directory(tmp_path, store, settings)
    return store


def text_of(*lines: str) -> str:
    return "\n".join(("UNWIND $data AS r", *lines, "RETURN count(*) AS written"))


def test_texts_merge_on_the_constrained_label() -> None:
    assert "MERGE (_:Area {code:r['code']})" in merge_nodes("Area", "Grid")
    assert "SET _:Area:Grid" in merge_nodes("Area", "Grid")
    text = merge_ties("COVERS", "PartyOrganization", "Area")
    assert "MERGE (a)-[_:COVERS {valid_from:r[1]['valid_from']}]->(b)" in text
    assert text.endswith("RETURN count(*) AS written")
    assert create_nodes("Area", "") == text_of("CREATE (_:Area)", "SET _ += r")
    created = create_ties("COVERS", "PartyOrganization", "Area")
    assert created == text.replace(" {valid_from:r[1]['valid_from']}", "").replace("MERGE", "CREATE")
    assert "(n:Area {code: code})" in stored_nodes("Area")
    assert "[r:COVERS {valid_from: key[2]}]" in stored_ties("COVERS", "PartyOrganization", "Area")


def test_a_batch_moves_the_version_in_its_own_transaction(tmp_path: Path, settings: Settings) -> None:
    store = loaded(tmp_path, settings, Graph())
    batches = [calls for calls in store.transactions if "UNWIND $data" in calls[0].text]
    assert len(batches) == 1
    merge, log, version, bounds, lease = batches[0]
    row = merge.parameters["data"][0]
    assert (row["code"], row["source_row"], row["area"]) == ("LC-1", "members.csv:members:2", "350500")
    assert row["row_hash"]
    assert row["load_run"]
    assert "CREATE (_:PartyMember)" in merge.text
    assert log.text.startswith("UNWIND $entries AS one\nMERGE (entry:ChangeLog {code: one.code})")
    (entry,) = log.parameters["entries"]
    assert entry["code"] == "2020-07-01 PartyMember BEGAN PartyMember 350500"
    assert (entry["own"]["area"], entry["codes"]) == ("350500", ["LC-1"])
    assert "dataset.version + 1" in version.text
    assert "run.rows + $rows" in lease.text
    assert bounds.parameters == {"kind": "PartyMember", "begins": "2020-07-01", "ends": "9999-12-31"}


@pytest.mark.parametrize(("stored", "compared"), [(0, 0), (5, 2)])
def test_a_kind_that_nothing_is_stored_of_is_not_compared(
    stored: int, compared: int, tmp_path: Path, settings: Settings
) -> None:
    store = loaded(tmp_path, settings, Graph(stored=stored))
    assert len([call for call in store.calls if call.text == stored_nodes("PartyMember")]) == compared


def test_the_schema_is_defined_first(tmp_path: Path, settings: Settings) -> None:
    store = loaded(tmp_path, settings, Graph())
    assert any("household_code" in text for text in store.defined)


def test_an_older_store_is_brought_up_to_date_in_order(tmp_path: Path, settings: Settings) -> None:
    store = loaded(tmp_path, settings, Graph(schema_version=1))
    assert "row_hash = null" in store.defined[-5]
    assert "state = 'OUTDATED'" in store.defined[-4]
    assert "DELETE entry" in store.defined[-3]
    assert [text.rpartition(" IF")[0].splitlines()[-1] for text in store.defined[-2:]] == [
        "DROP INDEX search_names",
        "DROP INDEX search_pinyin",
    ]
    noted = [calls[0].parameters["version"] for calls in store.transactions if "schema_version = $version" in
             calls[0].text]  # fmt: skip
    assert noted == [2, 3, 4, 5, 6]
    assert len(loaded(tmp_path, settings, Graph()).defined) == len(store.defined) - 5


def test_a_newer_store_is_left_alone(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(
        SeedError, match="the store has schema version 7, this release knows 6; use the newer"
    ):
        loaded(tmp_path, settings, Graph(schema_version=7))


def test_a_migration_without_a_number(tmp_path: Path) -> None:
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations/later.cypher").write_text(
        "// A · 甲\n//\n// returns nothing\nMATCH (n:Area) SET n.name = ''"
    )
    with pytest.raises(
        SeedError, match=r"later\.cypher: a migration begins with four digits; name it like 0002_"
    ):
        newest_version(load_catalogue(tmp_path))


def test_a_row_whose_end_is_missing_is_taken_back(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(SeedError, match=r"1 of 1 relationships have an end that is not stored any"):
        loaded(tmp_path, settings, Graph(written=0))


def test_files_that_were_loaded_last_are_known(
    tmp_path: Path, settings: Settings, catalogue: Catalogue
) -> None:
    """`seed up` need not read them again; a load compares their rows all the same."""
    (tmp_path / "members.csv").write_text(MEMBERS, "utf-8")
    store = CannedStore(Graph(files=tuple(digests(tmp_path))))
    assert is_loaded(tmp_path, store, catalogue)
    assert not load_directory(tmp_path, store, settings).skipped
    (tmp_path / "members.csv").write_text(MEMBERS + "\n", "utf-8")
    assert not is_loaded(tmp_path, store, catalogue)


def test_a_loader_whose_lease_was_taken_over_writes_nothing(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(SeedError, match=r"load-\w+: the lease was lost, another load has begun since; load"):
        loaded(tmp_path, settings, Graph(held=0))


def test_a_second_loader_is_refused_by_name(tmp_path: Path, settings: Settings) -> None:
    with pytest.raises(SeedError, match="another load is under way, by office/12/3"):
        loaded(tmp_path, settings, Graph(holder="office/12/3"))


def test_who_is_alive() -> None:
    now = int(time.time())
    assert is_alive(this_process(), now)
    host, pid, created = this_process().rsplit("/", 2)
    assert not is_alive(f"{host}/{pid}/{int(created) - 5}", now)
    assert not is_alive(f"{host}/999999/1", now)
    assert is_alive("elsewhere/1/1", now)
    assert not is_alive("elsewhere/1/1", now - PATIENCE - 1)


def test_holders_that_are_dead_are_named_to_the_database(catalogue: Catalogue) -> None:
    def answer(call: Call) -> list[Row]:
        if "AS holders" in call.text:
            return [
                {
                    "holders": [
                        ["gone/1/1", 0],
                        [this_process(os.getppid()), int(time.time())],
                        [this_process(), 0],
                    ]
                }
            ]
        return [{"holder": None}]

    store = CannedStore(answer)
    take_lease(store, catalogue, ["a 1"], date(2022, 12, 31)).release()
    assert store.transactions[0][0].parameters["dead"] == ["gone/1/1", this_process()]


def test_a_file_named_by_a_number_is_remembered_without_it(tmp_path: Path) -> None:
    (tmp_path / f"{RESIDENT}.csv").write_text(MEMBERS, "utf-8")
    (tmp_path / "members.csv").write_text(MEMBERS, "utf-8")
    named, other = digests(tmp_path)
    assert named.startswith("*" * len(RESIDENT) + ".csv ")
    assert other.startswith("members.csv ")
