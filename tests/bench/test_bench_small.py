"""The benchmarks over the sample: every row runs, both sides say the same, no time is judged.

`make bench` runs them over the whole city."""

import math
from pathlib import Path

from graphsvc.server.local import LocalServer
from graphsvc.service import Service
from tests.bench.bench import SAMPLE, Bench, Outcome
from tests.bench.measure import ROWS, footer, run
from tests.bench.report import reasons, section, write_table


def test_every_row_runs_and_both_sides_say_the_same(
    live_server: LocalServer, live_service: Service, tmp_path: Path
) -> None:
    told: list[tuple[list[Outcome], str, str]] = []

    def then(bench: Bench, outcomes: list[Outcome]) -> None:
        why = reasons([one.as_missed() for one in outcomes])
        told.append((outcomes, section(outcomes, footer(bench), 0.5), why))

    run(live_server, tmp_path, SAMPLE, then)
    outcomes, table, why = told[0]
    assert tuple(one.row for one in outcomes) == ROWS
    assert [one.row.what for one in outcomes if one.equal is False] == []
    for one in outcomes:
        assert math.isfinite(one.ratio) and one.ratio > 0, one
        assert f"| {one.row.what} |" in table
        assert f"## {one.row.what}: " in why
    assert "| NodeIndexSeek |" in why
    assert "load 0.5 before" in table
    page = tmp_path / "benchmarks.md"
    page.write_text("before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n", "utf-8")
    write_table(table, page)
    assert page.read_text("utf-8") == f"before\n<!-- bench -->\n{table}\n<!-- /bench -->\nafter\n"
