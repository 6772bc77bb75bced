"""Shapes of plans, not milliseconds: linear in depth, limit before children; that each begins at an index is
held beside its hits."""

import time
from itertools import pairwise

import pytest

from graphsvc.answer import Question
from graphsvc.caller import Caller
from graphsvc.service import Service
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from tests.conftest import AUDITOR
from tests.tools.plans import SCANS, operators, products_of_many

RATIO, TURNS = 3.0, 9


def nested(levels: int, tag: str) -> str:
    inner = "code"
    for level in range(levels):
        inner = f"{tag}{level}: children(first: 20) {{ nodes {{ code {inner} }} }}"
    return f'{{ partyOrganization(code: "QZ-DW-0001", asOf: "2022-12-31") {{ code {inner} }} }}'


def planning(service: Service, store: BoltStore, levels: int, tag: str) -> tuple[float, int]:
    """Seconds to plan a text never seen before, and how many operators its plan has."""
    planned = service.plan(Question(nested(levels, tag)), AUDITOR)
    started = time.perf_counter()
    found = operators(store.explain(Call(planned.compiled.text, planned.bound.parameters)))
    return time.perf_counter() - started, len(found)


@pytest.mark.long
def test_the_time_to_plan_is_linear_in_depth(live_service: Service, live_store: BoltStore) -> None:
    """In turns, and the quickest of each: what else the machine does only ever adds to a time."""
    for tag in ("x", "y"):
        planning(live_service, live_store, 6, tag)
    measured = [
        {levels: planning(live_service, live_store, levels, f"t{levels}{turn}") for levels in (3, 6)}
        for turn in range(TURNS)
    ]
    seconds = {levels: min(turn[levels][0] for turn in measured) for levels in (3, 6)}
    assert seconds[6] / seconds[3] <= RATIO, measured


def test_plans_are_linear_in_depth(live_service: Service, live_store: BoltStore) -> None:
    """Each level adds as many operators as the one before."""
    counts = [planning(live_service, live_store, levels, "t")[1] for levels in (2, 3, 4, 5, 6)]
    added = [more - fewer for fewer, more in pairwise(counts)]
    assert added == [added[0]] * 4


def measured(levels: int) -> str:
    """An organisation's coverage, below it that of its gaps, and so on."""
    inner = "code"
    for _ in range(levels):
        inner = f"""code coverage {{ agencyPairing {{ due gaps(first: 5) {{ totalCount nodes {{ unit {{ code
          ... on PartyOrganization {{ {inner} }} }} }} }} }} }}"""
    return f'{{ partyOrganization(code: "QZ-DW-0006", asOf: "2022-12-31") {{ {inner} }} }}'


@pytest.mark.parametrize("jurisdiction", ["", "350502"])
def test_coverage_of_organisations_is_linear_in_depth(
    jurisdiction: str, live_service: Service, live_store: BoltStore
) -> None:
    counts = []
    for levels in (0, 1, 2):
        caller = Caller("auditor", jurisdiction, False)
        planned = live_service.plan(Question(measured(levels)), caller)
        explained = live_store.explain(Call(planned.compiled.text, planned.bound.parameters))
        found = operators(explained)
        assert not SCANS & set(found)
        assert products_of_many(explained) == []
        counts.append(len(found))
    assert counts[2] - counts[1] <= 1.1 * (counts[1] - counts[0]), counts


def test_a_page_is_cut_off_before_it_is_projected(live_service: Service, live_store: BoltStore) -> None:
    text = """{ partyOrganization(code: "QZ-DW-0006", asOf: "2022-12-31") {
      children(first: 5) { nodes { code name } } } }"""
    planned = live_service.plan(Question(text), AUDITOR)
    assert "Top" in operators(live_store.explain(Call(planned.compiled.text, planned.bound.parameters)))
    assert planned.compiled.text.index("LIMIT") < planned.compiled.text.index("collect(n2")


def test_one_request_is_one_statement(live_service: Service, live_store: BoltStore) -> None:
    text = """{ a: area(code: "350502", asOf: "2022-12-31") {
        children { nodes { code children { totalCount } } } }
      b: unit(code: "502001-DWEI-0001") { name } dataset { version } standards { id } }"""
    before = live_store.statements
    body = live_service.answer(Question(text), AUDITOR, "one").body
    assert "errors" not in body
    assert live_store.statements - before == 1


def test_order_survives_nesting(live_service: Service) -> None:
    text = """{ area(code: "350502", asOf: "2022-12-31") { children(first: 500) { nodes { code
      children(first: 500) { nodes { code organizations(first: 500) { nodes { code } } } } } } } }"""
    area = live_service.answer(Question(text), AUDITOR, "order").body["data"]["area"]
    townships = area["children"]["nodes"]
    for rows in (townships, *(one["children"]["nodes"] for one in townships)):
        assert [row["code"] for row in rows] == sorted(row["code"] for row in rows)
    assert sum(len(one["children"]["nodes"]) for one in townships) == 90
