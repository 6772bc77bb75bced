"""An office that sends deliveries to one server, one after another."""

from datetime import date
from pathlib import Path
from typing import Any

from graphsvc.answer import Question
from graphsvc.catalogue import Catalogue
from graphsvc.service import Service
from graphsvc.settings import Settings
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from seed.loading.stored import Completion
from seed.runs.load import LoadOptions, LoadReport, check_directory, load_directory
from tests.conftest import AUDITOR
from tests.tools.deliveries import write
from tests.tools.oracle.stored import checksum

ORGANIZATION = "代码,名称,层级,类别,起始日期\n"
LINK = "起点代码,终点代码,起始日期,终止日期,更正\n"
UNIT = "代码,名称,类别,所在地域,起始日期\n"
AREA = "代码,名称,类别,上级代码,起始日期\n"
MEMBER = "代码,姓名,起始日期\n"
TERRITORY = AREA + (
    "350500,泉州市,市,,2020-07-01\n350502,鲤城区,县(市、区),350500,2020-07-01\n"
    "350502001,甲街道,乡镇(街道),350502,2020-07-01\n350502001001,甲社区,社区(村),350502001,2020-07-01\n"
    "350502001002,乙社区,社区(村),350502001,2020-07-01\n"
)
FACTS = """MATCH (a {code: $code})-[r]->(b) WHERE type(r) = $kind WITH * ORDER BY r.valid_from
RETURN collect([b.code, toString(r.valid_from), toString(r.valid_to)]) AS facts"""


class Office:
    """Sends deliveries to one server, one after another."""

    def __init__(self, store: BoltStore, settings: Settings, folder: Path) -> None:
        self.store, self.settings, self._folder = store, settings, folder

    def send(
        self,
        *,
        complete: tuple[str, ...] = (),
        confirmed: bool = False,
        today: date | None = None,
        **files: str,
    ) -> LoadReport:
        """Loads tables, given as CSV by their names; what `check` says beforehand is what the load says."""
        folder = self._folder / str(len(list(self._folder.iterdir())))
        folder.mkdir()
        write(folder, **files)
        said, _ = check_directory(folder, self.store)
        asked = Completion(complete, date(2022, 12, 1), confirmed=confirmed)
        options = LoadOptions(complete=asked, today=today)
        done = load_directory(folder, self.store, self.settings, options=options)
        assert done.rows.lines() == said.lines()
        return done

    def rules(self, **files: str) -> dict[str, int]:
        """The rules that a delivery breaks, and that nothing else came of it."""
        before = checksum(self.store)
        done = self.send(**files)
        assert not done.written
        assert checksum(self.store) == before
        return dict(done.rows.rules)

    def facts(self, code: str, kind: str) -> list[list[str | None]]:
        """The other end and the days of each fact of a type that begins at a node."""
        found: list[list[str | None]] = self.store.read(Call(FACTS, {"code": code, "kind": kind}))[0]["facts"]
        return found

    def labels(self, code: str) -> set[str]:
        text = "MATCH (n {code: $code}) RETURN labels(n) AS labels"
        return set(self.store.read(Call(text, {"code": code}))[0]["labels"])


def asked(office: Office, catalogue: Catalogue, document: str, **values: Any) -> Any:
    """What the service answers from what was sent, to an auditor of the whole city."""
    service = Service(office.settings, catalogue, office.store)
    body = service.answer(Question(document, values), AUDITOR, "asked").body
    assert "errors" not in body, body
    return body["data"]
