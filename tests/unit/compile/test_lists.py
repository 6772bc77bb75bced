"""Lists without a database: what their files must keep to, what their arguments become."""

from pathlib import Path
from typing import Any

import pytest

from graphsvc.answer import Question
from graphsvc.bind.cursors import encode_cursor
from graphsvc.caller import Caller
from graphsvc.catalogue import load_catalogue
from graphsvc.catalogue.text import labels_and_types, tokens
from graphsvc.errors import BadUserInput, CatalogueError
from graphsvc.service import Service
from tests.conftest import AUDITOR
from tests.unit.catalogue.test_catalogue import write

LIST = """// Areas of a place · 地域列表
//
// Those in force.
//
// param   within: String!
// param   beyond: String!
// param   asOf: Date!
// returns area: Area
MATCH (area:Area)
USING INDEX area:Area(area, code)
WHERE area.area >= $within AND area.area < $beyond AND area.valid_from <= $asOf
RETURN area
"""
FAULTS = {
    "another clause": (LIST.replace("RETURN", "WITH area\nRETURN"), 9, "write MATCH, WHERE, RETURN"),
    "no WHERE": (LIST.replace("WHERE", "MATCH (o:Grid) WHERE"), 9, "write MATCH, WHERE, RETURN"),
    "an open alternative": (LIST.replace("< $beyond AND", "< $beyond OR"), 11, "in brackets"),
    "two columns": (
        LIST.replace("returns area: Area", "returns area: Area, code: String").replace(
            "RETURN area", "RETURN area, area.code AS code"
        ),
        8,
        "return one node",
    ),
    "no day": (
        LIST.replace("// param   asOf: Date!\n", "").replace(" AND area.valid_from <= $asOf", ""),
        1,
        "bound it by place and day",
    ),
}
UNITS = """query($within: String, $after: String, $kind: [UnitKind!]) {
  units(within: $within, kind: $kind, first: 2, after: $after) { nodes { code } totalCount } }"""


def parameters(service: Service, caller: Caller = AUDITOR, **values: Any) -> dict[str, Any]:
    bound = service.plan(Question(UNITS, values), caller).bound
    return {name.partition("_")[2] or name: value for name, value in bound.parameters["q"].items()}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_list_keeps_to_what_the_renderer_goes_on_with(fault: str, tmp_path: Path) -> None:
    text, line, remedy = FAULTS[fault]
    path = write(tmp_path, "roots/areas_of_a_place", text)
    with pytest.raises(CatalogueError) as raised:
        load_catalogue(tmp_path)
    assert str(raised.value).startswith(f"{path}:{line}: "), str(raised.value)
    assert remedy in str(raised.value)


def test_a_list_goes_on(tmp_path: Path) -> None:
    write(tmp_path, "roots/areas_of_a_place", LIST)
    statement = load_catalogue(tmp_path).get("roots/areas_of_a_place")
    names = {"within": "q.a", "beyond": "q.b", "asOf": "asOf"}
    lines = statement.continued(names, ["area.level = 1"])
    assert lines[-2:] == [
        "WHERE area.area >= $q.a AND area.area < $q.b AND area.valid_from <= $asOf",
        "  AND area.level = 1",
    ]


def test_the_properties_of_a_hint_are_no_labels() -> None:
    found = labels_and_types(tokens("USING INDEX area:Area(area, code) WHERE x:(Grid|!Compound)", 1))
    assert [name for _, name, _ in found] == ["Area", "Grid", "Compound"]


@pytest.mark.parametrize(
    ("within", "lowest", "beyond"),
    [
        (None, "", "~"),
        ("350500", "3505", "3505~"),
        ("350502004", "350502004", "350502004~"),
        ("350502004001000", "350502004001", "350502004001~"),
        ("350502004001-C001", "350502004001-C001", "350502004001-C001~"),
    ],
)
def test_a_place_is_a_prefix(service: Service, within: str | None, lowest: str, beyond: str) -> None:
    found = parameters(service, within=within)
    assert (found["within"], found["beyond"]) == (lowest, beyond)


def test_words_and_cursors_are_values(service: Service) -> None:
    found = parameters(service, kind=["AGENCY", "ENTERPRISE"], after=encode_cursor("350502004|x"))
    assert found["kind"] == ["Agency", "Enterprise"]
    assert found["after"] == {"area": "350502004", "code": "x"}
    assert parameters(service)["after"] == {"area": "", "code": ""}


def test_the_border_is_beside_the_place(service: Service) -> None:
    caller = Caller("auditor", "350502004", False)
    found = parameters(service, caller, within="350502")
    assert (found["jurisdiction"], found["border"]) == ("350502004", "350502004~")
    text = service.plan(Question(UNITS), caller).compiled.text
    # Both parts of the page and the total.
    assert text.count("unit.area < $q.border") == text.count("// roots/units") == 3


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"within": "泉州"}, "units.within: not a code of Area"),
        ({"within": "35050200"}, "units.within: not a code of Area"),
        ({"after": encode_cursor("350502004")}, "units.after: this cursor was made under the order CODE_ASC"),
        ({"after": "MTIz"}, "units.after: not a cursor"),
    ],
)
def test_refusals(service: Service, values: dict[str, Any], fault: str) -> None:
    with pytest.raises(BadUserInput, match=fault):
        parameters(service, **values)


def test_a_list_s_cursor_opens_no_other_page(service: Service) -> None:
    cursor = encode_cursor("350502|x")
    text = f'{{ area(code: "350502") {{ children(after: "{cursor}") {{ nodes {{ code }} }} }} }}'
    with pytest.raises(BadUserInput, match=r"children.after: this cursor was made under the order PLACE_ASC"):
        service.plan(Question(text), AUDITOR)
