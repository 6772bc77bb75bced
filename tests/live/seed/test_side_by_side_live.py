"""Facts that stand side by side: several posts or roles of one in one, each a fact and an edge of its own."""

from typing import Any

from graphsvc.catalogue import Catalogue
from tests.tools.office import ORGANIZATION, TERRITORY, Office, asked

POST = "起点代码,终点代码,职务,起始日期,终止日期,更正\n"
MEMBERS = "代码,姓名,入党日期,转正日期,起始日期\n" + "".join(
    f"{code},林某,2001-01-01,2002-01-01,2019-01-01\n" for code in ("KM", "KN")
)
FILES = {"organizations": ORGANIZATION + "K1,甲支部,党支部,社区,2019-01-01\n", "members": MEMBERS}
POSTS = POST + (
    "KM,K1,书记,2020-01-01,,\nKM,K1,组织委员,2020-01-01,,\n"
    "KN,K1,副|书记,2020-01-01,,\nKN,K1,副~1书记,2020-01-01,,\nKN,K1,纪检委员,2021-01-01,,\n"
)
EDGES = "totalCount edges { role since node { code } } pageInfo { hasNextPage endCursor }"
OF_ORGANIZATION = f"""query($first: Int, $after: String) {{
  partyOrganization(code: "K1", asOf: "2022-12-31") {{
    posts(first: $first, after: $after) {{ {EDGES} }} }} }}"""
OF_MEMBER = f"""{{ partyMember(code: "KM", asOf: "2022-12-31") {{
  posts {{ {EDGES} nodes {{ code }} }} }} }}"""
CHANGED = """query($first: Int, $after: String) {
  changes(from: "2020-01-01", to: "2020-01-02", first: $first, after: $after) {
    totalCount nodes { kind what from { code } } pageInfo { hasNextPage endCursor } } }"""
HELD = [
    ("KM", "书记", "2020-01-01"),
    ("KM", "组织委员", "2020-01-01"),
    ("KN", "副|书记", "2020-01-01"),
    ("KN", "副~1书记", "2020-01-01"),
    ("KN", "纪检委员", "2021-01-01"),
]


def edges(posts: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(one["node"]["code"], one["role"], one["since"]) for one in posts["edges"]]


def pages(office: Office, catalogue: Catalogue, document: str, path: str) -> list[dict[str, Any]]:
    """Every page of one row each."""
    found: list[dict[str, Any]] = []
    after = None
    while not found or found[-1]["pageInfo"]["hasNextPage"]:
        page = asked(office, catalogue, document, first=1, after=after)
        for name in path.split("."):
            page = page[name]
        after = page["pageInfo"]["endCursor"]
        found.append(page)
    return found


def test_2_17_two_posts_in_one_organisation_are_two_facts(office: Office, catalogue: Catalogue) -> None:
    assert office.send(**FILES, posts=POSTS).rows.sound
    posts = asked(office, catalogue, OF_ORGANIZATION, first=10)["partyOrganization"]["posts"]
    assert sorted(edges(posts)) == HELD
    assert posts["totalCount"] == len(HELD)
    held = asked(office, catalogue, OF_MEMBER)["partyMember"]["posts"]
    assert [(role, since) for _, role, since in edges(held)] == [(role, since) for _, role, since in HELD[:2]]
    assert held["nodes"] == [{"code": "K1"}] * 2

    one_by_one = pages(office, catalogue, OF_ORGANIZATION, "partyOrganization.posts")
    assert sorted(row for page in one_by_one for row in edges(page)) == HELD
    told = [page["nodes"] for page in pages(office, catalogue, CHANGED, "changes")]
    assert [one["kind"] for (one,) in told].count("HOLDS_POST") == 4
    assert asked(office, catalogue, CHANGED, first=1)["changes"]["totalCount"] == len(told)


def test_each_post_ends_and_is_withdrawn_by_itself(office: Office) -> None:
    office.send(**FILES, posts=POSTS)
    version = office.send(posts=POSTS).version
    assert office.send(posts=POSTS).version == version
    twice = POST + "KM,K1,书记,2020-01-01,,\n" * 2
    assert office.rules(posts=twice) == {"FACT-TWICE": 1}
    assert office.send(posts=POST + "KM,K1,书记,2020-01-01,2022-01-01,\n").rows.sound
    assert sorted(office.facts("KM", "HOLDS_POST"), key=str) == [
        ["K1", "2020-01-01", "2022-01-01"],
        ["K1", "2020-01-01", None],
    ]
    assert office.rules(posts=POST + "KM,K1,宣传委员,2020-01-01,,撤销\n") == {"NOT-STORED": 1}
    office.send(posts=POST + "KM,K1,组织委员,2020-01-01,,撤销\n")
    assert office.facts("KM", "HOLDS_POST") == [["K1", "2020-01-01", "2022-01-01"]]


def test_a_complete_table_ends_the_post_that_it_does_not_list(office: Office) -> None:
    office.send(**FILES, posts=POSTS)
    listed = POSTS.replace("KM,K1,组织委员,2020-01-01,,\n", "")
    assert office.send(posts=listed, complete=("posts",), confirmed=True).ended == {"posts": 1}
    assert sorted(office.facts("KM", "HOLDS_POST"), key=str) == [
        ["K1", "2020-01-01", "2022-12-01"],
        ["K1", "2020-01-01", None],
    ]


def test_a_role_may_be_missing(office: Office) -> None:
    tie = "代码,名称,类别,起始日期\nT1,共建,小区联建,2020-01-01\n"
    party = "起点代码,终点代码,角色,起始日期,终止日期,更正\n"
    rows = party + "U1,T1,,2020-01-01,,\nU1,T1,牵头,2020-01-01,,\n"
    unit = "代码,名称,类别,所在地域,起始日期\nU1,甲公司,企业,350502001001,2020-01-01\n"
    assert office.send(areas=TERRITORY, units=unit, co_buildings=tie, unit_parties=rows).rows.sound
    assert office.facts("U1", "PARTY_TO") == [["T1", "2020-01-01", None]] * 2
    assert office.send(unit_parties=party + "U1,T1,,2020-01-01,2021-01-01,\n").rows.sound
    assert sorted(office.facts("U1", "PARTY_TO"), key=str) == [
        ["T1", "2020-01-01", "2021-01-01"],
        ["T1", "2020-01-01", None],
    ]
