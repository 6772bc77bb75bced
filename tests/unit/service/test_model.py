"""The model on one page, and what must agree with it: constraints, codes, the types of the schema."""

import pytest

from graphsvc.catalogue import Catalogue
from graphsvc.model import KIND_OF, KINDS, TIE_OF, TIES, Family, code_rule, is_code, prefix_of


def test_each_kind_has_its_constraint(catalogue: Catalogue) -> None:
    texts = [statement.text for statement in catalogue.folder("schema")]
    wanted = {f"FOR (n:{kind.label}) REQUIRE n.{kind.key} IS UNIQUE" for kind in KINDS}
    found = {line for text in texts for line in text.splitlines() if "REQUIRE" in line}
    assert found == wanted


def test_the_counts_leave_no_kind_and_no_type_out(catalogue: Catalogue) -> None:
    text = catalogue.get("service/stored_counts").text
    own = ("LoadRun", "Dataset", "Tally", "ChangeLog")
    for kind in KINDS:
        assert (f"(n:{kind.label})" in text) is (kind.label not in own)
    for tie in TIES:
        assert f"[r:{tie.type}]" in text


def test_schema_statements_may_run_again(catalogue: Catalogue) -> None:
    for statement in catalogue.folder("schema"):
        assert "IF NOT EXISTS" in statement.text, statement.name


def test_every_relationship_joins_kinds_of_the_model() -> None:
    for tie in TIES:
        for label in (*tie.starts, *tie.ends):
            assert label in KIND_OF, (tie.type, label)
        assert tie.properties[:2] == ("valid_from", "valid_to")


def test_command_and_territory_are_what_the_design_says() -> None:
    of = {family: {tie.type for tie in TIES if tie.family is family} for family in Family}
    assert of[Family.COMMAND] == {"SUBORDINATE_TO", "MEMBER_OF", "ATTACHED_TO", "UPGRADED_FROM"}
    assert "PARTY_TO" in of[Family.TIE]
    assert TIE_OF["COVERS"].family is Family.DUTY


@pytest.mark.parametrize(
    ("label", "code", "holds"),
    [
        ("Area", "350500", True),
        ("Area", "350502001", True),
        ("Area", "350502001001", True),
        ("Area", "350502001001000", True),
        ("Grid", "35050200100100001", True),
        ("Compound", "350502001001-C001", True),
        ("Area", "3505020010", False),
        ("Area", "350502001001-C01", False),
        ("Building", "350502001001-00001", True),
        ("Building", "350502001001-0001", False),
        ("Household", "350502001001-00001-0001", True),
        ("Household", "350502001001-00001", False),
        ("PartyOrganization", "LC-ZB-0001", True),
        ("PartyOrganization", "", False),
        ("PartyMember", "x" * 41, False),
        ("Unit", "一", False),
    ],
)
def test_codes(label: str, code: str, holds: bool) -> None:
    assert is_code(label, code) is holds
    assert code_rule(label)[1]


@pytest.mark.parametrize(
    ("code", "prefix"),
    [
        ("350500", "3505"),
        ("350502", "350502"),
        ("990000", "99"),
        ("990110", "990110"),
        ("350502001001", "350502001001"),
        ("350502001001000", "350502001001"),
        ("350502001001002", "350502001001002"),
    ],
)
def test_prefixes(code: str, prefix: str) -> None:
    assert prefix_of(code) == prefix
