"""Orders without a database: what chooses the text, what a cursor remembers, what is refused."""

from datetime import date
from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLObjectType, get_named_type

from graphsvc.answer import Question
from graphsvc.bind.binding import Bound
from graphsvc.bind.cursors import READERS, encode_cursor, property_of
from graphsvc.caller import Caller
from graphsvc.compile.lowerings import Hop
from graphsvc.compile.roots import ListRoot
from graphsvc.errors import BadUserInput
from graphsvc.model import KIND_OF, PERSONS, RECORDS
from graphsvc.schema.base import lowerings
from graphsvc.service import Planned, Service
from tests.conftest import AUDITOR

TOWNSHIP = Caller("auditor", "350502004", False)
UNITS = """query($order: UnitOrder, $after: String) {
  units(orderBy: $order, first: 2, after: $after) { nodes { code } pageInfo { endCursor } } }"""
HOP = """query($order: PartyMemberOrder, $after: String, $last: Int, $before: String) {
  partyOrganization(code: "LC-1") { members(orderBy: $order, after: $after, last: $last, before: $before) {
    edges { cursor node { code } } } } }"""


def planned(service: Service, text: str, caller: Caller = AUDITOR, **values: Any) -> Planned:
    return service.plan(Question(text, values), caller)


def cursor_in(bound: Bound) -> Any:
    values = bound.parameters["q"].items()
    return next(value for name, value in values if name.endswith(("after", "before")))


def orders(service: Service) -> dict[str, GraphQLEnumType]:
    found = {
        name.removesuffix("Order"): kind
        for name, kind in service.schema.type_map.items()
        if isinstance(kind, GraphQLEnumType) and name.endswith("Order")
    }
    assert len(found) == 8
    return found


def test_every_connection_of_nodes_has_an_order(service: Service) -> None:
    kinds = set()
    for kind in service.schema.type_map.values():
        for field in kind.fields.values() if isinstance(kind, GraphQLObjectType) else ():
            page = get_named_type(field.type).name
            if page.endswith("Connection") and page not in ("GapConnection", "ChangeConnection"):
                order = get_named_type(field.args["orderBy"].type).name
                assert order == page.removesuffix("Connection") + "Order"
                assert "reads all that it orders" in str(field.args["orderBy"].description)
                kinds.add(order)
    assert len(kinds) == 8


def test_orders_go_by_columns_of_the_kind_and_never_by_names_of_people(service: Service) -> None:
    for label, kind in orders(service).items():
        for name in kind.values:
            kinds = [KIND_OF[one] for one in (RECORDS if label == "Record" else (label,))]
            assert any(property_of(name) in one.properties for one in kinds), name
            assert property_of(name) in READERS, name
            assert name.endswith(("_ASC", "_DESC"))
    assert set(PERSONS) <= {"PartyMember", *RECORDS}
    for label in ("PartyMember", "Record"):
        assert not {"name", "pinyin"} & {property_of(name) for name in orders(service)[label].values}


def test_the_order_is_part_of_the_text_and_its_default_is_none(service: Service) -> None:
    plain = planned(service, UNITS).compiled.text
    assert planned(service, UNITS, order=None).compiled.text == plain
    assert planned(service, UNITS, order="PLACE_ASC").compiled.text == plain
    names = orders(service)["Unit"].values
    texts = {name: planned(service, UNITS, order=name).compiled.text for name in names}
    assert len(set(texts.values())) == len(texts)
    literal = UNITS.replace("$order: UnitOrder, ", "").replace("$order", "NAME_DESC")
    assert planned(service, literal).compiled.text == texts["NAME_DESC"]
    members = planned(service, HOP).compiled.text
    assert planned(service, HOP, order="CODE_ASC").compiled.text == members


def test_a_default_of_the_document_chooses(service: Service) -> None:
    text = UNITS.replace("UnitOrder,", "UnitOrder = NAME_DESC,")
    assert planned(service, text).compiled.text == planned(service, UNITS, order="NAME_DESC").compiled.text
    assert planned(service, text, order=None).compiled.text == planned(service, UNITS).compiled.text


