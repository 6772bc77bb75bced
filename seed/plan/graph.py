"""What a plan asks of the graph that is stored already."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol


class StoredFact(NamedTuple):
    """A relationship that is stored: its two ends, its days as texts, and its role where the type has one;
    `ends` is 9999-12-31 for an open one."""

    start: str
    end_label: str
    stop: str
    begins: str
    ends: str
    role: str = ""


class StoredUnit(NamedTuple):
    """A unit that is stored: its credit code, its code and its days, as texts."""

    uscc: str
    code: str
    begins: str
    ends: str


class StoredDays(NamedTuple):
    """A node that is stored: its code and its days, as texts; `ends` is None for one that is open."""

    code: str
    begins: str
    ends: str | None


class Graph(Protocol):
    """A store, as far as a plan needs it."""

    def holds(self, kind: str) -> bool:
        """Whether any relationship of a type is stored."""

    def has(self, label: str) -> bool:
        """Whether any node of a label is stored."""

    def days_beside(self, label: str, rows: Iterable[tuple[str, str, str | None]]) -> Iterable[StoredDays]:
        """Of rows of nodes (code, first day, last day or None), those stored with an earlier first day, or
        with an end where the row gives none."""

    def areas(self, label: str, codes: list[str]) -> dict[str, str]:
        """The area of each of these codes that is stored."""

    def facts(self, kind: str, label: str, codes: Iterable[str]) -> Iterable[StoredFact]:
        """Every fact of a type that begins at one of these nodes of a label."""

    def all_facts(self, kind: str) -> Iterable[StoredFact]:
        """Every fact of a type; their labels are left empty."""

    def states(self, label: str, owners: Iterable[str]) -> Iterable[StoredFact]:
        """The states of these nodes of a label: each starts at the state and stops at its owner."""

    def full_members(self, codes: Iterable[str]) -> dict[str, str | None]:
        """Of these members, of whom the admission is known: the first day of full membership."""

    def units_by_number(self, numbers: Iterable[str]) -> Iterable[StoredUnit]:
        """The units that bear these credit codes."""

    def tiers(self, codes: list[str]) -> dict[str, str]:
        """The tier of each of these organisations that is stored."""


class EmptyGraph:
    """Nothing is stored."""

    def holds(self, kind: str) -> bool:
        """No."""
        return False

    def has(self, label: str) -> bool:
        """No."""
        return False

    def days_beside(self, label: str, rows: Iterable[tuple[str, str, str | None]]) -> Iterable[StoredDays]:
        """None."""
        return ()

    def areas(self, label: str, codes: list[str]) -> dict[str, str]:
        """None."""
        return {}

    def facts(self, kind: str, label: str, codes: Iterable[str]) -> Iterable[StoredFact]:
        """None."""
        return ()

    def all_facts(self, kind: str) -> Iterable[StoredFact]:
        """None."""
        return ()

    def states(self, label: str, owners: Iterable[str]) -> Iterable[StoredFact]:
        """None."""
        return ()

    def full_members(self, codes: Iterable[str]) -> dict[str, str | None]:
        """None."""
        return {}

    def units_by_number(self, numbers: Iterable[str]) -> Iterable[StoredUnit]:
        """None."""
        return ()

    def tiers(self, codes: list[str]) -> dict[str, str]:
        """None."""
        return {}
