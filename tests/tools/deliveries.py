"""Office files for tests: written in a line, staged and checked in another."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from graphsvc.catalogue import load_catalogue
from graphsvc.settings import Settings
from graphsvc.store import Store
from seed.loading.verify import verify
from seed.plan.checks import check
from seed.plan.graph import EmptyGraph, Graph
from seed.plan.staging import Staging
from seed.reading.report import Report
from seed.runs.load import LoadReport, load_directory, read_into
from tests.tools.cities import QUANZHOU

MEMBERS = "代码,姓名,入党日期,转正日期,起始日期,终止日期\r\nLC-1,张三,1990-01-01,1991-01-01,2020-07-01,\r\n"
HOUSEHOLDS = "代码,门牌,人口数,楼栋代码,起始日期,终止日期\r\n"
ORGANIZATIONS = "代码,名称,层级,类别,起始日期\r\n" + "".join(
    f"LC-{number},某党委,党委,社区,2020-07-01\r\n" for number in range(5)
)
LINKS = "起点代码,终点代码,起始日期,终止日期\r\n"
NOTHING = EmptyGraph()
RESIDENT = "350582199001011231"
"""Made up: passes the check of GB 11643 and carries a birth date."""


def write(folder: Path, **files: str | bytes) -> None:
    """`members="…"` becomes members.csv."""
    for name, content in files.items():
        path = folder / f"{name}.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def sender(store: Store, settings: Settings, folder: Path) -> Callable[..., LoadReport]:
    """What loads tables as a delivery of their own, after which nothing stored breaks a rule."""
    catalogue = load_catalogue(settings.catalogue)

    def sent(**tables: str) -> LoadReport:
        own = folder / str(len(list(folder.iterdir())))
        own.mkdir()
        write(own, **tables)
        done = load_directory(own, store, settings)
        assert verify(store, catalogue, QUANZHOU) == []
        return done

    return sent


@contextmanager
def delivered(folder: Path, graph: Graph | None = NOTHING) -> Iterator[tuple[Staging, Report]]:
    """The folder's files, staged and checked."""
    with closing(Staging()) as staging:
        report = Report()
        read_into(staging, folder, report)
        check(staging, report, graph)
        yield staging, report


def faults(folder: Path, graph: Graph | None = NOTHING) -> list[str]:
    """The faults of a delivery, each with its place, its rule and its remedy."""
    with delivered(folder, graph) as (_, report):
        return [str(fault) for fault in report.faults if not fault.soft]


def rules(folder: Path, graph: Graph | None = NOTHING) -> set[str]:
    """The ids of the rules that a delivery breaks, soft ones too."""
    with delivered(folder, graph) as (_, report):
        return set(report.rules)


def staged(staging: Staging, label: str) -> dict[str, dict[str, Any]]:
    """The staged nodes of a label by their codes."""
    kinds = [kind for kind in staging.kinds() if kind[0] == label]
    return {node.code: node.properties for kind in kinds for node in staging.nodes(*kind[:2])}


def accounted(report: Report, staging: Staging, table: str) -> bool:
    """Whether each row of a table is staged or rejected."""
    staged_rows = sum(kind[2] for kind in staging.kinds()) + sum(kind[3] for kind in staging.tie_kinds())
    return report.rows[table] - report.rejected[table] == staged_rows
