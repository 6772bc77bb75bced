"""A caller of one township: no code outside it by any walk, up, down or sideways."""

import itertools
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from graphql import GraphQLInterfaceType, GraphQLNonNull, GraphQLObjectType, get_named_type

from graphsvc.answer import Question
from graphsvc.caller import Caller
from graphsvc.service import Service
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore

TOWNSHIP = "350502004"
CALLER = Caller("auditor", TOWNSHIP, False)
ROOTS = {
    "PartyOrganization": "partyOrganization",
    "Area": "area",
    "Building": "building",
    "Household": "household",
    "PartyMember": "partyMember",
    "Unit": "unit",
    "CoBuilding": "coBuilding",
}
NAMED = {"code", "name", "tier", "kind", "id", "__typename"}
STEPS = 6


@pytest.fixture(scope="module")
def places(sample_store: BoltStore) -> dict[str, dict[str, str]]:
    """The area of every node, by label and code."""
    found = {}
    for label in ROOTS:
        text = f"MATCH (n:{label}) RETURN collect([n.code, n.area]) AS pairs"
        found[label] = dict(sample_store.read(Call(text, {}, timeout=60))[0]["pairs"])
    return found


def walk(service: Service, kind: str, pick: random.Random) -> str:
    """A random document from one root: at each node the public values, one hidden value, one hop."""

    def at(type_name: str, steps: int) -> str:
        kind = service.schema.type_map[type_name]
        if isinstance(kind, GraphQLInterfaceType):
            one = pick.choice(sorted(one.name for one in service.schema.get_possible_types(kind)))
            return f"__typename code ... on {one} {{ {at(one, steps)} }}"
        assert isinstance(kind, GraphQLObjectType)
        hops = {name: field for name, field in kind.fields.items() if hop_target(field.type)}
        if type_name == "ChainOfCommand":
            hops = {name: hops[name] for name in ("group", "branch", "committee")}
            text = "steps { tier code name } liaisons(first: 2) { member { __typename code name status } }"
        else:
            text = "__typename code valid { from } " + ("name" if "name" in kind.fields else "")
        if steps == 0 or not hops:
            return text
        name = pick.choice(sorted(hops))
        target = hop_target(hops[name].type)
        inner = at(str(target), steps - 1)
        connection = str(get_named_type(hops[name].type)).endswith("Connection")
        return f"{text} {name}" + (
            f"(first: 3) {{ nodes {{ {inner} }} totalCount }}" if connection else f" {{ {inner} }}"
        )

    return at(kind, STEPS)


def hop_target(kind: Any) -> str | None:
    inner = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    name = str(get_named_type(inner))
    if name.endswith("Connection") and name != "GapConnection":
        return name.removesuffix("Connection")
    return name if name in (*ROOTS, "ChainOfCommand") else None


