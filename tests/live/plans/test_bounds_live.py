"""Conditions are left out by the dataset's bounds, and come back when the bounds move."""

from graphsvc.answer import Question
from graphsvc.service import Service
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from tests.conftest import AUDITOR
from tests.tools.specs import sections

ASKED = [one for one in sections() if one.blocks.get("cypher", "").strip()]
LEARN = Question("{ dataset { version } }")
BUILDINGS = """query($d: Date) { area(code: "35050200100100101", asOf: $d) {
  buildings(first: 500) { totalCount nodes { code } } } }"""
END = """MATCH (d:Dataset {code: 'dataset'})
MATCH (:Area {code: '35050200100100101'})<-[lies:LOCATED_IN]-(b:Building)
WITH d, lies, b ORDER BY b.code LIMIT 1
SET lies.valid_to = date('2022-06-01'), d.version = d.version + 1,
    d.bounds = [one IN d.bounds WHERE NOT one STARTS WITH 'LOCATED_IN '] + 'LOCATED_IN 2020-07-01 2022-06-01'
RETURN b.code AS code"""
UNDO = """MATCH (d:Dataset {code: 'dataset'})
MATCH (:Building {code: $code})-[lies:LOCATED_IN {valid_to: date('2022-06-01')}]->(:Area)
REMOVE lies.valid_to SET d.version = d.version + 1, d.bounds = $bounds RETURN 1 AS done"""
BOUNDS = "MATCH (d:Dataset {code: 'dataset'}) RETURN d.bounds AS bounds"


def test_most_questions_leave_something_out(live_service: Service) -> None:
    live_service.answer(LEARN, AUDITOR, "learn")
    plans = [live_service.plan(one.question, one.caller).compiled for one in ASKED]
    assert sum("$q.held" in plan.text for plan in plans) > len(plans) / 2


def test_a_fact_that_ends_is_noticed(live_service: Service, live_store: BoltStore) -> None:
    """The first question after it goes by what held before, is told so, and asks again."""

    def codes() -> list[str]:
        body = live_service.answer(Question(BUILDINGS, {"d": "2022-12-31"}), AUDITOR, "x").body
        found = body["data"]["area"]["buildings"]
        assert found["totalCount"] == len(found["nodes"])
        return [one["code"] for one in found["nodes"]]

    live_service.answer(LEARN, AUDITOR, "learn")
    all_of_them = codes()
    bounds = live_store.read(Call(BOUNDS, {}))[0]["bounds"]
    ended = live_store.write([Call(END, {})])[0][0]["code"]
    try:
        before = live_store.statements
        assert codes() == [code for code in all_of_them if code != ended]
        assert live_store.statements - before == 2
        assert codes() == [code for code in all_of_them if code != ended]
        assert live_store.statements - before == 3
    finally:
        live_store.write([Call(UNDO, {"code": ended, "bounds": bounds})])
    assert codes() == all_of_them
    live_store.notices.clear()
