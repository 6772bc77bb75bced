"""The database is the real linter: every file is planned by it, and any notification fails."""

from datetime import date
from typing import Any

import pytest

from graphsvc.catalogue import Catalogue, Statement, load_catalogue
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from tests.conftest import ROOT
from tests.tools.plans import operators, products_of_many

READ = [one for one in load_catalogue(ROOT / "cypher") if one.folder not in ("schema", "load")]
VALUES: dict[str, Any] = {
    "Date": date(2022, 12, 31),
    "Int": 1,
    "Boolean": True,
    "String": "350500",
    "Map": {},
}
FORBIDDEN = {"AllNodesScan", "Eager"}


def values(statement: Statement) -> dict[str, Any]:
    found = {item.name: [] if item.many else VALUES[item.type] for item in statement.parameters}
    return {**found, **{item.name: "350500" if item.is_node else [] for item in statement.given}}


@pytest.mark.parametrize("statement", READ, ids=lambda one: one.name)
def test_every_read_file_is_planned_without_a_hint(statement: Statement, live_store: BoltStore) -> None:
    plan = live_store.explain(Call(statement.pasted(), values(statement)))
    found = operators(plan)
    assert found
    if statement.folder != "audits":
        assert not FORBIDDEN & set(found)
        assert products_of_many(plan) == []


@pytest.mark.parametrize(
    "statement", [one for one in READ if one.folder == "standards"], ids=lambda one: one.name
)
def test_a_standard_begins_at_its_area(statement: Statement, live_store: BoltStore) -> None:
    found = operators(live_store.explain(Call(statement.pasted(), values(statement))))
    assert "NodeUniqueIndexSeek" in found
    assert not [name for name in found if name in ("NodeByLabelScan", "NodeIndexScan")]


def test_every_constraint_is_there(catalogue: Catalogue, live_store: BoltStore) -> None:
    rows = live_store.read(Call("SHOW INDEXES YIELD name, state RETURN collect([name, state]) AS found", {}))
    found = dict(rows[0]["found"])
    for statement in catalogue.folder("schema"):
        assert found[statement.name.removeprefix("schema/")] == "ONLINE"
