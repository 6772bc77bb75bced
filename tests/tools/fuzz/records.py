"""Random records as the statement of a plan returns them, and the same with faults in them."""

import copy
import math
import random
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    OperationDefinitionNode,
    get_named_type,
    get_nullable_type,
)

from graphsvc import record as keys
from graphsvc.catalogue import Catalogue
from graphsvc.compile.document.selection import Selection, Selector
from graphsvc.compile.lower.coverage import unit_kind
from graphsvc.compile.lowerings import Lowering, Measure
from graphsvc.compile.operation import CompiledOperation
from graphsvc.compile.roots import ChainRoot, ChangesRoot, DatasetRoot, ListRoot, NodeRoot
from graphsvc.model import TIE_OF

STAMP = {"version": 3, "state": "READY", "earliest": date(2020, 7, 1)}
TEXTS = ("张三丰", "LC-1", "", '"\\/', "\n\t\x00\x7f", "😀\u2028", "a" * 70, "350502", "Ünïcode", "null")
POISONS: dict[type, tuple[Any, ...]] = {
    date: ("2022-12-31", "2022-13-01", "x", datetime(2022, 1, 1), date(1, 1, 1), 7, None),
    float: (math.nan, math.inf, -math.inf, 1e16, 1e300, "1.5", True, 2**70, 7, None),
    int: (2**31, -(2**31) - 1, 2**70, 1.5, 2.0, True, math.nan, "7", None),
    str: ("KING", "GRID", "Grid", "CITY", "City", "", "\ud800", b"x", 7, True, {}, ["x"], None),
    bool: (1, 0, "true", 1.0, None),
    list: ("", "x", {}, (), [None], ["x"], [[]], 0, None),
    dict: ({}, [], "", "x", 0, False, {"code": "x"}, None),
    type(None): (0, 1.5, "", "x", [], {}, date(2022, 1, 1), math.inf, False),
}
"""By the type of what stood there: wrong types, values out of range, and some that happen to be right."""
RAW = {
    ("Mention", "id"): (["Grid", "350502"], ["PartyMember", "LC-DY-1"]),
    ("Mention", "name"): (["Grid", "开元"], ["PartyMember", "张三丰"], ["Leader", None], ["State", None]),
    ("Mention", "kind"): ("Grid", "PartyMember", "Leader"),
    ("PathHop", "type"): tuple(TIE_OF),
    ("PathHop", "family"): tuple(TIE_OF),
    ("Change", "family"): (*TIE_OF, "Household", "Area"),
}
"""Values that resolvers make something else of."""


