"""The state of the generator: rows of the office tables, and codes that the manifest gives a name."""

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from seed.generator.plan import CityPlan

BASE = date(2020, 7, 1)
PINNED = date(2022, 12, 31)

Row = dict[str, Any]


@dataclass
class World:
    """Tables by name, each a list of rows by column name; one seed makes the same rows, cell by cell.

    `prefix` is what the codes that it gives begin with.
    """

    plan: CityPlan
    seed: int
    prefix: str = ""
    rows: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    examples: dict[str, str] = field(default_factory=dict)
    planted: set[str] = field(default_factory=set)
    starts: dict[str, date] = field(default_factory=dict)
    _numbers: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    def add(self, table: str, **values: Any) -> Row:
        """Adds a row, in force from the first day unless its values say otherwise."""
        row = {"valid_from": BASE, "valid_to": None, **values}
        self.rows[table].append(row)
        return row

    def code(self, kind: str) -> str:
        """The next code of a kind: `XX-ZB-0001`."""
        self._numbers[kind] += 1
        return f"{self.prefix}-{kind}-{self._numbers[kind]:04d}"

    def day(self, first: date = BASE, last: date = date(2021, 12, 31)) -> date:
        """A day between two, both included."""
        return first + timedelta(days=self.random.randrange((last - first).days + 1))

    def replace(self, table: str, row: Row, on: date, **changed: Any) -> Row:
        """Ends a fact on a day and adds the one that follows it."""
        row["valid_to"] = on
        return self.add(table, **{**row, **changed, "valid_from": on, "valid_to": None})

    def example(self, name: str, code: str) -> None:
        """Gives the first such code a name in the manifest."""
        self.examples.setdefault(name, code)

    def first(self, table: str, **wanted: Any) -> Row:
        """The first row with these values."""
        return next(
            row for row in self.rows[table] if all(row.get(key) == value for key, value in wanted.items())
        )
