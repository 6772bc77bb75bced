"""Changes against the files and against the facts; pages both ways at one price; inserts move no page."""

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from graphsvc.answer import Question
from graphsvc.bind.cursors import encode_cursor
from graphsvc.caller import Caller
from graphsvc.model import KIND_OF
from graphsvc.service import Service
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from seed.generator.sample import SAMPLE
from seed.loading.changelog import LOGGED_KINDS, LoggedKind, disagreements, log_facts, unlog_facts
from tests.conftest import AUDITOR
from tests.tools.oracle.bruteforce import Files
from tests.tools.oracle.filed_changes import FiledChanges, Happened
from tests.tools.plans import hits, operators, products_of_many

FIRST, LAST = "2020-07-01", "2023-01-01"
TOWNSHIP = Caller("auditor", "350502004", False)
DOCUMENT = """query($from: Date!, $to: Date!, $within: String, $first: Int%s) {
  changes(from: $from, to: $to, within: $within, %s) {
    edges { cursor node { day what kind node { code } from { code } to { code } } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
FORWARD = DOCUMENT % (", $after: String", "first: $first, after: $after")
BACKWARD = DOCUMENT % (", $before: String", "last: $first, before: $before")
FACTS = """CALL () {
  MATCH (n:!State&!Tally&!ChangeLog&!Dataset&!LoadRun) WHERE coalesce(n.area, '') STARTS WITH $prefix
  RETURN head(labels(n)) AS kind, n AS fact, n.code AS code, '' AS other
  UNION ALL
  MATCH (a:!State)-[r]->(b) WHERE coalesce(a.area, '') STARTS WITH $prefix
  RETURN type(r) AS kind, r AS fact, a.code AS code, b.code AS other
  UNION ALL
  MATCH (a:State)-[r:STATE_OF]->(b) WHERE coalesce(b.area, '') STARTS WITH $prefix
  RETURN 'STATE_OF' AS kind, r AS fact, a.code AS code, b.code AS other
}
UNWIND [[fact.valid_from, 'BEGAN'], [fact.valid_to, 'ENDED']] AS moment
WITH * WHERE moment[0] IS NOT NULL
RETURN collect([toString(moment[0]), moment[1], kind, code, other]) AS facts"""
FORBIDDEN = {"AllNodesScan", "Eager", "NodeByLabelScan", "NodeIndexScan", "Top", "PartialTop", "PartialSort"}
PAGE, DEAREST = 50, 100
"""Rows of a page, and hits that each of them may cost: its entry, its node, and the facts at that node."""
CHANGED = """MATCH (entry:ChangeLog) WHERE entry.kind = 'MEMBER_OF' AND entry.what = 'ENDED'
WITH entry ORDER BY entry.code LIMIT 1 SET entry.codes = $codes RETURN entry.code AS code"""
CODES = """MATCH (entry:ChangeLog) WHERE entry.kind = 'MEMBER_OF' AND entry.what = 'ENDED'
WITH entry ORDER BY entry.code LIMIT 1 RETURN entry.codes AS codes"""
LISTED = """MATCH (entry:ChangeLog) WHERE entry.kind = 'MEMBER_OF'
RETURN sum(size(entry.codes)) AS many"""
NEW = """CREATE (:Unit:Agency {code: '0-NEW', name: 'new', area: $area, valid_from: date($day)})
RETURN 1 AS n"""
GONE = "MATCH (n:Unit {code: '0-NEW'}) DELETE n RETURN 1 AS n"
UNITS = LoggedKind("Unit", "Unit")


@pytest.fixture(scope="module")
def filed() -> FiledChanges:
    return FiledChanges(Files(SAMPLE))


def ask(service: Service, document: str, caller: Caller = AUDITOR, **values: Any) -> dict[str, Any]:
    body = json.loads(service.answer(Question(document, values), caller, "changes").to_bytes())
    assert "errors" not in body, body
    found: dict[str, Any] = body["data"]["changes"]
    return found


def happened(node: dict[str, Any]) -> Happened:
    ends = (node["node"]["code"], "") if node["node"] else (node["from"]["code"], node["to"]["code"])
    return Happened(node["day"], node["what"], node["kind"], *ends)


def forward(service: Service, caller: Caller = AUDITOR, **values: Any) -> Iterator[Happened]:
    more, after = True, None
    while more:
        found = ask(service, FORWARD, caller, first=500, after=after, **values)
        assert found["pageInfo"]["hasPreviousPage"] == bool(after)
        yield from (happened(edge["node"]) for edge in found["edges"])
        more, after = found["pageInfo"]["hasNextPage"], found["pageInfo"]["endCursor"]


def backward(service: Service, **values: Any) -> list[Happened]:
    pages, more, before = [], True, None
    while more:
        found = ask(service, BACKWARD, first=499, before=before, **values)
        pages.append([happened(edge["node"]) for edge in found["edges"]])
        more, before = found["pageInfo"]["hasPreviousPage"], found["pageInfo"]["startCursor"]
    return [one for page in reversed(pages) for one in page]


def intervals() -> list[tuple[str, str]]:
    pick = random.Random("changes")
    found = [("2020-07-02", LAST), ("2022-06-30", "2022-07-01"), ("2023-06-01", "2030-01-01")]
    for _ in range(9):
        first = date(2020, 7, 2) + timedelta(days=pick.randrange(900))
        found.append((str(first), str(first + timedelta(days=pick.randrange(40)))))
    return found


@pytest.mark.parametrize(("first", "until"), intervals())
def test_an_interval_is_what_the_files_say(
    first: str, until: str, filed: FiledChanges, live_service: Service
) -> None:
    assert filed.unread == set()
    found = list(forward(live_service, **{"from": first, "to": until}))
    assert [one.day for one in found] == sorted(one.day for one in found)
    assert sorted(found) == filed.between(first, until)
    assert backward(live_service, **{"from": first, "to": until}) == found


def by_facts(store: BoltStore, prefix: str, first: str = FIRST) -> list[Happened]:
    rows = store.read(Call(FACTS, {"prefix": prefix}, timeout=60))[0]["facts"]
    found = (
        Happened(day, what, KIND_OF[kind].label if kind in KIND_OF else kind, *ends)
        for day, what, kind, *ends in rows
    )
    return sorted(one for one in found if first <= one.day < LAST)


@pytest.mark.parametrize(
    ("within", "prefix", "first"),
    [
        ("350502004001", "350502004001", FIRST),
        ("350502004001002", "350502004001002", FIRST),
        ("350502004", "350502004", "2020-07-02"),
        ("350502", "350502", "2020-07-02"),
        ("350500", "3505", "2020-07-02"),
    ],
)
def test_a_place_shows_what_is_told_there(
    within: str, prefix: str, first: str, live_service: Service, live_store: BoltStore
) -> None:
    wanted = by_facts(live_store, prefix, first)
    found = list(forward(live_service, within=within, **{"from": first, "to": LAST}))
    assert wanted
    assert sorted(found) == wanted
    assert backward(live_service, within=within, **{"from": first, "to": LAST}) == found


def test_a_township_s_caller_sees_the_township(live_service: Service, live_store: BoltStore) -> None:
    days = {"from": "2020-07-02", "to": LAST}
    wanted = by_facts(live_store, TOWNSHIP.prefix, "2020-07-02")
    assert sorted(forward(live_service, TOWNSHIP, **days)) == wanted
    assert sorted(forward(live_service, TOWNSHIP, within="350502", **days)) == wanted
    inner = by_facts(live_store, "350502004001", "2020-07-02")
    assert sorted(forward(live_service, TOWNSHIP, within="350502004001", **days)) == inner
    assert list(forward(live_service, TOWNSHIP, within="350502001", **days)) == []
    other = encode_cursor("2021-01-01 Unit BEGAN Unit 350502001001|0")
    found = ask(live_service, FORWARD, TOWNSHIP, first=500, after=other, **days)
    assert {happened(edge["node"]) for edge in found["edges"]} <= set(wanted)


def planned(service: Service, caller: Caller, document: str, **values: Any) -> Call:
    given = {"from": FIRST, "to": LAST, "first": PAGE, **values}
    planned = service.plan(Question(document, given), caller)
    return Call(planned.compiled.text, planned.bound.parameters)


@pytest.mark.parametrize("caller", [AUDITOR, TOWNSHIP], ids=["city", "township"])
@pytest.mark.parametrize("document", [FORWARD, BACKWARD], ids=["forward", "backward"])
def test_the_log_is_read_from_its_indexes_in_order(
    document: str, caller: Caller, live_service: Service, live_store: BoltStore
) -> None:
    explained = live_store.explain(planned(live_service, caller, document))
    found = operators(explained)
    assert products_of_many(explained) == []
    assert not FORBIDDEN & set(found), found
    assert found.count("Sort") == 1
    assert {"NodeIndexSeek", "NodeUniqueIndexSeekByRange"} <= set(found)


@pytest.mark.parametrize("within", [None, "350500", "350502", "350502004", "350502004001"])
def test_every_page_costs_what_it_holds(
    within: str | None, live_service: Service, live_store: BoltStore
) -> None:
    cursors = [
        encode_cursor(f"{day} {kind}|")
        for day in (FIRST, "2022-03-01")
        for kind in ("Household", "PART_OF", "a")
    ]
    asked = [planned(live_service, AUDITOR, FORWARD, within=within, after=one) for one in (None, *cursors)]
    asked += [planned(live_service, AUDITOR, BACKWARD, within=within, before=one) for one in (None, *cursors)]
    costs = [hits(live_store.profile(call)) for call in asked]
    assert max(costs) <= DEAREST * PAGE, costs


def test_what_is_added_before_a_cursor_moves_no_page(live_service: Service, live_store: BoltStore) -> None:
    days = {"from": "2021-01-01", "to": "2022-01-01"}
    one = ask(live_service, FORWARD, first=3, **days)
    second = {"first": 3, "after": one["pageInfo"]["endCursor"], **days}
    two = ask(live_service, FORWARD, **second)
    back = {"first": 2, "before": two["pageInfo"]["startCursor"], **days}
    before = ask(live_service, BACKWARD, **back)
    try:
        created = Call(NEW, {"area": "350502004001001", "day": "2021-01-01"})
        live_store.write([created, *log_facts(UNITS, ["0-NEW"])])
        fresh = ask(live_service, FORWARD, first=500, **days)["edges"]
        assert Happened("2021-01-01", "BEGAN", "Unit", "0-NEW", "") in [
            happened(edge["node"]) for edge in fresh
        ]
        assert ask(live_service, FORWARD, **second) == two
        assert ask(live_service, BACKWARD, **back) == before
    finally:
        live_store.write([unlog_facts(UNITS, ["0-NEW"]), Call(GONE, {})])
    assert ask(live_service, FORWARD, first=3, **days) == one


def test_verify_says_what_the_log_lacks_and_what_it_has_too_much(live_store: BoltStore) -> None:
    assert list(disagreements(live_store)) == []
    codes = live_store.read(Call(CODES, {}))[0]["codes"]
    try:
        key = live_store.write([Call(CHANGED, {"codes": codes[1:]})])[0][0]["code"]
        assert list(disagreements(live_store)) == [f"changes: {key}: {codes[0]} not listed"]
        live_store.write([Call(CHANGED, {"codes": [*codes, "502001-DY-0001"]})])
        facts = live_store.read(Call(LISTED, {}))[0]["many"]
        told = f"changes: MEMBER_OF at PartyMember: {facts} listed, {facts - 1} by the facts"
        assert list(disagreements(live_store)) == [told]
    finally:
        live_store.write([Call(CHANGED, {"codes": codes})])
    assert list(disagreements(live_store)) == []


def test_every_kind_of_fact_is_told(live_store: BoltStore) -> None:
    """By the labels and types there are in the sample."""
    kinds = {told.kind for kinds in LOGGED_KINDS.values() for told in kinds}
    rows = live_store.read(Call("MATCH (e:ChangeLog) RETURN collect(DISTINCT e.kind) AS kinds", {}))
    assert set(rows[0]["kinds"]) == kinds
