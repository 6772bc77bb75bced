"""Changes without a database: one text for all values, the index of each place, the log for the importer."""

import re
from pathlib import Path

import pytest

from graphsvc.answer import Question
from graphsvc.caller import Caller
from graphsvc.catalogue import Catalogue
from graphsvc.errors import BadUserInput
from graphsvc.service import Service
from seed.loading.changelog import LOGGED_KINDS, LoggedKind, logged_end
from seed.loading.changelog_file import ChangeLogFile
from tests.conftest import AUDITOR

TOWNSHIP = Caller("auditor", "350502004", False)
DOCUMENT = """query($from: Date!, $to: Date!, $within: String, $first: Int, $after: String) {
  changes(from: $from, to: $to, within: $within, first: $first, after: $after) { nodes { day kind } } }"""
EVERYWHERE = '{ changes(from: "2022-01-01", to: "2022-02-01") { nodes { day kind } } }'
DAYS = {"from": "2022-01-01", "to": "2022-02-01"}
READS = re.compile(r"MATCH \(entry:ChangeLog\)(?:\n *USING INDEX entry:ChangeLog\((\w+), code\))?")


def text(service: Service, document: str, caller: Caller, **values: object) -> str:
    return service.plan(Question(document, values), caller).compiled.text


def test_no_value_is_in_the_text(service: Service) -> None:
    texts = {
        text(
            service, DOCUMENT, AUDITOR, **{"from": first, "to": "2022-02-01", "within": within, "first": many}
        )
        for first in ("2020-07-01", "2022-01-01")
        for within in (None, "350500", "350502", "350502004001001")
        for many in (1, 500)
    }
    assert len(texts) == 1
    assert not re.search("3505|2022", texts.pop())


def test_a_place_is_read_from_the_index_of_its_depth(service: Service) -> None:
    assert READS.findall(text(service, EVERYWHERE, AUDITOR)) == [""]
    levels = ["", "county", "township", "community"]
    assert READS.findall(text(service, EVERYWHERE, TOWNSHIP)) == levels
    assert READS.findall(text(service, DOCUMENT, AUDITOR, **DAYS)) == levels


def test_a_jurisdiction_bounds_whatever_is_asked(service: Service) -> None:
    restricted = text(service, DOCUMENT, TOWNSHIP, **DAYS)
    assert restricted.count("coalesce(entry.area, '') STARTS WITH $q.jurisdiction") == 4
    assert "$q.jurisdiction" not in text(service, DOCUMENT, AUDITOR, **DAYS)


@pytest.mark.parametrize(("first", "until"), [("2022-02-01", "2022-01-01"), ("2030-01-01", "2022-01-01")])
def test_days_in_the_wrong_order(first: str, until: str, service: Service) -> None:
    rule = rf"changes\.from: {first} lies after `to`, {until}; give the earlier first"
    with pytest.raises(BadUserInput, match=rule):
        service.plan(Question(DOCUMENT, {"from": first, "to": until}), AUDITOR)


def test_every_label_is_looked_up_where_the_log_leads(catalogue: Catalogue) -> None:
    found = re.findall(r"WHEN '(\w+)' THEN codes", catalogue.get("fields/logged_facts").text)
    assert found == list(LOGGED_KINDS)


def test_a_state_is_told_at_its_owner() -> None:
    assert logged_end("STATE_OF", "State", "Unit") == (LoggedKind("STATE_OF", "Unit"), 1)
    assert logged_end("LOCATED_IN", "Unit", "Area") == (LoggedKind("LOCATED_IN", "Unit"), 0)
    assert "State" not in LOGGED_KINDS


def test_entries_are_gathered_however_often_memory_is_full(tmp_path: Path) -> None:
    facts = [
        (f"H-{number % 4}", area, "2020-07-01", "2021-01-01" if number == 3 else None)
        for area in (None, "350500", "350502", "350502001", "350502001001", "350502001001001")
        for number in (3, 1, 2, 0, 1)
    ]
    found = []
    for most in (1, 7, 1_000):
        log = ChangeLogFile(tmp_path / "log.sqlite", most)
        for code, area, begins, ends in facts:
            log.add(LoggedKind("Household", "Household"), code, area, days=(begins, ends))
        found.append(list(log.rows()))
    assert found[0] == found[1] == found[2]
    assert not list(tmp_path.iterdir())
    (first,), own = found[0][5]
    assert first == "2020-07-01 Household BEGAN Household 350502001001001"
    assert own["codes"] == ["H-0", "H-1", "H-2", "H-3"]
    levels = ("county", "township", "community")
    assert [own[level] for level in levels] == ["350502", "350502001", "350502001001"]
    assert [[level in row for level in levels].count(True) for _, row in found[0][:6]] == [0, 0, 1, 2, 3, 3]
    assert [(key, row["codes"]) for (key,), row in found[0][6:7]] == [
        ("2021-01-01 Household ENDED Household ", ["H-3"])
    ]
