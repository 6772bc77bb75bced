"""Mutated office files: none makes a traceback, and every row is loaded, rejected or told."""

import argparse
import io
import random
import re
import tempfile
from collections.abc import Callable
from contextlib import closing, redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from graphsvc.errors import SeedError
from seed.cli.main import main as seed_main
from seed.cli.progress import REJECTED
from seed.plan.checks import check
from seed.plan.graph import EmptyGraph
from seed.plan.staging import Staging
from seed.reading.report import Report
from seed.runs.load import read_into
from tests.tools.corpus import GOOD, RESIDENTS

Dice = random.Random
TABLES = {
    "organizations": (
        "党组织",
        GOOD["organizations"][0],
        "LC-{n},某党委,党委,社区,,单独组建,2020-07-01,2020-07-01,",
    ),
    "members": ("党员", GOOD["members"][0], "DY-{n},张三,1990-01-01,1991-01-01,2020-07-01,"),
    "membership": (
        "党员组织关系",
        "起点代码,终点代码,起始日期,终止日期",
        "DY-{n},LC-{n},2020-07-01,2022-01-01",
    ),
}
"""By table: its Chinese name, its headers, and the form of a good row."""
ROWS = 12
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")
DELIMITERS = (",", ",", ",", ";", "\t")
ODD: tuple[str, ...] = (
    *("", "无", "—", "#N/A", "=1+1", '"', "'", '""', "a,b", "a;b", "a\tb", "a\nb", "\u200b", "\ufeff某"),
    *("2019.1", "2019.10", "99999", "1E+17"),
)  # fmt: skip
ODD += ("\x00", "\x1b", "某" * 600, "350502", "-", "é", "𠮷", "是", "yes", RESIDENTS[0])
VALUES: tuple[Any, ...] = (*ODD, 2019.1, 2019.10, 44926, 1e300, -1, True, date(9999, 1, 1), None)
MARKS = {"utf-8-sig": 3, "utf-16": 2}
"""Bytes that a file begins with and that say its encoding; they are left as they are."""


def attempt(dice: Dice, folder: Path) -> str:
    """One delivery of mutated files; what is wrong with how it was read, empty where nothing is."""
    for table in dice.sample(list(TABLES), dice.randint(1, 3)):
        write = _workbook if dice.random() < 0.25 else _lines
        write(dice, folder, table)
    report = Report()
    try:
        with closing(Staging()) as staging:
            read_into(staging, folder, report)
            check(staging, report, EmptyGraph())
            lost = _lost(staging, report)
    except SeedError:
        return ""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = seed_main(["check", "--offline", str(folder)])
    if RESIDENTS[0] in said.getvalue():
        return "a resident's number was said"
    return lost if code in _codes(report) else f"exit code {code}"


def _codes(report: Report) -> tuple[int, ...]:
    """How `check` may end: an end that is in none of the files is a fault beside a store only."""
    hard = {fault.rule for fault in report.hard}
    return (REJECTED,) if hard - {"END-MISSING"} else (0, REJECTED) if hard else (0,)


def _lost(staging: Staging, report: Report) -> str:
    """Rows that are neither staged nor rejected, by table."""
    for table, kept in _kept(staging).items():
        if report.rows[table] - report.rejected[table] != kept:
            return f"{table}: {report.rows[table]} rows, {report.rejected[table]} rejected, {kept} kept"
    for source in staging.sources.values():
        faults = [fault for fault in report.hard if fault.file == source.path.name]
        if source.is_workbook or any(not fault.row or fault.rule[:6] == "HEADER" for fault in faults):
            continue
        if faults and not report.rows[source.table.name]:
            continue  # its line of headers cannot be read, which was told
        few, many = _lines_with_content(source.path)
        if not few - 1 <= report.rows[source.table.name] <= many:
            return f"{source.path.name}: {report.rows[source.table.name]} rows of {few} to {many} lines"
    return ""


def _kept(staging: Staging) -> dict[str, int]:
    own = "SELECT count(*) FROM {} JOIN source s ON s.id = source WHERE s.tab = ? {}"
    return {
        table: staging.db.execute(
            own.format("tie", "AND own = 0") if table == "membership" else own.format("node", ""), (table,)
        ).fetchone()[0]
        for table in TABLES
    }


def _lines_with_content(path: Path) -> tuple[int, int]:
    """How many lines hold more than delimiters, quotes and spaces, and how many are not empty."""
    content = path.read_bytes()
    for encoding in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030"):
        try:
            lines = re.split(r"\r\n|\r|\n", content.decode(encoding))
        except UnicodeDecodeError:
            continue
        full = [line for line in lines if re.search(r"[0-9A-Za-z\u4e00-\u9fff]", line)]
        return len(full), sum(bool(line) for line in lines)
    return 0, 10**9


