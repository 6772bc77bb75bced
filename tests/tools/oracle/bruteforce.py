"""The sample's own files on any day, by walking their rows: what time travel in the graph is compared with.

Reads the files with the csv module and openpyxl and shares no code with the product.
"""

import csv
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

Line = dict[str, str]
SMALL = ("党小组", "党支部")


class Files:
    """Every row of a folder, by sheet; a CSV is a sheet of its file's name."""

    def __init__(self, folder: Path) -> None:
        self.sheets: dict[str, list[Line]] = {}
        for path, encoding in ((folder / "households.csv", "gb18030"), (folder / "members.csv", "utf-8"),
                               (folder / "liaisons.csv", "utf-8-sig")):  # fmt: skip
            with path.open(encoding=encoding, newline="") as file:
                self.sheets[path.stem] = list(csv.DictReader(file))
        book = load_workbook(folder / "register.xlsx", read_only=True)
        for sheet in book.worksheets:
            _, header, *rows = sheet.iter_rows(values_only=True)
            self.sheets[sheet.title] = [
                {str(name): str(cell or "") for name, cell in zip(header, row, strict=True)} for row in rows
            ]

    def by(self, sheet: str, header: str) -> dict[str, list[Line]]:
        """The rows of a sheet by the cells of a column."""
        found: dict[str, list[Line]] = defaultdict(list)
        for line in self.sheets[sheet]:
            found[line[header]].append(line)
        return found


def holds(line: Line, day: str) -> bool:
    """In force: from the first day on, until the day before the last."""
    return line["起始日期"] <= day and (line["终止日期"] in ("", "无") or day < line["终止日期"])


class BruteForce:
    """Answers on one day after another, each worked out from all rows."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self._indexes: dict[tuple[str, str], dict[str, list[Line]]] = {}

    def rows(self, sheet: str, header: str, code: str) -> list[Line]:
        """The rows of a sheet with a code in a column."""
        key = (sheet, header)
        if key not in self._indexes:
            self._indexes[key] = self.files.by(*key)
        return self._indexes[key].get(code, [])

    def stands(self, sheet: str, code: str, day: str) -> bool:
        """Whether the node of that code is in force."""
        return any(holds(line, day) for line in self.rows(sheet, "代码", code))

    def tied(self, tie: tuple[str, str, str], code: str, day: str) -> list[str]:
        """Codes at the other end of (sheet of relationships, our header, their sheet), both in force."""
        sheet, near, nodes = tie
        far = "终点代码" if near == "起点代码" else "起点代码"
        facts = [line[far] for line in self.rows(sheet, near, code) if holds(line, day)]
        return sorted({other for other in facts if self.stands(nodes, other, day)})

    def line(self, code: str, day: str) -> list[str]:
        """An organisation and those above it."""
        found = [code]
        while up := self.tied(("隶属关系", "起点代码", "党组织"), found[-1], day):
            found.append(up[0])
        return found

    def household_line(self, code: str, day: str) -> list[str]:
        """Of a household: from the deepest group or branch that covers its building on."""
        building = self.rows("楼栋", "代码", self.rows("households", "代码", code)[0]["楼栋代码"])[0]
        grid = self._areas[building["所在网格"]]
        upper = self._areas[grid["上级代码"]]
        second = [one["代码"] for one in (grid, upper) if one["网格级别"] == "2"]
        compound = [building["所在小区"]] if building["所在小区"] in self._areas else []
        third = [grid["代码"]] if grid["网格级别"] == "3" else []
        for sheet, places in (
            ("覆盖楼栋", [building["代码"]]),
            ("覆盖网格", third),
            ("覆盖网格", second + compound),
        ):
            found = [one for place in places for one in self._covering(sheet, place, day)]
            if found:
                return self.line(min(found)[1], day)
        return []

    def _covering(self, sheet: str, place: str, day: str) -> Iterable[tuple[int, str]]:
        for code in self.tied((sheet, "终点代码", "党组织"), place, day):
            tier = self.rows("党组织", "代码", code)[0]["层级"]
            if tier in SMALL:
                yield SMALL.index(tier), code

    @cached_property
    def _areas(self) -> dict[str, Line]:
        return {line["代码"]: line for line in self.files.sheets["地域"]}


Asked = tuple[str, str, str, Callable[[BruteForce, str, str], dict[str, Any]]]
"""Sheet of the nodes, root field, what is selected, and what must come out."""


def _household(files: BruteForce, code: str, day: str) -> dict[str, Any]:
    linked = files.tied(("liaisons", "终点代码", "members"), code, day)
    return {
        "chain": {"steps": sorted(files.household_line(code, day))},
        "liaisonCount": len(linked),
        "liaisons": linked,
    }


def _member(files: BruteForce, code: str, day: str) -> dict[str, Any]:
    home = files.tied(("党员组织关系", "起点代码", "党组织"), code, day)
    households = files.tied(("liaisons", "起点代码", "households"), code, day)
    return {
        "organization": home[0] if home else None,
        "householdCount": len(households),
        "households": households,
        "reportedTo": files.tied(("党员报到", "起点代码", "地域"), code, day),
    }


def _organization(files: BruteForce, code: str, day: str) -> dict[str, Any]:
    up = files.tied(("隶属关系", "起点代码", "党组织"), code, day)
    return {
        "parent": up[0] if up else None,
        "children": files.tied(("隶属关系", "终点代码", "党组织"), code, day),
        "memberCount": len(files.tied(("党员组织关系", "终点代码", "members"), code, day)),
        "covers": files.tied(("覆盖网格", "起点代码", "地域"), code, day),
        "coBuildings": files.tied(("共建党组织", "起点代码", "联建共建"), code, day),
    }


def _co_building(files: BruteForce, code: str, day: str) -> dict[str, Any]:
    return {"parties": files.tied(("共建党组织", "终点代码", "党组织"), code, day)}


QUESTIONS: tuple[Asked, ...] = (
    ("households", "household",
     "chain { steps { code } } liaisonCount liaisons(first: 100) { nodes { code } }", _household),
    ("members", "partyMember",
     """organization { code } householdCount households(first: 100) { nodes { code } }
        reportedTo(first: 100) { nodes { code } }""", _member),
    ("党组织", "partyOrganization",
     """parent { code } children(first: 500) { nodes { code } } memberCount
        covers(first: 500) { nodes { code } } coBuildings(first: 500) { nodes { code } }""", _organization),
    ("联建共建", "coBuilding", "parties(first: 100) { nodes { code } }", _co_building),
)  # fmt: skip
