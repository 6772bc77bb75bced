"""What a request shows of who sends it, and what makes a caller of that."""

from dataclasses import dataclass, field
from typing import Protocol

from graphsvc.caller import Caller, Policy


class Headers(Protocol):
    """The headers of a request, looked up by their names in lower case, such as `authorization`."""

    def get(self, name: str, /) -> str | None:
        """The value of a header; None where the request has none of that name."""
        ...


@dataclass(frozen=True)
class Request:
    """The headers of a request, and the address that it came from (empty where it came over no network)."""

    headers: Headers = field(default_factory=dict[str, str])
    address: str = ""


COMMAND_LINE = Request()
"""A question of the command line, whose user has the settings and with them the database."""


class Authenticator(Protocol):
    """Says who asks; shared by all threads of a process."""

    @property
    def expected(self) -> tuple[Policy, ...]:
        """Policies that callers will have: what they ask first is planned before the service is ready."""
        ...

    @property
    def banner(self) -> str:
        """One line that says at start who may do what."""
        ...

    def check_address(self, host: str) -> None:
        """Raises ConfigurationError for an address that the service must not listen on."""
        ...

    def authenticate(self, request: Request) -> Caller:
        """Who sends this request; raises Forbidden for one that is not to be answered."""
        ...
