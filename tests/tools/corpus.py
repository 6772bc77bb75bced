"""Bad cells and files as offices send them, each with the rule it breaks."""

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import cache

from openpyxl import Workbook

RESIDENTS = ("350582199001011231", "350502196512250212", "11010519491231002X")
"""Made up or from the standard's own example: each passes the check of GB 11643."""

GOOD: dict[str, tuple[str, str]] = {
    "areas": (
        "代码,名称,类别,上级代码,区划类型,网格级别,合成数据,起始日期,终止日期",
        "350500,泉州市,市,,,,,2020-07-01,",
    ),
    "members": (
        "代码,姓名,入党日期,转正日期,起始日期,终止日期",
        "LC-1,张三,1990-01-01,1991-01-01,2020-07-01,",
    ),
    "organizations": (
        "代码,名称,层级,类别,行业,组建方式,批准日期,起始日期,终止日期",
        "LC-1,某党委,党委,社区,,单独组建,2020-07-01,2020-07-01,",
    ),
    "co_buildings": (
        "代码,名称,类别,共建内容,签约日期,起始日期,终止日期",
        "GJ-1,某共建,N+1,资源共享,2020-07-01,2020-07-01,",
    ),
    "reporting_units": ("代码,名称,起始日期,终止日期", "KFQ,开发区,2020-07-01,"),
    "matter_types": ("代码,名称,准入日期,退出日期,起始日期,终止日期", "LX-1,类型,2020-07-01,,2020-07-01,"),
    "leaders": ("代码,姓名,班子,起始日期,终止日期", "LD-1,某某,党委,2020-07-01,"),
    "staff": (
        "代码,姓名,岗位,来源,岗位类别,岗位等级,起始日期,终止日期",
        "GZ-1,某某,网格员,,1,18,2020-07-01,",
    ),
}
BAD_DATES = (
    *("soon", "2022-13-01", "2022-02-30", "31/12/2022", "20221301", "0000-00-00", "1850-01-01", "2022年"),
    *("2022.07", "12月", "2022-7", "9999-99-99", "2300-01-01", "昨天", "2022--01", "1.5"),
)
BAD_CODES = (
    *("一", "LC_1", "LC/1", "LC-1;DROP", "LC.1", "LC-1,2", "代码1", "LC’1", "a@b", "LC 1"),
    "x" * 41,
)
INVISIBLE = ("LC\u200b-1", "\ufeffLC-1", "LC-1\ufe0f")
RUINED = ("3.50582E+17", "3.5E+11", "1E+5", "9.13505E+17", "3.50582199001011E+17")
NUMBERS = ("1.5", "dozen", "１２人", "1e3", "--1", "0x10", "∞", "1 2")
FORMULAS = ("=1+1", '=HYPERLINK("http://x")', "+SUM(A1)", "@cmd", "=cmd|' /C calc'!A0", "＝1+1")
CONTROLS = ("某\x00某", "某\x1b[31m", "某\x7f", "\x01某", "某\x08")
WORDS = ("PARTY", "党", "支部?", "partybranch", "1")
USCC = (
    *("91350502MA00001111", "9135050MA00001110", "91350502MA0000111O", "I1350502MA00001110"),
    *("91350100M000100Y4Z", "12345", "913505020000000000"),
)

Cell = tuple[str, str, str, str]
"""(table, header, cell, rule)."""


def cells() -> list[Cell]:
    """Every bad cell of the corpus."""
    return [*_dates(), *_codes(), *_numbers(), *_texts(), *_words(), *_people()]


def _dates() -> Iterator[Cell]:
    for value in BAD_DATES:
        rule = "DATE-DAY" if value in ("2022年", "2022.07", "2022-7") else "DATE"
        yield "members", "终止日期", value, rule
        yield "matter_types", "准入日期", value, rule
    for value in ("2019.1", "2020.1"):
        yield "members", "入党日期", value, "DATE-NUMBER"
    for value in ("2020-07-01", "2020-06-30", "1999-01-01"):
        yield "members", "终止日期", value, "DATE-ORDER"


