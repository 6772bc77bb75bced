"""Reads a whole answer beside the stored graph: every value is of something its caller may see, every page
and count what loops over the graph give."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    get_named_type,
    parse,
)
from graphql.execution.collect_fields import collect_fields, collect_sub_fields
from graphql.execution.values import get_argument_values, get_variable_values

from graphsvc.masking import mask_name
from graphsvc.pushdown.fields import Chain, Computed, Count, Dated, Hop, Namespace, Prop, Walk
from graphsvc.schema.base import lowerings
from graphsvc.schema.territory import BELOW
from tests.rates import Rates
from tests.reference import LISTS, Fact, Item, Sight, holds
from tests.witness_steps import Asked, Steps, written

ONE = {
    "partyOrganization": "PartyOrganization",
    "area": "Area",
    "building": "Building",
    "household": "Household",
    "partyMember": "PartyMember",
    "coBuilding": "CoBuilding",
}
PUBLIC = {"version", "state", "schemaVersion", "earliest", "latest"}
"""Of the dataset: what tells nothing about how much lies elsewhere."""


@dataclass
class Witness(Steps):
    """One document, one caller. `mentioned` are codes that the answer may name, `met` what was compared."""

    schema: GraphQLSchema
    sight: Sight
    rates: Rates
    names: bool
    text: str
    values: Fact
    mentioned: set[str] = field(default_factory=set)
    faults: list[tuple[list[Any], str]] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        document = parse(self.text)
        parts = document.definitions
        self.fragments = {one.name.value: one for one in parts if isinstance(one, FragmentDefinitionNode)}
        self.operation = next(one for one in parts if isinstance(one, OperationDefinitionNode))
        coerced = get_variable_values(self.schema, self.operation.variable_definitions, self.values)
        assert isinstance(coerced, dict)
        self.variables, self.lowerings = coerced, lowerings(self.schema)

    def read(self, data: Fact) -> None:
        """The whole of `data`; AssertionError where a value is not what it must be."""
        query = self.schema.query_type
        assert query is not None
        selections = self.operation.selection_set
        for key, nodes in collect_fields(
            self.schema, self.fragments, self.variables, query, selections
        ).items():
            if nodes[0].name.value != "__typename":
                self._root(key, self._asked(query, nodes), data[key])

    def _asked(self, kind: GraphQLObjectType, nodes: list[FieldNode]) -> Asked:
        name = nodes[0].name.value
        definition = kind.fields[name]
        found = get_argument_values(definition, nodes[0], self.variables)
        given = {key: written(found.get(one.out_name or key)) for key, one in definition.args.items()}
        return Asked(name, nodes, given, definition.type, self.lowerings.get((kind.name, name)))

    def below(self, kind: Any, nodes: list[FieldNode]) -> dict[str, Asked | None]:
        """Fields of an object by response name; None for the name of its type."""
        named = kind if isinstance(kind, GraphQLObjectType) else get_named_type(kind)
        found = collect_sub_fields(self.schema, self.fragments, self.variables, named, nodes)
        return {
            key: None if few[0].name.value == "__typename" else self._asked(named, few)
            for key, few in found.items()
        }

    def _root(self, key: str, asked: Asked, value: Any) -> None:
        self.day = date.fromisoformat(asked.given.get("asOf") or "2022-12-31")
        if asked.name in LISTS:
            rows = [((one.area, one.code), one, None) for one in self._listed(asked)]
            self.connection(rows, asked, value)
        elif asked.name in ("dataset", "search", "paths"):
            {"dataset": self._dataset, "search": self.hits, "paths": self.paths}[asked.name](asked, value)
        elif asked.name == "nodes":
            for at, (told, shown) in enumerate(zip(asked.given["ids"], value, strict=True)):
                self._one(self.by_id(told), asked, shown, [key, at])
        elif asked.name in ("node", "chainOfCommand"):
            self._one(self.by_id(asked.given.get("id") or asked.given["of"]), asked, value, [key])
        elif asked.name != "standards":
            self._one(self._by_code(asked), asked, value, [key])

    def _listed(self, asked: Asked) -> list[Item]:
        return self.sight.listed(asked.name, self.day, asked.given)

    def _by_code(self, asked: Asked) -> Item | None:
        code, uscc = asked.given["code"], asked.given.get("uscc")
        if uscc is None:
            return self.sight.graph.items[ONE.get(asked.name, "Unit")].get(code)
        same = [one for one in self.sight.graph.items["Unit"].values() if one.own.get("uscc") == uscc]
        same.sort(key=lambda one: one.code)
        same.sort(key=lambda one: one.own.get("valid_to") or date.max, reverse=True)
        return same[0] if same else None

    def _one(self, item: Item | None, asked: Asked, value: Any, path: list[Any]) -> None:
        """A root of one node: not there outside the jurisdiction, an error where it is not in force."""
        if item is not None and self.sight.sees(item) and not holds(item.own, self.day):
            begins, ends = item.own["valid_from"], item.own.get("valid_to")
            until = f"to {ends}, that day excluded" if ends else "on"
            text = f"this code is not in force on {self.day}: it is from {begins} {until}"
            self.faults.append((path, text))
            item = None
        if item is None or not self.sight.sees(item):
            assert value is None, path
            self.met["nothing"] += 1
        elif asked.name == "chainOfCommand":
            self.chain(item, asked, value)
        else:
            self.node(item, asked.nodes, value)

    def _dataset(self, asked: Asked, value: Fact) -> None:
        for key, one in self.below(asked.kind, asked.nodes).items():
            if one and self.sight.prefix and one.name not in PUBLIC:
                assert value[key] is None, one.name

    def node(self, item: Item, nodes: list[FieldNode], value: Fact) -> None:
        """Every field of a node; of one out of sight only what names it."""
        kind = self.schema.type_map[item.label]
        self.mentioned.add(item.code)
        self.met["seen" if self.sight.sees(item) else "guarded"] += 1
        for key, asked in self.below(kind, nodes).items():
            if asked is None:
                assert value[key] == item.label
            else:
                self._field(item, asked, value[key])

    def _field(self, item: Item, asked: Asked, value: Any) -> None:
        lowering, seen = asked.lowering, self.sight.sees(item)
        place = f"{item.label} {item.code} {asked.name}"
        if isinstance(lowering, Hop | Walk):
            return self.hop(item, asked, value)
        if isinstance(lowering, Chain) and value is not None:
            assert seen, place
            return self.chain(item, asked, value)
        if isinstance(lowering, Prop) and lowering.public:
            assert value == self._public(item, asked.name), place
        elif not seen:
            assert value is None, f"{place}: {value}"
        elif isinstance(lowering, Namespace):
            self._namespace(item, asked, value)
        elif isinstance(lowering, Count):
            assert value == self.sight.count(item, lowering, self.day, asked.given), place
            self.met["counts"] += 1
        elif isinstance(lowering, Computed):
            self._computed(item, asked, value)
        else:
            assert isinstance(lowering, Prop | Dated), place
        return None

    def _public(self, item: Item, name: str) -> Any:
        if name == "name":
            own = item.own.get("name")
            return mask_name(own) if item.label == "PartyMember" and not self.names else own
        found = {"id": f"{item.label}:{item.code}", "code": item.code, "kind": item.kind}
        return item.tier if name == "tier" else self._word(item, name, found[name])

    @staticmethod
    def _word(item: Item, name: str, stored: Any) -> Any:
        """Words of an enum are written large: NewEconomicOrganization, NEW_ECONOMIC_ORGANIZATION."""
        if name != "kind" or item.label not in ("Area", "Unit"):
            return stored
        return "".join(f"_{one}" if one.isupper() else one for one in stored).strip("_").upper()

    def _computed(self, item: Item, asked: Asked, value: Any) -> None:
        if asked.name == "householdCount":
            expected = self.sight.households(item, BELOW, self.day, asked.given)
            assert value == expected, f"{item.code} households {asked.given}: {value}, not {expected}"
            self.met["counts"] += 1
        else:
            tops = {one for one in self.sight.line(item, self.day) if one.kind == "CITY"}
            assert (value is not None) == bool(tops), item.code

    def _namespace(self, item: Item, asked: Asked, value: Fact) -> None:
        for key, one in self.below(asked.kind, asked.nodes).items():
            if one is None:
                continue
            if isinstance(one.lowering, Prop):
                stored = {"from": item.own["valid_from"], "to": item.own.get("valid_to")}
                assert one.name not in stored or value[key] == written(stored[one.name])
            else:
                self.measure(item, one, value[key])
