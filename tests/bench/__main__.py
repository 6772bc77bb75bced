"""`make bench`: the city, its database, the service, the table in docs/, and why targets were missed."""

import os
import sys
from pathlib import Path

from tests.bench.bench import CITY, Bench, Outcome
from tests.bench.city import running
from tests.bench.measure import footer, run
from tests.bench.report import reasons, section, write_table
from tests.tools.docs import BENCHMARKS

HOME = Path(".graphsvc/bench")
MISSED = BENCHMARKS.parent / "missed.md"
"""Why the last run missed targets, for whoever reads the table."""


def main(home: Path) -> int:
    """0 where every answer was equal to the one by hand."""
    unequal: list[str] = []
    load = os.getloadavg()[0]

    def told(bench: Bench, outcomes: list[Outcome]) -> None:
        content = section(outcomes, footer(bench), load)
        (home / "table.md").write_text(content + "\n", "utf-8")
        MISSED.write_text(reasons(outcomes), "utf-8")
        write_table(content)
        print(f"{content}\n\nwhy targets were missed: {MISSED}")
        unequal.extend(one.row.what for one in outcomes if one.equal is False)

    with running(home.absolute()) as server:
        run(server, home, CITY, told)
    for what in unequal:
        print(f"not the same data: {what}", file=sys.stderr)
    return len(unequal)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else HOME))
