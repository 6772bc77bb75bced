"""Lists in both directions: every node once, in the index's order, each page at the price of the first."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLField, get_named_type

from graphsvc.answer import Question
from graphsvc.bind.cursors import encode_cursor
from graphsvc.caller import Caller
from graphsvc.service import Service
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from tests.conftest import AUDITOR
from tests.tools.plans import hits, operators, products_of_many

LISTS = {
    "partyOrganizations": "PartyOrganization",
    "partyMembers": "PartyMember",
    "units": "Unit",
    "coBuildings": "CoBuilding",
    "households": "Household",
    "areas": "Area",
}
TOWNSHIP = Caller("auditor", "350502004", False)
DAY = date(2022, 12, 31)
ALL = """MATCH (n:%s) WHERE n.valid_from <= $day AND (n.valid_to IS NULL OR $day < n.valid_to)
RETURN collect([n.area, n.code]) AS pairs"""
FORBIDDEN = {
    "AllNodesScan",
    "Eager",
    "NodeByLabelScan",
    "NodeIndexScan",
    "Sort",
    "PartialSort",
    "Top",
    "PartialTop",
}
DEAREST = 1.2
"""How many times the hits of the first page a later one may cost."""
ON_DAY = "@2022-12-31"
"""What cursors of these pages end with."""
PAGE = 50
NEW = """CREATE (:Unit:Agency {code: '0-NEW', name: 'new', area: $area, valid_from: date('2020-07-01')})
RETURN 1 AS done"""
GONE = "MATCH (n:Unit {code: '0-NEW'}) DELETE n"
PLACE = "MATCH (n:Unit {code: $code}) RETURN n.area AS area"
KEYS = "MATCH (n:Household) WHERE n.code IN $codes RETURN collect(n.area + '|' + n.code) AS keys"


def stored(store: BoltStore, label: str, prefix: str = "") -> list[str]:
    """The codes of a label in the order of (area, code), as Python sorts."""
    pairs = store.read(Call(ALL % label, {"day": DAY}, timeout=60))[0]["pairs"]
    return [code for area, code in sorted(pairs) if area.startswith(prefix)]


def page(service: Service, root: str, arguments: str, caller: Caller) -> dict[str, Any]:
    text = f"""{{ {root}({arguments}, asOf: "2022-12-31") {{
      edges {{ cursor node {{ code }} }}
      pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"""
    body = service.answer(Question(text), caller, "list").body
    assert "errors" not in body, body
    found: dict[str, Any] = body["data"][root]
    return found


def forward(service: Service, root: str, caller: Caller = AUDITOR) -> Iterator[list[str]]:
    more, after = True, ""
    while more:
        found = page(service, root, f"first: 500{after}", caller)
        assert found["pageInfo"]["hasPreviousPage"] == bool(after)
        yield [edge["node"]["code"] for edge in found["edges"]]
        more, after = found["pageInfo"]["hasNextPage"], f', after: "{found["pageInfo"]["endCursor"]}"'


def backward(service: Service, root: str, caller: Caller = AUDITOR) -> Iterator[list[str]]:
    more, before = True, ""
    while more:
        found = page(service, root, f"last: 500{before}", caller)
        assert found["pageInfo"]["hasNextPage"] == bool(before)
        yield [edge["node"]["code"] for edge in found["edges"]]
        more, before = found["pageInfo"]["hasPreviousPage"], f', before: "{found["pageInfo"]["startCursor"]}"'


@pytest.mark.parametrize("root", LISTS)
def test_pages_make_the_whole_both_ways(root: str, live_service: Service, live_store: BoltStore) -> None:
    wanted = stored(live_store, LISTS[root])
    assert [code for codes in forward(live_service, root) for code in codes] == wanted
    assert [code for codes in reversed(list(backward(live_service, root))) for code in codes] == wanted


@pytest.mark.parametrize("root", LISTS)
def test_a_township_s_caller_pages_through_the_township(
    root: str, live_service: Service, live_store: BoltStore
) -> None:
    wanted = stored(live_store, LISTS[root], TOWNSHIP.prefix)
    assert wanted
    assert [code for codes in forward(live_service, root, TOWNSHIP) for code in codes] == wanted
    turned = list(backward(live_service, root, TOWNSHIP))
    assert [code for codes in reversed(turned) for code in codes] == wanted
    for cursor in ("350502001|0", "350502004001|0", "350502999|~"):
        for side in ("first: 500, after", "last: 500, before"):
            found = page(live_service, root, f'{side}: "{encode_cursor(cursor + ON_DAY)}"', TOWNSHIP)
            assert {edge["node"]["code"] for edge in found["edges"]} <= set(wanted)


@pytest.mark.parametrize("caller", [AUDITOR, TOWNSHIP], ids=["city", "township"])
@pytest.mark.parametrize("paged", ["first: 20", "first: 20, after: $cursor", "last: 20, before: $cursor"])
@pytest.mark.parametrize("root", LISTS)
def test_a_list_is_read_from_its_index_in_order(
    root: str, paged: str, caller: Caller, live_service: Service, live_store: BoltStore
) -> None:
    query = live_service.schema.query_type
    assert query is not None
    text = f"""{{ {root}({paged}, {filters(query.fields[root])}, asOf: "2022-12-31") {{
      nodes {{ code }} pageInfo {{ hasNextPage }} }} }}"""
    declared = "query($cursor: String) " if "cursor" in paged else ""
    planned = live_service.plan(
        Question(declared + text, {"cursor": encode_cursor("350502|x" + ON_DAY)}), caller
    )
    explained = live_store.explain(Call(planned.compiled.text, planned.bound.parameters))
    found = operators(explained)
    assert products_of_many(explained) == []
    assert not FORBIDDEN & set(found), found
    assert "NodeIndexSeek" in found
    assert planned.compiled.text.index("LIMIT") < planned.compiled.text.index("collect(")


def filters(definition: GraphQLField) -> str:
    """Every filter of a list, given."""
    given = ['within: "350502"']
    for name, argument in definition.args.items():
        kind: Any = get_named_type(argument.type)
        if isinstance(kind, GraphQLEnumType) and name != "orderBy":
            given.append(f"{name}: [{next(iter(kind.values))}]")
        if name in ("linked", "inService"):
            given.append(f"{name}: true")
        if name == "nameContains":
            given.append(f'{name}: "党"')
        if name.endswith(("From", "Before")) and kind.name == "Date":
            given.append(f'{name}: "2020-07-01"')
        if name in ("level", "personsFrom", "personsTo"):
            given.append(f"{name}: 3")
    return ", ".join(given)


def test_a_late_page_costs_what_the_first_costs(live_service: Service, live_store: BoltStore) -> None:
    keys = live_store.read(Call(KEYS, {"codes": stored(live_store, "Household")[1_000::3_000]}))[0]["keys"]
    assert len(keys) >= 10
    first = cost(live_service, live_store, f"first: {PAGE}")
    assert first < 10 * PAGE
    late = [f"last: {PAGE}"]
    late += [f'first: {PAGE}, after: "{encode_cursor(key + ON_DAY)}"' for key in keys]
    late += [f'last: {PAGE}, before: "{encode_cursor(key + ON_DAY)}"' for key in keys]
    costs = {paged: cost(live_service, live_store, paged) for paged in late}
    assert max(costs.values()) <= DEAREST * first, (first, costs)


def cost(service: Service, store: BoltStore, paged: str) -> int:
    """What a page costs the database, in its own measure."""
    text = f'{{ households({paged}, asOf: "2022-12-31") {{ nodes {{ code door }} }} }}'
    planned = service.plan(Question(text), AUDITOR)
    return hits(store.profile(Call(planned.compiled.text, planned.bound.parameters)))


def test_what_is_added_before_a_cursor_moves_no_page(live_service: Service, live_store: BoltStore) -> None:
    one = page(live_service, "units", "first: 3", AUDITOR)
    second = f'first: 3, after: "{one["pageInfo"]["endCursor"]}"'
    two = page(live_service, "units", second, AUDITOR)
    back = f'last: 2, before: "{two["pageInfo"]["startCursor"]}"'
    before = page(live_service, "units", back, AUDITOR)
    area = live_store.read(Call(PLACE, {"code": one["edges"][0]["node"]["code"]}))[0]["area"]
    try:
        live_store.write([Call(NEW, {"area": area})])
        assert page(live_service, "units", "first: 1", AUDITOR)["edges"][0]["node"]["code"] == "0-NEW"
        assert page(live_service, "units", second, AUDITOR) == two
        assert page(live_service, "units", back, AUDITOR) == before
    finally:
        live_store.write([Call(GONE, {})])