def test_the_page_is_cut_off_before_it_is_projected(service: Service) -> None:
    text = """{ partyMembers(orderBy: FULL_SINCE_DESC, first: 3) { nodes { code households(
      orderBy: PERSONS_ASC) { nodes { code } } } } }"""
    found = planned(service, text).compiled.text
    outer = "WITH n1, n1.full_since AS k1 ORDER BY k1 IS NULL, k1 DESC, n1.code DESC LIMIT"
    assert found.index(outer) < found.index("CALL (n1)")
    assert found.index("k2 IS NULL, k2, n2.code LIMIT") < found.index("collect(n2")


def test_back_from_the_end_those_without_a_value_are_met_first(service: Service) -> None:
    text = planned(service, HOP, order="FULL_SINCE_ASC", last=3).compiled.text
    assert "ORDER BY k2 IS NULL DESC, k2 DESC, n2.code DESC LIMIT" in text
    text = planned(service, HOP, order="FULL_SINCE_DESC", last=3).compiled.text
    assert "ORDER BY k2 IS NULL DESC, k2, n2.code LIMIT" in text


def test_a_hop_that_leads_out_orders_by_what_it_shows(service: Service) -> None:
    text = '{ coBuilding(code: "LC-1") { parties(orderBy: %s) { nodes { code } } } }'
    hidden = planned(service, text % "APPROVED_ON_ASC", TOWNSHIP).compiled.text
    assert "CASE WHEN n2.area STARTS WITH $q.jurisdiction THEN n2.approved_on END AS k2" in hidden
    place = planned(service, text % "PLACE_DESC", TOWNSHIP).compiled.text
    assert "CASE WHEN n2.area STARTS WITH $q.jurisdiction THEN n2.area END AS k2" in place
    assert (
        "n2.name AS k2 ORDER BY k2 IS NULL, k2, n2.code"
        in planned(service, text % "NAME_ASC", TOWNSHIP).compiled.text
    )


@pytest.mark.parametrize(
    ("order", "text", "stands"),
    [
        ("CODE_DESC", "CODE_DESC||a", "a"),
        ("FULL_SINCE_ASC", "FULL_SINCE_ASC|=2020-07-01|a", {"key": date(2020, 7, 1), "code": "a"}),
        ("FULL_SINCE_ASC", "FULL_SINCE_ASC||a", {"key": None, "code": "a"}),
        ("PLACE_ASC", "350502|a", {"key": "350502", "code": "a"}),
        ("PLACE_DESC", "PLACE_DESC|=350502|a", {"key": "350502", "code": "a"}),
        ("CODE_ASC", "a", "a"),
    ],
)
def test_a_cursor_remembers_its_order(service: Service, order: str, text: str, stands: Any) -> None:
    bound = planned(service, HOP, order=order, after=encode_cursor(text)).bound
    assert cursor_in(bound) == stands


@pytest.mark.parametrize(
    ("text", "key"), [("NAME_ASC|=甲|乙|a", "甲|乙"), ("NAME_ASC|=|a", ""), ("NAME_ASC||a", None)]
)
def test_a_name_may_hold_anything(service: Service, text: str, key: str | None) -> None:
    bound = planned(service, UNITS, order="NAME_ASC", after=encode_cursor(text)).bound
    assert cursor_in(bound) == {"key": key, "code": "a"}


def test_numbers_are_read_as_numbers(service: Service) -> None:
    text = '{ households(orderBy: PERSONS_DESC, after: "%s") { nodes { code } } }'
    assert cursor_in(planned(service, text % encode_cursor("PERSONS_DESC|=4|a")).bound)["key"] == 4
    for far in (2**63, -(2**63) - 1):
        with pytest.raises(BadUserInput, match=r"households.after: not a cursor"):
            planned(service, text % encode_cursor(f"PERSONS_DESC|={far}|a"))


def test_without_a_cursor_a_page_begins_at_its_end_of_the_order(service: Service) -> None:
    for order, side, end in (
        ("CODE_DESC", "after", "~"),
        ("CODE_ASC", "after", ""),
        ("CODE_ASC", "before", "~"),
        ("CODE_DESC", "before", ""),
        ("ADMITTED_ON_DESC", "after", None),
        ("ADMITTED_ON_DESC", "before", None),
    ):
        given = {"last": 2} if side == "before" else {}
        assert cursor_in(planned(service, HOP, order=order, **given).bound) == end
    lists = planned(service, UNITS, order="PLACE_DESC").bound
    assert cursor_in(lists) == {"area": "~", "code": "~"}


OTHER = "give the `orderBy` that it was made under, or no cursor"


