"""Documents that are led through the graph: an example goes along, so that most of what is asked leads
somewhere, and what no answer has shown yet is asked first."""

from collections.abc import Iterator
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

from graphsvc.compile.lowerings import Chain, Hop, Walk
from graphsvc.schema.base import lowerings
from tests.tools.fuzz.documents import DEEPEST, Document, Documents
from tests.tools.oracle.reference import LISTS, Sight
from tests.tools.oracle.stored import Item, holds
from tests.tools.witness.reading import MARK

DAY = date.fromisoformat("2022-12-31")
LEAST, LARGEST = 5, 60
"""Selection sets that a document may have: each hop of a new text is planned by the database."""
WIDE, FAR = (48, 22, (1,)), (12, 2, (1, 1, 2))
"""Of a document that goes wide and of one that goes far: the selection sets that it is to have below its
root, or about so many, since each takes an equal part of what is left; steps from a node; roots."""
VALUES = 8
"""Plain values of one node, at most, that no answer has shown yet."""
MARKED = {"PartyOrganization": "code", "SearchHit": "id", "Mention": "id"}


@dataclass
class Guided(Documents):
    """`at` is what stands, for example, where the text has come to; `visited` what answers have shown."""

    sight: Sight = field(kw_only=True)
    visited: set[str] = field(kw_only=True)
    at: Item | None = None
    owner: str = ""
    _shape: tuple[int, int, tuple[int, ...]] = FAR
    _room: int = 0
    _asked: set[str] = field(default_factory=set)
    _examples: dict[tuple[str, str, int, str], Item | None] = field(default_factory=dict)
    _key: tuple[str, str, int, str] = ("", "", 0, "")

    def __post_init__(self) -> None:
        self.lowerings = lowerings(self.schema)

    def small(self) -> Document:
        """A document that is planned in reasonable time."""
        while True:
            self._shape = self.dice.choice((WIDE, WIDE, FAR))
            self.at, self._room, self._asked, self._examples = None, self._shape[0], set(), {}
            found = self.document()
            if LEAST <= found.text.count("{") <= LARGEST:
                return found

    def wants(self, what: str) -> bool:
        """Whether neither an answer nor this document has it."""
        return what not in self.visited and what not in self._asked

    def some(self, label: str) -> Item:
        """Mostly something inside and in force that leads where no answer has been, sometimes whatever
        there is."""
        everything = list(self.sight.graph.items[label].values())
        if self.strays(0.15):
            return self.dice.choice(everything)
        leading = list(self._leading(label)) if self.wide or self._chance(0.8) else []
        inside = leading or [one for one in everything if self.near(one)]
        return self.dice.choice(inside or everything)

    @property
    def wide(self) -> bool:
        return self._shape is WIDE

    def strays(self, share: float) -> bool:
        """Now and then a document that goes far asks for what is not there; one that goes wide never."""
        return not self.wide and self._chance(share)

    def _directive(self) -> str:
        return "" if self.wide else super()._directive()

    def near(self, item: Item) -> bool:
        return self.sight.sees(item) and holds(item.own, DAY)

    def _leading(self, label: str) -> Iterator[Item]:
        """Nodes from which a step leads that is still to be taken."""
        kind: Any = self.schema.type_map[label]
        hops = [(name, self.lowerings.get((kind.name, name))) for name in kind.fields]
        wanted = [hop for name, hop in hops if isinstance(hop, Hop) and self._score(kind, name)]
        self.dice.shuffle(wanted)
        for hop in wanted:
            ties = [self.sight.graph.ties[one, hop.direction] for one in hop.types.split("|")]
            starts = [item for few in ties for item in few if item.label == label and self.near(item)]
            found = [item for item in starts if self.sight.hop(item, hop, DAY, {})]
            if found:
                yield from found
                return

    def _score(self, kind: Any, name: str) -> float:
        """How much of a field is new: above all it and its arguments, then what it leads to."""
        below: Any = get_named_type(kind.fields[name].type)
        kinds = self.schema.get_possible_types(below) if isinstance(below, GraphQLInterfaceType) else [below]
        news = [self._news(one) for one in kinds if is_composite_type(one)]
        single = 12 * (self.wants(f"{kind.name}.{name}") and not kind.fields[name].args)
        return single + 2 * self._new(kind, name) + max(news, default=0) / 10

    def _new(self, kind: Any, name: str) -> int:
        owner = f"{kind.name}.{name}"
        return self.wants(owner) + sum(self.wants(f"{owner}({one})") for one in kind.fields[name].args)

    def _news(self, kind: Any) -> int:
        """How much of a type is new, and of the pages and parts that it leads through to the next nodes."""
        own = sum(self._new(kind, name) for name in kind.fields)
        if isinstance(kind, GraphQLInterfaceType) or kind.interfaces:
            return own
        below: list[Any] = [get_named_type(one.type) for one in kind.fields.values()]
        paged = kind.name.endswith(("Connection", "Edge"))
        return own + sum(
            self._news(one) for one in below if is_composite_type(one) and (paged or not one.interfaces)
        )

    def newest(self, labels: tuple[str, ...]) -> str:
        """One of a few labels taken by chance, whose type has most that is new."""
        few = self.dice.sample(labels, min(len(labels), 4))
        return max(few, key=lambda label: self._news(self.schema.type_map[label]))

    def _leads(self, kind: Any, name: str) -> bool:
        """Whether the example has anything there."""
        lowering = self.lowerings.get((kind.name, name))
        if self.at is None or not isinstance(lowering, Hop | Walk | Chain):
            return True
        if isinstance(lowering, Chain):
            return self.sight.sees(self.at)
        return bool(self._around(lowering))

    def _around(self, lowering: Hop | Walk) -> list[Item]:
        assert self.at is not None
        step = self.sight.hop if isinstance(lowering, Hop) else self.sight.walk
        return list(step(self.at, lowering, DAY, {}))  # type: ignore[arg-type]  # each takes its own

    def _picked(self, kind: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> list[str]:
        """Few values of each node, and mostly one step on, so that walks go far and not wide."""
        deep = [name for name, one in kind.fields.items() if is_composite_type(get_named_type(one.type))]
        flat = [name for name in kind.fields if name not in deep]
        new = [name for name in flat if self._score(kind, name)]
        values = self.dice.sample(new, min(len(new), VALUES))
        values += self.dice.sample(flat, min(len(flat), self.dice.randint(0, 2)))
        hops = self._hops(kind, deep) if deep and depth <= DEEPEST + 2 else []
        hops = hops[: max(self._room // 2, 1 if {"node", "nodes"} & set(deep) or not flat else 0)]
        self._room = (self._room - len(hops)) // max(len(hops), 1)
        picked = [*hops, *dict.fromkeys(values if hops or values else flat)]
        self._asked |= {f"{kind.name}.{name}" for name in picked}
        return picked

    def _hops(self, kind: GraphQLObjectType | GraphQLInterfaceType, deep: list[str]) -> list[str]:
        """What is newest first, twice where it is to be paged both ways; else anything that leads on."""
        leading = [name for name in deep if self._leads(kind, name)]
        scores = {name: self._score(kind, name) + (name in leading) / 2 for name in deep}
        best = sorted(deep, key=lambda name: (-scores[name], self.dice.random()))
        new = [name for name in best if scores[name] >= 0.6]
        _, many, roots = self._shape
        if kind.name == "Query":
            fresh = [name for name in deep if self.wants(f"Query.{name}")]
            others = self.dice.sample(fresh or list(LISTS), 1) if fresh or self._chance(0.3) else []
            return list(dict.fromkeys([*others, *new[: self.dice.choice(roots)]]))
        if new and self._chance(0.9):
            found = new[: self.dice.randint((many + 1) // 2, many)]
            return [one for name in found for one in [name] * (1 + self._wants_both(kind, name))]
        return self.dice.sample(leading or deep, min(1, len(deep)))

    def _wants_both(self, kind: Any, name: str) -> bool:
        sides = [
            f"{kind.name}.{name}({side})" for side in ("first", "last") if side in kind.fields[name].args
        ]
        return len(sides) == 2 and all(self.wants(side) for side in sides)

    def _backward(self, name: str) -> bool:
        """The way that no page was turned yet."""
        forward, back = (self.wants(f"{self.owner}.{name}({side})") for side in ("first", "last"))
        return back if back != forward else super()._backward(name)

    def _ordered(self, name: str) -> bool:
        return self.wants(f"{self.owner}.{name}(orderBy)") or super()._ordered(name)

    def _possible(self, kind: GraphQLInterfaceType) -> list[GraphQLObjectType]:
        """What the example is, and now and then another."""
        possible = self.schema.get_possible_types(kind)
        if self.at is None:
            return super()._possible(kind)
        return [one for one in possible if one.name == self.at.type or self._chance(0.05)]

    def _set(self, kind: GraphQLNamedType, depth: int) -> str:
        marked = MARKED.get(kind.name)
        mark = f"{{ {MARK}: {marked} " if marked else "{ "
        return super()._set(kind, depth).replace("{ ", mark, 1)

    def _field(self, kind: Any, name: str, depth: int, variant: int | None = None) -> str:
        """A field whose arguments are still to be given has a name of its own."""
        before = self.at, self._room
        definition = kind.fields[name]
        variant = self.dice.choice((0, 0, 0, 1, 2)) if variant is None else variant
        if any(self.wants(f"{kind.name}.{name}({one})") for one in definition.args):
            variant = 100 + len(self._heads)
        self._key, self.owner = (kind.name, name, variant, self.day), kind.name
        self.at = self._examples[self._key] if self._key in self._heads else self._towards(kind, name)
        text = super()._field(kind, name, depth, variant)
        self.at, self._room = before
        return text

    def _towards(self, kind: Any, name: str) -> Item | None:
        """What the example becomes at the end of a field."""
        lowering = self.lowerings.get((kind.name, name))
        if self.at is None or kind.name in ("Gap", "Liaison", "ChainOfCommand", "Query"):
            return None
        if isinstance(lowering, Hop | Walk):
            around = self._around(lowering)
            return self.dice.choice(around) if around else None
        return self.at

    def _arguments(self, name: str, definition: GraphQLField) -> str:
        text = super()._arguments(name, definition)
        self._asked |= {f"{self.owner}.{name}({one})" for one in definition.args if f"{one}: " in text}
        self._examples[self._key] = self.at
        return text
