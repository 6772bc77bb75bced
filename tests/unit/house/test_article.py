"""Nothing in the article is left without a table and a query."""

import pytest

from graphsvc.answer import Question
from graphsvc.service import Service
from seed.tables import TABLES, table
from tests.conftest import AUDITOR
from tests.tools.article import Said, rows, sections


def test_every_row_of_the_article_is_here() -> None:
    """The article's own systems and figures, section by section as the field's description counts them."""
    assert sections() == {"1a": 7, "1b": 10, "1c": 8, "1d": 6, "1e": 11, "1f": 8, "1g": 7, "1h": 19}


def test_every_table_is_of_use() -> None:
    named = {name for row in rows() for name in row.tables}
    assert named == {one.name for one in TABLES}
    assert all(table(name) is not None for name in named)


@pytest.mark.parametrize("row", [row for row in rows() if row.is_graphql], ids=lambda row: row.what)
def test_questions_can_be_asked(row: Said, planner: Service) -> None:
    plan = planner.plan(Question(row.query), AUDITOR).compiled
    assert plan.text
