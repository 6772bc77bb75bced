"""Random sequences of deliveries through reading and plan into a store in memory, beside a model of days.

The model (`tools/oracle/day_model.py`) knows nothing of the product. As a command,
`python -m tests.tools.fuzz.sequences --sequences 20000` tries that many in all cores.
"""

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from seed.plan.checks import check
from seed.plan.graph import EmptyGraph, StoredFact
from seed.plan.staging import Staging
from seed.reading.report import Report
from seed.runs.load import read_into
from tests.tools.deliveries import write
from tests.tools.oracle.day_model import DAYS, OPEN, Fact, Line, Row, after_rows, beside_rows, facts_of

ORGANIZATIONS, MEMBERS = ("A", "B", "C"), ("M1", "M2", "M3")
HEADER = "起点代码,终点代码,起始日期,终止日期,更正\n"
POSTS = HEADER.replace("起始", "职务,起始", 1)
FIRST = {
    "organizations": "代码,名称,层级,类别,起始日期\n"
    + "".join(f"{code},组织,党支部,社区,2020-01-01\n" for code in ORGANIZATIONS),
    "members": "代码,姓名,起始日期\n" + "".join(f"{code},林某,2020-01-01\n" for code in MEMBERS),
}


@dataclass
class Memory(EmptyGraph):
    """A store in memory: what is staged is put, what ends is ended."""

    codes: dict[str, set[str]] = field(default_factory=dict)
    ties: dict[tuple[str, ...], str] = field(default_factory=dict)
    """(type, label and code of the start, label and code of the end, first day, role) → the day it ends."""

    def holds(self, kind: str) -> bool:
        return any(key[0] == kind for key in self.ties)

    def has(self, label: str) -> bool:
        return label in self.codes

    def areas(self, label: str, codes: list[str]) -> dict[str, str]:
        return {code: "350502" for code in codes if code in self.codes.get(label, ())}

    def facts(self, kind: str, label: str, codes: Iterable[str]) -> list[StoredFact]:
        wanted = set(codes)
        return [
            StoredFact(start, end_label, stop, begins, ends, role)
            for (one, near, start, end_label, stop, begins, role), ends in self.ties.items()
            if (one, near) == (kind, label) and start in wanted
        ]

    def tiers(self, codes: list[str]) -> dict[str, str]:
        return {code: "PartyBranch" for code in codes if code in ORGANIZATIONS}

    def apply(self, staging: Staging, ends: Any) -> None:
        for (kind, label), by_start in ends.items():
            for start, stop, begins, day, role in (fact for some in by_start.values() for fact in some):
                wanted = (kind, label, start, stop, str(begins), role)
                (key,) = [key for key in self.ties if (*key[:3], *key[4:]) == wanted]
                self.ties[key] = str(day)
                if day is None:
                    del self.ties[key]
        for label, code in staging.db.execute("SELECT label, code FROM node"):
            self.codes.setdefault(label, set()).add(code)
        text = "SELECT type, start_label, start, end_label, stop, begins, role, coalesce(ends, ?) FROM tie"
        for *key, until in staging.db.execute(text, (OPEN,)):
            self.ties[tuple(key)] = until

    def of(self, kind: str, start: str) -> dict[Fact, str]:
        own = {key: ends for key, ends in self.ties.items() if (key[0], key[2]) == (kind, start)}
        return {((key[4], key[6]), key[5]): ends for key, ends in own.items()}


def delivered(folder: Path, memory: Memory, files: dict[str, str]) -> Report:
    """Reads, plans and applies one delivery."""
    own = folder / str(len(list(folder.iterdir())))
    own.mkdir()
    write(own, **files)
    with closing(Staging()) as staging:
        report = Report()
        read_into(staging, own, report)
        memory.apply(staging, check(staging, report, memory))
    return report


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


def rejected(report: Report, table: str) -> set[int]:
    return {fault.row - 2 for fault in report.hard if fault.sheet == table}


def try_sequence(seed: int) -> None:
    """Four deliveries: after each the graph is the model's, and the same rows are rejected."""
    with tempfile.TemporaryDirectory() as folder:
        _try_in(Path(folder), seed)


def _try_in(folder: Path, seed: int) -> None:
    chance, memory = random.Random(seed), Memory()
    assert not delivered(folder, memory, FIRST).hard
    lines: dict[str, Line] = {code: {} for code in MEMBERS}
    posts: dict[str, dict[Fact, str]] = {code: {} for code in MEMBERS}
    for _ in range(4):
        moves = random_rows(chance, MEMBERS, [(code, "") for code in ORGANIZATIONS])
        held = random_rows(chance, MEMBERS, [(code, post) for code in "AB" for post in ("书记", "委员")])
        report = delivered(
            folder,
            memory,
            {
                "membership": HEADER + "".join(written(row, post=False) for row in moves),
                "posts": POSTS + "".join(written(row, post=True) for row in held),
            },
        )
        fallen: dict[str, set[int]] = {"membership": set(), "posts": set()}
        for code in MEMBERS:
            lines[code], bad = after_rows(lines[code], [row for row in moves if row.node == code])
            fallen["membership"] |= bad
            posts[code], bad = beside_rows(posts[code], [row for row in held if row.node == code])
            fallen["posts"] |= bad
            assert memory.of("MEMBER_OF", code) == facts_of(lines[code]), (seed, moves)
            assert memory.of("HOLDS_POST", code) == posts[code], (seed, held)
        assert {table: rejected(report, table) for table in fallen} == fallen, seed


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
