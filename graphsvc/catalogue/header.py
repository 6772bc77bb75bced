"""The header of a `.cypher` file: title, prose and tags, each fault with the line it stands on."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from graphsvc.catalogue.statement import Binding, Column, Parameter
from graphsvc.errors import CatalogueError
from graphsvc.model import KIND_OF

SCALARS = ("String", "Int", "Float", "Boolean", "Date", "ID")
NODE = "Node"
"""A node of whatever label."""
ROWS = (NODE, "Fact", "ChainStep", "Holder", "Count")
"""What else a column may hold: a node or relationship of any kind, or a map or list as its file says."""
TAGS = ("given", "param", "returns", "target", "window", "source", "expect", "severity", "remedy")
SEVERITIES = ("error", "warning", "notice")
_TAG = re.compile(r"(\S+)(?:\s+(.*))?")
_NAMED = re.compile(
    r"(?P<name>\w+)\s*:\s*(?:\[(?P<each>\w+)(?P<filled>!)?\]|(?P<one>\w+))(?P<required>!)?(?:\s*=\s*(?P<default>.+?))?"
    r"(?:,\s*at least\s+(?P<least>-?\d+))?"
)
_AMONG_PROSE = re.compile(r"(given|param|returns)\s+\w+\s*:\s*[\[\w].*|\w+\s{2,}\S.*")


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
    severity: str = ""
    remedy: str = ""
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
    empty = max((number for number, line in enumerate(comments) if not line), default=0)
    for number, comment in enumerate(comments[1:], start=2):
        if number <= empty:
            _prose(header, comment, number, fault)
        elif comment:
            _tag(header, comment, number, fault)
    denominators = [line for line in header.prose if line.startswith("Denominator:")]
    header.denominator = denominators[0].partition(":")[2].strip() if denominators else ""
    return header


def _prose(header: Header, comment: str, number: int, fault: Faults) -> None:
    if _AMONG_PROSE.fullmatch(comment) and comment.split()[0] in TAGS:
        raise fault(number, "a tag among the prose", "move it below the last empty `//` line")
    if comment:
        header.prose.append(comment)


def _tag(header: Header, comment: str, number: int, fault: Faults) -> None:
    match = _TAG.fullmatch(comment)
    assert match, "a comment that is not empty has a first word"
    word, text = match[1], match[2] or ""
    if word not in TAGS:
        known = ", ".join(TAGS)
        raise fault(
            number,
            f"unknown tag {word!r}",
            f"use one of {known}, or put an empty `//` line between prose and tags",
        )
    if word not in ("given", "param", "returns") and word in header.lines:
        raise fault(number, f"a second `{word}`", f"keep one; the first is on line {header.lines[word]}")
    _READERS[word](header, text.strip(), number, fault)
    header.lines.setdefault(word, number)


def _given(header: Header, text: str, line: int, fault: Faults) -> None:
    match = _NAMED.fullmatch(text)
    if not match or match["default"] or match["least"]:
        raise fault(line, f"cannot read `given {text}`", "write `given   area: Area`")
    kind = match["each"] or match["one"]
    if kind not in KIND_OF and not (kind in SCALARS if match["each"] else kind == NODE):
        raise fault(line, f"{kind} is no label of model.py", "use one, or declare the kind there")
    _new(header, match["name"], line, fault)
    header.given.append(Binding(match["name"], f"[{kind}]" if match["each"] else kind))


def _new(header: Header, name: str, line: int, fault: Faults) -> None:
    if name in header.lines:
        raise fault(
            line, f"{name} is declared twice", f"remove one; the first is on line {header.lines[name]}"
        )
    header.lines[name] = line


def _param(header: Header, text: str, line: int, fault: Faults) -> None:
    match = _NAMED.fullmatch(text)
    kind = match and (match["each"] or match["one"])
    if not match or kind not in SCALARS:
        raise fault(
            line, f"cannot read `param {text}`", f"write `param   minimum: Int = 1` with {', '.join(SCALARS)}"
        )
    if match["each"] and not match["filled"]:
        raise fault(line, f"a list of values that may be null: [{kind}]", f"write [{kind}!]")
    if match["required"] and match["default"]:
        raise fault(
            line, f"{match['name']} has a default and demands a value", "remove the `!` or the default"
        )
    if match["least"] and (match["each"] or kind not in ("Int", "Float")):
        raise fault(line, f"{match['name']} is no number and has a least value", "remove `at least`")
    _new(header, match["name"], line, fault)
    default = None if match["default"] is None else _default(match, kind, line, fault)
    header.parameters.append(
        Parameter(
            match["name"],
            kind,
            bool(match["required"]),
            default,
            bool(match["each"]),
            int(match["least"]) if match["least"] else None,
        )
    )


_DEFAULTS: dict[str, Callable[[str], Any]] = {
    "Int": int,
    "Float": float,
    "Boolean": {"true": True, "false": False}.__getitem__,
    "Date": date.fromisoformat,
    "String": lambda text: text.strip("'\""),
    "ID": lambda text: text.strip("'\""),
}


def _default(match: re.Match[str], kind: str, line: int, fault: Faults) -> Any:
    text = match["default"].strip()
    try:
        if not match["each"]:
            return _DEFAULTS[kind](text)
        if not (text.startswith("[") and text.endswith("]")):
            raise ValueError(text)
        return [_DEFAULTS[kind](one.strip()) for one in text[1:-1].split(",") if one.strip()]
    except (KeyError, ValueError):
        shown = f"[{kind}!]" if match["each"] else kind
        raise fault(line, f"{text!r} is no default for {shown}", "give a value of the type") from None


def _returns(header: Header, text: str, line: int, fault: Faults) -> None:
    columns = [] if header.returns is None else header.returns
    header.lines["returns"] = line
    header.returns = columns
    for part in [] if text == "nothing" else text.split(","):
        match = _NAMED.fullmatch(part.strip())
        if not match or match["default"]:
            raise fault(
                line, f"cannot read `returns {part.strip()}`", "write `returns unit: Grid, met: Boolean!`"
            )
        kind = match["each"] or match["one"]
        if kind not in (*SCALARS, *ROWS) and kind not in KIND_OF:
            raise fault(
                line,
                f"{kind} is no type of a column",
                f"use a label of model.py, {', '.join((*SCALARS, *ROWS))}",
            )
        if match["name"] in [column.name for column in columns]:
            raise fault(line, f"{match['name']} is declared twice", "remove one")
        columns.append(Column(match["name"], kind, bool(match["required"]), bool(match["each"])))


def _target(header: Header, text: str, line: int, fault: Faults) -> None:
    remedy = "write the rate aimed at, such as `target  0.95`"
    try:
        header.target = float(text)
    except ValueError:
        raise fault(line, f"{text!r} is no number", remedy) from None
    if not 0 < header.target <= 1:
        raise fault(line, f"{text} is no rate from 0 to 1", remedy)


def _severity(header: Header, text: str, line: int, fault: Faults) -> None:
    if text not in SEVERITIES:
        raise fault(line, f"{text!r} is no severity", f"write one of {', '.join(SEVERITIES)}")
    header.severity = text


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
    "severity": _severity,
    "remedy": _text("remedy"),
}