def shown(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of an answer that has a code."""
    if isinstance(value, list):
        for item in value:
            yield from shown(item)
    if isinstance(value, dict):
        if "code" in value and value["code"] is not None:
            yield value
        for item in value.values():
            yield from shown(item)


def leads_on(node: dict[str, Any]) -> Iterator[str]:
    for name, value in node.items():
        if name in NAMED or value is None:
            continue
        if isinstance(value, dict) and value.get("nodes") == [] and value.get("totalCount") == 0:
            continue
        yield name


@pytest.mark.parametrize("kind", ROOTS)
def test_random_walks(kind: str, live_service: Service, places: dict[str, dict[str, str]]) -> None:
    pick = random.Random(kind)
    inside = sorted(code for code, area in places[kind].items() if area.startswith(TOWNSHIP))
    seen = 0
    for _ in range(12):
        body = walk(live_service, kind, pick)
        document = f'query($code: String!) {{ {ROOTS[kind]}(code: $code, asOf: "2022-12-31") {{ {body} }} }}'
        for code in pick.sample(inside, min(3, len(inside))):
            answer = live_service.answer(Question(document, {"code": code}), CALLER, "walk")
            data = json.loads(answer.to_bytes())
            assert "errors" not in data or data["errors"][0]["extensions"]["code"] == "NOT_FOUND", (
                document,
                data,
            )
            for node in shown(data["data"]):
                seen += 1
                label = node.get("__typename")
                if label in places and not places[label][node["code"]].startswith(TOWNSHIP):
                    assert list(leads_on(node)) == [], (document, node)
    assert seen > 30


@pytest.mark.parametrize("kind", ROOTS)
def test_roots_outside_are_not_there(
    kind: str, live_service: Service, places: dict[str, dict[str, str]]
) -> None:
    outside = sorted(code for code, area in places[kind].items() if not area.startswith(TOWNSHIP))
    document = f'query($code: String!) {{ {ROOTS[kind]}(code: $code, asOf: "2022-12-31") {{ code }} }}'
    for code in random.Random(kind).sample(outside, 5):
        answer = live_service.answer(Question(document, {"code": code}), CALLER, "outside")
        assert answer.body["data"] == {ROOTS[kind]: None}


def test_nodes_outside_are_not_there(live_service: Service, places: dict[str, dict[str, str]]) -> None:
    """Of every kind some inside and some outside, retired ones too: nothing tells what is outside apart."""
    pick = random.Random("nodes")
    asked = [(kind, code) for kind in ROOTS for code in pick.sample(sorted(places[kind]), 40)]
    inside = [places[kind][code].startswith(TOWNSHIP) for kind, code in asked]
    document = """query($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { id code }
      node(id: $id) { code } }"""
    ids = [f"{kind}:{code}@2022-12-31" for kind, code in asked]
    values = {"ids": ids, "id": ids[inside.index(False)]}
    body = live_service.answer(Question(document, values), CALLER, "nodes").body
    told = {error["path"][1] for error in body.get("errors", [])}
    assert body["data"]["node"] is None
    assert {True, False} == set(inside)
    for at, node in enumerate(body["data"]["nodes"]):
        assert (node is not None or at in told) is inside[at], asked[at]
        assert node is None or node["id"] == ids[at]


@pytest.mark.parametrize("text", ["示范", "街道", "党支部", "sf", "3505", "50200", "5020"])
def test_a_search_stops_at_the_border(text: str, live_service: Service) -> None:
    document = """query($t: String!) { search(text: $t, first: 500, asOf: "2022-12-31") {
      area node { code } } }"""
    body = live_service.answer(Question(document, {"t": text}), CALLER, "search").body
    assert "errors" not in body
    assert {hit["area"][:9] for hit in body["data"]["search"]} <= {TOWNSHIP}


def test_paths_stop_at_the_border(live_service: Service, places: dict[str, dict[str, str]]) -> None:
    """Between nodes inside no path leads outside; from inside to outside there is none."""
    pick = random.Random("paths")
    document = """query($a: ID!, $b: ID!) { paths(from: $a, to: $b, through: [COMMAND, TIE, DUTY, TERRITORY],
      maxHops: 5, maxPaths: 20, asOf: "2022-12-31") { nodes { id code } } }"""
    kinds = ("PartyMember", "PartyOrganization", "Unit", "Area")
    inside = {
        kind: [code for code, area in places[kind].items() if area.startswith(TOWNSHIP)] for kind in kinds
    }
    seen = 0
    for kind, other in itertools.product(kinds, kinds):
        a = f"{kind}:{pick.choice(sorted(inside[kind]))}"
        for codes in (places[other], inside[other]):
            b = f"{other}:{pick.choice(sorted(codes))}"
            answer = live_service.answer(Question(document, {"a": a, "b": b}), CALLER, "paths")
            paths = answer.body["data"]["paths"] if a != b else []
            assert paths == [] or b.partition(":")[2] in inside[other]
            for node in (node for path in paths for node in path["nodes"]):
                label = node["id"].partition(":")[0]
                seen += 1
                assert label not in places or places[label][node["code"]].startswith(TOWNSHIP)
    assert seen > 10


def test_counts_and_gaps_stop_at_the_border(live_service: Service, places: dict[str, dict[str, str]]) -> None:
    document = """{ area(code: "350502004", asOf: "2022-12-31") { householdCount coverage {
      householdLiaison { due gaps(first: 500) { nodes { unit { code } } } }
      agencyPairing { due gaps(first: 500) { totalCount nodes { unit { code } } } } } } }"""
    mine = live_service.answer(Question(document), CALLER, "counts").body["data"]["area"]
    everyone = live_service.answer(Question(document), Caller("auditor", "", False), "counts").body["data"][
        "area"
    ]
    assert mine["householdCount"] == everyone["householdCount"]
    for standard, label in (("householdLiaison", "Household"), ("agencyPairing", "PartyOrganization")):
        assert 0 < mine["coverage"][standard]["due"] <= everyone["coverage"][standard]["due"]
        for gap in mine["coverage"][standard]["gaps"]["nodes"]:
            assert places[label][gap["unit"]["code"]].startswith(TOWNSHIP)
