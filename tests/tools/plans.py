"""Plans of statements as the database tells them: their operators, what they cost, and rows read profiled."""

from dataclasses import replace
from typing import Any

import neo4j

from graphsvc.store import Call, Row
from graphsvc.store.bolt import BoltStore

SCANS = {"AllNodesScan", "Eager", "NodeByLabelScan", "NodeIndexScan"}
"""Operators that read everything there is of something, or hold all rows back: no question has one."""
_ONE_ROW = {"EagerAggregation", "NodeCountFromCountStore", "Optional", "NodeUniqueIndexSeek", "Argument"}
_PASSING = {"Projection", "CacheProperties", "Filter"}


class ProfilingStore(BoltStore):
    """Reads under PROFILE; `plan` is the profile of the last statement: operatorType, args, children."""

    plan: dict[str, Any]

    def read(self, call: Call) -> list[Row]:
        return super().read(replace(call, text="PROFILE " + call.text))

    def _rows(self, result: neo4j.Result, call: Call) -> list[Row]:
        rows = super()._rows(result, call)
        self.plan = dict(result.consume().profile or {})
        return rows


def operators(plan: dict[str, Any]) -> list[str]:
    """The names of a plan's operators, from its root down."""
    own = [str(plan["operatorType"]).partition("@")[0]]
    return own + [name for child in plan.get("children", []) for name in operators(child)]


def hits(plan: dict[str, Any]) -> int:
    """The dbHits of an operator and all below it."""
    return int(plan["args"].get("DbHits", 0)) + sum(map(hits, plan.get("children", [])))


def products_of_many(plan: dict[str, Any]) -> list[str]:
    """CartesianProducts with a side of several rows; one row times one row joins nothing wrongly."""
    own, children = operators(plan)[0], plan.get("children", [])
    wrong = [str(child["operatorType"]) for child in children if not _one_row(child)]
    found = wrong if own == "CartesianProduct" else []
    return found + [name for child in children for name in products_of_many(child)]


def _one_row(plan: dict[str, Any]) -> bool:
    own, children = operators(plan)[0], plan.get("children", [])
    passing = own in (*_PASSING, "CartesianProduct", "Apply")
    return own in _ONE_ROW or (passing and all(_one_row(child) for child in children))
