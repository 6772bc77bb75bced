"""The rows of a standard over an area, straight from its file: who sees which is decided in Python."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graphsvc.catalogue import Catalogue, Statement
from graphsvc.model import KIND_OF
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from tests.tools.oracle.reference import Sight
from tests.tools.oracle.stored import Item

Row = dict[str, Any]


@dataclass
class Rates:
    """Reads each standard once for an area and a day."""

    catalogue: Catalogue
    store: BoltStore
    known: dict[tuple[Any, ...], list[tuple[str, Row]]] = field(default_factory=dict)

    def rows(self, sight: Sight, area: Item, day: date, asked: tuple[str, Row]) -> list[tuple[Item, Row]]:
        """Units due that are seen, by code; `asked` is the standard's field and its arguments."""
        name, given = asked
        statement = next(one for one in self.catalogue.folder("standards") if one.field_name == name)
        more = {one.name: given[one.name] for one in statement.parameters if one.name != "asOf"}
        key = (name, area.code, day, *more.values())
        if key not in self.known:
            self.known[key] = self._read(statement, {"area": area.code, "asOf": day, **more})
        units = sight.graph.items[KIND_OF[statement.returns[0].type].label]
        return [(units[code], row) for code, row in self.known[key] if sight.sees(units[code])]

    def _read(self, statement: Statement, parameters: Row) -> list[tuple[str, Row]]:
        columns = ", ".join(f"{one.name}: {one.name}" for one in statement.returns[1:])
        body = statement.pasted().rpartition("RETURN")[0]
        rows = f"WITH unit, {{{columns}}} AS row ORDER BY unit.code RETURN collect([unit.code, row]) AS found"
        found = self.store.read(Call(body + rows, parameters, 120))[0]["found"]
        return [(code, row) for code, row in found]
