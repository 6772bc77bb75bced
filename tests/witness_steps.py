"""What a witness reads below a node: connections page by page, chains of command, standards, gaps."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from graphql import FieldNode

from graphsvc.model import CITY, prefix_of
from graphsvc.pushdown.coverage import COVERS
from graphsvc.pushdown.fields import Hop, Lowering, Walk
from graphsvc.pushdown.ids import ROOTED
from tests.pages import Key, decoded, page
from tests.rates import Rates
from tests.reference import Fact, Item, Sight, holds

Row = tuple[Key, Item, Any]
"""Where it stands, the node, and the relationships that led to it or the row of a standard."""
TIERS = ("group", "branch", "committee")
MARK = "zz"
"""Under this name the documents ask every organisation for its code, every hit and mention for its id."""


@dataclass
class Asked:
    """A field: its nodes in the document, what its arguments are, what it becomes."""

    name: str
    nodes: list[FieldNode]
    given: Fact
    kind: Any
    lowering: Lowering | None


def written(value: Any) -> Any:
    """As JSON shows it."""
    if isinstance(value, list):
        return [written(one) for one in value]
    value = value.value if isinstance(value, Enum) else value
    return value.isoformat() if isinstance(value, date) else value


class Steps:
    """The half of a witness that goes from node to node."""

    sight: Sight
    rates: Rates
    day: date
    mentioned: set[str]
    met: Counter[str]

    def node(self, item: Item, nodes: list[FieldNode], value: Fact) -> None:
        """Reads the fields of a node."""
        raise NotImplementedError

    def below(self, kind: Any, nodes: list[FieldNode]) -> dict[str, Asked | None]:
        """Fields of an object by response name; None for the name of its type."""
        raise NotImplementedError

    def hop(self, item: Item, asked: Asked, value: Any) -> None:
        """A step, or several, from a node."""
        lowering = asked.lowering
        if isinstance(lowering, Walk):
            away = self.sight.walk(item, lowering, self.day, asked.given)
            near = [(str(steps), one.code) for one, steps in away.items()]
            keys: list[Key] = list(near) if lowering.nearest else [(code,) for _, code in near]
            return self.connection(
                [(key, one, None) for key, one in zip(keys, away, strict=True)], asked, value
            )
        assert isinstance(lowering, Hop)
        found = self.sight.hop(item, lowering, self.day, asked.given)
        if lowering.many:
            return self.connection([((one.code,), one, facts) for one, facts in found.items()], asked, value)
        assert (value is None) == (not found), f"{item.code} {asked.name}"
        if found:
            self.node(next(iter(found)), asked.nodes, value)
        return None

    def connection(self, rows: list[Row], asked: Asked, value: Fact) -> None:
        """A page and its total, row by row."""
        given = asked.given
        cursors = decoded(given.get("after")), decoded(given.get("before"))
        cut, before, after = page([(row[0], row) for row in rows], given, cursors)
        shown = [row for _, row in cut]
        self.met["rows"] += len(shown)
        for key, one in self.below(asked.kind, asked.nodes).items():
            if one is None:
                continue
            if one.name == "totalCount":
                assert value[key] == len(rows), f"{asked.name}: {value[key]}, not {len(rows)}"
                self.met["totals"] += 1
            elif one.name == "pageInfo":
                self._information(shown, (before, after), one, value[key])
            else:
                assert len(value[key]) == len(shown), (
                    f"{asked.name}: {len(value[key])} rows, not {len(shown)}"
                )
                for row, told in zip(shown, value[key], strict=True):
                    self._row(row, one, told)

    def _information(self, rows: list[Row], sides: tuple[bool, bool], asked: Asked, value: Fact) -> None:
        ends = [row[0] for row in rows] or [None]
        expected = {"startCursor": ends[0], "endCursor": ends[-1]}
        for key, one in self.below(asked.kind, asked.nodes).items():
            if one and one.name in expected:
                assert decoded(value[key]) == expected[one.name]
                self.met["cursors"] += 1
            elif one:
                assert value[key] is sides[one.name == "hasNextPage"], one.name

    def _row(self, row: Row, asked: Asked, value: Fact) -> None:
        _, item, facts = row
        if asked.name == "edges":
            self._edge(row, asked, value)
        elif isinstance(facts, dict):
            self._gap(row, asked, value)
        else:
            self.node(item, asked.nodes, value)

    def _edge(self, row: Row, asked: Asked, value: Fact) -> None:
        where, item, facts = row
        self.mentioned.add(item.code)
        for key, one in self.below(asked.kind, asked.nodes).items():
            if one is None:
                continue
            if one.name == "cursor":
                assert decoded(value[key]) == where
                self.met["cursors"] += 1
            elif one.name == "node":
                self.node(item, one.nodes, value[key])
            elif facts is None or (one.name == "valid" and not self.sight.sees(item)):
                assert value[key] is None, one.name
            elif one.name == "since":
                assert value[key] in [written(fact["valid_from"]) for fact in facts]

    def _gap(self, row: Row, asked: Asked, value: Fact) -> None:
        _, item, told = row
        for key, one in self.below(asked.kind, asked.nodes).items():
            if one is None:
                continue
            if one.name == "unit":
                self.node(item, one.nodes, value[key])
            elif one.name == "since":
                assert value[key] == written(told.get("since") or item.own["valid_from"])
            else:
                assert value[key] == told[one.name]

    def measure(self, item: Item, asked: Asked, value: Fact) -> None:
        """A standard over an area, or those that an organisation covers: of the units seen, each once."""
        areas = [item] if item.label == "Area" else self.sight.hop(item, COVERS, self.day, {})
        met = [self.rates.rows(self.sight, area, self.day, (asked.name, asked.given)) for area in areas]
        once = {unit: row for few in met for unit, row in few}
        rows = sorted(once.items(), key=lambda pair: pair[0].code)
        due, covered = len(rows), sum(row["met"] for _, row in rows)
        expected = {"due": due, "covered": covered, "rate": covered / due if due else None}
        gaps: list[Row] = [((unit.code,), unit, row) for unit, row in rows if not row["met"]]
        for key, one in self.below(asked.kind, asked.nodes).items():
            if one and one.name == "gaps":
                self.connection(gaps, one, value[key])
            elif one and one.name in expected:
                assert value[key] == expected[one.name], f"{item.code} {asked.name} {one.name}"
                self.met["counts"] += 1

    def chain(self, item: Item, asked: Asked, value: Fact) -> None:
        """The steps name nothing but organisations on the line of the node."""
        line = {one.code: one for one in self.sight.line(item, self.day)}
        for key, one in self.below(asked.kind, asked.nodes).items():
            if one is None:
                continue
            if one.name == "steps":
                self._line(line, one, value[key])
            elif one.name == "liaisons":
                self._liaisons(item, one, value[key])
            elif one.name == "household" and item.label == "Household":
                self.node(item, one.nodes, value[key])
            elif one.name in TIERS and value[key] is not None:
                self.node(line[value[key][MARK]], one.nodes, value[key])

    def _line(self, line: dict[str, Item], asked: Asked, value: list[Fact]) -> None:
        for step in value:
            for key, one in self.below(asked.kind, asked.nodes).items():
                if one and one.name == "code" and step[key] is not None:
                    assert step[key] in line, step[key]
                    self.mentioned.add(step[key])

    def _liaisons(self, item: Item, asked: Asked, value: list[Fact]) -> None:
        everyone = self.sight.next_to(item, ("LIAISES_WITH", "in"), "PartyMember", self.day)
        linked = sorted(everyone, key=lambda one: one.code) if item.label == "Household" else []
        assert len(value) == len(linked[: asked.given["first"]])
        for member, told in zip(linked, value, strict=False):
            for key, one in self.below(asked.kind, asked.nodes).items():
                if one and one.name == "member":
                    self.node(member, one.nodes, told[key])

    def by_id(self, told: str) -> Item | None:
        """The node of an id."""
        label, _, code = told.partition(":")
        return self.sight.graph.items[label].get(code)

    def inside(self, told: str) -> Item:
        """The node of an id that must be in sight and in force."""
        item = self.by_id(told)
        assert item is not None and self.sight.sees(item) and holds(item.own, self.day), told
        self.mentioned.add(item.code)
        return item

    def hits(self, asked: Asked, value: list[Fact]) -> None:
        """What a search found lies inside, and within the place asked for."""
        for hit in value:
            item = self.inside(hit[MARK])
            assert item.area.startswith(prefix_of(asked.given.get("within") or CITY)), hit
            self.met["hits"] += 1
            for key, one in self.below(asked.kind, asked.nodes).items():
                if (
                    one
                    and one.name == "node"
                    and hit[key] is not None
                    and item.label in (*ROOTED, "CoBuilding")
                ):
                    self.node(item, one.nodes, hit[key])
                elif one and one.name == "area":
                    assert hit[key] == item.area

    def paths(self, asked: Asked, value: list[Fact]) -> None:
        """Both ends and all between lie inside; there is none where an end does not."""
        ends = [self.by_id(asked.given[name]) for name in ("from", "to")]
        if not all(end and self.sight.sees(end) and holds(end.own, self.day) for end in ends):
            assert value == []
        for path in value:
            for told in marked(path):
                self.inside(told)
                self.met["mentions"] += 1


def marked(value: Any) -> Iterator[str]:
    """Every id that stands under the mark."""
    if isinstance(value, list):
        for one in value:
            yield from marked(one)
    elif isinstance(value, dict):
        yield from ([value[MARK]] if MARK in value else [])
        for one in value.values():
            yield from marked(one)
