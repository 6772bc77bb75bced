"""Every bad cell and file of the corpus yields its rule, loses nothing else, and is not said again."""

import csv
import io
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from seed.cli.main import main
from seed.cli.progress import REJECTED
from seed.reading.faults import RULES
from tests.tools.corpus import FILES, GOOD, RESIDENTS, USCC, Cell, cells
from tests.tools.deliveries import delivered, write

CELLS = cells()
UNITS = "代码,名称,类别,统一社会信用代码,所在地域,起始日期\r\n"
AREAS = "\r\n".join(GOOD["areas"])


def written(folder: Path, cell: Cell) -> tuple[str, int]:
    """A file with a good row and a bad one; the bad row's line."""
    table, header, value, _ = cell
    headers, row = GOOD[table]
    good = dict(zip(headers.split(","), row.split(","), strict=True))
    bad = {**good, "代码": "BAD-1" if header != "代码" else "", header: value}
    if table == "areas" and header != "代码":
        bad["代码"] = "350502"
    text = io.StringIO()
    writer = csv.DictWriter(text, headers.split(","), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows([good, bad])
    write(folder, **{table: text.getvalue()})
    return table, 3


@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: f"{cell[3]} {ascii(cell[2])[:20]}")
def test_cells(cell: Cell, tmp_path: Path) -> None:
    table, line = written(tmp_path, cell)
    with delivered(tmp_path) as (staging, report):
        assert set(report.rules) == {cell[3]}, report.lines()
        assert {(fault.row, fault.column) for fault in report.faults} == {(line, cell[1])}
        assert (report.rows[table], report.rejected[table]) == (2, 1)
        assert sum(kind[2] for kind in staging.kinds()) == 1


@pytest.mark.parametrize("file", FILES, ids=lambda file: file[0])
def test_files(file: tuple[str, str, object, str], tmp_path: Path) -> None:
    _, name, content, rule = file
    assert callable(content)
    (tmp_path / name).write_bytes(content())
    write(tmp_path, organizations="\r\n".join(GOOD["organizations"]))
    with delivered(tmp_path) as (staging, report):
        assert set(report.rules) == {rule}, report.lines()
        assert ("PartyOrganization", "PartyCommittee", 1) in staging.kinds()


def write_unit(folder: Path, value: str) -> None:
    """A unit with that credit code, and the area that it lies in."""
    write(folder, units=UNITS + f"DW-1,某公司,企业,{value},350500,2020-07-01\r\n", areas=AREAS)


@pytest.mark.parametrize("value", USCC)
def test_credit_codes(value: str, tmp_path: Path) -> None:
    write_unit(tmp_path, value)
    with delivered(tmp_path) as (_, report):
        assert set(report.rules) == {"USCC"}


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("91350582MA0000061B", "USCC-BODY"),
        ("91350582MA0000061B", "USCC-BODY"),
        ("00350502MA0000111U", "USCC-CLASS"),
    ],
)
def test_odd_credit_codes_are_findings(value: str, rule: str, tmp_path: Path) -> None:
    from stdnum.cn import uscc

    value = value[:17] + str(uscc.calc_check_digit(value[:17]))
    write_unit(tmp_path, value)
    with delivered(tmp_path) as (staging, report):
        assert rule in report.rules
        assert report.sound
        assert ("Unit", "Enterprise", 1) in staging.kinds()


def test_the_corpus_is_large_and_every_rule_of_a_cell_comes_twice() -> None:
    assert len(CELLS) + len(FILES) + len(USCC) >= 150
    counted = Counter(rule for *_, rule in CELLS) + Counter(rule for *_, rule in FILES)
    counted["USCC"] += len(USCC)
    elsewhere = {"CODE-TWICE", "FACT-TWICE", "END-MISSING", "END-UNKNOWN", "SECOND-PARENT", "CYCLE", "NUMBER"}
    elsewhere |= {
        "TIER-ORDER",
        "PROBATIONARY-POST",
        "NOT-STORED",
        "LINK-MOVED",
        *(rule for rule, what in RULES.items() if what.soft),
    }
    for rule in set(RULES) - elsewhere:
        assert counted[rule] >= 2, rule


def test_nothing_personal_is_said_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    office = tmp_path / "office"
    office.mkdir()
    headers, _ = GOOD["members"]
    lines = [
        f"LC-{number},{text},,,2020-07-01,"
        for number, text in enumerate(cell[2] for cell in CELLS if cell[3] == "ID-NUMBER")
    ]
    write(office, members="\r\n".join([headers, *lines]), people=f"{RESIDENTS[0]},{RESIDENTS[1]}\r\n")
    write(office, leaders=f"代码,姓名,班子,起始日期,{RESIDENTS[2]}\r\n")
    assert main(["check", str(office)]) == REJECTED
    said = "".join(capsys.readouterr()) + caplog.text
    rejects = (tmp_path / "office-rejects/rejects.xlsx").read_bytes()
    for resident in RESIDENTS:
        assert resident not in said
        assert resident[6:14] not in said
        assert resident.encode() not in rejects


@pytest.mark.slow
def test_two_hundred_megabytes_take_no_more_memory_than_half_of_them(tmp_path: Path) -> None:
    """The peak of the whole process that checks them, as the operating system counted it."""
    peaks = []
    for megabytes in (100, 200):
        folder = tmp_path / str(megabytes)
        folder.mkdir()
        size = megabytes * 2**20
        rows = long_file(folder / "units.csv", size)
        command = [sys.executable, "-m", "seed", "check", str(folder)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        said = child.stdout.read()
        child.stdout.close()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        assert (folder / "units.csv").stat().st_size >= size
        assert str(rows) in said.replace(",", ""), said
        peaks.append(usage.ru_maxrss)
    assert peaks[1] <= 1.15 * peaks[0], peaks


def long_file(path: Path, size: int) -> int:
    """A table of units with names near the longest allowed; how many rows it has."""
    rows = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write("代码,名称,类别,行业,所在地域,起始日期,终止日期\r\n")
        while file.tell() < size:
            long = f"{rows:06d}" + "长" * 480
            file.writelines(
                f"DW-{rows + one},{long},机关,,350502001001,2020-07-01,\r\n" for one in range(1_000)
            )
            rows += 1_000
    return rows
