"""Who asks, without an identity provider; and what of names they see."""

from dataclasses import replace

import pytest

from graphsvc.access import COMMAND_LINE, Request, authenticator_of
from graphsvc.caller import Caller, Policy
from graphsvc.complete.masking import mask_name
from graphsvc.errors import ConfigurationError, Forbidden
from graphsvc.settings import Settings


def test_everyone_here_is_the_auditor_of_the_whole_city() -> None:
    caller = authenticator_of(Settings()).authenticate(COMMAND_LINE)
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
    caller = authenticator_of(Settings(jurisdiction=code)).authenticate(COMMAND_LINE)
    assert caller.restricted is restricted
    assert caller.prefix == prefix


@pytest.mark.parametrize("code", ["Licheng", "3505", "350502001001-C001"])
def test_a_jurisdiction_that_is_no_division_and_no_grid(code: str) -> None:
    with pytest.raises(ConfigurationError, match=f"GRAPHSVC_JURISDICTION: '{code}' is no code of a division"):
        authenticator_of(Settings(jurisdiction=code))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_loopback_is_served(host: str) -> None:
    authenticator_of(Settings()).check_address(host)


def test_nobody_else_is_served() -> None:
    with pytest.raises(ConfigurationError, match=r"GRAPHSVC_HOST: 0\.0\.0\.0 can be reached from elsewhere"):
        authenticator_of(Settings()).check_address("0.0.0.0")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "127.0.0.1", "localhost", "[::1]:80", ""])
def test_requests_to_this_machine_are_answered(host: str) -> None:
    authenticator = authenticator_of(Settings(jurisdiction="350502"))
    asked = Request({"host": host, "authorization": "Bearer of nothing"}, "127.0.0.1")
    assert authenticator.authenticate(asked) == Caller("auditor", "350502", False)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost:80:80", "192.0.2.1"])
def test_a_host_header_that_names_another_machine(host: str) -> None:
    with pytest.raises(Forbidden, match="names another machine"):
        authenticator_of(Settings()).authenticate(Request({"host": host}, "127.0.0.1"))


@pytest.mark.parametrize("code", ["", "350500", "350502"])
@pytest.mark.parametrize("names", [True, False])
def test_what_is_planned_first_is_what_the_local_caller_is_sent(code: str, names: bool) -> None:
    authenticator = authenticator_of(Settings(jurisdiction=code, show_names=names))
    assert authenticator.expected == (Policy(code == "350502", names),)


def test_the_banner_says_who_may_do_what() -> None:
    assert "whole city" in authenticator_of(Settings()).banner
    assert "masked" in authenticator_of(Settings()).banner
    there = replace(Settings(), jurisdiction="350502004", show_names=True)
    assert "350502004, names in full" in authenticator_of(there).banner


@pytest.mark.parametrize(
    ("name", "masked"),
    [("张三", "张**"), ("欧阳修", "欧**"), ("阿依古丽·买买提", "阿**"), ("", ""), (None, None)],
)
def test_masks(name: str | None, masked: str | None) -> None:
    assert mask_name(name) == masked
