"""Local mode: without an identity provider everyone on this machine is the auditor that the settings
describe."""

import re

from graphsvc.access.request import Request
from graphsvc.caller import Caller, Policy
from graphsvc.errors import ConfigurationError, Forbidden
from graphsvc.model import is_code
from graphsvc.profile import load_profile
from graphsvc.settings import Settings

LOOPBACK = ("127.0.0.1", "localhost", "::1")
LOOPBACK_HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?")
"""The Host header of a request to a loopback address, with or without a port."""


class LocalMode:
    """The authenticator of a service that listens on loopback addresses only.

    Raises ConfigurationError for a jurisdiction that is no code of a division or a grid.
    """

    def __init__(self, settings: Settings) -> None:
        self._caller = _caller(settings)

    @property
    def expected(self) -> tuple[Policy, ...]:
        """That of the one caller there is."""
        return (self._caller.policy,)

    @property
    def banner(self) -> str:
        """One line that says at start who may do what."""
        return f"local mode, no identity provider: everyone on this machine is an {self._caller.sentence}"

    def check_address(self, host: str) -> None:
        """Raises ConfigurationError for an address that others could reach: nobody is asked who they are."""
        if host not in LOOPBACK:
            raise ConfigurationError(
                f"GRAPHSVC_HOST: {host} can be reached from elsewhere and no identity provider is set; "
                "listen on 127.0.0.1 and put a proxy that authenticates in front"
            )

    def authenticate(self, request: Request) -> Caller:
        """The one caller there is.

        Raises Forbidden where the Host header names another machine: a page from elsewhere that a browser
        shows here must not reach the service by a name of its own that leads to this address.
        """
        host = request.headers.get("host")
        if host and not LOOPBACK_HOST.fullmatch(host):
            raise Forbidden("the Host header names another machine; ask 127.0.0.1 or localhost")
        return self._caller


def _caller(settings: Settings) -> Caller:
    code = settings.jurisdiction
    if code and not (is_code("Area", code) and code.isdigit()):
        # A compound lies across grids: what stands in it has the grid's place, and would be out of sight.
        raise ConfigurationError(
            f"GRAPHSVC_JURISDICTION: {code!r} is no code of a division or a grid; give one, or unset it "
            "for the whole city"
        )
    if code == load_profile(settings.profile).code:
        code = ""
    return Caller("auditor", code, settings.show_names)
