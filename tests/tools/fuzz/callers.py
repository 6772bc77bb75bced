"""Random callers, and documents with random places of the graph: inside, outside, retired, unknown."""

import json
import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from graphql import GraphQLEnumType, GraphQLField, get_named_type

from graphsvc.bind.arguments import id_arguments
from graphsvc.bind.cursors import encode_cursor
from graphsvc.bind.ids import ADDRESSED, ROOTED
from graphsvc.caller import Caller
from graphsvc.model import TIES
from graphsvc.spelling import snake
from tests.tools.fuzz.guided import DAY, Guided
from tests.tools.oracle.filters import BOUNDS
from tests.tools.oracle.happened import Happened
from tests.tools.oracle.ordering import Rank, rank_of, told
from tests.tools.oracle.reference import LISTS
from tests.tools.oracle.stored import Graph, Item, holds
from tests.tools.witness.reading import written
from tests.tools.witness.values import id_of, kind_of
from tests.tools.witness.witness import ONE

DAYS = ("2022-12-31", "2022-12-31", "2022-12-31", "2022-06-30", "2021-06-01", "2030-01-01")
NODES = (*ROOTED, "CoBuilding")
"""Kinds that have a root of their own; the others are records."""
ROLES = ("auditor", "steward")
UNKNOWN = {
    "Area": "350599999999",
    "Building": "350599999999-00001",
    "Household": "350599999999-00001-0001",
}
"""Codes of the right form that nothing has."""
SELDOM = {"through": 0.1, "maxHops": 0.1}
"""How often an argument is left out: of the others seven times in ten."""


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
class CallersDocuments(Guided):
    """Writes documents whose codes, ids, places and cursors are of the graph, near the caller and far.

    Which arguments there are the schema says; a filter it has that nothing is known of takes any value.
    """

    happened: list[tuple[Rank, Happened]] = field(kw_only=True)

    def _code(self, label: str) -> str:
        if self.strays(0.05):
            return unknown(label)
        self.at = self.some(label)
        return self.at.code

    def _id_of(self, labels: tuple[str, ...]) -> str:
        label = self.newest(labels)
        code = self._code(label)
        return self._id(f"{label}:{code}")

    def _day_of_root(self, name: str, definition: GraphQLField) -> str:
        """Mostly a day, and always one where the argument is still to be given."""
        if not ("asOf" in definition.args or id_arguments(definition)):
            return ""
        wanted = "asOf" in definition.args and self.wants(f"Query.{name}(asOf)")
        if not wanted and self._chance(0.4):
            return ""
        return str(DAY) if self.wide else self.dice.choice(DAYS)

    def _arguments(self, name: str, definition: GraphQLField) -> str:
        self.at = self.some(LISTS[name]) if name in LISTS else self.at
        return super()._arguments(name, definition)

    def _argument(self, name: str, argument: str, kind: str, *, order: str) -> str:
        owner = f"{self.owner}.{name}({argument})"
        wanted = self.wants(owner)
        if argument in ("code", "uscc") and name == "unit":
            return self._of_unit(argument)
        needed = self._needed(name, argument)
        if needed is not None:
            return self._value(kind, needed)
        if argument == "asOf":
            return self._value(kind, self.day) if self.day else ""
        if argument == "last" or (argument == "first" and not self._chance(0.2)):
            return str(self.dice.randint(1, 12))
        if not wanted and self._chance(SELDOM.get(argument, 0.7)):
            return ""
        if argument in ("after", "before"):
            return self._value(kind, encode_cursor(self._cursor(name, order) + self.mark))
        return self._plain(argument, kind)

    def _of_unit(self, argument: str) -> str:
        """Of its two keys a unit is asked by one."""
        if argument == "code":
            self.at = self.some("Unit")
            keyed = self.at.own.get("uscc") and (self.wants("Query.unit(uscc)") or self._chance(0.4))
            self._keyed = str(self.at.own["uscc"]) if keyed else ""
            return "" if keyed else json.dumps(self.at.code)
        return json.dumps(self._keyed) if self._keyed else ""

    def _cursor(self, name: str, order: str) -> str:
        """As anybody's answer shows it: of somewhere inside, or of another caller's place."""
        if name == "changes":
            rank = self.dice.choice(self.happened)[0]
            return f"{rank.value}|{rank.code}"
        item = self.at if self.at and self._chance(0.5) else self.some(self.at.label if self.at else "Unit")
        if order == "NEAREST":
            return f"{self.dice.randint(1, 4)}|{item.code}"
        default = "PLACE_ASC" if name in LISTS else "CODE_ASC"
        return told(rank_of(item, order, seen=True), order, default)

    def _word(self, kind: str) -> str:
        """A word that no answer was ordered or filtered by, as long as there is one."""
        enum = kind.strip("[]!")
        declared: Any = self.schema.type_map[enum]
        new = [word for word in declared.values if self.wants(f"{enum}:{word}")]
        found = str(self.dice.choice(new or list(declared.values)))
        self._asked.add(f"{enum}:{found}")
        return found

    def _plain(self, argument: str, kind: str) -> str:
        fitting = self._fitting(argument) if self.at and self._chance(0.8) else None
        if argument == "within":
            return self._value(kind, self._place())
        if argument == "through" and self._chance(0.7):
            return f"[{', '.join(sorted({tie.family.value for tie in TIES}))}]"
        if fitting is not None and isinstance(get_named_type(self._type(kind)), GraphQLEnumType):
            return f"[{fitting}]" if kind.startswith("[") else str(fitting)
        if fitting is not None:
            return self._value(kind, [fitting] if kind.startswith("[") else fitting)
        if argument in ("maxHops", "minimum"):
            return str(self.dice.randint(2, 5) if argument == "maxHops" else self.dice.randint(0, 3))
        if kind == "Boolean":
            return self.dice.choice(["true", "false"])
        return super()._plain(argument, kind)

    def _type(self, kind: str) -> Any:
        return self.schema.type_map[kind.strip("[]!")]

    def _fitting(self, argument: str) -> Any:
        """A value that lets the example pass."""
        assert self.at is not None
        own, name = self.at.own, self.at.own.get("name")
        if argument == "nameContains" and name and len(name) > 1:
            at = self.dice.randrange(len(name) - 1)
            return name[at : at + 2]
        word = next((one for one in BOUNDS if argument.startswith(one)), None)
        if word and own.get(BOUNDS[word]) is not None:
            way = 1 if argument.endswith(("Before", "To")) else -1
            step = way * self.dice.randint(1, 60)
            value = own[BOUNDS[word]]
            return written(value + timedelta(days=step)) if isinstance(value, date) else value + way
        if argument == "kind":
            return own.get("kind") if self.at.is_record else kind_of(self.at)
        if argument == "kinds":
            return self.dice.choice((snake(self.at.label).upper(), None))
        if argument == "status":
            return self.sight.graph.state(self.at, DAY).get("status")
        return self.at.tier if argument == "tier" else own.get(argument)

    def _place(self) -> str:
        """Where the example lies, or an area around it; sometimes anywhere."""
        area = self.at.area if self.at else ""
        around = [
            area[:digits] for digits in (6, 9, 12, 15, 17) if area[:digits].isdigit() and len(area) >= digits
        ]
        if not around or self._chance(0.15):
            return unknown("Area") if self._chance(0.05) else self.some("Area").code
        return self.dice.choice(around)

    def _needed(self, name: str, argument: str) -> Any:
        """A value for an argument that no question of that root does without."""
        if self.owner != "Query":
            return None
        if argument == "code":
            return self._code(ONE[name])
        if argument == "ids":
            return [self._id_of(ADDRESSED) for _ in range(self.dice.randint(1, 4))]
        if argument == "text":
            self.at = self.some(self.dice.choice(("PartyOrganization", "Unit", "PartyMember", "Area")))
            own = self.at.own["name"]
            return self.dice.choice((own[:3], own[-4:], own, self.at.code, self.at.code[:8]))
        if name == "changes" and argument in ("from", "to"):
            return self._moment(argument)
        if name == "paths" and argument == "to" and self.at and self._chance(0.8):
            return self._id(id_of(self._tied(self.at)))
        if name == "paths" and argument == "to":
            return self._id_of(("Unit", "CoBuilding"))
        labels = {"of": ROOTED, "id": ADDRESSED, "from": ROOTED[:5]}.get(argument)
        return self._id_of(labels) if labels else None

    def _moment(self, argument: str) -> str:
        """An interval around something that happened near the caller."""
        if argument == "from":
            near = [one for _, one in self.happened if self.sight.sees(one.near)]
            self._day = self.dice.choice(near).day
            return str(max(date(2020, 7, 1), self._day - timedelta(days=self.dice.randint(0, 40))))
        return str(self._day + timedelta(days=self.dice.randint(1, 60)))

    def _tied(self, item: Item) -> Item:
        """What lies two steps away, or one; where there is nothing, some unit."""
        found = [item]
        for _ in range(2):
            around = [
                other
                for (kind, _), tied in self.sight.graph.ties.items()
                for other, fact in (tied.get(found[-1], []) if kind != "STATE_OF" else [])
                if self.near(other) and holds(fact, DAY) and other not in found
            ]
            found += [self.dice.choice(around)] if around else []
        return found[-1] if len(found) > 1 else self.some("Unit")
