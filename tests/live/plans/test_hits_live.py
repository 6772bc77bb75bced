"""What each question of the specs costs the database: where its plan begins, and its dbHits on the sample
against a committed table."""

import json
from typing import Any

import pytest

from graphsvc.service import Service
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from tests.live.plans.test_catalogue_live import operators, products_of_many
from tests.tools.specs import FOLDER, Section, sections

TABLE = FOLDER / "hits.json"
ASKED = [one for one in sections() if one.blocks.get("cypher", "").strip()]
MORE = 1.2
"""A question may grow by so much before somebody looks at it; `make docs` writes the table anew."""
FORBIDDEN = {"AllNodesScan", "Eager", "NodeByLabelScan", "NodeIndexScan"}
SMALL = 20
"""Hits that a small question may grow by: a page more of an index."""


def committed() -> dict[str, int]:
    found: dict[str, int] = json.loads(TABLE.read_text("utf-8")) if TABLE.exists() else {}
    return found


def hits(plan: dict[str, Any]) -> int:
    """Of an operator and all below it."""
    return int(plan["args"].get("DbHits", 0)) + sum(map(hits, plan.get("children", [])))


@pytest.mark.parametrize("section", ASKED, ids=str)
def test_hits(
    section: Section, live_service: Service, live_store: BoltStore, pytestconfig: pytest.Config
) -> None:
    _, _, plan, bound = live_service.plan(section.question, section.caller)
    profile = live_store.profile(Call(plan.text, bound.parameters))
    assert not FORBIDDEN & set(operators(profile))
    assert products_of_many(profile) == []
    found = hits(profile)
    assert found > 0
    if pytestconfig.getoption("--rewrite-spec"):
        known = {str(one) for one in ASKED}
        table = {**committed(), str(section): found}
        kept = {name: count for name, count in sorted(table.items()) if name in known}
        TABLE.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
        return
    most = committed().get(str(section), 0)
    assert found <= most * MORE + SMALL, (
        f"{found} hits, {most} in the table: find out why, or run `make docs`"
    )


def test_the_table_has_every_question() -> None:
    assert set(committed()) == {str(one) for one in ASKED}
