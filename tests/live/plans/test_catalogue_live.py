"""The database is the real linter: every file is planned by it, and any notification fails."""

from datetime import date
from typing import Any

import pytest

from graphsvc.catalogue import Catalogue, Statement, load_catalogue
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from tests.conftest import ROOT

READ = [one for one in load_catalogue(ROOT / "cypher") if one.folder not in ("schema", "load")]
VALUES: dict[str, Any] = {
    "Date": date(2022, 12, 31),
    "Int": 1,
    "Boolean": True,
    "String": "350500",
    "Map": {},
}
FORBIDDEN = {"AllNodesScan", "Eager"}
ONE_ROW = {"EagerAggregation", "NodeCountFromCountStore", "Optional", "NodeUniqueIndexSeek", "Argument"}
PASSING = {"Projection", "CacheProperties", "Filter"}


def values(statement: Statement) -> dict[str, Any]:
    found = {item.name: [] if item.many else VALUES[item.type] for item in statement.parameters}
    return {**found, **{item.name: "350500" if item.is_node else [] for item in statement.given}}


def products_of_many(plan: dict[str, Any]) -> list[str]:
    """CartesianProducts with a side of several rows; one row times one row joins nothing wrongly."""
    own, children = operators(plan)[0], plan.get("children", [])
    wrong = [str(child["operatorType"]) for child in children if not one_row(child)]
    found = wrong if own == "CartesianProduct" else []
    return found + [name for child in children for name in products_of_many(child)]


def one_row(plan: dict[str, Any]) -> bool:
    own, children = operators(plan)[0], plan.get("children", [])
    passing = own in (*PASSING, "CartesianProduct", "Apply")
    return own in ONE_ROW or (passing and all(one_row(child) for child in children))


def operators(plan: dict[str, Any]) -> list[str]:
    own = [str(plan["operatorType"]).partition("@")[0]]
    return own + [name for child in plan.get("children", []) for name in operators(child)]


@pytest.mark.parametrize("statement", READ, ids=lambda one: one.name)
def test_every_read_file_is_planned_without_a_hint(statement: Statement, live_store: BoltStore) -> None:
    found = operators(live_store.explain(Call(statement.pasted(), values(statement))))
    assert found
    if statement.folder != "audits":
        assert not FORBIDDEN & set(found)
        assert products_of_many(live_store.explain(Call(statement.pasted(), values(statement)))) == []


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
