"""What an order costs and whether it holds: shapes of plans, pages beside which rows come and go, ranges."""

import random
from datetime import date
from typing import Any

import pytest

from graphsvc.answer import Question
from graphsvc.bind.cursors import encode_cursor
from graphsvc.caller import Caller
from graphsvc.service import Service
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from tests.conftest import AUDITOR
from tests.live.asking.test_lists_live import LISTS, TOWNSHIP, filters
from tests.live.asking.test_order_live import BACKWARD, FORWARD, orders, rows_of
from tests.tools.plans import SCANS, hits, operators, products_of_many

SORTING = {"Sort", "PartialSort", "Top", "PartialTop"}
CHILD = {
    "partyOrganizations": "members(orderBy: ADMITTED_ON_DESC, first: 2)",
    "partyMembers": "households(orderBy: PERSONS_DESC, first: 2)",
    "units": "coBuildings(orderBy: SIGNED_ON_DESC, first: 2)",
    "coBuildings": "parties(orderBy: NAME_ASC, first: 2)",
    "households": "liaisons(orderBy: FULL_SINCE_ASC, first: 2)",
    "areas": "descendants(orderBy: NAME_DESC, first: 2)",
}
NEW = """CREATE (:Unit:Agency {code: $code, name: $name, area: '350502001', valid_from: date('2020-07-01')})
RETURN 1 AS done"""
GONE = "MATCH (n:Unit {code: $code}) DELETE n RETURN 1 AS done"
RANGES = {
    "partyOrganizations": ("began", "valid_from", ("2020-07-01", "2020-07-02", "2021-09-01", "2021-09-02")),
    "partyMembers": ("admitted", "admitted_on", ("1985-01-01", "1999-09-09", "2018-04-24")),
    "coBuildings": ("signed", "signed_on", ("2020-12-31", "2021-01-01", "2021-06-15")),
}


def cursor_for(order: str) -> str:
    """Where a page may go on in that order."""
    keys = {"PERSONS": "3", "FLOORS": "9", "NAME": "海", "KIND": "GRID", "PLACE": "350502001"}
    column = order.rpartition("_")[0]
    if order in ("PLACE_ASC", "CODE_ASC"):
        return encode_cursor({"PLACE_ASC": "350502001|x", "CODE_ASC": "x"}[order] + "@2022-12-31")
    key = "" if column == "CODE" else f"={keys.get(column, '2021-01-01')}"
    return encode_cursor(f"{order}|{key}|x@2022-12-31")


def explained(service: Service, store: BoltStore, text: str, *, order: str, caller: Caller) -> dict[str, Any]:
    values = {"size": 20, "cursor": cursor_for(order)}
    planned = service.plan(Question(text, values), caller)
    assert planned.compiled.text.index("LIMIT") < planned.compiled.text.index("collect(")
    return store.explain(Call(planned.compiled.text, planned.bound.parameters))


@pytest.mark.parametrize("root", LISTS)
def test_every_order_begins_at_an_index_and_is_cut_off_before_its_children(
    root: str, live_service: Service, live_store: BoltStore
) -> None:
    for order in orders(live_service, LISTS[root]):
        for paged, caller in ((FORWARD, AUDITOR), (BACKWARD, TOWNSHIP), ("first: $size", AUDITOR)):
            declared = "$size: Int, $cursor: String" if "cursor" in paged else "$size: Int"
            text = f"""query({declared}) {{ {root}(orderBy: {order}, {paged}, asOf: "2022-12-31") {{
              nodes {{ code {CHILD[root]} {{ nodes {{ code }} }} }} pageInfo {{ hasNextPage }} }} }}"""
            plan = explained(live_service, live_store, text, order=order, caller=caller)
            found = operators(plan)
            assert not SCANS & set(found), (order, found)
            assert products_of_many(plan) == []
            assert {"NodeIndexSeek", "NodeUniqueIndexSeekByRange"} & set(found)
            # The children hang below the operator that cuts the page off.
            apply = next(one for one in walked(plan) if below_apply(one))
            assert {"Top", "Limit"} & set(operators(apply["children"][0])), (order, found)


