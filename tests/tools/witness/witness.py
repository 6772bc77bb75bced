"""Reads a whole answer beside the stored graph: every value is of something its caller may see, every page
and count what loops over the graph give."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from graphql import FieldNode

from graphsvc.compile.lowerings import Chain, Computed, Count, Dated, Hop, Namespace, Prop, Walk
from graphsvc.compile.roots import ListRoot
from graphsvc.schema.territory import BELOW
from tests.tools.oracle.reference import LISTS
from tests.tools.oracle.stored import Fact, Item, holds
from tests.tools.witness.reading import Asked
from tests.tools.witness.steps import Steps
from tests.tools.witness.values import id_of, kind_of, name_of, value_of

ONE = {
    "partyOrganization": "PartyOrganization",
    "area": "Area",
    "building": "Building",
    "household": "Household",
    "partyMember": "PartyMember",
    "coBuilding": "CoBuilding",
}
PUBLIC = {"version", "state", "schemaVersion", "earliest", "latest", "lastLoad"}
"""Of the dataset: what tells nothing about how much lies elsewhere."""


ZONE = ZoneInfo("Asia/Shanghai")


def _named_day(given: Fact) -> str:
    """The day that a root names, by its `asOf` or by an id."""
    told = [given[name] for name in ("id", "of", "from", "to") if given.get(name)] + (given.get("ids") or [])
    days = [text.partition("@")[2] for text in told if "@" in text]
    return given.get("asOf") or next(iter(days), "")


class Witness(Steps):
    """Begins at the roots."""

    def read(self, data: Fact) -> None:
        """The whole of `data`; AssertionError where a value is not what it must be."""
        for key, asked in self.roots().items():
            if asked is not None:
                self._root(key, asked, data[key])

    def _root(self, key: str, asked: Asked, value: Any) -> None:
        named = _named_day(asked.given)
        self.mark = f"@{named}" if named else ""
        self.day = date.fromisoformat(named or str(datetime.now(ZONE).date()))
        plain = {
            "dataset": self._dataset,
            "standards": self._standards,
            "search": self.hits,
            "paths": self.paths,
            "changes": self.changes,
        }
        if asked.name in LISTS:
            self._list(asked, value)
        elif asked.name in plain:
            plain[asked.name](asked, value)
        elif asked.name == "nodes":
            for at, (told, shown) in enumerate(zip(asked.given["ids"], value, strict=True)):
                self._one(self.by_id(told), asked, shown, [key, at])
        elif asked.name in ("node", "chainOfCommand"):
            self._one(self.by_id(asked.given.get("id") or asked.given["of"]), asked, value, [key])
        else:
            self._one(self._by_code(asked), asked, value, [key])

    def _list(self, asked: Asked, value: Fact) -> None:
        assert isinstance(asked.lowering, ListRoot)
        found = self.sight.listed(asked.name, dict(asked.lowering.ties), self.day, asked.given)
        self.met["lists"] += bool(found)
        self.connection(self.ordered(dict.fromkeys(found), asked, "PLACE_ASC"), asked, value, "PLACE_ASC")

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

    def _standards(self, asked: Asked, value: list[Fact]) -> None:
        """Of the catalogue: the same for everybody."""
        assert value and self.below(asked.kind, asked.nodes)

    def node(self, item: Item, nodes: list[FieldNode], value: Fact) -> None:
        """Every field of a node; of one out of sight only what names it."""
        kind = self.schema.type_map[item.type]
        self.mentioned.add(item.code)
        self.met["seen" if self.sight.sees(item) else "guarded"] += 1
        for key, asked in self.below(kind, nodes).items():
            if asked is None:
                assert value[key] == item.type
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
            state = self.sight.graph.state(item, self.day)
            assert value == value_of(item, asked, state, self.day), f"{place}: {value}"
        return None

    def _public(self, item: Item, name: str) -> Any:
        told = {
            "id": id_of(item) + self.mark,
            "code": item.code,
            "tier": item.tier if name == "tier" else None,
        }
        told |= {"name": name_of(item, self.names), "kind": kind_of(item)}
        return told[name]

    def _computed(self, item: Item, asked: Asked, value: Any) -> None:
        if asked.name == "householdCount":
            expected = self.sight.households(item, BELOW, self.day, asked.given)
            assert value == expected, f"{item.code} households {asked.given}: {value}, not {expected}"
            self.met["counts"] += 1
        else:
            tops = {one for one in self.sight.line(item, self.day) if one.kind == "CITY"}
            assert (value is not None) == bool(tops), item.code

    def _namespace(self, item: Item, asked: Asked, value: Fact) -> None:
        if asked.name == "valid":
            assert self.validity(item.own, asked, value), f"{item.code} {value}"
            return
        for key, one in self.below(asked.kind, asked.nodes).items():
            if one is not None:
                self.measure(item, one, value[key])
