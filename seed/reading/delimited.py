"""Lines of a file whose cells are parted by a comma, a semicolon or a tab."""

import codecs
import csv
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from seed.tables import Table

COMMA = ","
DELIMITERS = (COMMA, ";", "\t")
LOOKED_AT = 6
"""Lines among which the headers are looked for."""
BLOCK = 1024**2
MARKS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"), (codecs.BOM_UTF8, "utf-8-sig"))
"""What a file may begin with, and the encoding that says."""


class BrokenLine(list[str]):
    """A line that cannot be parted into cells, as it came: the rule that it breaks, and the remedy."""

    def __init__(self, line: str, delimiter: str, rule: str, remedy: str) -> None:
        super().__init__(line.split(delimiter))
        self.rule, self.remedy = rule, remedy


def delimited_lines(path: Path, table: Table) -> tuple[str, Iterator[Sequence[str]]]:
    """The sign between the cells of a file, and its lines; raises UnicodeDecodeError.

    A line is a line of an editor: no cell goes on in the next one, so that a quote that is not closed takes
    nothing with it.
    """
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        first = [line.rstrip("\r\n") for line in islice(file, LOOKED_AT)]
    delimiter = max(
        DELIMITERS, key=lambda one: max((_headers(line, one, table) for line in first), default=0)
    )
    return delimiter, _lines(path, encoding, delimiter)


def _lines(path: Path, encoding: str, delimiter: str) -> Iterator[Sequence[str]]:
    with path.open(encoding=encoding, newline="") as file:
        for line in file:
            yield _cells(line.rstrip("\r\n"), delimiter)


def _cells(line: str, delimiter: str) -> Sequence[str]:
    try:
        return next(csv.reader((line,), delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        if "limit" in str(error):
            return BrokenLine(line, delimiter, "CELL-LONG", "shorten it")
        remedy = "close it, write a quote inside a cell twice, take line breaks out of cells"
        return BrokenLine(line, delimiter, "ROW-QUOTE", remedy)


def _headers(line: str, delimiter: str, table: Table) -> int:
    """How many headers of the table a line holds."""
    return sum(table.column(name.strip()) is not None for name in _cells(line, delimiter))


def encoding_of(path: Path) -> str:
    """What the file begins with says, else UTF-8, else GB18030; raises UnicodeDecodeError at the byte that is
    neither.

    A file that is UTF-8 but for a few bytes is no GB18030, which would make other characters of all others.
    """
    with path.open("rb") as file:
        start = file.read(4)
    encoding = next((name for mark, name in MARKS if start.startswith(mark)), "")
    if encoding:
        _decode(path, encoding)
        return encoding
    try:
        _decode(path, "utf-8")
    except UnicodeDecodeError as first:
        if _is_almost_utf8(path):
            raise
        try:
            _decode(path, "gb18030")
        except UnicodeDecodeError as second:
            raise max(first, second, key=lambda error: error.start) from None
        return "gb18030"
    return "utf-8"


def _decode(path: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    done = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                error.start += done
                raise
            done += len(block)
        decoder.decode(b"", final=True)


def _is_almost_utf8(path: Path) -> bool:
    """Whether more Chinese characters are read as UTF-8 than bytes are not."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    characters = broken = 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            text = decoder.decode(block)
            broken += text.count("\ufffd")
            characters += sum("\u3400" <= sign <= "\u9fff" for sign in text)
    return characters > broken