def walked(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [plan, *(one for child in plan.get("children", []) for one in walked(child))]


def below_apply(plan: dict[str, Any]) -> bool:
    """Whether it goes through the children of each row of a page."""
    return operators(plan)[0] == "Apply" and "EagerAggregation" in operators(plan["children"][1])


@pytest.mark.parametrize("root", LISTS)
def test_place_and_code_are_read_in_order(root: str, live_service: Service, live_store: BoltStore) -> None:
    query = live_service.schema.query_type
    assert query is not None
    inside = filters(query.fields[root])
    everywhere = inside.replace('within: "350502"', "")
    for order, given in (
        ("PLACE_ASC", inside),
        ("PLACE_DESC", inside),
        ("CODE_ASC", everywhere),
        ("CODE_DESC", everywhere),
    ):
        for paged in (FORWARD, BACKWARD):
            text = f"""query($size: Int, $cursor: String) {{
              {root}({paged}, orderBy: {order}, {given}, asOf: "2022-12-31") {{ nodes {{ code }} }} }}"""
            plan = explained(live_service, live_store, text, order=order, caller=AUDITOR)
            assert not (SCANS | SORTING) & set(operators(plan)), (order, operators(plan))


def test_a_page_by_code_costs_the_same_wherever_it_stands(
    live_service: Service, live_store: BoltStore
) -> None:
    codes = sorted(row["code"] for row in rows_of(live_store, "Household", "350502"))
    costs = []
    for order, at in (("CODE_ASC", 0), ("CODE_ASC", 20_000), ("CODE_DESC", 20_000), ("CODE_DESC", 39_000)):
        text = "" if order == "CODE_ASC" else f"{order}||"
        cursor = encode_cursor(f"{text}{codes[at]}@2022-12-31")
        given = f'orderBy: {order}, first: 50, after: "{cursor}", asOf: "2022-12-31"'
        asked = f"{{ households({given}) {{ nodes {{ code }} }} }}"
        planned = live_service.plan(Question(asked), AUDITOR)
        costs.append(hits(live_store.profile(Call(planned.compiled.text, planned.bound.parameters))))
    assert max(costs) <= 1.2 * min(costs) < 500, costs


def unit_page(service: Service, arguments: str) -> dict[str, Any]:
    text = f"""{{ units({arguments}, asOf: "2022-12-31") {{
      edges {{ cursor node {{ code name }} }} pageInfo {{ startCursor endCursor }} }} }}"""
    body = service.answer(Question(text), AUDITOR, "units").body
    assert "errors" not in body, body
    found: dict[str, Any] = body["data"]["units"]
    return found


@pytest.mark.parametrize(
    ("order", "name"), [("NAME_ASC", "一"), ("NAME_DESC", "龥"), ("CODE_ASC", None), ("PLACE_ASC", None)]
)
def test_what_comes_and_goes_before_a_cursor_moves_no_page(
    order: str, name: str | None, live_service: Service, live_store: BoltStore
) -> None:
    one = unit_page(live_service, f"orderBy: {order}, first: 3")
    going = f'orderBy: {order}, first: 3, after: "{one["pageInfo"]["endCursor"]}"'
    two = unit_page(live_service, going)
    back = f'orderBy: {order}, last: 2, before: "{two["pageInfo"]["startCursor"]}"'
    before = unit_page(live_service, back)
    try:
        live_store.write([Call(NEW, {"code": "0-NEW", "name": name})])
        first = unit_page(live_service, f"orderBy: {order}, first: 1")["edges"][0]["node"]
        assert first["code"] == "0-NEW"
        assert unit_page(live_service, going) == two
        assert unit_page(live_service, back) == before
    finally:
        live_store.write([Call(GONE, {"code": "0-NEW"})])
    assert unit_page(live_service, going) == two
    assert unit_page(live_service, f"orderBy: {order}, first: 3") == one


def test_what_comes_without_a_value_comes_last(live_service: Service, live_store: BoltStore) -> None:
    try:
        live_store.write([Call(NEW, {"code": code, "name": None}) for code in ("0-A", "Z-B")])
        for order, codes in (("NAME_ASC", ["0-A", "Z-B"]), ("NAME_DESC", ["Z-B", "0-A"])):
            page = unit_page(live_service, f"orderBy: {order}, last: 2")
            assert [edge["node"]["code"] for edge in page["edges"]] == codes
            cursor = page["edges"][0]["cursor"]
            after = unit_page(live_service, f'orderBy: {order}, first: 5, after: "{cursor}"')
            assert [edge["node"]["code"] for edge in after["edges"]] == codes[1:]
            before = unit_page(live_service, f'orderBy: {order}, last: 1, before: "{cursor}"')
            assert before["edges"][0]["node"]["name"] is not None
    finally:
        live_store.write([Call(GONE, {"code": code}) for code in ("0-A", "Z-B")])


@pytest.mark.parametrize("root", RANGES)
def test_ranges_of_days_and_their_totals(root: str, live_service: Service, live_store: BoltStore) -> None:
    name, column, days = RANGES[root]
    rows = rows_of(live_store, LISTS[root])
    pick = random.Random(root)
    for _ in range(6):
        begins, ends = sorted(pick.choices(days, k=2))
        text = f"""{{ {root}({name}From: "{begins}", {name}Before: "{ends}", asOf: "2022-12-31") {{
          nodes {{ code }} totalCount }} }}"""
        found = live_service.answer(Question(text), AUDITOR, "range").body["data"][root]
        low, high = date.fromisoformat(begins), date.fromisoformat(ends)
        wanted = {row["code"] for row in rows if row.get(column) and low <= row[column] < high}
        assert found["totalCount"] == len(wanted)
        assert {node["code"] for node in found["nodes"]} <= wanted
        assert len(found["nodes"]) == min(50, len(wanted))
