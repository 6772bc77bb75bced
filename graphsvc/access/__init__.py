"""Who asks: without an identity provider everyone on this machine is the auditor that the settings
describe."""

from dataclasses import dataclass

from graphsvc.errors import ConfigurationError
from graphsvc.model import is_code, prefix_of
from graphsvc.profile import load_profile
from graphsvc.settings import Settings

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True)
class Caller:
    """A role, the area everything shown lies in (empty for the city), and whether names are shown in full."""

    role: str
    jurisdiction: str
    show_names: bool

    @property
    def restricted(self) -> bool:
        """Whether there is anything in the city that the caller may not see."""
        return self.jurisdiction != ""

    @property
    def sentence(self) -> str:
        """Who this is and what may be seen, in words."""
        area = self.jurisdiction or "the whole city"
        return f"{self.role} of {area}, names {'in full' if self.show_names else 'masked'}"

    @property
    def prefix(self) -> str:
        """What the `area` of everything visible starts with."""
        return prefix_of(self.jurisdiction)


def caller_from(settings: Settings) -> Caller:
    """The caller of a service without an identity provider; raises ConfigurationError."""
    code = settings.jurisdiction
    if code and not (is_code("Area", code) and code.isdigit()):
        # A compound lies across grids: what stands in it has the grid's place, and would be out of sight.
        raise ConfigurationError(
            f"GRAPHSVC_JURISDICTION: {code!r} is no code of a division or a grid; give one, or unset it "
            "for the whole city"
        )
    whole = code == load_profile(settings.profile).code
    return Caller("auditor", "" if whole else code, settings.show_names)


def check_host(settings: Settings) -> None:
    """Raises ConfigurationError for an address that others could reach, since nobody is asked who they
    are."""
    if settings.host not in LOOPBACK:
        raise ConfigurationError(
            f"GRAPHSVC_HOST: {settings.host} can be reached from elsewhere and no identity provider is "
            "set; listen on "
            "127.0.0.1 and put a proxy that authenticates in front"
        )


def banner(settings: Settings) -> str:
    """One line that says who may do what in this mode."""
    who = caller_from(settings).sentence
    return f"local mode, no identity provider: everyone on this machine is an {who}"
