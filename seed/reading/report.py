"""The report of a reading: faults and findings with their places, and the counts of each table."""

from collections import Counter
from dataclasses import dataclass, field

from seed.reading.faults import RULES, Fault

KEPT_FAULTS = 100_000
"""Faults of one kind kept in full; beyond that they are only counted."""


@dataclass
class Report:
    """Rows by table: read, rejected, with findings; and the faults themselves."""

    rows: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    _rejected_rows: set[tuple[str, str, int]] = field(default_factory=set)

    def add(self, fault: Fault, table: str = "") -> None:
        """A fault at its place; a row is counted once, however many rules it breaks."""
        self.rules[fault.rule] += 1
        if self.rules[fault.rule] <= KEPT_FAULTS:
            self.faults.append(fault)
        if fault.soft:
            self.found[table] += 1
            return
        where = (fault.file, fault.sheet, fault.row)
        if fault.row and where not in self._rejected_rows:
            self._rejected_rows.add(where)
            self.rejected[table] += 1

    @property
    def hard(self) -> list[Fault]:
        """The faults that reject a row."""
        return [fault for fault in self.faults if not fault.soft]

    @property
    def sound(self) -> bool:
        """Whether no row was rejected."""
        return not any(not RULES[rule].soft for rule in self.rules)

    def _examples(self, each: int = 2) -> list[Fault]:
        """A few findings of each rule, and all that concern a file or a sheet."""
        seen: Counter[str] = Counter()
        chosen = []
        for fault in self.faults:
            if fault.soft and (not fault.row or seen[fault.rule] < each):
                seen[fault.rule] += 1
                chosen.append(fault)
        return chosen

    def lines(self, most: int = 20) -> list[str]:
        """The first faults, hard ones first, and how many of each rule there are."""
        ordered = [*self.hard, *self._examples()]
        shown = [str(fault) for fault in ordered[:most]]
        counted = [f"{rule}: {count} ({RULES[rule].text})" for rule, count in sorted(self.rules.items())]
        return [*shown, *(["…"] if len(ordered) > most else []), *counted]
