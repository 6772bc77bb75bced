"""Who asks, without an identity provider; and what of names they see."""

from dataclasses import replace

import pytest

from graphsvc.access import Caller, banner, caller_from, check_host
from graphsvc.errors import ConfigurationError
from graphsvc.masking import mask_name
from graphsvc.settings import Settings


def test_everyone_here_is_the_auditor_of_the_whole_city() -> None:
    caller = caller_from(Settings())
    assert caller == Caller("auditor", "", False)
    assert not caller.restricted


@pytest.mark.parametrize(
    ("code", "restricted", "prefix"),
    [
        ("350500", False, ""),
        ("350502", True, "350502"),
        ("350502004", True, "350502004"),
        ("350502004001000", True, "350502004001"),
    ],
)
def test_a_jurisdiction(code: str, restricted: bool, prefix: str) -> None:
    caller = caller_from(Settings(jurisdiction=code))
    assert caller.restricted is restricted
    assert caller.prefix == prefix


@pytest.mark.parametrize("code", ["Licheng", "3505", "350502001001-C001"])
def test_a_jurisdiction_that_is_no_division_and_no_grid(code: str) -> None:
    with pytest.raises(ConfigurationError, match=f"GRAPHSVC_JURISDICTION: '{code}' is no code of a division"):
        caller_from(Settings(jurisdiction=code))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_loopback_is_served(host: str) -> None:
    check_host(Settings(host=host))


def test_nobody_else_is_served() -> None:
    with pytest.raises(ConfigurationError, match=r"GRAPHSVC_HOST: 0\.0\.0\.0 can be reached from elsewhere"):
        check_host(Settings(host="0.0.0.0"))


def test_the_banner_says_who_may_do_what() -> None:
    assert "whole city" in banner(Settings())
    assert "masked" in banner(Settings())
    assert "350502004, names in full" in banner(
        replace(Settings(), jurisdiction="350502004", show_names=True)
    )


@pytest.mark.parametrize(
    ("name", "masked"),
    [("张三", "张**"), ("欧阳修", "欧**"), ("阿依古丽·买买提", "阿**"), ("", ""), (None, None)],
)
def test_masks(name: str | None, masked: str | None) -> None:
    assert mask_name(name) == masked
