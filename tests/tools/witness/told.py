"""What a witness reads of nodes that are named in passing: hits of a search, paths, what began and ended."""

from typing import Any

from graphsvc.model import TIE_OF, prefix_of
from tests.tools.oracle.happened import Happened
from tests.tools.oracle.stored import Fact, Item, holds
from tests.tools.witness.pages import Pages, Row
from tests.tools.witness.reading import MARK, Asked, written
from tests.tools.witness.values import id_of, name_of


class Told(Pages):
    """The part of a witness that reads what is told of nodes without leading to them."""

    def changes(self, asked: Asked, value: Fact) -> None:
        """All that happened between two days at nodes in sight, within the place asked for."""
        given = asked.given
        prefix = prefix_of(given["within"]) if given.get("within") else ""
        rows = [
            Row(rank, f"{rank.value}|{rank.code}", one.near, happened=one)
            for rank, one in self.evidence.between(given["from"], given["to"])
            if self.sight.sees(one.near) and one.near.area.startswith(prefix)
        ]
        self.connection(rows, asked, value, "CHANGED")

    def change(self, happened: Happened, asked: Asked, value: Fact) -> None:
        """The fact itself; of a relationship both ends are named, of which one may lie elsewhere."""
        ends = dict(zip(("from", "to"), happened.ends, strict=False))
        ends |= {} if happened.ends else {"node": happened.near}
        tie = TIE_OF.get(happened.kind)
        told = {"day": written(happened.day), "what": happened.what, "kind": happened.kind}
        told["family"] = tie.family.value if tie and happened.ends else None
        self.met["changes"] += 1
        for key, one in self.below(asked.kind, asked.nodes).items():
            if one is None:
                continue
            if one.name == "valid":
                assert self.validity(happened.fact, one, value[key]), value
            elif one.name in told:
                assert value[key] == told[one.name], f"{one.name}: {value[key]}"
            elif one.name in ends:
                self.mention(ends[one.name], one, value[key])
            else:
                assert value[key] is None, one.name

    def mention(self, item: Item, asked: Asked, value: Fact) -> None:
        """Its code, name and kind; nothing leads on from it."""
        told = {
            "id": id_of(item) + self.mark,
            "code": item.code,
            "name": name_of(item, self.names),
            "kind": item.label,
        }
        self.mentioned.add(item.code)
        self.met["mentions" if self.sight.sees(item) else "partners"] += 1
        for key, one in self.below(asked.kind, asked.nodes).items():
            assert one is None or value[key] == told[one.name], f"{one and one.name}: {value}"

    def by_id(self, told: str) -> Item | None:
        """The node of an id."""
        label, _, code = told.partition("@")[0].partition(":")
        return self.sight.graph.items[label].get(code)

    def inside(self, told: str) -> Item:
        """The node of an id that must be in sight and in force."""
        item = self.by_id(told)
        assert item is not None and self.sight.sees(item) and holds(item.own, self.day), told
        self.mentioned.add(item.code)
        return item

    def hits(self, asked: Asked, value: list[Fact]) -> None:
        """What a search found lies inside, and within the place asked for."""
        place, kinds = asked.given.get("within"), asked.given.get("kinds")
        prefix = prefix_of(place) if place else ""
        assert len(value) <= asked.given["first"]
        for hit in value:
            item = self.inside(hit[MARK])
            assert item.area.startswith(prefix), hit
            assert kinds is None or item.label in kinds, hit
            self.met["hits"] += 1
            self._hit(item, asked, hit)

    def _hit(self, item: Item, asked: Asked, value: Fact) -> None:
        told = {
            "id": id_of(item) + self.mark,
            "code": item.code,
            "name": name_of(item, self.names),
            "area": item.area,
        }
        for key, one in self.below(asked.kind, asked.nodes).items():
            if one is None:
                continue
            if one.name == "node":
                self.node(item, one.nodes, value[key])
            elif one.name == "kind":
                assert value[key].replace("_", "") == item.label.upper()
            else:
                assert one.name not in told or value[key] == told[one.name], f"{one.name}: {value}"

    def paths(self, asked: Asked, value: list[Fact]) -> None:
        """Both ends and all between lie inside; there is none where an end does not."""
        ends = [self.by_id(asked.given[name]) for name in ("from", "to")]
        if not all(end and self.sight.sees(end) and holds(end.own, self.day) for end in ends):
            assert value == []
        assert len(value) <= asked.given["maxPaths"]
        for path in value:
            for key, one in self.below(asked.kind, asked.nodes).items():
                if one and one.name == "length":
                    assert value and 0 <= path[key] <= asked.given["maxHops"]
                elif one:
                    for told in path[key]:
                        self._passed(one, told)

    def _passed(self, asked: Asked, value: Fact) -> None:
        """A node of a path, or one of its hops, which is a relationship in force between two of them."""
        if asked.name == "nodes":
            return self.mention(self.inside(value[MARK]), asked, value)
        fields = self.below(asked.kind, asked.nodes)
        ends = {one.name: (key, one) for key, one in fields.items() if one and one.name in ("from", "to")}
        found = {name: self.inside(value[key][MARK]) for name, (key, _) in ends.items()}
        for name, (key, one) in ends.items():
            self.mention(found[name], one, value[key])
        if len(found) == 2:
            facts = self._between(found["from"], found["to"])
            for key, one in fields.items():
                assert not one or self._is(facts, one, value[key]), f"{one.name}: {value}"
        return None

    def _between(self, start: Item, stop: Item) -> list[tuple[str, Fact]]:
        """The relationships in force from the one to the other."""
        return [
            (kind, fact)
            for (kind, direction), tied in self.sight.graph.ties.items()
            for other, fact in (tied.get(start, []) if direction == "out" else [])
            if other is stop and holds(fact, self.day)
        ]

    def _is(self, facts: list[tuple[str, Fact]], asked: Asked, value: Any) -> bool:
        if asked.name == "valid":
            return any(self.validity(fact, asked, value) for _, fact in facts)
        told = {
            "type": [kind for kind, _ in facts],
            "family": [TIE_OF[kind].family.value for kind, _ in facts],
            "since": [written(fact["valid_from"]) for _, fact in facts],
        }
        return asked.name not in told or value in told[asked.name]