def _codes() -> Iterator[Cell]:
    for value in BAD_CODES:
        yield from ((table, "代码", value, "CODE-FORM") for table in ("members", "organizations", "leaders"))
    for value in INVISIBLE:
        yield from ((table, "代码", value, "CELL-INVISIBLE") for table in ("members", "organizations"))
    for value in RUINED:
        yield from ((table, "代码", value, "CODE-RUINED") for table in ("members", "areas", "co_buildings"))


def _numbers() -> Iterator[Cell]:
    yield from (("staff", "岗位等级", value, "INTEGER") for value in NUMBERS)
    yield from (("staff", "岗位等级", value, "RANGE") for value in ("0", "19", "-1", "999"))
    yield from (("areas", "网格级别", value, "RANGE") for value in ("0", "4"))


def _texts() -> Iterator[Cell]:
    for table, header in (("organizations", "名称"), ("members", "姓名"), ("reporting_units", "名称")):
        yield from ((table, header, value, "CELL-FORMULA") for value in FORMULAS)
        yield from ((table, header, value, "CELL-CONTROL") for value in CONTROLS)
        yield from ((table, header, value, "CELL-EMPTY") for value in ("无", "—", "-", "/", "　", " "))
        yield table, header, "长" * 501, "CELL-LONG"


def _words() -> Iterator[Cell]:
    for value in WORDS:
        yield "organizations", "层级", value, "CHOICE"
        yield "leaders", "班子", value, "CHOICE"
    yield from (("co_buildings", "共建内容", value, "CHOICE") for value in ("资源", "资源共享、别的"))
    yield from (("areas", "合成数据", value, "BOOLEAN") for value in ("maybe", "Y/N", "是否"))


def _people() -> Iterator[Cell]:
    columns = (("members", "姓名"), ("organizations", "名称"), ("organizations", "行业"))
    for resident in RESIDENTS:
        spaced = f"{resident[:6]} {resident[6:14]} {resident[14:]}"
        dotted = f"{resident[:6]}.{resident[6:14]}_{resident[14:]}"
        glued = (f"ID{resident}", f"某某 {spaced}号", f"{resident}A", f"9{resident}1", f"No.{dotted}")
        hidden = f"{resident[:9]}\u200b{resident[9:]}"
        for value in (resident, spaced, f"身份证{resident}", f"({resident})", *glued, hidden):
            yield from ((table, header, value, "ID-NUMBER") for table, header in columns)
        yield "members", "代码", resident, "ID-NUMBER"
        yield "members", "入党日期", resident, "ID-NUMBER"
    for short in ("350502651225021", "350502-651225-021", "证350502651225021号"):
        yield from ((table, header, short, "ID-NUMBER") for table, header in columns)
    for table, header in columns[:2]:
        yield from ((table, header, blank, "NAME-BLANK") for blank in ("···", "()", "?"))