def _cells(dice: Dice, table: str) -> list[list[Any]]:
    """Headers and rows, some cells of which are odd."""
    _, headers, form = TABLES[table]
    lines: list[list[Any]] = [headers.split(",")]
    lines += [form.format(n=number).split(",") for number in range(ROWS)]
    for _ in range(dice.choice((0, 0, 1, 3))):
        line = lines[dice.randrange(1, len(lines))]
        line[dice.randrange(len(line))] = dice.choice(VALUES)
    return lines


def _lines(dice: Dice, folder: Path, table: str) -> None:
    """A file of lines, then mutated in its bytes."""
    delimiter, encoding = dice.choice(DELIMITERS), dice.choice(ENCODINGS)
    text = "\r\n".join(
        delimiter.join("" if cell is None else str(cell) for cell in line) for line in _cells(dice, table)
    )
    content = bytearray(f"{text}\r\n".encode(encoding))
    for _ in range(dice.choice((0, 1, 1, 2, 5))):
        dice.choice(MUTATIONS)(dice, content, MARKS.get(encoding, 0))
    name = dice.choice((table, TABLES[table][0]))
    (folder / f"{name}.csv").write_bytes(content)


def _flip(dice: Dice, content: bytearray, start: int) -> None:
    if len(content) > start:
        content[dice.randrange(start, len(content))] = dice.randrange(256)


def _insert(dice: Dice, content: bytearray, start: int) -> None:
    at = dice.randint(start, len(content))
    content[at:at] = dice.choice(
        (b'"', b"'", b",", b";", b"\t", b"\r", b"\n", b"\0", b"\xff", b"\xef\xbb\xbf", b'""')
    )


def _cut_out(dice: Dice, content: bytearray, start: int) -> None:
    at = dice.randint(start, len(content))
    del content[at : at + dice.randint(1, 40)]


def _cut_off(dice: Dice, content: bytearray, start: int) -> None:
    del content[dice.randint(start, len(content)) :]


def _repeat(dice: Dice, content: bytearray, start: int) -> None:
    at = dice.randint(start, len(content))
    content += content[at : at + 80]


def _other_encoding(dice: Dice, content: bytearray, start: int) -> None:
    content += "DY-900,陈乙,,,2020-07-01,\r\n".encode(dice.choice(ENCODINGS))


MUTATIONS: tuple[Callable[[Dice, bytearray, int], None], ...] = (
    *(_flip, _insert, _insert, _cut_out, _cut_off, _repeat, _other_encoding),
)


def _workbook(dice: Dice, folder: Path, table: str) -> None:
    """A workbook with odd cells, merges and what is hidden; sometimes a byte of it is another."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = TABLES[table][0]
    for at, line in enumerate(_cells(dice, table), start=1):
        for column, cell in enumerate(line, start=1):
            sheet.cell(at, column).value = _writable(cell)
    if dice.random() < 0.4:
        row = dice.randint(2, ROWS)
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=3, end_column=3 + dice.randint(0, 1))
    sheet.row_dimensions[dice.randint(1, ROWS)].hidden = dice.random() < 0.3
    memory = io.BytesIO()
    book.save(memory)
    content = bytearray(memory.getvalue())
    for _ in range(dice.choice((0, 0, 0, 1, 3))):
        _flip(dice, content, 0)
    (folder / f"{table}.xlsx").write_bytes(content)


def _writable(cell: Any) -> Any:
    """A workbook cannot hold control characters."""
    return re.sub(r"[\x00-\x08\x0b-\x1f]", "", cell) if isinstance(cell, str) else cell


def run(files: int, seed: int) -> list[str]:
    """What went wrong in so many deliveries, each with its number; empty where nothing did."""
    found = []
    for number in range(files):
        with tempfile.TemporaryDirectory() as folder:
            office = Path(folder) / "office"
            office.mkdir()
            wrong = attempt(random.Random(f"{seed}:{number}"), office)
            if wrong:
                found.append(f"{seed}:{number}: {wrong}")
    return found


def main() -> int:
    """0 where nothing went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=5_000)
    files = parser.parse_args().files
    found = run(files, seed=1)
    print(f"{files} deliveries of mutated files, {len(found)} read wrongly", *found[:20], sep="\n")
    return bool(found)


if __name__ == "__main__":
    raise SystemExit(main())
