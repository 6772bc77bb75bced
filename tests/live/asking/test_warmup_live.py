"""The documents that are shipped, on a real server: each has an answer, its first request adds no plan."""

import re
from contextlib import closing

import pytest

from graphsvc.caller import Caller
from graphsvc.catalogue import Catalogue
from graphsvc.server.local import LocalServer
from graphsvc.service import Service
from graphsvc.settings import Settings
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from graphsvc.warmup import Planning, read_documents
from seed.runs.load import LoadReport
from tests.conftest import AUDITOR, ROOT

COUNTY, COMMUNITY = Caller("auditor", "350502", False), Caller("auditor", "350502004001", True)
SHIPPED = sorted((ROOT / "graphsvc/documents").glob("*.graphql"))


@pytest.mark.parametrize("name", [path.stem for path in SHIPPED])
def test_each_has_an_answer(name: str, live_service: Service) -> None:
    document = next(one for one in read_documents(live_service) if one.path.stem == name)
    body = live_service.answer(document.question, AUDITOR, "live").body
    assert "errors" not in body
    assert all(body["data"].values())


def forget(store: BoltStore) -> int:
    """Has the server forget every plan; how many there were."""
    text = store.read(Call("CALL db.clearQueryCaches() YIELD value RETURN value", {}))[0]["value"]
    found = re.search(r"\d+", text)
    return int(found[0]) if found else 0


def test_the_first_request_of_any_caller_adds_no_plan(
    live_server: LocalServer, first_load: LoadReport, live_settings: Settings, catalogue: Catalogue
) -> None:
    with closing(live_server.store()) as store:
        service = Service(live_settings, catalogue, store)
        documents = read_documents(service)
        Planning(service, documents).run()
        forget(store)
        Planning(service, documents).run()
        planned = forget(store)
        Planning(service, documents).run()
        for document in documents:
            for caller in (AUDITOR, COUNTY, COMMUNITY):
                assert "errors" not in service.answer(document.question, caller, "first").body
        assert forget(store) == planned >= 2 * len(documents)