def xlsx(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = Workbook(write_only=True)
    for name, lines in sheets:
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


@cache
def bomb() -> bytes:
    """A few megabytes that unpack to more than a gibibyte."""
    memory = io.BytesIO()
    with (
        zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file,
    ):
        for _ in range(1025):
            file.write(b" " * 2**20)
    return memory.getvalue()


def _members(text: str, old: str = "", new: str = "") -> bytes:
    header, row = GOOD["members"]
    return f"{header.replace(old, new) if old else header}\r\n{row}\r\n{text}".encode()


def _sheet(cell: str) -> bytes:
    """A workbook with two members; in an optional column of the second stands that cell."""
    header, row = (one.split(",") for one in GOOD["members"])
    return xlsx(("党员", [header, row, ["LC-2", "李四", cell, "", "2020-07-01", ""]]))


FILES: list[tuple[str, str, Callable[[], bytes], str]] = [
    ("a byte that is neither", "members.csv", lambda: _members("") + b"\xff\xff", "FILE-ENCODING"),
    ("UTF-8 cut in a character", "members.csv", lambda: _members("某")[:-1] + b"\xe4\xff", "FILE-ENCODING"),
    ("two encodings in one file", "members.csv",
     lambda: _members("LC-2,") + "陈".encode("gb18030") + b"\x81\r\n\xff", "FILE-ENCODING"),
    ("no workbook", "a.xlsx", lambda: b"PK no workbook", "FILE-UNREADABLE"),
    ("an empty workbook file", "a.xlsx", lambda: b"", "FILE-UNREADABLE"),
    ("a workbook cut off", "a.xlsx", lambda: xlsx(("党员", [["代码", "姓名"]]))[:900], "FILE-UNREADABLE"),
    ("a zip bomb", "a.xlsx", bomb, "FILE-SIZE"),
    ("another zip bomb under another name", "register.xlsx", bomb, "FILE-SIZE"),
    ("a table nobody knows", "people.csv", lambda: _members(""), "SHEET-UNKNOWN"),
    ("a sheet nobody knows", "a.xlsx", lambda: xlsx(("Sheet1", [["代码", "姓名"]])), "SHEET-UNKNOWN"),
    ("no header", "members.csv", lambda: b"a,b\r\nc,d\r\n", "HEADER-MISSING"),
    ("an empty file", "members.csv", lambda: b"", "HEADER-MISSING"),
    ("a header too far down", "members.csv", lambda: b"x\r\n" * 8 + _members(""), "HEADER-MISSING"),
    ("a required column missing", "members.csv",
     lambda: "代码,起始日期\r\nLC-1,2020-07-01\r\n".encode(), "HEADER-MISSING"),
    ("a column nobody knows", "members.csv", lambda: _members("", "转正日期", "名字"), "HEADER-UNKNOWN"),
    ("another table's column", "members.csv", lambda: _members("", "转正日期", "文号"), "HEADER-UNKNOWN"),
    ("one column twice", "members.csv", lambda: _members("", "转正日期", "入党日期"), "HEADER-TWICE"),
    ("one column in two languages", "members.csv", lambda: _members("", "转正日期", "name"), "HEADER-TWICE"),
    ("a comma too many", "members.csv", lambda: _members("LC-2,李四,,,2020-07-01,,,x\r\n"), "ROW-LONG"),
    ("a comma in a name", "members.csv", lambda: _members("LC-2,李四,,,2020-07-01,,四\r\n"), "ROW-LONG"),
    ("a comma too few", "members.csv", lambda: _members("LC-2,李四,,,2020-07-01\r\n"), "ROW-SHORT"),
    ("a file cut off in a row", "members.csv", lambda: _members("LC-2,李四,,,2020-07-01"), "ROW-SHORT"),
    ("an open quote", "members.csv", lambda: _members('LC-2,"李四,,,2020-07-01,\r\n'), "ROW-QUOTE"),
    ("a quote that goes on", "members.csv", lambda: _members('LC-2,"李"四,,,2020-07-01,\r\n'), "ROW-QUOTE"),
    ("a quote in the headers", "members.csv", lambda: _members("", "转正日期", '"转正日期'), "ROW-QUOTE"),
    ("almost UTF-8", "members.csv",
     lambda: _members("LC-2,李四,,,2020-07-01,\r\n" * 3) + b"LC-3,\xa4,,,2020-07-01,\r\n", "FILE-ENCODING"),
    ("UTF-16 cut off", "members.csv", lambda: _members("").decode().encode("utf-16")[:-1], "FILE-ENCODING"),
    ("a number for a name", f"{RESIDENTS[0]}.csv", lambda: _members(""), "FILE-NAME"),
    ("a number in a name", f"党员 {RESIDENTS[1]}.xlsx", lambda: xlsx(("党员", [["代码"]])), "FILE-NAME"),
    ("a password", "a.xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "FILE-UNREADABLE"),
    ("an error value", "a.xlsx", lambda: _sheet("#N/A"), "CELL-ERROR"),
    ("another error value", "a.xlsx", lambda: _sheet("#DIV/0!"), "CELL-ERROR"),
    ("a formula without its value", "a.xlsx", lambda: _sheet('=VLOOKUP("x",A1:B2,2)'), "CELL-FORMULA"),
]  # fmt: skip
