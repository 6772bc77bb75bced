"""Orders against the same worked out in Python: pages both ways, rows without a value, filters and totals."""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from graphql import GraphQLEnumType, GraphQLObjectType, get_named_type

from graphsvc.answer import Question
from graphsvc.bind.cursors import property_of
from graphsvc.caller import Caller
from graphsvc.compile.lowerings import Hop, Walk
from graphsvc.compile.roots import ListRoot
from graphsvc.compile.text.assembly import pattern
from graphsvc.schema.base import lowerings
from graphsvc.service import Service
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from tests.conftest import AUDITOR
from tests.live.asking.test_jurisdiction_live import ROOTS
from tests.live.asking.test_lists_live import LISTS, TOWNSHIP

DAY = date(2022, 12, 31)
IN_FORCE = "{0}.valid_from <= $day AND ({0}.valid_to IS NULL OR $day < {0}.valid_to)"
STANDING = f"{IN_FORCE.format('n')} AND n.area STARTS WITH $prefix"
ROWS = f"MATCH (n:%s) WHERE {STANDING} RETURN collect(n {{.*}}) AS rows"
NAMED = "MATCH (n:%s) WHERE n.code IN $codes RETURN collect(n {.*}) AS rows"
EMPTY = """MATCH (n:%s) WHERE n.%s IS NOT NULL
WITH n ORDER BY n.code
WITH collect(n) AS found
UNWIND [at IN range(0, size(found) - 1) WHERE at %% 7 = 3 | found[at]] AS n
WITH n, n.%s AS old
SET n.%s = null
RETURN collect([n.code, old]) AS olds"""
PUT_BACK = "UNWIND $olds AS old MATCH (n:%s {code: old[0]}) SET n.%s = old[1] RETURN count(*) AS many"
FACTS = " AND ".join(IN_FORCE.format(name) for name in ("n", "r", "far"))
TIED = f"MATCH %s WHERE {FACTS} AND ($named OR far.area STARTS WITH $prefix) RETURN collect(n.code) AS codes"
BUSIEST = f"MATCH %s WHERE {FACTS} RETURN n.code AS code, count(far) AS many ORDER BY many DESC, code LIMIT 1"
EMPTIED = {
    "PartyMember": ("full_since", "admitted_on"),
    "Household": ("persons",),
    "Unit": ("name",),
    "CoBuilding": ("signed_on", "kind"),
    "Building": ("floors",),
    "PartyOrganization": ("approved_on", "name"),
}
WALKED = {
    ("PartyOrganization", "in"): "502004-DW-0001",
    ("PartyOrganization", "out"): "502004-XZ-0001",
    ("Area", "in"): "350502004001",
    ("Area", "out"): "35050200400100101",
}
WITHIN = {"households": ', within: "350502004001"', "partyMembers": ', within: "350502004"'}
"""Places with rows few enough for small pages, of lists that are long."""
PAGE = "edges { cursor node { code } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
FORWARD, BACKWARD = "first: $size, after: $cursor", "last: $size, before: $cursor"


@pytest.fixture(scope="module")
def emptied(sample_store: BoltStore) -> Iterator[None]:
    """Every seventh value of some columns is taken away, and put back in the end."""
    olds = {}
    for label, columns in EMPTIED.items():
        for column in columns:
            text = EMPTY % (label, column, column, column)
            olds[label, column] = sample_store.write([Call(text, {}, timeout=60)])[0][0]["olds"]
    yield
    for (label, column), values in olds.items():
        sample_store.write([Call(PUT_BACK % (label, column), {"olds": values}, timeout=60)])


def orders(service: Service, label: str) -> list[str]:
    kind = service.schema.type_map[f"{label}Order"]
    assert isinstance(kind, GraphQLEnumType)
    return list(kind.values)


def rows_of(store: BoltStore, label: str, prefix: str = "") -> list[dict[str, Any]]:
    """Every node of a label in force on the day, in a place."""
    rows = store.read(Call(ROWS % label, {"day": DAY, "prefix": prefix}, timeout=60))
    found: list[dict[str, Any]] = rows[0]["rows"]
    return found


def rows_with(store: BoltStore, label: str, codes: list[str]) -> list[dict[str, Any]]:
    """The nodes of a label with these codes."""
    found: list[dict[str, Any]] = store.read(Call(NAMED % label, {"codes": codes}, timeout=60))[0]["rows"]
    return found


def sorted_by(order: str, rows: list[dict[str, Any]], prefix: str = "") -> list[str]:
    """The codes as Python sorts them; of rows beyond the border only code and name are known."""
    column, falling = property_of(order), order.endswith("_DESC")
    public = column in ("code", "name")
    keys = [
        (row.get(column) if public or (row.get("area") or "").startswith(prefix) else None, row["code"])
        for row in rows
    ]
    found = sorted(((key, code) for key, code in keys if key is not None), reverse=falling)
    return [code for _, code in found] + sorted((code for key, code in keys if key is None), reverse=falling)


def turned(service: Service, text: str, size: int, caller: Caller = AUDITOR) -> list[str]:
    """All pages of a connection called `page`, one after another, in the order of the answer."""
    backward = "last:" in text
    further, back = ("hasPreviousPage", "hasNextPage")[:: 1 if backward else -1]
    pages, cursor = [], None
    while True:
        body = service.answer(Question(text, {"size": size, "cursor": cursor}), caller, "order").body
        assert "errors" not in body, (text, body)
        found = body["data"]["page"] if "page" in body["data"] else body["data"]["node"]["page"]
        assert found["pageInfo"][back] == (cursor is not None)
        pages.append([edge["node"]["code"] for edge in found["edges"]])
        assert len(pages[-1]) <= size
        if not found["pageInfo"][further]:
            return [code for codes in (reversed(pages) if backward else pages) for code in codes]
        assert len(pages[-1]) == size
        cursor = found["pageInfo"]["startCursor" if backward else "endCursor"]


