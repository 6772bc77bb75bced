"""Every Cypher query of seed/ARTICLE.md is understood by the server without a word of warning."""

import pytest

from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from tests.article import Said, rows


@pytest.mark.parametrize("row", [row for row in rows() if not row.is_graphql], ids=lambda row: row.what)
def test_the_server_understands_it(row: Said, live_store: BoltStore) -> None:
    live_store.explain(Call(row.query, {}))
