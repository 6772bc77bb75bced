"""Random valid documents over the real schema: every kind of selection, directive and argument there is."""

import json
import random
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_composite_type,
)

from graphsvc.bind.arguments import id_arguments
from graphsvc.bind.cursors import encode_cursor
from tests.tools.fuzz.values import CODES, DAYS, IDS, TEXTS, WORDS, cursor_text

DEEPEST = 5
MOST_KINDS = 3
"""Types that are told apart under one interface."""
FAVOURED = ("area", "coverage", "gaps", "edges", "nodes", "node", "unit", "required", "actual", "contents")
"""Fields that stand deep or alone, so that they are met often enough."""


@dataclass
class Document:
    """A document and values of its variables."""

    text: str
    variables: dict[str, Any]


@dataclass
class Documents:
    """Writes one document after another; of one seed always the same."""

    schema: GraphQLSchema
    dice: random.Random
    day: str = ""
    """The day that the root being written names, by its `asOf` or its ids; empty where it names none."""
    _heads: dict[tuple[str, str, int, str], str] = field(default_factory=dict)
    _days: dict[tuple[str, str, int, str], str] = field(default_factory=dict)
    _fragments: dict[str, tuple[str, str]] = field(default_factory=dict)
    _variables: dict[str, tuple[str, Any]] = field(default_factory=dict)
    _names: int = 0
    _needs_mark: bool = False

    def document(self) -> Document:
        """The next one: up to four roots, so that one may fail beside another."""
        self._heads, self._days, self._fragments, self._variables, self._names = {}, {}, {}, {}, 0
        query = self.schema.query_type
        assert query is not None
        body = self._set(query, 0)
        declared = ", ".join(f"${name}: {kind}" for name, (kind, _) in self._variables.items())
        head = f"query Fuzz({declared}) " if declared else self.dice.choice(["", "query "])
        fragments = "\n".join(text for _, text in self._fragments.values())
        given = {
            name: value
            for name, (kind, value) in self._variables.items()
            if "=" not in kind or self.dice.random() < 0.7
        }
        return Document(f"{head}{body}\n{fragments}", given)

    def _chance(self, share: float) -> bool:
        return self.dice.random() < share

    def _set(self, kind: GraphQLNamedType, depth: int) -> str:
        return "{ " + " ".join(self._parts(kind, depth)) + " }"

    def _parts(self, kind: GraphQLNamedType, depth: int) -> list[str]:
        assert isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
        parts = [self._field(kind, name, depth) for name in self._picked(kind, depth)]
        if self._chance(0.2):
            parts.append(self.dice.choice(["__typename", "kindOf: __typename"]))
        if isinstance(kind, GraphQLInterfaceType):
            parts += [self._concrete(one, depth) for one in self._possible(kind)]
        elif self._chance(0.15):
            parts.append(self._spread(kind, depth))
        self.dice.shuffle(parts)
        return parts or ["__typename"]

    def _picked(self, kind: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> list[str]:
        names = [
            name
            for name, one in kind.fields.items()
            if depth < DEEPEST or not is_composite_type(get_named_type(one.type))
        ]
        names += [name for name in names if name in FAVOURED] * 4
        many = self.dice.randint(1, 4 if depth < 3 else 3)
        return [self.dice.choice(names) for _ in range(many)] if names else []

    def _possible(self, kind: GraphQLInterfaceType) -> list[GraphQLObjectType]:
        possible = self.schema.get_possible_types(kind)
        return self.dice.sample(possible, self.dice.randint(0, MOST_KINDS))

    def _concrete(self, kind: GraphQLObjectType, depth: int) -> str:
        """Fields of one type under an interface; under names of their own, since types differ in them."""
        names = self._picked(kind, depth + 1)
        return f"... on {kind.name} {{ " + " ".join(self._field(kind, one, depth, 9) for one in names) + " }"

    def _spread(self, kind: GraphQLObjectType, depth: int) -> str:
        directive = self._directive()
        if self._chance(0.5):
            condition = self.dice.choice(["", f"on {kind.name}"])
            return f"... {condition} {directive} {self._set(kind, depth + 1)}"
        # A fragment may hold cursors, which are of the day it was written for.
        owned = f"{kind.name}{self.mark}"
        known = [name for name, (owner, _) in self._fragments.items() if owner == owned]
        if known and self._chance(0.5):
            return f"...{self.dice.choice(known)} {directive}"
        body = self._set(kind, depth + 1)
        name = self._name("F")
        self._fragments[name] = (owned, f"fragment {name} on {kind.name} {body}")
        return f"...{name} {directive}"

    def _field(self, kind: Any, name: str, depth: int, variant: int | None = None) -> str:
        """The same response name always carries the same arguments, so that equal fields merge."""
        definition = kind.fields[name]
        variant = self.dice.choice((0, 0, 0, 1, 2)) if variant is None else variant
        before, key = self.day, (kind.name, name, variant, self.day)
        if kind is self.schema.query_type:
            self.day = self._days.setdefault(key, self._day_of_root(name, definition))
        if key not in self._heads:
            alias = f"{self._name('x')}: " if variant else ""
            self._heads[key] = f"{alias}{name}{self._arguments(name, definition)}"
        inner = get_named_type(definition.type)
        below = self._set(inner, depth + 1) if is_composite_type(inner) else ""
        self.day = before
        return f"{self._heads[key]} {self._directive()} {below}"

    @property
    def mark(self) -> str:
        """What ids and cursors end with under this root."""
        return f"@{self.day}" if self.day else ""

    def _day_of_root(self, name: str, definition: GraphQLField) -> str:
        dated = "asOf" in definition.args or id_arguments(definition)
        return self.dice.choice(DAYS) if dated and self._chance(0.5) else ""

    def _id(self, text: str) -> str:
        """The id as it may stand beside the day of the root: beside an `asOf` it need not hold the day."""
        return text + (self.mark if self._needs_mark or self._chance(0.5) else "")

    def _directive(self) -> str:
        if not self._chance(0.12):
            return ""
        word = self.dice.choice(["skip", "include"])
        if self._chance(0.4):
            return f"@{word}(if: {self.dice.choice(['true', 'false'])})"
        kind = self.dice.choice(["Boolean!", "Boolean = true", "Boolean! = false"])
        return f"@{word}(if: {self._variable(kind, self._chance(0.5))})"

    def _arguments(self, name: str, definition: GraphQLField) -> str:
        given = []
        # Of the two directions a page has one, and backward needs its size.
        other = ("first", "after") if self._backward(name) else ("last", "before")
        order = "PLACE_ASC" if "within" in definition.args else "CODE_ASC"
        order = "NEAREST" if name == "ancestors" else order
        if "orderBy" in definition.args and self._ordered(name):
            kind = str(definition.args["orderBy"].type)
            order = self._word(kind)
            given.append(f"orderBy: {self._variable(kind, order) if self._chance(0.4) else order}")
        for argument, one in definition.args.items():
            if argument in (*other, "orderBy"):
                continue
            self._needs_mark = "asOf" not in definition.args
            text = self._argument(name, argument, str(one.type), order=order)
            if text:
                given.append(f"{argument}: {text}")
        return f"({', '.join(given)})" if given else ""

    def _backward(self, name: str) -> bool:
        return self._chance(0.3)

    def _ordered(self, name: str) -> bool:
        return self._chance(0.5)

    def _argument(self, name: str, argument: str, kind: str, *, order: str) -> str:
        needed = self._needed(name, argument)
        if needed is not None:
            return self._value(kind, needed)
        if argument == "asOf":
            return self._value(kind, self.day) if self.day else ""
        if argument == "uscc" or (argument != "last" and self._chance(0.5)):
            return ""
        if argument in ("after", "before"):
            return self._value(kind, encode_cursor(cursor_text(order) + self.mark))
        return self._plain(argument, kind)

    def _plain(self, argument: str, kind: str) -> str:
        if argument in WORDS:
            return self._value(kind, WORDS[argument])
        if kind == "Boolean":
            return self.dice.choice(["true", "false", "null"])
        number = self.dice.randint(1, 6 if argument == "maxDepth" else 8)
        values = {"String": "RESIDENTS", "Int": number, "[Int!]": [number], "Date": self.dice.choice(DAYS)}
        if kind in values:
            return self._value(kind, values[kind])
        word = self._word(kind)
        if self._chance(0.4):
            return self._variable(kind, [word] if kind.startswith("[") else word)
        return f"[{word}]" if kind.startswith("[") else word

    def _word(self, kind: str) -> str:
        enum: Any = self.schema.type_map[kind.strip("[]!")]
        return str(self.dice.choice(list(enum.values)))

    def _needed(self, name: str, argument: str) -> Any:
        """A value for an argument that no question of that root does without."""
        if argument == "code":
            return CODES[name]
        if argument == "ids":
            return [self._id(one) for one in self.dice.choices(IDS, k=self.dice.randint(0, 4))]
        if argument == "text":
            return self.dice.choice(TEXTS)
        if name == "changes" and argument in ("from", "to"):
            return self.dice.choice(DAYS) if argument == "from" else "2022-12-31"
        of = {"of": IDS, "id": IDS, "from": IDS[:3], "to": IDS[3:]}.get(argument)
        return self._id(self.dice.choice(of)) if of else None

    def _value(self, kind: str, value: Any) -> str:
        if self._chance(0.4):
            return self._variable(kind, value)
        return json.dumps(value)

    def _variable(self, kind: str, value: Any) -> str:
        name = self._name("v")
        self._variables[name] = (kind, value)
        return f"${name}"

    def _name(self, letter: str) -> str:
        self._names += 1
        return f"{letter}{self._names}"
