"""With a database: every question of the specs gets the answer that stands beside it, in one statement."""

import pytest

from graphsvc.execute import Service
from graphsvc.store.bolt import BoltStore
from tests.specs import Section, rewrite, sections, shown


@pytest.mark.parametrize("section", sections(), ids=str)
def test_answer(
    section: Section, live_service: Service, live_store: BoltStore, pytestconfig: pytest.Config
) -> None:
    """The first answer asks everything of each fact; it brings the bounds, by which the second leaves out
    what is known of all."""
    asks = "cypher" in section.blocks and section.blocks["cypher"] != ""
    before = live_store.statements
    found = shown(live_service.answer(section.question, section.caller, "spec"))
    assert shown(live_service.answer(section.question, section.caller, "spec")) == found
    assert live_store.statements - before == 2 * asks
    if pytestconfig.getoption("--rewrite-spec"):
        rewrite(section, "json", found)
        return
    assert section.blocks.get("json") == found


@pytest.mark.parametrize("section", [one for one in sections() if one.blocks.get("cypher")], ids=str)
def test_the_decoder_answers_all_that_has_no_errors(section: Section, live_service: Service) -> None:
    both = live_service.completion(section.question, section.caller, "spec")
    decoded, executed = both.decoded(), both.executed()
    assert (decoded is None) == ("errors" in executed.body)
    assert decoded is None or decoded.content == executed.content
