"""What a witness reads of a connection: its page, its total, its cursors, its edges."""

from dataclasses import dataclass, replace
from typing import Any

from tests.tools.oracle.happened import Happened
from tests.tools.oracle.ordering import Rank, parsed, rank_of, spelt_role, told
from tests.tools.oracle.pages import decoded, page
from tests.tools.oracle.stored import Fact, Item
from tests.tools.witness.reading import Asked, Reading, written
from tests.tools.witness.values import validity_of


@dataclass(frozen=True)
class Row:
    """Where it stands and the text of its cursor; a node and the facts that led to it, or to what it is due,
    or what happened."""

    rank: Rank
    cursor: str
    item: Item
    facts: Any = None
    happened: Happened | None = None
    role: str = ""


class Pages(Reading):
    """The part of a witness that reads page by page."""

    def ordered(self, found: dict[Item, Any], asked: Asked, default: str = "CODE_ASC") -> list[Row]:
        """The rows of a connection in the order asked for; of the nearest first `found` has the steps. Where
        facts have a role each of them is a row."""
        order, role = asked.given.get("orderBy") or default, getattr(asked.lowering, "role", "")
        rows = []
        for item, facts in found.items():
            rank = rank_of(item, order, seen=self.sight.sees(item))
            rank = Rank(str(facts), item.code) if order == "NEAREST" else rank
            each = [[fact] for fact in facts] if role else [facts if isinstance(facts, list) else None]
            for some in each:
                if role:
                    since, held = some[0]["valid_from"], spelt_role(some[0].get(role))
                    rank = replace(rank, code=f"{item.code} {since} {held}")
                rows.append(Row(rank, told(rank, order, default) + self.mark, item, some, role=role))
        self.met["ordered"] += len(rows) > 1 and asked.given.get("orderBy") is not None
        return sorted(rows, key=lambda row: row.rank)

    def connection(self, rows: list[Row], asked: Asked, value: Fact, default: str = "CODE_ASC") -> None:
        """A page and its total, row by row."""
        given = asked.given
        order = given.get("orderBy") or default
        after, before = (
            None
            if given.get(side) is None
            else parsed((decoded(given[side]) or "").removesuffix(self.mark), order)
            for side in ("after", "before")
        )
        cut, *sides = page([(row.rank, row) for row in rows], given, (after, before))
        shown = [row for _, row in cut]
        self.met["rows"] += len(shown)
        for key, one in self.below(asked.kind, asked.nodes).items():
            if one is None:
                continue
            if one.name == "totalCount":
                assert value[key] == len(rows), f"{asked.name}: {value[key]}, not {len(rows)}"
                self.met["totals"] += 1
            elif one.name == "pageInfo":
                self._information(shown, sides, one, value[key])
            else:
                assert len(value[key]) == len(shown), (
                    f"{asked.name}: {len(value[key])} rows, not {len(shown)}"
                )
                for row, found in zip(shown, value[key], strict=True):
                    self._row(row, one, found)

    def _information(self, rows: list[Row], sides: list[bool], asked: Asked, value: Fact) -> None:
        ends = [row.cursor for row in rows] or [None]
        for row in (*rows[:1], *rows[-1:]):
            self._mentions(row)
        expected = {"startCursor": ends[0], "endCursor": ends[-1]}
        for key, one in self.below(asked.kind, asked.nodes).items():
            if one and one.name in expected:
                assert decoded(value[key]) == expected[one.name]
                self.met["cursors"] += 1
            elif one:
                assert value[key] is sides[one.name == "hasNextPage"], one.name

    def _row(self, row: Row, asked: Asked, value: Fact) -> None:
        if asked.name == "edges":
            self._edge(row, asked, value)
        elif row.happened is not None:
            self.change(row.happened, asked, value)
        elif isinstance(row.facts, dict):
            self._gap(row, asked, value)
        else:
            self.node(row.item, asked.nodes, value)

    def _edge(self, row: Row, asked: Asked, value: Fact) -> None:
        self._mentions(row)
        for key, one in self.below(asked.kind, asked.nodes).items():
            if one is None:
                continue
            if one.name == "cursor":
                assert decoded(value[key]) == row.cursor
                self.met["cursors"] += 1
            elif one.name != "node":
                self._fact(row, one, value[key])
            elif row.happened is not None:
                self.change(row.happened, one, value[key])
            else:
                self.node(row.item, one.nodes, value[key])

    def _mentions(self, row: Row) -> None:
        """A cursor holds what it was ordered by, and the codes of what stands there."""
        self.mentioned |= {one.code for one in (row.item, *(row.happened.ends if row.happened else ()))}

    def _fact(self, row: Row, asked: Asked, value: Any) -> None:
        """Of the relationship that led here; where it leads out of sight, its days alone."""
        if not isinstance(row.facts, list) or (asked.name == "valid" and not self.sight.sees(row.item)):
            assert value is None, asked.name
        elif asked.name == "valid":
            assert any(self.validity(fact, asked, value) for fact in row.facts), value
        elif asked.name == "since":
            assert value in [written(fact["valid_from"]) for fact in row.facts]
        else:
            assert value in [fact.get(row.role) for fact in row.facts], f"role {value}"

    def _gap(self, row: Row, asked: Asked, value: Fact) -> None:
        for key, one in self.below(asked.kind, asked.nodes).items():
            if one is None:
                continue
            if one.name == "unit":
                self.node(row.item, one.nodes, value[key])
            elif one.name == "since":
                assert value[key] == written(row.facts.get("since") or row.item.own["valid_from"])
            else:
                assert value[key] == row.facts[one.name]

    def validity(self, fact: Fact, asked: Asked, value: Fact) -> bool:
        """Whether these are the days of a node or a relationship."""
        fields = self.below(asked.kind, asked.nodes)
        return all(value[key] == validity_of(fact, one.name) for key, one in fields.items() if one)

    def change(self, happened: Happened, asked: Asked, value: Fact) -> None:
        """Reads what happened."""
        raise NotImplementedError
