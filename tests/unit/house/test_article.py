"""Nothing in the article is left without a table and a query."""

import re

import pytest

from graphsvc.answer import Question
from graphsvc.service import Service
from seed.tables import TABLES, table
from tests.conftest import AUDITOR
from tests.tools.article import FIGURES, Said, rows, sections
from tests.tools.cities import QUANZHOU

IN_WORDS = {
    "communitiesWithCenter": "所有社区",
    "compoundBranchesPerNPlusOne": "1个小区党支部",
    "facilitySources": "腾挪一点、整合一点、租赁一点、新建一点、购置一点",
    "grades": "十八级",
    "lists": "三张",
    "matterSteps": "网格吹哨、分级转办、处置反馈、考核评价、事件归档",
    "posts": "四岗",
}
"""Published figures that their sentence does not write in digits."""


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


@pytest.mark.parametrize(("what", "figure"), FIGURES.items())
def test_queries_compare_with_the_published_figures(what: str, figure: str) -> None:
    (query,) = [row.query for row in rows() if row.what == what]
    assert re.search(rf"\b{QUANZHOU.published[figure].value}\b", query), query


@pytest.mark.parametrize("name", QUANZHOU.published)
def test_a_published_figure_stands_in_its_sentence(name: str) -> None:
    """In digits, in per cent, in ten thousands or hundred millions, or in Chinese numerals."""
    figure = QUANZHOU.published[name]
    value = figure.value
    written = [f"{value:g}", f"{value / 10_000:g}万", f"{value / 10_000:g}亿", f"{value * 100:g}%"]
    if name in IN_WORDS:
        written = [IN_WORDS[name]]
    assert any(form in figure.sentence for form in written), (written, figure.sentence)
