"""Names as written, by pinyin and by initials; and a store of an earlier release brought up to date."""

import pytest

from graphsvc.catalogue import Catalogue
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from seed.loading.migrate import newest_version
from seed.runs.load import define_schema
from tests.tools.office import Office

QUERY = """CALL db.index.fulltext.queryNodes($index, $text, {limit: 200}) YIELD node
RETURN collect(node.name) AS names"""
OLD = """MATCH (n) WHERE n.pinyin IS NOT NULL SET n.pinyin = null
WITH count(*) AS many MATCH (d:Dataset) SET d.schema_version = 1 RETURN many"""
HELD = "MATCH (n:Area) RETURN count(n.pinyin) AS held, count(n) AS many"
EARLIER = """MATCH (n) WHERE n.pairs IS NOT NULL SET n.pairs = null, n.pinyin = 'once'
WITH count(*) AS many MATCH (d:Dataset) SET d.schema_version = 4 RETURN many"""
OLD_INDEX = "CREATE FULLTEXT INDEX {0} FOR (n:Area) ON EACH [n.{0}]"
INDEXES = """SHOW INDEXES YIELD name WHERE name CONTAINS 'names' OR name CONTAINS 'pinyin'
RETURN collect(name) AS names"""
FOUND_BY = "MATCH (n:Area) WITH n ORDER BY n.code RETURN collect([n.pairs, n.pinyin]) AS found"
VERSION = "MATCH (d:Dataset) RETURN d.schema_version AS schema_version, d.version AS version"
AREAS = """代码,名称,类别,上级代码,起始日期,终止日期
350500,泉州市,市,,2020-07-01,
350502,鲤城区,县(市、区),350500,2020-07-01,
"""


def found(store: BoltStore, index: str, text: str) -> list[str]:
    rows = store.read(Call(QUERY, {"index": index, "text": text}))
    return [str(name) for name in rows[0]["names"]]


@pytest.mark.parametrize(
    ("index", "text", "part"),
    [
        ("names_by_pairs", '"开元 元街 街道"', "开元街道"),
        ("names_by_pinyin", "licheng*", "鲤城"),
        ("names_by_pinyin", "kyjd*", "开元街道"),
    ],
)
def test_names_are_found(index: str, text: str, part: str, live_store: BoltStore) -> None:
    names = found(live_store, index, text)
    assert names
    assert all(part in name for name in names[:3]), names[:3]


def test_an_older_store_is_read_anew_once(office: Office, catalogue: Catalogue) -> None:
    store = office.store
    office.send(areas=AREAS)
    assert store.read(Call(HELD, {})) == [{"held": 2, "many": 2}]
    assert not office.send(areas=AREAS).written
    store.write([Call(OLD, {})])
    assert office.send(areas=AREAS).written == 2
    assert store.read(Call(HELD, {})) == [{"held": 2, "many": 2}]
    before = store.read(Call(VERSION, {}))
    assert before[0]["schema_version"] == newest_version(catalogue)
    assert not office.send(areas=AREAS).written
    assert store.read(Call(VERSION, {})) == before


def test_a_store_of_the_release_before_is_found_by_pairs_at_once(
    office: Office, catalogue: Catalogue
) -> None:
    """Without its files; a step that is run again does the same."""
    store = office.store
    office.send(areas=AREAS)
    expected = store.read(Call(FOUND_BY, {}))
    assert expected == [{"found": [["泉州 州市", "quanzhoushi qzs"], ["鲤城 城区", "lichengqu lcq"]]}]
    for _ in range(2):
        store.write([Call(EARLIER, {})])
        for name in ("search_names", "search_pinyin"):
            store.define(OLD_INDEX.format(name))
        define_schema(store, catalogue)
        assert store.read(Call(FOUND_BY, {})) == expected
        names = store.read(Call(INDEXES, {}))[0]["names"]
        assert sorted(names) == ["names_by_pairs", "names_by_pinyin"]
    assert not office.send(areas=AREAS).written
