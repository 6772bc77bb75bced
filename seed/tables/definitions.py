"""What a table that offices send is made of: columns, links, and the table itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphsvc.model import KIND_OF, TIE_OF
from seed.tables.words import LABELS


@dataclass(frozen=True)
class Column:
    """One column: the property or part it fills, its Chinese header, what its cells are, whether one may be
    empty.

    `kind` is text, texts, term, integer, number, date, boolean, uscc, person, correction, choice, choices, or
    code (of `label`; of the label that the column `label_in` says). `words` maps each word of a choice or a
    term to the Chinese that offices write; `lowest` and `highest` bound an integer. `partial` dates may lack
    their day.
    """

    name: str
    chinese: str
    kind: str = "text"
    required: bool = False
    label: str = ""
    label_in: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    lowest: int = 0
    highest: int = 10**12
    partial: bool = False


@dataclass(frozen=True)
class Link:
    """A relationship that a row of a node's table states by a code in one of its columns."""

    column: str
    type: str
    label: str = ""
    label_in: str = ""


@dataclass(frozen=True)
class Table:
    """One table: of nodes (`label`) or of relationships (`type` from `start` to `end`).

    `second` names the column that gives a node its second label. For relationships whose start or end may
    be of several labels, `start` or `end` is empty and the column `start_label` or `end_label` says which.
    `begins` names the column a fact begins with. A State's `of` is the label it belongs to.
    """

    name: str
    chinese: str
    columns: tuple[Column, ...]
    label: str = ""
    second: str = ""
    links: tuple[Link, ...] = ()
    type: str = ""
    start: str = ""
    end: str = ""
    of: str = ""
    begins: str = "valid_from"

    @property
    def stated(self) -> tuple[Column, ...]:
        """The columns of files that correct and move nothing: of a table of nodes all but 更正, 变动日期."""
        return tuple(one for one in self.columns if self.type or one not in (REGISTERED, CHANGED))

    def column(self, header: str) -> Column | None:
        """The column with this header, Chinese or English."""
        return next((one for one in self.columns if header in (one.chinese, one.name)), None)

    @property
    def is_state(self) -> bool:
        """A table of dated properties of another node."""
        return self.label == "State"


NAME = Column("name", "名称", "text", True)
CORRECTION = Column("correction", "更正", "correction", words={"REPLACE": "是", "WITHDRAW": "撤销", "": "否"})
"""Whether a row replaces what is stored, or withdraws it."""
REGISTERED = Column("correction", "更正", "correction", words={"REPLACE": "是", "": "否"})
"""Of the row of a node: whether it takes back an end that is stored, or begins later than is stored."""
CHANGED = Column("changed_on", "变动日期", "date")
"""Of the row of a node: the day from which on what its codes name holds, where something else held before."""
BEGINS, ENDS = (
    Column("valid_from", "起始日期", "date", True, partial=True),
    Column("valid_to", "终止日期", "date"),
)
HAPPENED = Column("happened_on", "发生日期", "date", True)


def code(label: str, name: str = "code", chinese: str = "代码", *, required: bool = True) -> Column:
    """A column of codes of one label."""
    return Column(name, chinese, "code", required, label)


def choice(name: str, chinese: str, words: Mapping[str, str], *, required: bool = False) -> Column:
    """A column of words out of a list."""
    return Column(name, chinese, "choice", required, words=words)


def nodes(name: str, chinese: str, label: str, *columns: Column, **more: Any) -> Table:
    """A table of nodes: its code, its columns, its days."""
    moved = (CHANGED,) if "links" in more else ()
    dated = () if "begins" in more else (BEGINS, ENDS, *moved, REGISTERED)
    return Table(name, chinese, (code(label), *columns, *dated), label=label, **more)


def states(name: str, chinese: str, of: str, *columns: Column) -> Table:
    """A table of dated properties of the nodes of a label."""
    return Table(name, chinese, (code(of, "of", "对象代码"), *columns, BEGINS, ENDS), label="State", of=of)


def ties(name: str, chinese: str, tie: tuple[str, str, str], *extra: Column) -> Table:
    """A table of relationships: start and end by code, a label's column where the model allows several."""
    kind, start, end = tie
    columns = (
        *_end("start", "起点", start, TIE_OF[kind].starts),
        *_end("end", "终点", end, TIE_OF[kind].ends),
    )
    last = (BEGINS, ENDS, CORRECTION)
    return Table(name, chinese, (*columns, *extra, *last), type=kind, start=start, end=end)


def _end(name: str, chinese: str, label: str, labels: tuple[str, ...]) -> tuple[Column, ...]:
    if label:
        return (code(label, name, f"{chinese}代码"),)
    words = {one: LABELS[one] for one in labels}
    return (
        choice(f"{name}_label", f"{chinese}类别", words, required=True),
        Column(name, f"{chinese}代码", "code", True, label_in=f"{name}_label"),
    )


def labels_in(words: tuple[str, ...]) -> dict[str, str]:
    """The labels with the Chinese that offices write for them."""
    return {one: LABELS[one] for one in words}


assert set(LABELS) <= set(KIND_OF)
