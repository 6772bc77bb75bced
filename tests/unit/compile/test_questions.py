"""Questions that begin anywhere: what decides their statement, and what of them is refused."""

import re
from dataclasses import replace
from typing import Any

import pytest

from graphsvc.answer import Question
from graphsvc.bind.search_text import FORMS, SEARCH_LABELS, search_text
from graphsvc.caller import Caller
from graphsvc.errors import BadUserInput, TooCostly
from graphsvc.limits import check_document
from graphsvc.model import PERSONS, TIES, Family
from graphsvc.record import IS_PERSON
from graphsvc.service import Service
from graphsvc.store.canned import CannedStore
from tests.conftest import AUDITOR
from tests.tools.fuzz.records import STAMP

NODES = "query($ids: [ID!]!) { nodes(ids: $ids) { code } }"
PATHS = '{ p: paths(from: "City:350500" %s) { length } }'
TOWNSHIP = Caller("auditor", "350502004", False)


def text_of(service: Service, document: str, caller: Caller = AUDITOR, **values: Any) -> str:
    return service.plan(Question(document, values), caller).compiled.text


def parameters(service: Service, document: str, caller: Caller = AUDITOR, **values: Any) -> Any:
    return service.plan(Question(document, values), caller).bound.parameters["q"]


def test_kinds_decide_the_statement_and_their_codes_do_not(service: Service) -> None:
    one = text_of(service, NODES, ids=["Area:350500", "Unit:X"])
    assert one == text_of(service, NODES, ids=["Agency:Y", "Grid:350502", "Area:350500"])
    assert one != text_of(service, NODES, ids=["Area:350500"])
    assert "350500" not in one
    assert one.count("UNWIND") == 2


def test_each_id_keeps_its_place(service: Service) -> None:
    found = parameters(service, NODES, ids=["Unit:X", "Area:350500", "Unit:Y"])
    assert list(found.values()) == [
        3,
        [{"at": 1, "code": "350500"}],
        [{"at": 0, "code": "X"}, {"at": 2, "code": "Y"}],
    ]


def test_a_node_outside_is_left_out_by_the_statement(service: Service) -> None:
    for document, values in (
        (NODES, {"ids": ["Area:350500", "Unit:X"]}),
        ('{ node(id: "Area:350500") { code } }', {}),
    ):
        text = text_of(service, document, TOWNSHIP, **values)
        assert text.count("STARTS WITH $q.jurisdiction") == len(values.get("ids", "1"))


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ('{ node(id: "Area") { code } }', "id: 'Area' is not an id"),
        ('{ node(id: "State:1") { code } }', "kinds: Household, .*CoBuilding"),
        ('{ nodes(ids: ["Area:350500", "x"]) { code } }', "ids: 'x' is not an id"),
        ('{ search(text: "党") { code } }', r"search\.text: give at least 2 letters"),
        ('{ search(text: "") { code } }', "give at least 2"),
        ('{ search(text: "((*~!!") { code } }', "give at least 2"),
        ('{ search(text: "' + "党" * 51 + '") { code } }', "at most 50 in all"),
        ('{ s: search(text: "党委", within: "3505/C1") { code } }', r"s\.within: not a code of Area"),
        ('{ search(text: "党委", within: "") { code } }', r"search\.within: not a code of Area"),
        ('{ search(text: "党委", first: 501) { code } }', "501 is outside 0 to 500"),
        ('{ search(text: "党委", first: -1) { code } }', "-1 is outside 0 to 500"),
        (PATHS % 'to: "Area:350500"', "paths: `from` and `to` are the same node"),
        (PATHS % 'to: "State:1"', "to: 'State:1' is not an id"),
        (PATHS % 'to: "Unit:X" maxHops: 9', r"paths\.maxHops: 9 is outside 1 to 8"),
        (PATHS % 'to: "Unit:X" maxHops: 0', "0 is outside 1 to 8"),
        (PATHS % 'to: "Unit:X" maxPaths: 21', r"p\.maxPaths: 21 is outside 1 to 20"),
        (PATHS % 'to: "Unit:X" through: []', "no family to walk through"),
        ('{ chainOfCommand(of: "CoBuilding:x") { complete } }', "of: 'CoBuilding:x' is not an id"),
    ],
)
def test_what_is_refused(service: Service, document: str, message: str) -> None:
    with pytest.raises(BadUserInput, match=message):
        service.plan(Question(document), AUDITOR)


def test_ids_are_as_many_as_a_page_has_rows(service: Service) -> None:
    service.settings = replace(service.settings, max_page=2)
    assert parameters(service, NODES, ids=["Unit:X"] * 2)
    with pytest.raises(BadUserInput, match=r"nodes\.ids: 3 ids; 2 are allowed \(GRAPHSVC_MAX_PAGE\)"):
        parameters(service, NODES, ids=["Unit:X"] * 3)


