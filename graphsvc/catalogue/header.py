"""The header of a `.cypher` file: title, prose and tags, each fault with the line it stands on."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphsvc.catalogue.statement import Binding, Column, Parameter
from graphsvc.errors import CatalogueError
from graphsvc.model import KIND_OF

SCALARS = ("String", "Int", "Float", "Boolean", "Date", "ID", "Map")
TAGS = ("given", "param", "returns", "target", "window", "source", "expect")
_TAG = re.compile(r"(given|param|returns|target|window|source|expect|[a-z]+)\s{1,}(.*)")
_TYPE = r"(\[)?(\w+)(!)?(\])?(!)?"
_NAMED = re.compile(rf"(\w+)\s*:\s*{_TYPE}(?:\s*=\s*(.+))?")
_LISTED = re.compile(r"(\w+)\s*:\s*(\[\w+!?\])!?")


class Faults:
    """Raises `path:line: what, and what to do` for one file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, line: int, what: str, remedy: str) -> CatalogueError:
        """The error, ready to raise."""
        return CatalogueError(f"{self.path}:{line}: {what}; {remedy}")


@dataclass
class Header:
    """What the comment at the top of a file says; `lines` gives the line of each declared name."""

    title: str = ""
    chinese: str = ""
    prose: list[str] = field(default_factory=list)
    denominator: str = ""
    given: list[Binding] = field(default_factory=list)
    parameters: list[Parameter] = field(default_factory=list)
    returns: list[Column] | None = None
    source: str = ""
    target: float | None = None
    window: str = ""
    expect: str = ""
    lines: dict[str, int] = field(default_factory=dict)
    length: int = 0


def read_header(text: str, fault: Faults) -> Header:
    """The header; raises CatalogueError for a line that is not understood."""
    header = Header()
    lines = text.splitlines()
    header.length = next((i for i, line in enumerate(lines) if not line.startswith("//")), len(lines))
    comments = [line[2:].strip() for line in lines[: header.length]]
    if not comments or " · " not in comments[0]:
        raise fault(1, "no title", "begin with `// English title · 中文`")
    header.title, _, header.chinese = (part.strip() for part in comments[0].partition(" · "))
    if not re.search(r"[\u4e00-\u9fff]", header.chinese):
        raise fault(1, "the title has no Chinese term", "write it after ` · `")
    tagged = False
    for number, comment in enumerate(comments[1:], start=2):
        tagged = _line(header, comment, (number, tagged), fault)
    denominators = [line for line in header.prose if line.startswith("Denominator:")]
    header.denominator = denominators[0].partition(":")[2].strip() if denominators else ""
    return header


def _line(header: Header, comment: str, at: tuple[int, bool], fault: Faults) -> bool:
    number, tagged = at
    match = _TAG.fullmatch(comment)
    if match and match[1] in TAGS:
        _READERS[match[1]](header, match[2].strip(), number, fault)
        return True
    if tagged and comment:
        word = comment.split()[0]
        raise fault(
            number, f"unknown tag {word!r}", f"use one of {', '.join(TAGS)}, or move prose above the tags"
        )
    if comment:
        header.prose.append(comment)
    return tagged


def _given(header: Header, text: str, line: int, fault: Faults) -> None:
    match = _NAMED.fullmatch(text)
    listed = _LISTED.fullmatch(text)
    if listed:
        header.given.append(Binding(listed[1], listed[2]))
        return
    if not match or match[7]:
        raise fault(line, f"cannot read `given {text}`", "write `given   area: Area`")
    if match[3] not in KIND_OF:
        raise fault(line, f"{match[3]} is no label of model.py", "use one, or declare the kind there")
    header.given.append(Binding(match[1], match[3]))


def _param(header: Header, text: str, line: int, fault: Faults) -> None:
    match = _NAMED.fullmatch(text)
    if not match or match[3] not in SCALARS:
        raise fault(
            line, f"cannot read `param {text}`", f"write `param   minimum: Int = 1` with {', '.join(SCALARS)}"
        )
    many = bool(match[2])
    required = bool(match[6] if many else match[4])
    header.parameters.append(Parameter(match[1], match[3], required, _default(match, line, fault), many))
    header.lines[match[1]] = line


def _default(match: re.Match[str], line: int, fault: Faults) -> Any:
    if match[7] is None:
        return None
    readers: dict[str, Callable[[str], Any]] = {
        "Int": int,
        "Float": float,
        "String": lambda text: text.strip("'\""),
    }
    try:
        return readers[match[3]](match[7])
    except (KeyError, ValueError):
        raise fault(line, f"{match[7]!r} is no default for {match[3]}", "give a value of the type") from None


def _returns(header: Header, text: str, line: int, fault: Faults) -> None:
    columns = [] if header.returns is None else header.returns
    header.lines["returns"] = line
    header.returns = columns
    for part in [] if text == "nothing" else text.split(","):
        match = _NAMED.fullmatch(part.strip())
        if not match or match[7]:
            raise fault(
                line, f"cannot read `returns {part.strip()}`", "write `returns unit: Grid, met: Boolean!`"
            )
        many = bool(match[2])
        columns.append(Column(match[1], match[3], bool(match[6] if many else match[4]), many))


def _target(header: Header, text: str, line: int, fault: Faults) -> None:
    try:
        header.target = float(text)
    except ValueError:
        raise fault(
            line, f"{text!r} is no number", "write the rate aimed at, such as `target  1.0`"
        ) from None


def _text(name: str) -> Callable[[Header, str, int, Faults], None]:
    def read(header: Header, text: str, line: int, fault: Faults) -> None:
        if not text:
            raise fault(line, f"`{name}` says nothing", "write it out or remove the line")
        setattr(header, name, text)

    return read


_READERS: dict[str, Callable[[Header, str, int, Faults], None]] = {
    "given": _given,
    "param": _param,
    "returns": _returns,
    "target": _target,
    "window": _text("window"),
    "source": _text("source"),
    "expect": _text("expect"),
}
