"""The day that a question names by its ids and cursors, without a database."""

from datetime import date
from typing import Any

import pytest

from graphsvc.answer import Question
from graphsvc.bind.cursors import encode_cursor, split_day
from graphsvc.bind.ids import named_day
from graphsvc.caller import Caller
from graphsvc.errors import BadUserInput
from graphsvc.service import Service

DAY, OTHER = date(2022, 12, 31), date(2021, 6, 30)
CHAIN = "query($of: ID!, $day: Date) { chainOfCommand(of: $of, asOf: $day) { complete committee { id } } }"
MEMBERS = """query($id: ID!, $after: String) {
  node(id: $id) { id ... on PartyOrganization {
    members(first: 2, after: $after) { nodes { id } pageInfo { endCursor } } } } }"""
AUDITOR = Caller("auditor", "", False)


def parameters(service: Service, text: str, **values: Any) -> dict[str, Any]:
    return service.plan(Question(text, values), AUDITOR).bound.parameters


@pytest.mark.parametrize(
    ("as_of", "ids", "found"),
    [
        (None, {}, None),
        (DAY, {}, DAY),
        (None, {"of": "Unit:x"}, None),
        (DAY, {"of": "Unit:x"}, DAY),
        (None, {"of": "Unit:x@2022-12-31"}, DAY),
        (DAY, {"of": "Unit:x@2022-12-31"}, DAY),
        (None, {"from": "Unit:x", "to": "Unit:y@2022-12-31"}, DAY),
        (None, {"ids": ["Unit:x@2022-12-31", "Unit:y@2022-12-31"]}, DAY),
        (None, {"ids": []}, None),
    ],
)
def test_a_day_is_named_by_an_argument_or_an_id(as_of: date | None, ids: Any, found: date | None) -> None:
    assert named_day("root", as_of, ids) == found


@pytest.mark.parametrize(
    ("as_of", "ids", "message"),
    [
        (OTHER, {"of": "Unit:x@2022-12-31"}, "root.of: this id is of 2022-12-31 and `asOf` is 2021-06-30"),
        (
            None,
            {"from": "Unit:x@2021-06-30", "to": "Unit:y@2022-12-31"},
            "root.to: this id is of 2022-12-31 and the id of `from` is of 2021-06-30",
        ),
        (
            None,
            {"ids": ["Unit:x@2021-06-30", "Unit:y@2022-12-31"]},
            "root.ids: ids of 2021-06-30 and of 2022-12-31",
        ),
        (None, {"ids": ["Unit:x@2021-06-30", "Unit:y"]}, "root.ids: ids of 2021-06-30 and without a day"),
    ],
)
def test_two_days_are_refused(as_of: date | None, ids: Any, message: str) -> None:
    with pytest.raises(BadUserInput, match=message):
        named_day("root", as_of, ids)


def test_an_id_brings_its_day(service: Service) -> None:
    found = parameters(service, CHAIN, of="Household:350502001001-00001-0001@2022-12-31")
    assert (found["asOf"], found["q"]["atDay"]) == (DAY, "@2022-12-31")


def test_an_id_without_a_day_is_of_today(service: Service) -> None:
    found = parameters(service, CHAIN, of="Household:350502001001-00001-0001")
    assert (found["asOf"], found["q"]["atDay"]) == (service.profile.today(), "")


def test_a_page_fetched_again_stays_on_its_day(service: Service) -> None:
    cursor = encode_cursor("LC-DY-1@2022-12-31")
    found = parameters(service, MEMBERS, id="PartyOrganization:LC-1@2022-12-31", after=cursor)
    assert found["asOf"] == DAY
    assert "LC-DY-1" in found["q"].values()
    with pytest.raises(BadUserInput, match="a page on 2022-12-31 and this page is on 2021-06-30"):
        parameters(service, MEMBERS, id="PartyOrganization:LC-1@2021-06-30", after=cursor)


def test_a_cursor_without_a_day_is_of_today(service: Service) -> None:
    today = service.profile.today()
    undated, dated = (encode_cursor(f"LC-DY-1{mark}") for mark in ("", f"@{today}"))
    for cursor in (undated, dated):
        for mark in ("", f"@{today}"):
            assert parameters(service, MEMBERS, id=f"PartyOrganization:LC-1{mark}", after=cursor)
    with pytest.raises(BadUserInput, match=f"a page on {today} and this page is on 2022-12-31"):
        parameters(service, MEMBERS, id="PartyOrganization:LC-1@2022-12-31", after=undated)


def test_roots_of_several_ids_have_days_of_their_own(service: Service) -> None:
    text = '{ one: node(id: "Area:350500@2022-12-31") { id } two: node(id: "Area:350500@2021-06-30") { id } }'
    found = parameters(service, text)
    assert (found["asOf"], found["asOf2"]) == (DAY, OTHER)
    assert (found["q"]["atDay"], found["q"]["atDay2"]) == ("@2022-12-31", "@2021-06-30")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("LC-1", ("LC-1", None)),
        ("350502|LC-1@2022-12-31", ("350502|LC-1", DAY)),
        ("NAME_ASC|=a@b|LC-1", ("NAME_ASC|=a@b|LC-1", None)),
        ("LC-1@2022-13-31", ("LC-1@2022-13-31", None)),
    ],
)
def test_the_day_of_a_cursor(text: str, found: tuple[str, date | None]) -> None:
    assert split_day(text) == found
