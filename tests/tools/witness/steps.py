"""What a witness reads below a node: steps along relationships, chains of command, standards and gaps."""

from typing import Any

from graphsvc.compile.lower.coverage import COVERS
from graphsvc.compile.lowerings import Hop, Walk
from tests.tools.oracle.ordering import Rank
from tests.tools.oracle.stored import Fact, Item
from tests.tools.witness.pages import Row
from tests.tools.witness.reading import MARK, Asked, written
from tests.tools.witness.told import Told

TIERS = ("group", "branch", "committee")


class Steps(Told):
    """The part of a witness that goes from node to node."""

    def hop(self, item: Item, asked: Asked, value: Any) -> None:
        """A step, or several, from a node."""
        lowering = asked.lowering
        if isinstance(lowering, Walk):
            away = self.sight.walk(item, lowering, self.day, asked.given)
            default = "NEAREST" if lowering.nearest else "CODE_ASC"
            return self.connection(self.ordered(away, asked, default), asked, value, default)
        assert isinstance(lowering, Hop)
        found = self.sight.hop(item, lowering, self.day, asked.given)
        if lowering.many:
            return self.connection(self.ordered(found, asked), asked, value)
        assert (value is None) == (not found), f"{item.code} {asked.name}"
        if found:
            self.node(next(iter(found)), asked.nodes, value)
        return None

    def measure(self, item: Item, asked: Asked, value: Fact) -> None:
        """A standard over an area, or those that an organisation covers: of the units seen, each once."""
        areas = [item] if item.label == "Area" else self.sight.hop(item, COVERS, self.day, {})
        read = (asked.name, asked.given)
        met = [self.evidence.rates.rows(self.sight, area, self.day, read) for area in areas]
        rows = list({unit: row for few in met for unit, row in few}.items())
        due, covered = len(rows), sum(row["met"] for _, row in rows)
        expected = {"due": due, "covered": covered, "rate": covered / due if due else None}
        gaps = [
            Row(Rank(None, unit.code), unit.code + self.mark, unit, row)
            for unit, row in rows
            if not row["met"]
        ]
        gaps.sort(key=lambda row: row.rank)
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
                elif one:
                    assert told[key] in [written(fact["valid_from"]) for fact in everyone[member]]
