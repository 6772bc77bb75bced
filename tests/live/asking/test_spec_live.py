"""With a database: every question of the specs gets the answer that stands beside it, in one statement whose
plan begins at an index and costs no more than the committed table says."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from zlib import crc32

import pytest

from graphsvc.answer import Question
from graphsvc.catalogue import Catalogue
from graphsvc.profile import Profile
from graphsvc.server.local import LocalServer
from graphsvc.service import Service
from graphsvc.settings import Settings
from graphsvc.store.bolt import BoltStore
from seed.runs.load import LoadReport
from tests.conftest import AUDITOR
from tests.tools.plans import SCANS, ProfilingStore, hits, operators, products_of_many
from tests.tools.specs import FOLDER, Section, rewrite, sections, shown

TABLE = FOLDER / "hits.json"
ASKED = [one for one in sections() if one.blocks.get("cypher", "").strip()]
REFUSED = [one for one in sections() if not one.blocks.get("cypher", "").strip()]
AGAIN = [one for one in ASKED if crc32(str(one).encode()) % 6 == 0]
MORE = 1.2
"""A question may grow by so much before somebody looks at it; `make specs` writes the table anew."""
SMALL = 20
"""Hits that a small question may grow by: a page more of an index."""
LEARN = Question("{ dataset { version } }")
TODAY = date(2026, 11, 26)
"""The day on which questions that name none are asked, today and later."""


@pytest.fixture(autouse=True)
def one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Profile, "today", lambda profile: TODAY)


@pytest.fixture(scope="module")
def profiling(live_server: LocalServer, first_load: LoadReport) -> Iterator[ProfilingStore]:
    assert first_load.elements
    status = live_server.status()
    login = (status.user, live_server.password())
    with closing(ProfilingStore(status.uri, login, notifications=True)) as store:
        yield store


@pytest.fixture(scope="module")
def table() -> dict[str, int]:
    """The committed hits of each question."""
    found: dict[str, int] = json.loads(TABLE.read_text("utf-8")) if TABLE.exists() else {}
    return found


def check_answer(section: Section, found: str, config: pytest.Config) -> None:
    if config.getoption("--rewrite-spec"):
        rewrite(section, "json", found)
    else:
        assert section.blocks.get("json") == found


@pytest.mark.parametrize("section", ASKED, ids=str)
def test_question(
    section: Section,
    profiling: ProfilingStore,
    live_settings: Settings,
    catalogue: Catalogue,
    table: dict[str, int],
    pytestconfig: pytest.Config,
) -> None:
    """Of a service that knows no bounds yet: both ways of completing the record, the plan, its cost."""
    profiling.notices.clear()
    before = profiling.statements
    service = Service(live_settings, catalogue, profiling)
    both = service.completion(section.question, section.caller, "spec")
    assert profiling.statements - before == 1
    assert profiling.notices == []
    decoded, executed = both.decoded(), both.executed()
    assert (decoded is None) == ("errors" in executed.body)
    assert decoded is None or decoded.content == executed.content
    check_answer(section, shown(both.answer()), pytestconfig)
    check_cost(section, profiling, table, pytestconfig)


def check_cost(
    section: Section, profiling: ProfilingStore, table: dict[str, int], config: pytest.Config
) -> None:
    assert not SCANS & set(operators(profiling.plan))
    assert products_of_many(profiling.plan) == []
    found = hits(profiling.plan)
    assert found > 0
    if config.getoption("--rewrite-spec"):
        known = {str(one) for one in ASKED}
        table[str(section)] = found
        kept = {name: count for name, count in sorted(table.items()) if name in known}
        TABLE.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
        return
    most = table.get(str(section), 0)
    assert found <= most * MORE + SMALL, (
        f"{found} hits, {most} in the table: find out why, or run `make specs`"
    )


@pytest.mark.parametrize("section", AGAIN, ids=str)
def test_question_by_the_bounds(
    section: Section, live_service: Service, live_store: BoltStore, pytestconfig: pytest.Config
) -> None:
    """The bounds of the dataset leave conditions out, which is another text to plan: every sixth is asked so,
    unprofiled and through `answer`, and the answer stays."""
    live_service.answer(LEARN, AUDITOR, "learn")
    before = live_store.statements
    found = shown(live_service.answer(section.question, section.caller, "spec"))
    assert live_store.statements - before == 1
    check_answer(section, found, pytestconfig)


@pytest.mark.parametrize("section", REFUSED, ids=str)
def test_question_without_a_statement(
    section: Section, live_service: Service, live_store: BoltStore, pytestconfig: pytest.Config
) -> None:
    before = live_store.statements
    found = shown(live_service.answer(section.question, section.caller, "spec"))
    assert live_store.statements == before
    check_answer(section, found, pytestconfig)


def test_the_table_has_every_question(table: dict[str, int]) -> None:
    assert set(table) == {str(one) for one in ASKED}


def test_every_section_is_asked() -> None:
    assert len(ASKED) + len(REFUSED) == len(sections())
    assert len(AGAIN) > len(ASKED) / 8
