"""A store in memory that deliveries are read, planned and applied to, where no database is wanted."""

from collections.abc import Iterable
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
from tests.tools.oracle.day_model import OPEN, Fact

BRANCHES = ("A", "B", "C")
"""Codes of the organisations that are stored as branches."""


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
        return {code: "PartyBranch" for code in codes if code in BRANCHES}

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