@pytest.mark.parametrize(
    ("order", "text", "fault"),
    [
        (
            "CODE_DESC",
            "a",
            "members.after: this cursor was made under the order CODE_ASC and the page goes by",
        ),
        ("CODE_ASC", "CODE_DESC||a", "made under the order CODE_DESC and the page goes by CODE_ASC"),
        (None, "FULL_SINCE_ASC||a", "made under the order FULL_SINCE_ASC and the page goes by CODE_ASC"),
        ("FULL_SINCE_DESC", "FULL_SINCE_ASC||a", OTHER),
        ("FULL_SINCE_DESC", "350502|a", "made under the order PLACE_ASC"),
        ("FULL_SINCE_DESC", "2|a", "made under the order NEAREST"),
        ("FULL_SINCE_ASC", "FULL_SINCE_ASC|=x|a", "members.after: not a cursor of this service"),
        ("FULL_SINCE_ASC", "FULL_SINCE_ASC|2020-07-01|a", "not a cursor of this service"),
        ("FULL_SINCE_ASC", "PINYIN_ASC|=x|a", "not a cursor of this service"),
        ("FULL_SINCE_ASC", "|=x|a", "not a cursor of this service"),
    ],
)
def test_refusals(service: Service, order: str | None, text: str, fault: str) -> None:
    with pytest.raises(BadUserInput, match=fault):
        planned(service, HOP, order=order, after=encode_cursor(text))


def test_a_place_that_is_not_told_opens_no_page_of_a_list(service: Service) -> None:
    with pytest.raises(BadUserInput, match=r"units.after: not a cursor"):
        planned(service, UNITS, order="PLACE_DESC", after=encode_cursor("PLACE_DESC||a"))


def test_by_code_the_whole_city_is_read_from_the_codes(service: Service) -> None:
    text = "{ units(orderBy: CODE_ASC, first: 2%s) { nodes { code } } }"
    assert "USING INDEX unit:Unit(code)" in planned(service, text % "").compiled.text
    for within, caller in ((', within: "350502"', AUDITOR), ("", TOWNSHIP)):
        assert "USING INDEX unit:Unit(area, code)" in planned(service, text % within, caller).compiled.text


WITHOUT = "query($w: [UnitTie!], $one: UnitTie = CO_BUILDING) { units(without: %s) { totalCount } }"


def test_ties_to_be_without_are_patterns_of_the_text(service: Service) -> None:
    plain = planned(service, "{ units { totalCount } }").compiled.text
    given = WITHOUT.replace(", $one: UnitTie = CO_BUILDING", "") % "$w"
    assert planned(service, given).compiled.text == planned(service, given, w=[]).compiled.text == plain
    both = {planned(service, given, w=words).compiled.text for words in (["CO_BUILDING", "ORGANIZATION"],
            ["ORGANIZATION", "CO_BUILDING", "CO_BUILDING"])}  # fmt: skip
    assert len(both) == 1
    assert both.pop().count("NOT EXISTS") == 2
    nested = WITHOUT.replace("$w: [UnitTie!], ", "") % "[$one, JOINT_BRANCH]"
    assert planned(service, nested).compiled.text.count("NOT EXISTS") == 2
    assert "COVERS_UNIT" in planned(service, nested, one="ORGANIZATION").compiled.text
    with pytest.raises(BadUserInput, match=r"units.without: null stands in the list"):
        planned(service, nested, one=None)


def test_words_and_hops_of_without_are_the_same(service: Service) -> None:
    query = service.schema.query_type
    assert query is not None
    for (_, name), lowering in lowerings(service.schema).items():
        if isinstance(lowering, ListRoot) and lowering.ties:
            words = get_named_type(query.fields[name].args["without"].type)
            assert isinstance(words, GraphQLEnumType)
            assert list(words.values) == [word for word, _ in lowering.ties]
            assert all(isinstance(hop, Hop) for _, hop in lowering.ties)


def test_a_tie_that_leads_out_counts_where_it_is_shown(service: Service) -> None:
    text = "{ partyMembers(without: [%s]) { totalCount } }"
    assert "far.area STARTS WITH" in planned(service, text % "HOUSEHOLD", TOWNSHIP).compiled.text
    assert "far.area STARTS WITH" not in planned(service, text % "REPORT", TOWNSHIP).compiled.text
