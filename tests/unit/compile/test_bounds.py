"""Bounds: conditions that hold of all facts are left out, as long as the statement says they still hold."""

from datetime import date
from typing import Any

import pytest

from graphsvc.answer import Question
from graphsvc.compile.bounds import Bounds
from graphsvc.record import OUT_OF_FORCE
from graphsvc.service import Service
from graphsvc.store import Call
from graphsvc.store.canned import CannedStore
from tests.conftest import AUDITOR
from tests.tools.fuzz.records import STAMP

TEXTS = [
    "PART_OF 2020-07-01 9999-12-31",
    "Area 2020-07-01 2022-01-01",
    "SUBORDINATE_TO 2022-05-01 2021-09-01",
]
PARENT = 'query($d: Date) { area(code: "350502", asOf: $d) { parent { code } } }'


class Moving:
    """A dataset whose bounds may change between two statements."""

    def __init__(self, version: int, texts: list[str]) -> None:
        self.version, self.texts = version, texts

    def __call__(self, call: Call) -> list[dict[str, Any]]:
        asked = call.parameters["q"]
        stamp = {**STAMP, "version": self.version}
        stamp["bounds"] = None if asked.get("version") == self.version else self.texts
        if "$q.held" in call.text:
            stamp["held"] = set(asked["held"]) <= set(self.texts)
        return [{"dataset": stamp, "a0": {"parent": {"code": "350500"}, OUT_OF_FORCE: None}}]


@pytest.mark.parametrize(
    ("day", "known"),
    [
        (date(2020, 6, 30), {"PART_OF open", "Area open"}),
        (date(2020, 7, 1), {"PART_OF begun", "PART_OF open", "Area begun", "Area open"}),
        (date(2022, 1, 1), {"PART_OF begun", "PART_OF open", "Area begun"}),
        (date(2030, 1, 1), {"PART_OF begun", "PART_OF open", "Area begun"}),
    ],
)
def test_what_is_known_of_a_day(day: date, known: set[str]) -> None:
    bounds = Bounds.of(1, TEXTS)
    assert bounds.known(["PART_OF", "Area", "COVERS"], [day]) == known
    assert bounds.known([], [day]) == bounds.known(["Area"], []) == frozenset()


def test_it_must_hold_on_every_day_asked_about() -> None:
    bounds = Bounds.of(1, TEXTS)
    days = [date(2021, 12, 31), date(2022, 1, 1)]
    assert bounds.known(["Area"], days) == {"Area begun"}
    assert bounds.known(["SUBORDINATE_TO"], [date(2022, 1, 1)]) == frozenset()
    assert bounds.relied_on(frozenset({"Area begun", "PART_OF open", "Area open"})) == sorted(TEXTS[:2])


def planned(service: Service, day: str) -> tuple[str, dict[str, Any]]:
    planned = service.plan(Question(PARENT, {"d": day}), AUDITOR)
    return planned.compiled.text, planned.bound.parameters["q"]


def test_conditions_are_left_out_once_the_bounds_are_known(service: Service) -> None:
    service.store = CannedStore(Moving(3, TEXTS))
    before, values = planned(service, "2022-12-31")
    assert "r2.valid_from <= $asOf AND (r2.valid_to IS NULL" in before
    assert values == {"p1_code": "350502"}
    assert "errors" not in service.answer(Question(PARENT), AUDITOR, "r").body
    after, values = planned(service, "2022-12-31")
    assert "r2.valid" not in after
    assert "n2.valid_from" not in after
    assert "n2.valid_to IS NULL OR $asOf < n2.valid_to" in after
    assert values == {"p1_code": "350502", "version": 3, "held": sorted(TEXTS[:2])}
    assert planned(service, "2020-08-01")[0].count("valid_to") == before.count("valid_to") - 4


def test_one_statement_while_the_data_stand_still(service: Service) -> None:
    store = service.store = CannedStore(Moving(3, TEXTS))
    for _ in range(3):
        service.answer(Question(PARENT), AUDITOR, "r")
    assert store.statements == 3


def test_what_no_longer_holds_is_asked_again(service: Service) -> None:
    """Also where the version is the same: another store may have come in the place of the first."""
    data = Moving(3, TEXTS)
    store = service.store = CannedStore(data)
    service.answer(Question(PARENT), AUDITOR, "r")
    for version in (4, 4, 4):
        data.version, data.texts = (
            version,
            [f"PART_OF 2020-07-01 {2023 + store.statements}-01-01", *TEXTS[1:]],
        )
        before = store.statements
        body = service.answer(Question(PARENT), AUDITOR, "r").body
        assert body["extensions"] == {"dataset": {"version": 4, "state": "READY"}}
        left_out, whole = store.calls[before:]
        assert "$q.held" in left_out.text
        assert "$q.held" not in whole.text
        assert "r2.valid_to IS NULL" in whole.text
        assert service.plan(Question(PARENT), AUDITOR).bound.parameters["q"]["held"] != sorted(TEXTS[:2])


def test_a_version_that_moves_all_the_time_is_asked_twice_at_most(service: Service) -> None:
    def restless(call: Call) -> list[dict[str, Any]]:
        data.texts = [f"PART_OF 2020-07-01 {2023 + store.statements}-01-01"]
        data.version += 1
        return data(call)

    data = Moving(3, TEXTS)
    store = service.store = CannedStore(restless)
    for times in (1, 3, 5):
        service.answer(Question(PARENT), AUDITOR, "r")
        assert store.statements == times


def test_a_dataset_without_bounds_leaves_nothing_out(service: Service) -> None:
    service.store = CannedStore([{"dataset": {**STAMP, "bounds": None}, "a0": None}])
    service.answer(Question(PARENT), AUDITOR, "r")
    assert "$q.held" not in planned(service, "2022-12-31")[0]