@dataclass
class Records:
    """Makes records for the plans of one schema; of one seed always the same."""

    catalogue: Catalogue
    lowerings: dict[tuple[str, str], Lowering]
    dice: random.Random

    def record(
        self, compiled: CompiledOperation, selector: Selector, operation: OperationDefinitionNode
    ) -> dict[str, Any]:
        """What the statement could return."""
        record: dict[str, Any] = {"dataset": dict(STAMP) if self._chance(0.9) else None}
        for root in selector.operation(operation):
            if root.key in compiled.readings:
                record[compiled.readings[root.key].column] = self._root(selector, root)
        return record

    def poisoned(self, record: dict[str, Any]) -> dict[str, Any]:
        """A copy with one to three faults: a wrong value, or a key that is missing."""
        fresh = copy.deepcopy(record)
        places = list(_places({key: value for key, value in fresh.items() if key != "dataset"}))
        many = self.dice.choice((1, 1, 2, 3))
        for container, key in self.dice.sample(places, min(len(places), many)):
            if isinstance(container, dict) and self._chance(0.15):
                container.pop(key, None)
            elif isinstance(container, list) or key in container:
                container[key] = copy.deepcopy(self.dice.choice(POISONS[type(container[key])]))
        return fresh

    def _chance(self, share: float) -> bool:
        return self.dice.random() < share

    def _root(self, selector: Selector, root: Selection) -> Any:
        lowering = self.lowerings[root.owner, root.name]
        if isinstance(lowering, DatasetRoot):
            return self._object(selector, root)
        if isinstance(lowering, ListRoot | ChangesRoot):
            return self._connection(selector, root, "", listed=True)
        if isinstance(get_nullable_type(root.definition.type), GraphQLList):
            return self._present(selector, root, get_nullable_type(root.definition.type))
        if self._chance(0.1):
            return None
        if isinstance(lowering, NodeRoot):
            return self._any(selector, root)
        interval = self._interval()
        if isinstance(lowering, ChainRoot):
            return {keys.OUT_OF_FORCE: interval, keys.CHAIN: self._object(selector, root)}
        return {**self._object(selector, root), keys.OUT_OF_FORCE: interval}

    def _interval(self) -> list[date] | None:
        return [date(2020, 7, 1), date(2021, 1, 1)] if self._chance(0.02) else None

    def _any(self, selector: Selector, parent: Selection) -> dict[str, Any]:
        """A node of any kind that may stand there."""
        kind = self.dice.choice(selector.schema.get_possible_types(get_named_type(parent.definition.type)))
        found = self._object(selector, parent, kind)
        return {**found, keys.TYPE: kind.name, keys.OUT_OF_FORCE: self._interval()}

    def _object(self, selector: Selector, parent: Selection, runtime: Any = None) -> dict[str, Any]:
        children = selector.children(parent, runtime)
        self.dice.shuffle(children)
        found = {child.key: self._field(selector, child) for child in children}
        return {**found, keys.IS_PERSON: self._chance(0.5)} if parent.name == "search" else found

    def _field(self, selector: Selector, child: Selection) -> Any:
        lowering = self.lowerings.get((child.owner, child.name))
        if isinstance(lowering, Measure):
            return self._measure(selector, child, unit_kind(self.catalogue.get(lowering.statement)))
        if (child.owner, child.name) in RAW:
            return copy.deepcopy(self.dice.choice(RAW[child.owner, child.name]))
        kind = get_named_type(child.definition.type)
        if kind.name.endswith("Connection"):
            return self._connection(selector, child, "")
        if kind.name == "ChainStep":
            return [self._step(kind) for _ in range(self.dice.randint(0, 3))]
        return self._value(selector, child, child.definition.type)

    def _step(self, kind: GraphQLObjectType) -> dict[str, Any]:
        return {name: self._value(None, None, one.type) for name, one in kind.fields.items()}

    def _value(self, selector: Any, child: Any, kind: Any) -> Any:
        if isinstance(kind, GraphQLNonNull):
            return self._present(selector, child, kind.of_type)
        return None if self._chance(0.15) else self._present(selector, child, kind)

    def _present(self, selector: Any, child: Any, kind: Any) -> Any:
        if isinstance(kind, GraphQLList):
            return [self._value(selector, child, kind.of_type) for _ in range(self.dice.randint(0, 3))]
        if isinstance(kind, GraphQLEnumType):
            return self.dice.choice([value.value.value for value in kind.values.values()])
        if isinstance(kind, GraphQLInterfaceType):
            return self._any(selector, child)
        if isinstance(kind, GraphQLObjectType):
            return self._object(selector, child)
        return self._scalar(kind.name)

    def _scalar(self, name: str) -> Any:
        if name == "Int":
            return self.dice.choice((0, 1, -1, 2**31 - 1, -(2**31), self.dice.randint(-999, 999)))
        if name == "Float":
            return self.dice.choice((0.0, -0.0, 1.0, 3, 1e15, 5e-324, self.dice.uniform(-9, 9), 1 / 3))
        if name == "Boolean":
            return self._chance(0.5)
        if name == "Date":
            return date.fromordinal(self.dice.randint(1, 3_000_000))
        return self.dice.choice(TEXTS)

    def _connection(
        self, selector: Selector, page: Selection, unit: str, *, listed: bool = False
    ) -> dict[str, Any]:
        """As text/paging.py returns it: the plain list of one `nodes`, or rows with their keys; of a list
        as rows or as columns of values."""
        parts: dict[str, Selection] = {}
        names = set()
        for child in selector.children(page):
            names.add(child.name)
            inner = selector.children(child) if child.name == "edges" else []
            parts.update({child.key: child} if child.name == "nodes" else {})
            parts.update({f"{child.key}.{one.key}": one for one in inner if one.name in ("node", "valid")})
        plain = len(parts) == 1 and "edges" not in names
        rows = [self._row(selector, parts, unit) for _ in range(self.dice.choice((0, 1, 2, 3, 8)))]
        found: dict[str, Any] = {}
        if plain and listed:
            found = self._values(selector, next(iter(parts.items())), rows, keyed="pageInfo" in names)
        elif plain and "pageInfo" not in names:
            (key,) = parts
            found = {key: [row[key] for row in rows]}
        elif names & {"nodes", "edges", "pageInfo"}:
            found = {keys.ROWS: rows}
        if "pageInfo" in names:
            found |= {keys.HAS_NEXT: self._chance(0.5), keys.HAS_PREVIOUS: self._chance(0.5)}
        return found | ({keys.TOTAL: self.dice.randint(0, 10**6)} if "totalCount" in names else {})

    def _values(
        self, selector: Selector, part: tuple[str, Selection], rows: list[dict[str, Any]], *, keyed: bool
    ) -> dict[str, Any]:
        key, nodes = part
        columns = [child.key for child in selector.children(nodes)]
        values = [[row[key][column] for column in columns] + [row[keys.CURSOR]] * keyed for row in rows]
        columns += [keys.CURSOR] * keyed
        if columns and self._chance(0.5):
            values = [[row[at] for row in values] for at in range(len(columns))]
            return {keys.ROWS if keyed else key: values, keys.NAMES_BY_COLUMN: columns}
        return {keys.ROWS if keyed else key: values, keys.NAMES_BY_ROW: columns}

    def _row(self, selector: Selector, parts: dict[str, Selection], unit: str) -> dict[str, Any]:
        row = {key: self._node(selector, part, unit) for key, part in parts.items()}
        return {
            **row,
            keys.CURSOR: self.dice.choice(TEXTS[:2]),
            keys.EDGE_SINCE: date(2021, 1, 1),
            keys.EDGE_ROLE: self._scalar("String"),
        }

    def _node(self, selector: Selector, part: Selection, unit: str) -> dict[str, Any]:
        if not unit:
            return self._present(selector, part, get_named_type(part.definition.type))
        row: dict[str, Any] = {}
        for child in selector.children(part):
            interface = get_named_type(child.definition.type)
            if isinstance(interface, GraphQLInterfaceType):
                kind = selector.schema.type_map[unit]
                row[child.key] = {**self._object(selector, child, kind), keys.TYPE: unit}
            else:
                row[child.key] = self._field(selector, child)
        return row

    def _measure(self, selector: Selector, child: Selection, unit: str) -> dict[str, Any]:
        due = self.dice.choice((0, 1, 7, 40_000))
        gaps = {
            one.key: self._connection(selector, one, unit)
            for one in selector.children(child)
            if one.name == "gaps"
        }
        return {
            keys.MEASURED_ON: date(2022, 12, 31),
            keys.DUE: due,
            keys.COVERED: self.dice.randint(0, due),
            **gaps,
        }


def _places(value: Any) -> Any:
    """Every (container, key) below."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in items:
        yield value, key
        if isinstance(inner, dict | list):
            yield from _places(inner)
