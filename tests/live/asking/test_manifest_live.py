"""Gaps of the three standards and breaks of the chain, as the generator says they must come out; and every
query of seed/quanzhou/ARTICLE.md runs over the sample, without an error or a warning."""

import json
import random
from datetime import date
from typing import Any

import pytest

from graphsvc.answer import Question
from graphsvc.service import Service
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from tests.conftest import AUDITOR, ROOT
from tests.tools.article import Said, rows

GAPS = """query($after: String) { area(code: "350500", asOf: "2022-12-31") { coverage { found: %s {
  due covered rate gaps(first: 500, after: $after) {
    nodes { since unit { code } } pageInfo { hasNextPage endCursor } } } } } }"""
COUNTS = """{ area(code: "350500", asOf: "2022-12-31") {
  coverage { found: %s { due covered rate gaps { totalCount } } } } }"""
CHAIN = 'query($of: ID!) { chainOfCommand(of: $of, asOf: "2022-12-31") { complete brokenAt since linked } }'


def ask(service: Service, document: str, **values: Any) -> dict[str, Any]:
    answer = service.answer(Question(document, values), AUDITOR, "manifest")
    assert "errors" not in answer.body, answer.body
    found: dict[str, Any] = json.loads(answer.to_bytes())["data"]
    return found


def pages(service: Service, standard: str, after: str | None = None) -> list[list[str]]:
    found: list[list[str]] = []
    while True:
        measured = ask(service, GAPS % standard, after=after)["area"]["coverage"]["found"]["gaps"]
        found += [[gap["unit"]["code"], gap["since"]] for gap in measured["nodes"]]
        if not measured["pageInfo"]["hasNextPage"]:
            return found
        after = measured["pageInfo"]["endCursor"]


@pytest.mark.parametrize("standard", ["gridOrganization", "agencyPairing"])
def test_gaps_page_by_page(standard: str, live_service: Service, manifest: dict[str, Any]) -> None:
    expected = manifest["standards"][standard]["gaps"]
    assert pages(live_service, standard) == sorted(expected["PLANTED"] + expected["PROPORTION"])


@pytest.mark.parametrize("stem", sorted(path.stem for path in (ROOT / "cypher/standards").iterdir()))
def test_counts(stem: str, live_service: Service, manifest: dict[str, Any]) -> None:
    """What the file itself expects of the sample on its last day; and the manifest, of those it tells of."""
    statement = live_service.catalogue.get(f"standards/{stem}")
    standard = statement.field_name
    found = ask(live_service, COUNTS % standard)["area"]["coverage"]["found"]
    assert statement.expect == f"{found['due']} due, {found['covered']} covered"
    assert found["rate"] == pytest.approx(found["covered"] / found["due"])
    assert found["gaps"]["totalCount"] == found["due"] - found["covered"]
    if standard in manifest["standards"]:
        expected = manifest["standards"][standard]
        assert (found["due"], found["covered"]) == (expected["due"], expected["covered"])


def test_every_gap_of_the_households(
    live_service: Service, live_store: BoltStore, manifest: dict[str, Any]
) -> None:
    """All 21,000 in one pass of the same file; pages of it are compared in the tests of the other two."""
    statement = live_service.catalogue.get("standards/household_liaison")
    text = statement.pasted().rpartition("RETURN ")[0]
    values = {"area": "350500", "asOf": date(2022, 12, 31), "minimum": 1}
    text += (
        "WITH * WHERE NOT met RETURN collect([unit.code, toString(coalesce(since, unit.valid_from))]) AS gaps"
    )
    expected = manifest["standards"]["householdLiaison"]["gaps"]
    found = live_store.read(Call(text, values, timeout=60))[0]["gaps"]
    assert sorted(found) == sorted(expected["PLANTED"] + expected["PROPORTION"])


def test_breaks_of_the_chain(live_service: Service, live_store: BoltStore, manifest: dict[str, Any]) -> None:
    """Every planted break, 500 random households that were never covered, 500 random ones with none."""
    planted, never = (manifest["breaks"][cause] for cause in ("PLANTED", "PROPORTION"))
    rows = live_store.read(Call("MATCH (h:Household) RETURN collect(h.code) AS codes", {}, timeout=60))
    broken = {row[0] for row in (*planted, *never)}
    sound = sorted(set(rows[0]["codes"]) - broken)
    pick = random.Random(1)
    expected = {code: [tier, since] for code, tier, since in (*planted, *pick.sample(never, 500))}
    expected |= {code: [None, None] for code in pick.sample(sound, 500)}
    for code, verdict in expected.items():
        chain = ask(live_service, CHAIN, of=f"Household:{code}")["chainOfCommand"]
        assert [chain["brokenAt"], chain["since"]] == verdict, code
        assert chain["complete"] is (verdict[0] is None)


def test_a_liaison_keeps_its_agency_branch(live_service: Service, manifest: dict[str, Any]) -> None:
    document = """query($code: String!) { household(code: $code, asOf: "2022-12-31") {
      chain { branch { code } }
      liaisons { nodes { inService organization { code kind } reportedTo { totalCount } } } } }"""
    found = ask(live_service, document, code=manifest["examples"]["household_complete"])["household"]
    for member in found["liaisons"]["nodes"]:
        assert member["inService"]
        assert member["organization"]["kind"] == "UNIT"
        assert member["organization"]["code"] != found["chain"]["branch"]["code"]
        assert member["reportedTo"]["totalCount"] == 1


ROWS = rows()


@pytest.mark.parametrize("row", [row for row in ROWS if not row.is_graphql], ids=lambda row: row.what)
def test_cypher(row: Said, live_store: BoltStore) -> None:
    found = live_store.read(Call(row.query, {}, timeout=60))
    assert all(isinstance(one, dict) and one for one in found)


@pytest.mark.parametrize("row", [row for row in ROWS if row.is_graphql], ids=lambda row: row.what)
def test_graphql(row: Said, live_service: Service) -> None:
    answer = live_service.answer(Question(row.query), AUDITOR, "article")
    assert "errors" not in answer.body, answer.body
    assert all(value is not None for value in answer.body["data"].values()), answer.body