def listed(root: str, order: str, paged: str, filters: str = "") -> str:
    return f"""query($size: Int, $cursor: String) {{
      page: {root}(orderBy: {order}, {paged}{filters}, asOf: "2022-12-31") {{ {PAGE} }} }}"""


def hop_of(kind: str, code: str, field: str, *, order: str, paged: str) -> str:
    root = f'{ROOTS[kind]}(code: "{code}", asOf: "2022-12-31")'
    return f"""query($size: Int, $cursor: String) {{ node: {root} {{
      page: {field}(orderBy: {order}, {paged}) {{ {PAGE} }} }} }}"""


@pytest.mark.parametrize("root", LISTS)
def test_pages_of_a_list_make_the_whole(
    root: str, emptied: None, live_service: Service, live_store: BoltStore
) -> None:
    pick = random.Random(root)
    within = WITHIN.get(root, "")
    prefix = within.partition('"')[2].rstrip('"')
    rows = rows_of(live_store, LISTS[root], prefix)
    assert len(rows) > 150
    for order in orders(live_service, LISTS[root]):
        wanted = sorted_by(order, rows)
        size = pick.choice((37, 61, 113, 500))
        assert turned(live_service, listed(root, order, FORWARD, within), size) == wanted, order
        assert turned(live_service, listed(root, order, BACKWARD, within), size) == wanted, order


@pytest.mark.parametrize("root", LISTS)
def test_a_township_s_caller_pages_through_the_township(
    root: str, emptied: None, live_service: Service, live_store: BoltStore
) -> None:
    rows = rows_of(live_store, LISTS[root], TOWNSHIP.prefix)
    for order in random.Random(root).sample(orders(live_service, LISTS[root]), 3):
        wanted = sorted_by(order, rows)
        assert turned(live_service, listed(root, order, FORWARD), 499, TOWNSHIP) == wanted
        assert turned(live_service, listed(root, order, BACKWARD), 499, TOWNSHIP) == wanted


def hops(service: Service, kind: str) -> dict[str, tuple[str, Hop | Walk]]:
    """The connections of a kind: the kind they lead to, and their lowering."""
    declared = service.schema.type_map[kind]
    assert isinstance(declared, GraphQLObjectType)
    pages = {name: get_named_type(field.type).name for name, field in declared.fields.items()}
    found: dict[str, Any] = {
        name: (page.removesuffix("Connection"), lowerings(service.schema)[kind, name])
        for name, page in pages.items()
        if page.endswith("Connection")
    }
    assert all(isinstance(lowering, Hop | Walk) for _, lowering in found.values())
    return found


@pytest.mark.parametrize("kind", ROOTS)
def test_pages_of_a_hop_make_the_whole(
    kind: str, emptied: None, live_service: Service, live_store: BoltStore
) -> None:
    pick = random.Random(kind)
    seen = 0
    for field, (label, lowering) in hops(live_service, kind).items():
        if isinstance(lowering, Walk):
            code = WALKED[kind, lowering.direction]
        else:
            match = pattern(lowering, f"n:{kind}", "r", "far")
            busiest = live_store.read(Call(BUSIEST % match, {"day": DAY}, timeout=60))
            if not busiest:
                continue
            code = busiest[0]["code"]
        place = rows_with(live_store, kind, [code])[0]["area"]
        for caller in (AUDITOR, Caller("auditor", place, False)):
            asked = hop_of(kind, code, field, order="CODE_ASC", paged=FORWARD)
            shown = turned(live_service, asked, 499, caller)
            assert len(shown) == len(set(shown))
            seen += len(shown)
            rows = rows_with(live_store, lowering.label, shown)
            order = pick.choice(orders(live_service, label))
            wanted = sorted_by(order, rows, caller.prefix)
            size = pick.randint(max(1, len(shown) // 7), len(shown) + 1)
            for paged in (FORWARD, BACKWARD):
                asked = hop_of(kind, code, field, order=order, paged=paged)
                found = turned(live_service, asked, size, caller)
                assert found == wanted, (field, order, paged, size)
    assert seen


@pytest.mark.parametrize("caller", [AUDITOR, TOWNSHIP], ids=["city", "township"])
@pytest.mark.parametrize("root", LISTS)
def test_without_ties_and_its_total(
    root: str, caller: Caller, live_service: Service, live_store: BoltStore
) -> None:
    lowering = lowerings(live_service.schema)["Query", root]
    assert isinstance(lowering, ListRoot)
    assert lowering.ties or root == "households"
    label, prefix = LISTS[root], "" if caller is AUDITOR else caller.prefix
    rows = rows_of(live_store, label, prefix)
    tied = {}
    for word, hop in lowering.ties:
        match = pattern(hop, f"n:{label}", "r", "far")
        given = {"day": DAY, "named": hop.named, "prefix": prefix}
        tied[word] = set(live_store.read(Call(TIED % match, given, timeout=60))[0]["codes"])
    for words in [[word] for word in tied] + ([list(tied)[:2]] if tied else []):
        wanted = sorted_by(
            "CODE_ASC", [row for row in rows if not any(row["code"] in tied[word] for word in words)]
        )
        text = listed(root, "CODE_ASC", FORWARD, f", without: [{', '.join(words)}]")
        assert turned(live_service, text, 500, caller) == wanted, words
        total = text.replace(PAGE, "totalCount").replace("first: $size, after: $cursor, ", "")
        total = total.replace("query($size: Int, $cursor: String) ", "")
        assert live_service.answer(Question(total), caller, "total").body["data"]["page"] == {
            "totalCount": len(wanted)
        }
