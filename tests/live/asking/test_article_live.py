"""Every query of seed/quanzhou/ARTICLE.md runs over the sample, without an error or a warning."""

import pytest

from graphsvc.answer import Question
from graphsvc.service import Service
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from tests.conftest import AUDITOR
from tests.tools.article import Said, rows

ROWS = rows()


@pytest.mark.parametrize("row", [row for row in ROWS if not row.is_graphql], ids=lambda row: row.what)
def test_cypher(row: Said, live_store: BoltStore) -> None:
    found = live_store.read(Call(row.query, {}, timeout=60))
    assert all(isinstance(one, dict) and one for one in found)


@pytest.mark.parametrize("row", [row for row in ROWS if row.is_graphql], ids=lambda row: row.what)
def test_graphql(row: Said, live_service: Service) -> None:
    answer = live_service.answer(Question(row.query), AUDITOR, "article")
    assert "errors" not in answer.body, answer.body
    assert all(value is not None for value in answer.body["data"].values()), answer.body
