"""The rules of office files by id, and faults against them; a soft rule is a finding and rejects no row."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """A rule: what it says when broken; a soft one never rejects a row."""

    text: str
    soft: bool = False


RULES = {
    "FILE-UNREADABLE": Rule("not a readable file"),
    "FILE-ENCODING": Rule("bytes that are neither UTF-8 nor GB18030"),
    "FILE-SIZE": Rule("a workbook that unpacks to more than is reasonable"),
    "FILE-NAME": Rule("a name that holds what looks like a resident ID number, which is never stored"),
    "FILE-KIND": Rule("not read: neither .csv nor .xlsx", soft=True),
    "DELIMITER": Rule("cells that are parted by another sign than a comma", soft=True),
    "SHEET-UNKNOWN": Rule("no table has this name"),
    "HIDDEN": Rule("hidden in the spreadsheet, and read all the same", soft=True),
    "HEADER-MISSING": Rule("no line of headers, or a required column is missing"),
    "HEADER-UNKNOWN": Rule("no column of this table has this header"),
    "HEADER-TWICE": Rule("two columns with one header"),
    "ROW-LONG": Rule("cells beyond the last header"),
    "ROW-SHORT": Rule("fewer cells than headers"),
    "ROW-QUOTE": Rule("a quote that is not closed in its line, or one that stands in the middle of a cell"),
    "CELL-EMPTY": Rule("a required cell is empty"),
    "CELL-LONG": Rule("a text longer than 500 characters"),
    "CELL-CONTROL": Rule("a text with control characters"),
    "CELL-INVISIBLE": Rule("a code with signs that nobody sees"),
    "CELL-ERROR": Rule("an error value such as #N/A"),
    "NAME-BLANK": Rule("a name without a letter"),
    "CELL-FORMULA": Rule("a text that a spreadsheet would run as a formula, or a formula without its value"),
    "ID-NUMBER": Rule("looks like a resident ID number, which is never stored"),
    "CODE-FORM": Rule("not a code of this kind"),
    "CODE-RUINED": Rule("a code in scientific notation, its last digits lost"),
    "INTEGER": Rule("not a whole number"),
    "NUMBER": Rule("not a number"),
    "RANGE": Rule("a number outside its range"),
    "BOOLEAN": Rule("neither yes nor no"),
    "DATE": Rule("not a date"),
    "DATE-NUMBER": Rule("a month typed as a number: 2019.1 may be January or October"),
    "DATE-DAY": Rule("a date without its day"),
    "DATE-ORDER": Rule("it does not lie after 起始日期"),
    "CHOICE": Rule("not one of the words of this column"),
    "USCC": Rule("not a unified social credit code (GB 32100-2015)"),
    "USCC-BODY": Rule("the check digit of the inner organisation code is wrong (GB 11714)", soft=True),
    "USCC-CLASS": Rule("an unknown class of unit in the first two characters", soft=True),
    "USCC-TWICE": Rule("two units bear one credit code at the same time", soft=True),
    "CODE-TWICE": Rule("the code stands already in another row"),
    "FACT-TWICE": Rule("the same fact stands already in another row"),
    "END-MISSING": Rule("the other end is in none of the files and not stored"),
    "END-UNKNOWN": Rule("the other end is in none of the files; it must be stored already", soft=True),
    "SECOND-PARENT": Rule("a second parent begins before the first one ends"),
    "NOT-STORED": Rule("withdraws a fact that is not stored"),
    "LINK-MOVED": Rule("another place than the ones it had, and no day of the move"),
    "BEGINS-LATER": Rule("a later first day than is stored; the stored day stays", soft=True),
    "REOPENED": Rule("an ended fact without its end; the stored end stays", soft=True),
    "RESUMED": Rule("a period inside a longer fact", soft=True),
    "CORRECTED": Rule("a place that never changed is another", soft=True),
    "TIER-ORDER": Rule("an organisation under one of a tier that cannot be above its own"),
    "CYCLE": Rule("the line leads back to where it began"),
    "PROBATIONARY-POST": Rule("a post held by someone who is not a full member"),
    "LIAISON-LOAD": Rule("a member linked to fewer than 5 or more than 20 households", soft=True),
    "BRANCH-SIZE": Rule("a branch with fewer than 3 or more than 50 members", soft=True),
    "GROUP-SIZE": Rule("a group with fewer than 3 members", soft=True),
    "JOINT-SIZE": Rule("a joint branch over more than 5 units", soft=True),
    "GRID-SIZE": Rule("a level-2 grid outside 300 to 500 households", soft=True),
}


@dataclass(frozen=True)
class Fault:
    """A rule broken at a place: file, sheet, row, column as far as they apply; never the value itself."""

    file: str
    sheet: str
    row: int
    column: str
    rule: str
    remedy: str

    @property
    def soft(self) -> bool:
        """A finding: the row is loaded all the same."""
        return RULES[self.rule].soft

    @property
    def location(self) -> str:
        """`file:sheet:row:column`, as far as known."""
        parts = (self.file, self.sheet, str(self.row or ""), self.column)
        return ":".join(part for part in parts if part)

    def __str__(self) -> str:
        return f"{self.location}: {RULES[self.rule].text}; {self.remedy} [{self.rule}]"


class CellFault(Exception):
    """A cell breaks a rule; `remedy` says what to do. The value itself is never in it."""

    def __init__(self, rule: str, remedy: str) -> None:
        super().__init__(f"{RULES[rule].text}; {remedy}")
        self.rule = rule
        self.remedy = remedy
