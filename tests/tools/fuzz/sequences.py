"""Random sequences of deliveries through reading and plan into a store in memory, beside a model of days.

The model (`tools/oracle/day_model.py`) knows nothing of the product. As a command,
`python -m tests.tools.fuzz.sequences --sequences 20000` tries that many in all cores.
"""

import argparse
import os
import random
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from seed.reading.report import Report
from tests.tools.fuzz.memory import BRANCHES, Memory, delivered
from tests.tools.oracle.day_model import (
    DAYS,
    OPEN,
    Fact,
    Line,
    Register,
    Row,
    after_register,
    after_rows,
    beside_rows,
    facts_of,
)

MEMBERS = ("M1", "M2", "M3")
HEADER = "起点代码,终点代码,起始日期,终止日期,更正\n"
AREAS, UNITS = ("350502001001", "350502001002", "350502001003"), ("U1", "U2")
REGISTER = "代码,名称,类别,所在地域,起始日期,变动日期\n"
POSTS = HEADER.replace("起始", "职务,起始", 1)
FIRST = {
    "areas": "代码,名称,类别,上级代码,起始日期\n350500,市,市,,2020-01-01\n"
    "350502,区,县(市、区),350500,2020-01-01\n350502001,街道,乡镇(街道),350502,2020-01-01\n"
    + "".join(f"{code},社区,社区(村),350502001,2020-01-01\n" for code in AREAS),
    "organizations": "代码,名称,层级,类别,起始日期\n"
    + "".join(f"{code},组织,党支部,社区,2020-01-01\n" for code in BRANCHES),
    "members": "代码,姓名,起始日期\n" + "".join(f"{code},林某,2020-01-01\n" for code in MEMBERS),
}


def random_rows(chance: random.Random, nodes: tuple[str, ...], values: list[tuple[str, str]]) -> list[Row]:
    found = []
    for number in range(chance.randint(1, 5)):
        begins = chance.choice(DAYS)
        ends = chance.choice([OPEN, OPEN, *(day for day in DAYS if day > begins)])
        correction = chance.choice(["", "", "", "是", "撤销"])
        found.append(Row(number, chance.choice(nodes), chance.choice(values), begins, ends, correction))
    return found


def written(row: Row, *, post: bool) -> str:
    ends = "" if row.ends == OPEN else row.ends
    middle = f"{row.value[0]},{row.value[1]}" if post else row.value[0]
    return f"{row.node},{middle},{row.begins},{ends},{row.correction}\n"


def random_registers(chance: random.Random) -> list[Register]:
    """Of some units a row each."""
    units = [code for code in UNITS if chance.random() < 0.7]
    return [Register(code, (chance.choice(AREAS), ""), chance.choice(["", "", *DAYS])) for code in units]


def registered(row: Register) -> str:
    return f"{row.node},某公司,企业,{row.value[0]},{DAYS[0]},{row.changed}\n"


def rejected(report: Report, table: str) -> set[int]:
    return {fault.row - 2 for fault in report.hard if fault.sheet == table}


@dataclass
class Expected:
    """What the model says is stored, by node."""

    lines: dict[str, Line] = field(default_factory=lambda: {code: {} for code in MEMBERS})
    posts: dict[str, dict[Fact, str]] = field(default_factory=lambda: {code: {} for code in MEMBERS})
    places: dict[str, Line] = field(default_factory=lambda: {code: {} for code in UNITS})

    def take(self, sent: "Delivery") -> dict[str, set[int]]:
        """Takes a delivery in; returns by table the rows that cannot stand."""
        fallen: dict[str, set[int]] = {"membership": set(), "posts": set(), "units": set()}
        for number, row in enumerate(sent.registers):
            self.places[row.node], stands = after_register(self.places[row.node], row, DAYS[0])
            fallen["units"] |= set() if stands else {number}
        for code in MEMBERS:
            self.lines[code], bad = after_rows(
                self.lines[code], [row for row in sent.moves if row.node == code]
            )
            fallen["membership"] |= bad
            self.posts[code], bad = beside_rows(
                self.posts[code], [row for row in sent.held if row.node == code]
            )
            fallen["posts"] |= bad
        return fallen

    def facts(self) -> dict[tuple[str, str], dict[Fact, str]]:
        """By type and node, the facts with the day each ends."""
        found = {("MEMBER_OF", code): facts_of(line) for code, line in self.lines.items()}
        found |= {("LOCATED_IN", code): facts_of(line) for code, line in self.places.items()}
        return found | {("HOLDS_POST", code): facts for code, facts in self.posts.items()}


class Delivery:
    """Random rows: moves of members, posts that stand side by side, units with the area each lies in."""

    def __init__(self, chance: random.Random) -> None:
        self.moves = random_rows(chance, MEMBERS, [(code, "") for code in BRANCHES])
        self.held = random_rows(chance, MEMBERS, [(code, post) for code in "AB" for post in ("书记", "委员")])
        self.registers = random_registers(chance)

    def files(self) -> dict[str, str]:
        found = {
            "membership": HEADER + "".join(written(row, post=False) for row in self.moves),
            "posts": POSTS + "".join(written(row, post=True) for row in self.held),
        }
        units = "".join(map(registered, self.registers))
        return found | ({"units": REGISTER + units} if units else {})


def try_sequence(seed: int) -> None:
    """Four deliveries: after each the graph is the model's, and the same rows are rejected."""
    chance, memory, expected = random.Random(seed), Memory(), Expected()
    with tempfile.TemporaryDirectory() as folder:
        assert not delivered(Path(folder), memory, FIRST).hard
        for _ in range(4):
            sent = Delivery(chance)
            report = delivered(Path(folder), memory, sent.files())
            fallen = expected.take(sent)
            facts = expected.facts()
            found = {key: memory.of(*key) for key in facts}
            assert found == facts, f"{sent.files()}: {found} is not {facts}"
            told = {table: rejected(report, table) for table in fallen}
            assert told == fallen, f"{sent.files()}: {told} is not {fallen}"


def difference(seed: int) -> str:
    """What differs after this sequence, or the fault that ended it; nothing where all is the same."""
    try:
        try_sequence(seed)
    except Exception as error:
        return f"sequence {seed}: {error!r}"
    return ""


def main(arguments: list[str]) -> int:
    """Tries sequences from `--first` on, beyond those of `make test`; 1 where one differs, which is told."""
    parser = argparse.ArgumentParser(prog="sequences")
    parser.add_argument("--sequences", type=int, default=20_000)
    parser.add_argument("--first", type=int, default=500)
    asked = parser.parse_args(arguments)
    seeds = range(asked.first, asked.first + asked.sequences)
    with ProcessPoolExecutor(os.cpu_count()) as workers:
        found = [told for told in workers.map(difference, seeds, chunksize=50) if told]
    print(*found[:20], f"{asked.sequences} sequences of deliveries, {len(found)} differ", sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
