"""Search over the sample: every part of a name finds it, and nothing is found that does not hold it."""

from random import Random
from typing import Any

import pytest

from graphsvc.answer import Question
from graphsvc.model import SEARCHED
from graphsvc.service import Service
from graphsvc.spelling import comparable, pairs
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from tests.conftest import AUDITOR

DAY = "2022-12-31"
NAMES = """MATCH (n) WHERE any(label IN labels(n) WHERE label IN $labels) AND n.name IS NOT NULL
RETURN collect([head([label IN labels(n) WHERE label IN $labels]) + ':' + n.code, n.name]) AS names"""
FOUND = """UNWIND $asked AS one
CALL (one) { CALL db.index.fulltext.queryNodes('names_by_pairs', '"' + one.pairs + '"') YIELD node
  RETURN collect(head([label IN labels(node) WHERE label IN $labels]) + ':' + node.code) AS ids }
RETURN collect([one.id, one.id IN ids, size(ids)]) AS found"""
SEARCH = """query($text: String!, $day: Date!) {
  search(text: $text, first: 500, kinds: [AREA, PARTY_ORGANIZATION, UNIT, CO_BUILDING, TEAM], asOf: $day) {
    name score } }"""
STANDING = """MATCH (n:Area|PartyOrganization|Unit|CoBuilding|Team)
WHERE n.valid_from <= date($day) AND (n.valid_to IS NULL OR date($day) < n.valid_to)
RETURN collect(n.name) AS names"""
FIELD = (
    "海滨示范01社区(合成)第1网格1号责任网格",
    "海滨示范01社区(合成)第1网格1号",
    "海滨示范01社区(合成)第1网",
    "海滨示范01社",
    "第1网格1号",
    "1号",
    "队1",
    "示范（01）",
)


@pytest.fixture(scope="module")
def names(sample_store: BoltStore) -> list[tuple[str, str]]:
    """The id and the name of everything that is found by name."""
    found = sample_store.read(Call(NAMES, {"labels": list(SEARCHED)}, timeout=60.0))[0]["names"]
    return sorted((one, name) for one, name in found)


def test_every_part_of_two_thousand_names_finds_them(
    names: list[tuple[str, str]], live_store: BoltStore
) -> None:
    """Of the index itself, which has no limit: parts of any length at any place."""
    random = Random(20260)
    chosen = random.sample(names, 2000)
    asked = []
    for one, name in chosen:
        signs = comparable(name)
        begins = random.randrange(len(signs) - 1)
        ends = random.randint(begins + 2, len(signs))
        asked.append({"id": one, "pairs": pairs(signs[begins:ends])})
    assert len({one["pairs"] for one in asked}) > 1000
    for at in range(0, len(asked), 200):
        values: dict[str, Any] = {"asked": asked[at : at + 200], "labels": list(SEARCHED)}
        rows = live_store.read(Call(FOUND, values, timeout=60.0))[0]["found"]
        assert [one for one, found, _ in rows if not found] == []


@pytest.mark.parametrize("text", FIELD)
def test_2_15_a_search_finds_what_holds_the_text(
    text: str, live_service: Service, live_store: BoltStore
) -> None:
    answer = live_service.answer(Question(SEARCH, {"text": text, "day": DAY}), AUDITOR, "found")
    hits = answer.body["data"]["search"]
    standing = live_store.read(Call(STANDING, {"day": DAY}, timeout=60.0))[0]["names"]
    expected = sorted(name for name in standing if comparable(text) in comparable(name))
    assert expected
    found = sorted(one["name"] for one in hits)
    assert found == expected if len(expected) <= 500 else len(found) == 500 and set(found) <= set(expected)
    for one in hits:
        signs, asked = comparable(one["name"]), comparable(text)
        assert one["score"] == (1.0 if signs == asked else 0.75 if signs.startswith(asked) else 0.5)
