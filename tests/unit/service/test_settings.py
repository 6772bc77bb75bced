"""Settings: read once, checked, each with its help."""

from pathlib import Path

import pytest

from graphsvc.errors import ConfigurationError
from graphsvc.settings import Settings, base_environment, load_settings, settings_table


def test_defaults() -> None:
    assert load_settings({}) == Settings()


def test_values_are_read_by_type() -> None:
    found = load_settings(
        {
            "GRAPHSVC_PORT": "8123",
            "GRAPHSVC_HOME": "/x",
            "GRAPHSVC_SHOW_NAMES": "1",
            "GRAPHSVC_STATEMENT_TIMEOUT": "2.5",
        }
    )
    assert (found.port, found.home, found.show_names, found.statement_timeout) == (
        8123,
        Path("/x"),
        True,
        2.5,
    )


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("GRAPHSVC_PORT", "eighty", "not a whole number"),
        ("GRAPHSVC_PORT", "-1", "not a whole number"),
        ("GRAPHSVC_SHOW_NAMES", "yes", "not 0 or 1"),
        ("GRAPHSVC_STATEMENT_TIMEOUT", "soon", "not a number of seconds"),
    ],
)
def test_values_that_cannot_work(name: str, value: str, rule: str) -> None:
    with pytest.raises(ConfigurationError, match=rf"{name}: the value '{value}' is {rule}"):
        load_settings({name: value})


def test_a_page_is_one_record_and_no_larger_than_one_should_be() -> None:
    assert load_settings({"GRAPHSVC_MAX_PAGE": "20000"}).max_page == 20_000
    with pytest.raises(
        ConfigurationError, match=r"GRAPHSVC_MAX_PAGE: 20001 is above 20000; .*graphsvc export"
    ):
        load_settings({"GRAPHSVC_MAX_PAGE": "20001"})


def test_a_setting_nobody_knows() -> None:
    with pytest.raises(ConfigurationError, match="GRAPHSVC_PROT: no such setting"):
        load_settings({"GRAPHSVC_PROT": "1"})


def test_the_table_has_help_for_all() -> None:
    rows = settings_table()
    assert ("GRAPHSVC_PORT", "8000", "Port the service listens on") in rows
    assert all(text for _, _, text in rows)
    assert ("GRAPHSVC_CATALOGUE", "cypher", "Folder of the .cypher files") in rows


def test_children_get_the_environment() -> None:
    assert "PATH" in base_environment()
