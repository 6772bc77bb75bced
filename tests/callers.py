"""Random callers, and documents with random places of the graph: inside, outside, retired, unknown."""

import json
import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    get_named_type,
    is_composite_type,
)

from graphsvc.access import Caller
from graphsvc.pushdown.binding import encode_cursor
from graphsvc.pushdown.ids import ROOTED
from tests.fuzz_documents import DEEPEST, Document, Documents
from tests.reference import LISTS, Graph, Item, Sight, holds
from tests.witness import ONE
from tests.witness_steps import MARK

DAY = date.fromisoformat("2022-12-31")
LEAST, LARGEST = 4, 10
"""Selection sets that a document may have: each hop of a new text is planned by the database."""
DAYS = ("2022-12-31", "2022-12-31", "2022-06-30", "2021-06-01", "2030-01-01")
NODES = (*ROOTED, "CoBuilding")
"""Kinds whose fields are witnessed: entries of the ledger, the type Record, are not."""
ARGUMENTS = frozenset(
    [
        "code",
        "ids",
        "id",
        "of",
        "from",
        "to",
        "text",
        "kinds",
        "through",
        "maxHops",
        "maxPaths",
        "within",
        "first",
        "after",
        "last",
        "before",
        "tier",
        "kind",
        "nameContains",
        "status",
        "inService",
        "linked",
        "scope",
        "maxDepth",
        "minimum",
        "asOf",
    ]
)
"""Arguments that the reference knows; the orders and the further filters of lists are not among them."""
ROLES = ("auditor", "steward")
UNKNOWN = {
    "Area": "350599999999",
    "Building": "350599999999-00001",
    "Household": "350599999999-00001-0001",
}
"""Codes of the right form that nothing has."""


def unknown(label: str) -> str:
    """A code of that kind that nothing has."""
    return UNKNOWN.get(label, "ZZ-00-0000")


def nested_callers(graph: Graph, dice: random.Random) -> list[Caller]:
    """Of the city, a county, a township, a community and three grids in one another, then of five places
    beside them. A compound lies across grids and is no jurisdiction."""
    areas = [one.code for one in graph.items["Area"].values() if holds(one.own, DAY) and "-" not in one.code]
    small = dice.choice([code for code in areas if len(code) == 17])
    around = [small[:digits] for digits in (6, 9, 12, 15)]
    beside = [
        dice.choice(
            [code for code in areas if len(code) == digits and code.startswith(place) and code not in around]
        )
        for digits, place in ((9, ""), (12, small[:9]), (12, ""), (15, small[:12]), (17, ""))
    ]
    codes = ["", *around, small, f"{small[:12]}000", *beside]
    return [Caller(dice.choice(ROLES), code, dice.random() < 0.5) for code in codes]


@dataclass
class CallersDocuments(Documents):
    """Writes documents whose codes, ids, places and cursors are of the graph, near the caller and far."""

    sight: Sight = field(kw_only=True)

    def small(self) -> Document:
        """A document that is planned in reasonable time."""
        while True:
            found = self.document()
            if LEAST <= found.text.count("{") <= LARGEST:
                return found

    def some(self, label: str) -> Item:
        """Mostly something inside and in force, sometimes whatever there is."""
        everything = list(self.sight.graph.items[label].values())
        for _ in range(0 if self._chance(0.25) else 3):
            inside = [one for one in everything if self.sight.sees(one) and holds(one.own, DAY)]
            if inside:
                return self.dice.choice(inside)
        return self.dice.choice(everything)

    def _code(self, label: str) -> str:
        return unknown(label) if self._chance(0.05) else self.some(label).code

    def _id(self, labels: tuple[str, ...]) -> str:
        label = self.dice.choice(labels)
        return f"{label}:{self._code(label)}"

    def _picked(self, kind: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> list[str]:
        """Few values of each node and mostly one hop, so that walks go far and not wide."""
        names = [
            name
            for name, one in kind.fields.items()
            if name not in ("standards", "dataset", "changes")
            and not get_named_type(one.type).name.startswith("Record")
        ]
        deep = [name for name in names if is_composite_type(get_named_type(kind.fields[name].type))]
        flat = [name for name in names if name not in deep]
        hops = [name for name in deep if name not in ("valid", "pageInfo") or self._chance(0.1)]
        many = self.dice.choice((1, 1, 1, 2)) if hops and depth < DEEPEST else 0
        values = self.dice.sample(flat, min(len(flat), self.dice.randint(0 if many else 1, 3)))
        return [*self.dice.choices(hops, k=many), *values] if many else values

    def _possible(self, kind: GraphQLInterfaceType) -> list[GraphQLObjectType]:
        return [one for one in super()._possible(kind) if one.name != "Record"]

    def _set(self, kind: GraphQLNamedType, depth: int) -> str:
        marked = {"PartyOrganization": "code", "SearchHit": "id", "Mention": "id"}.get(kind.name)
        mark = f"{{ {MARK}: {marked} " if marked else "{ "
        return super()._set(kind, depth).replace("{ ", mark, 1)

    def _arguments(self, name: str, definition: GraphQLField) -> str:
        if "uscc" in definition.args:
            unit = self.some("Unit")
            key, value = ("uscc", unit.own.get("uscc")) if self._chance(0.4) else ("code", unit.code)
            return f'({key}: {json.dumps(value or "ZZ")}, asOf: "2022-12-31")'
        known = {one: argument for one, argument in definition.args.items() if one in ARGUMENTS}
        return super()._arguments(name, GraphQLField(definition.type, known))

    def _argument(self, name: str, argument: str, kind: str, *, order: str) -> str:
        if argument in ("after", "before"):
            return self._value(kind, self._cursor(name, order != "CODE_ASC")) if self._chance(0.4) else ""
        if argument == "first" and not self._chance(0.2):
            return str(self.dice.randint(1, 30))
        if argument == "asOf":
            return self._value(kind, self.dice.choice(DAYS))
        return super()._argument(name, argument, kind, order=order)

    def _cursor(self, name: str, listed: bool) -> str:
        """As anybody's answer shows it: of somewhere inside, or of another caller's place."""
        item = self.some(LISTS.get(name) or self.dice.choice(list(ONE.values())))
        if name == "ancestors":
            return encode_cursor(f"{self.dice.randint(1, 4)}|{item.code}")
        return encode_cursor(f"{item.area}|{item.code}" if listed else item.code)

    def _plain(self, argument: str, kind: str) -> str:
        if argument == "within":
            return self._value(kind, self._code("Area"))
        if argument == "nameContains":
            name = self.some(self.dice.choice(("PartyOrganization", "Unit"))).own["name"]
            at = self.dice.randrange(len(name) - 1)
            return self._value(kind, name[at : at + 2])
        if argument == "maxHops":
            return str(self.dice.randint(2, 5))
        if argument == "minimum":
            return str(self.dice.randint(0, 3))
        return super()._plain(argument, kind)

    def _needed(self, name: str, argument: str) -> Any:
        if argument == "code":
            return self._code(ONE[name])
        if argument == "ids":
            return [self._id(NODES) for _ in range(self.dice.randint(1, 4))]
        if argument == "text":
            item = self.some(self.dice.choice(("PartyOrganization", "Unit", "PartyMember", "Area")))
            return self.dice.choice((item.own["name"][:3], item.own["name"][-4:], item.code, item.code[:8]))
        labels = {"of": ROOTED, "id": NODES, "from": ROOTED[:3], "to": ROOTED[3:]}.get(argument)
        return self._id(labels) if labels else None
