"""What is asked, and of what: documents, and examples found in the graph by fixed steps, never by chance."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graphsvc.answer import Question
from graphsvc.bind.cursors import encode_cursor
from tests.bench.asking import Floor, floor

DAY = date(2022, 12, 31)
HOUSEHOLDS = 200
COUNTY = 1_700
"""Organisations that the county of the tree should have; the nearest is taken."""
LATE = 100_000
"""Members before the late page; four fifths of them where there are fewer."""
PAGE, MOST, LEVELS = 50, 500, 5

CHAIN = """query Chain($of: ID!) { chainOfCommand(of: $of, asOf: "2022-12-31") {
  complete brokenAt household { code door persons }
  group { code name } branch { code name } committee { code name }
  liaisons(first: 50) { member { code } } steps { tier code name status } } }"""
LIST = """query List($first: Int!) { households(first: $first, asOf: "2022-12-31") {
  nodes { code door persons } } }"""
MEMBERS = """query Page($first: Int!, $after: String) {
  partyMembers(first: $first, after: $after, asOf: "2022-12-31") {
    nodes { code } pageInfo { hasNextPage } } }"""
TOWNSHIP = """query Township($code: String!) { area(code: $code, asOf: "2022-12-31") {
  name householdCount(scope: SUBTREE)
  children { nodes { code name organizations { nodes { code name } } } } } }"""
COVERAGE = """query Coverage($code: String!) { area(code: $code, asOf: "2022-12-31") { name
  coverage { gridOrganization { due covered rate } } } }"""
NOTHING = Question("{ __typename }")
"""Goes the whole way over HTTP, but to no database."""


def nested(levels: int, tag: str = "", most: int = MOST) -> str:
    """The tree below an organisation, so many levels deep; another tag makes another text."""
    inner = ""
    for level in reversed(range(levels)):
        alias = f"{tag}{level}: " if tag else ""
        inner = f" {alias}children(first: {most}) {{ nodes {{ code name kind{inner} }} }}"
    return f"""query Tree($code: String!) {{ partyOrganization(code: $code, asOf: "2022-12-31") {{
  code name kind{inner} }} }}"""


@dataclass(frozen=True)
class Pair:
    """One question, and the hand-written statement that has the same answer."""

    question: Question
    text: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True)
class Examples:
    """Codes of what there is."""

    households: tuple[str, ...]
    county: str
    late: Mapping[str, str]
    communities: tuple[str, ...]

    def chain(self, code: str) -> Pair:
        """Who answers for a household."""
        return Pair(Question(CHAIN, {"of": f"Household:{code}"}), floor("chain"), {"code": code, "asOf": DAY})

    def tree(self) -> Pair:
        """Every organisation of the county."""
        parameters = {"code": self.county, "most": MOST, "asOf": DAY}
        return Pair(Question(nested(LEVELS), {"code": self.county}), floor("tree"), parameters)

    def rows(self, first: int) -> Pair:
        """So many households."""
        return Pair(Question(LIST, {"first": first}), floor("households"), {"first": first, "asOf": DAY})

    def page(self, *, late: bool) -> Pair:
        """Fifty members: the first, or those behind many."""
        place = self.late if late else {"area": "", "code": ""}
        after = encode_cursor(f"{place['area']}|{place['code']}@{DAY}") if late else None
        parameters = {**place, "first": PAGE, "asOf": DAY}
        return Pair(Question(MEMBERS, {"first": PAGE, "after": after}), floor("members"), parameters)

    def mixed(self) -> list[Question]:
        """Documents of several kinds: mostly chains, pages, a little of everything."""
        chains = [self.chain(code).question for code in self.households[:60]]
        pages = [self.page(late=late).question for late in (False, True)] * 10
        places = [
            Question(text, {"code": code})
            for code in self.communities[:10]
            for text in (TOWNSHIP.replace("query Township", "query Community"), COVERAGE)
        ]
        townships = [Question(TOWNSHIP, {"code": code[:9]}) for code in self.communities[:10]]
        return [*chains, *pages, *places, *townships]


COMMUNITIES = """MATCH (community:Community)
WHERE community.valid_from <= $asOf AND community.valid_to IS NULL
WITH community.code AS code ORDER BY code
RETURN collect(code) AS data"""
HOMES = """UNWIND $communities AS place
CALL (place) {
  MATCH (home:Household)
  USING INDEX home:Household(area, code)
  WHERE home.area >= place AND home.area < place + '~' AND home.code IS NOT NULL
    AND home.valid_from <= $asOf AND home.valid_to IS NULL
  RETURN home.code AS code LIMIT $each
}
RETURN collect(code) AS data"""
COUNTIES = """MATCH (county:PartyOrganization {kind: 'COUNTY'})
CALL (county) { MATCH (county)(()<-[:SUBORDINATE_TO]-()){1,8}(below) RETURN count(below) AS size }
RETURN county.code AS data ORDER BY abs(size - $size), data LIMIT 1"""
MEMBER = """MATCH (member:PartyMember)
USING INDEX member:PartyMember(area, code)
WHERE member.area >= '' AND member.code IS NOT NULL
WITH member ORDER BY member.area, member.code SKIP $skip LIMIT 1
RETURN {area: member.area, code: member.code} AS data"""
STORED = "MATCH (member:PartyMember) RETURN count(member) AS data"


def examples(driver: Floor) -> Examples:
    """Examples from the whole graph: households whose line stands, one or more from every so many
    communities."""
    communities = driver.data(COMMUNITIES, {"asOf": DAY})
    spread = communities[:: max(1, len(communities) // HOUSEHOLDS)]
    each = 2 + 2 * HOUSEHOLDS // len(spread)
    homes = driver.data(HOMES, {"communities": spread, "each": each, "asOf": DAY})
    standing = [code for code in homes if _stands(driver, code)]
    skip = min(LATE, driver.data(STORED, {}) * 4 // 5)
    return Examples(
        tuple(standing[:: max(1, len(standing) // HOUSEHOLDS)][:HOUSEHOLDS]),
        driver.data(COUNTIES, {"size": COUNTY}),
        driver.data(MEMBER, {"skip": skip - 1}),
        tuple(spread),
    )


def _stands(driver: Floor, code: str) -> bool:
    """Broken lines cost less on both sides, and would only blur the times."""
    return bool(driver.data(floor("chain"), {"code": code, "asOf": DAY})["chainOfCommand"]["complete"])
