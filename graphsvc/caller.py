"""Who asks, as the service sees it: a role, an area, and a policy of what is shown."""

from dataclasses import dataclass
from functools import cached_property

from graphsvc.model import prefix_of


@dataclass(frozen=True)
class Policy:
    """What of a caller decides how an answer is made: whether something of the city is kept from them, and
    whether names of people are shown in full. There are four in all, however many callers."""

    restricted: bool
    show_names: bool


@dataclass(frozen=True)
class Caller:
    """A role, the code of the area that everything shown lies in (empty for the city), and whether names of
    people are shown in full."""

    role: str
    jurisdiction: str
    show_names: bool

    @property
    def restricted(self) -> bool:
        """Whether there is anything in the city that the caller may not see."""
        return self.jurisdiction != ""

    @property
    def prefix(self) -> str:
        """What the `area` of everything visible starts with."""
        return prefix_of(self.jurisdiction)

    @cached_property
    def policy(self) -> Policy:
        """What resolvers may know of the caller."""
        return Policy(self.restricted, self.show_names)

    @property
    def sentence(self) -> str:
        """The caller in words, such as `auditor of the whole city, names masked`."""
        area = self.jurisdiction or "the whole city"
        return f"{self.role} of {area}, names {'in full' if self.show_names else 'masked'}"