def test_a_node_is_a_hop_where_it_is_no_part_of_a_page(service: Service) -> None:
    prepared = service.prepare('{ node(id: "Area:1") { id } nodes(ids: []) { id } }', None)
    with pytest.raises(TooCostly, match="2 hops in all; 1 are"):
        check_document(
            prepared.document, prepared.operation, service.schema, replace(service.settings, max_hops=1)
        )


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        (" 开元 ", ("开元", "", "")),
        ("KYJD", ("ky yj jd", "kyjd", "KYJD")),
        ("Lü  wei-ping", ("lü üw we ei ip pi in ng", "lvweiping", "")),
        ("３５０５０２", ("35 50 05 50 02", "350502", "350502")),
        ("LC-DY-1", ("lc cd dy y1", "lcdy1", "LC-DY-1")),
        ('a" OR b\\', ("ao or rb", "aorb", "")),
        ("kai*", ("ka ai", "kai", "")),
        ("（东）门·\u200b1号", ("东门 门1 1号", "", "")),
    ],
)
def test_what_is_typed_is_never_syntax(text: str, forms: tuple[str, ...]) -> None:
    assert tuple(search_text("text", text, form) for form in FORMS) == forms


def test_a_search_says_whose_names_are_hidden(service: Service) -> None:
    document = '{ search(text: "开元") { code } }'
    assert parameters(service, document)["hidden"] == list(PERSONS)
    assert parameters(service, document, replace(AUDITOR, show_names=True))["hidden"] == []
    assert "hidden" not in parameters(service, NODES, ids=[])


def test_values_of_a_search_never_change_its_text(service: Service) -> None:
    document = """query($t: String!, $k: [SearchKind!], $w: String) {
      search(text: $t, kinds: $k, within: $w) { code } }"""
    first = text_of(service, document, t="开元")
    assert first == text_of(service, document, t="x*" * 9, k=["UNIT"], w="350502")
    found = parameters(service, document, t="开元", k=["UNIT", "SERVICE_STATION"], w="350500")
    assert ["Unit", "ServiceStation"] in found.values()
    assert "3505" in found.values()


def test_the_file_looks_for_every_kind_that_is_found(service: Service) -> None:
    text = service.catalogue.get("roots/search").text
    assert re.findall(r"MATCH \(node:(\w+)\)", text) == list(SEARCH_LABELS)


def test_a_hit_shows_the_name_of_a_person_masked(service: Service) -> None:
    rows = [
        {"n": "张三丰", IS_PERSON: True},
        {"n": "张三丰商行", IS_PERSON: False},
        {"n": None, IS_PERSON: True},
    ]
    service.store = CannedStore([{"dataset": STAMP, "a0": rows}])
    question = Question('{ search(text: "LC-DY") { n: name } }')
    shown = [
        [hit["n"] for hit in service.answer(question, caller, "r").body["data"]["search"]]
        for caller in (AUDITOR, replace(AUDITOR, show_names=True))
    ]
    assert shown == [["张**", "张三丰商行", None], ["张三丰", "张三丰商行", None]]


def test_families_kinds_and_hops_decide_the_statement_of_paths(service: Service) -> None:
    document = """query($a: ID!, $t: [Family!], $h: Int, $m: Int) {
      paths(from: $a, to: "Unit:X", through: $t, maxHops: $h, maxPaths: $m) { length } }"""
    first = text_of(service, document, a="Area:350500", t=["TIE", "COMMAND"], h=6, m=1)
    assert first == text_of(service, document, a="Grid:350502", m=9)
    assert first == text_of(service, document, a="Grid:350502", t=None, h=None, m=9)
    assert first == text_of(service, PATHS % 'to: "Agency:Y"')
    others = [
        text_of(service, document, a="Area:350500", t=["TIE"], m=1),
        text_of(service, document, a="Unit:Y", m=1),
        text_of(service, document, a="Area:350500", h=5, m=1),
        text_of(service, document, TOWNSHIP, a="Area:350500", m=1),
    ]
    assert len({first, *others}) == 5


@pytest.mark.parametrize("family", Family)
def test_only_relationships_of_a_family_are_walked(service: Service, family: Family) -> None:
    text = text_of(service, PATHS % f'to: "Unit:X" through: [{family}]')
    walked = re.search(r"step:([A-Z_|]+) WHERE", text)
    assert walked
    assert set(walked[1].split("|")) == {tie.type for tie in TIES if tie.family is family}


def test_every_node_of_a_path_lies_in_the_jurisdiction(service: Service) -> None:
    text = text_of(service, PATHS % 'to: "Unit:X"', TOWNSHIP)
    for name in ("area", "unit", "node"):
        assert f"{name}.area STARTS WITH $q.jurisdiction" in text


def test_a_path_is_named_by_the_model(service: Service) -> None:
    ends = {"id": ["Grid", "350502"], "name": ["PartyMember", "张三丰"], "kind": "PartyBranch"}
    row = {"hops": [{"type": "COVERS", "family": "COVERS", "to": ends}]}
    service.store = CannedStore([{"dataset": STAMP, "a0": [row]}])
    text = PATHS.replace("p: ", "").replace("length", "hops { type family to { id name kind } }")
    body = service.answer(Question(text % 'to: "Unit:X"'), AUDITOR, "r").body
    (hop,) = body["data"]["paths"][0]["hops"]
    assert (hop["type"], hop["family"]) == ("COVERS", "DUTY")
    assert hop["to"] == {"id": "Area:350502", "name": "张**", "kind": "PartyOrganization"}
