"""A profile's thresholds, targets and exempt divisions in the statements of a catalogue."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from graphsvc.catalogue import Catalogue
from graphsvc.catalogue.city import for_city
from graphsvc.errors import ConfigurationError
from graphsvc.profile import Profile
from graphsvc.schema.query import build_schema
from tests.tools.cities import QUANZHOU, YUNLING

LIAISON = "standards/household_liaison"


@pytest.fixture
def profile_with() -> Callable[..., Profile]:
    def made(**changed: Mapping[str, Any]) -> Profile:
        return msgspec.structs.replace(QUANZHOU, path=Path("city.toml"), **changed)

    return made


def test_exempt_divisions_stand_in_every_standard(catalogue: Catalogue) -> None:
    for statement in catalogue.folder("standards"):
        assert "exempt" in {one.name for one in statement.parameters}
    for statement in for_city(catalogue, QUANZHOU).folder("standards"):
        assert "exempt" not in {one.name for one in statement.parameters}
        assert "none(code IN ['350527'] WHERE" in statement.text
        assert "$exempt" not in statement.text


def test_a_city_without_exempt_divisions(catalogue: Catalogue, profile_with: Callable[..., Profile]) -> None:
    statement = for_city(catalogue, profile_with(exempt=())).get(LIAISON)
    assert "none(code IN [] WHERE building.code STARTS WITH code)" in statement.text


def test_thresholds_and_targets_replace_those_of_the_file(catalogue: Catalogue) -> None:
    statement = for_city(catalogue, YUNLING).get(LIAISON)
    default = next(one.default for one in statement.parameters if one.name == "minimum")
    assert (default, statement.target) == (2, 0.5)
    other = for_city(catalogue, YUNLING).get("standards/grid_organization")
    assert other.target == catalogue.get("standards/grid_organization").target


def test_the_same_profile_twice_changes_nothing_more(catalogue: Catalogue) -> None:
    once = for_city(catalogue, YUNLING)
    assert for_city(once, YUNLING).statements == once.statements


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"thresholds": {"houseLiaison": {"minimum": 2}}},
            r"city.toml: thresholds.houseLiaison: no such standard; use agencyPairing, ",
        ),
        ({"targets": {"houseLiaison": 0.9}}, r"city.toml: targets.houseLiaison: no such standard; use "),
        (
            {"thresholds": {"householdLiaison": {"most": 2}}},
            r"thresholds.householdLiaison.most: .* no parameter of this name with a default; use minimum",
        ),
        (
            {"thresholds": {"gridOrganization": {"asOf": "2022-12-31"}}},
            r"thresholds.gridOrganization.asOf: .* no parameter of this name with a default; remove it",
        ),
        (
            {"thresholds": {"householdLiaison": {"minimum": "two"}}},
            r"thresholds.householdLiaison.minimum: 'two' is no Int; give a value of that type",
        ),
        (
            {"thresholds": {"householdLiaison": {"minimum": True}}},
            r"thresholds.householdLiaison.minimum: True is no Int",
        ),
        ({"thresholds": {"householdLiaison": {"minimum": 1.5}}}, r"1.5 is no Int"),
    ],
)
def test_faults_name_file_key_and_remedy(
    changed: dict[str, Any],
    message: str,
    catalogue: Catalogue,
    profile_with: Callable[..., Profile],
) -> None:
    with pytest.raises(ConfigurationError, match=message):
        for_city(catalogue, profile_with(**changed))


def test_each_schema_has_its_own_names_of_tiers(catalogue: Catalogue) -> None:
    """Also where the schema of another city was built before."""
    for profile in (QUANZHOU, YUNLING, QUANZHOU):
        schema = build_schema(for_city(catalogue, profile), profile)
        values: Any = schema.type_map["Tier"].values  # type: ignore[attr-defined]  # an enum
        assert values["CITY"].description == f"Party committee of the city. {profile.tiers['CITY']}"
