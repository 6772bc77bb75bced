"""What deliveries mean, day by day: what holds at a node on each day, and since when.

Nothing of the product is used here, and no name of it.
"""

from typing import NamedTuple

DAYS = [f"2022-01-{day:02}" for day in range(1, 9)]
OPEN = "9999-12-31"
ALL_DAYS = [*DAYS, OPEN]
"""The last one stands for all later days."""
TURN = {"撤销": 0, "是": 1, "": 2}
"""Which rows count first."""


class Row(NamedTuple):
    """A row of a table of relationships; `value` is what it leads to, with a post where there is one."""

    number: int
    node: str
    value: tuple[str, str]
    begins: str
    ends: str
    correction: str = ""

    @property
    def fact(self) -> tuple[tuple[str, str], str]:
        return self.value, self.begins

    def covers(self, day: str) -> bool:
        return self.begins <= day and (day < self.ends or self.ends == OPEN)


Fact = tuple[tuple[str, str], str]
Line = dict[str, Fact]
"""Day → what holds and since when; a day on which nothing does is left out."""


def after_rows(line: Line, rows: list[Row]) -> tuple[Line, set[int]]:
    """What rows make of a node that has one value on any day, and the numbers of those that cannot stand."""
    fallen = twice(rows)
    while True:
        remaining = [row for row in rows if row.number not in fallen]
        found, bad = _applied(line, remaining)
        bad = bad or _overlapping([row for row in remaining if row.correction != "撤销"])
        if not bad:
            return found, fallen
        fallen |= bad


def _overlapping(rows: list[Row]) -> set[int]:
    kept: list[Row] = []
    for row in rows:
        if not any(one.covers(day) and row.covers(day) for one in kept for day in ALL_DAYS):
            kept.append(row)
    return {row.number for row in rows} - {row.number for row in kept}


def _applied(line: Line, rows: list[Row]) -> tuple[Line, set[int]]:
    now, bad, stated, resumed = dict(line), set(), set(), set()
    for row in sorted(rows, key=lambda row: (TURN[row.correction], row.begins, row.number)):
        stored = {day for day, fact in now.items() if fact == row.fact and row.fact in line.values()}
        if row.correction == "撤销":
            bad |= set() if stored else {row.number}
            now = {day: fact for day, fact in now.items() if day not in stored}
            continue
        if stored and row.ends == OPEN and OPEN not in stored and row.correction != "是":
            continue
        met = {now[day] for day in now if row.covers(day) and day not in stored and now[day] not in stated}
        if row.correction != "是" and any(fact[1] >= row.begins and fact not in resumed for fact in met):
            bad.add(row.number)
            continue
        now = {day: fact for day, fact in now.items() if day not in stored}
        for day, fact in [*now.items()]:
            if fact in met and day >= row.ends and row.ends != OPEN:
                now[day] = (fact[0], row.ends)
                resumed.add(now[day])
        now |= {day: row.fact for day in ALL_DAYS if row.covers(day)}
        stated.add(row.fact)
    return now, bad


def beside_rows(facts: dict[Fact, str], rows: list[Row]) -> tuple[dict[Fact, str], set[int]]:
    """The same of a node that may have several values at once: its facts with the day each ends."""
    fallen = twice(rows)
    while True:
        found, bad = _beside(facts, [row for row in rows if row.number not in fallen])
        if not bad:
            return found, fallen
        fallen |= bad


def twice(rows: list[Row]) -> set[int]:
    """Rows that state what a row before them states."""
    stating = [row for row in rows if row.correction != "撤销"]
    pairs = ((one, row) for row in stating for one in stating if one.number < row.number)
    return {row.number for one, row in pairs if one.fact == row.fact}


def _beside(facts: dict[Fact, str], rows: list[Row]) -> tuple[dict[Fact, str], set[int]]:
    now, bad, stated = dict(facts), set(), set()
    for row in sorted(rows, key=lambda row: (TURN[row.correction], row.number)):
        if row.correction == "撤销":
            bad |= set() if row.fact in now else {row.number}
            now.pop(row.fact, None)
            continue
        ended = row.fact in facts and now.get(row.fact, OPEN) != OPEN
        if ended and row.ends == OPEN and not row.correction:
            continue
        for fact, ends in [*now.items()] if row.correction else ():
            if fact[0] == row.value and fact not in stated and fact[1] < row.ends and row.begins < ends:
                del now[fact]
        now[row.fact] = row.ends
        stated.add(row.fact)
    return now, bad


class Register(NamedTuple):
    """A row of a table of nodes: the value of its link, and the day from which that holds, if named."""

    node: str
    value: tuple[str, str]
    changed: str


def after_register(line: Line, row: Register, begins: str) -> tuple[Line, bool]:
    """What a row of a node that begins on this day makes of its link, and whether the row stands."""
    values = [fact[0] for _, fact in sorted(line.items())]
    since = row.changed or begins
    if row.changed and line:
        if row.changed in line and line[row.changed][0] == row.value:
            return line, True
        if any(first >= row.changed for _, first in line.values()):
            return line, False
    elif len(set(line.values())) > 1:
        return line, row.value in (values[0], values[-1])
    else:
        line = {}
    kept = {day: fact for day, fact in line.items() if day < since}
    return kept | {day: (row.value, since) for day in ALL_DAYS if day >= since}, True


def facts_of(line: Line) -> dict[Fact, str]:
    """The facts of a line with the day each ends."""
    found: dict[Fact, str] = {}
    for day, following in zip(ALL_DAYS, [*ALL_DAYS[1:], OPEN], strict=True):
        if day in line:
            found[line[day]] = OPEN if day == OPEN else following
    return found
