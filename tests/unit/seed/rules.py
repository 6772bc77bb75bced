"""For each rule that rejects a row, rows of which one breaks it: read by a test and shown in the docs.

`good` rows hold `{n}`, a number that makes each another; `bad` is the one row that breaks the rule.
"""

from collections.abc import Iterator
from typing import NamedTuple

from seed.reading.faults import RULES

LONGEST = 120
"""Signs of a row that the docs show in full."""


class Example(NamedTuple):
    """A table with its headers, a row that may be repeated with another number, and the row that breaks."""

    table: str
    headers: str
    good: str
    bad: str


def _member(bad: str, headers: str = "代码,姓名,入党日期,起始日期,终止日期") -> Example:
    return Example("members", headers, "G{n},林某,2001-01-01,2020-01-01,", bad)


def _link(table: str, good: str, bad: str) -> Example:
    return Example(table, "起点代码,终点代码,起始日期,终止日期,更正", good, bad)


EXAMPLES = {
    "ROW-LONG": _member("X,林甲,2001-01-01,2020-01-01,,多余"),
    "ROW-SHORT": _member("X,林甲,2001-01-01,2020-01-01"),
    "ROW-QUOTE": _member('X,"林甲,2001-01-01,2020-01-01,'),
    "CELL-EMPTY": _member("X,,2001-01-01,2020-01-01,"),
    "CELL-LONG": _member(f"X,{'林' * 501},2001-01-01,2020-01-01,"),
    "CELL-CONTROL": _member("X,林\x07甲,2001-01-01,2020-01-01,"),
    "CELL-INVISIBLE": _member("X\u200b1,林甲,2001-01-01,2020-01-01,"),
    "CELL-ERROR": _member("X,#N/A,2001-01-01,2020-01-01,"),
    "NAME-BLANK": _member("X,···,2001-01-01,2020-01-01,"),
    "CELL-FORMULA": _member("X,=A1,2001-01-01,2020-01-01,"),
    "CODE-FORM": _member("X_1,林甲,2001-01-01,2020-01-01,"),
    "CODE-RUINED": Example(
        "areas",
        "代码,名称,类别,上级代码,起始日期",
        "3505020010010{n},某网格,网格,350502001001,2020-01-01",
        "3.50502E+11,某社区,社区(村),350502001,2020-01-01",
    ),
    "INTEGER": Example(
        "households",
        "代码,门牌,人口数,楼栋代码,起始日期",
        "350502001001-00001-00{n},1,3,350502001001-00001,2020-01-01",
        "350502001001-00001-9999,1,三,350502001001-00001,2020-01-01",
    ),
    "NUMBER": Example(
        "facilities",
        "代码,名称,面积(平方米),所在地域,起始日期",
        "F{n},某设施,30,350502001001,2020-01-01",
        "X,某设施,很大,350502001001,2020-01-01",
    ),
    "RANGE": Example(
        "staff", "代码,姓名,岗位,岗位等级,起始日期", "S{n},某,网格员,3,2020-01-01",
        "X,某,网格员,19,2020-01-01",
    ),
    "BOOLEAN": Example(
        "member_states", "对象代码,状态,是否在职,起始日期", "M{n},正常,是,2020-01-01",
        "M1,正常,也许,2020-01-01",
    ),
    "DATE": _member("X,林甲,某日,2020-01-01,"),
    "DATE-DAY": _member("X,林甲,2001-01-01,2020-01-01,2022-05"),
    "DATE-ORDER": _member("X,林甲,2001-01-01,2020-01-01,2019-01-01"),
    "CHOICE": Example(
        "organizations", "代码,名称,层级,类别,起始日期", "O{n},某支部,党支部,社区,2020-01-01",
        "X,某支部,小支部,社区,2020-01-01",
    ),
    "USCC": Example(
        "units", "代码,名称,类别,统一社会信用代码,所在地域,起始日期",
        "U{n},某公司,企业,,350502001001,2020-01-01",
        "X,某公司,企业,91350502MA2XXXXX0X,350502001001,2020-01-01",
    ),
    "CODE-TWICE": _member("G10,林乙,2001-01-01,2020-01-01,"),
    "FACT-TWICE": _link("membership", "M{n},A,2020-01-01,,", "M10,A,2020-01-01,,"),
    "END-MISSING": _link("membership", "M{n},A,2020-01-01,,", "M1,N,2020-01-01,,"),
    "SECOND-PARENT": _link("membership", "M{n},A,2020-01-01,,", "M0,A,2019-06-01,,"),
    "NOT-STORED": _link("membership", "M{n},A,2020-01-01,,", "M1,B,2019-01-01,,撤销"),
    "LINK-MOVED": Example(
        "units", "代码,名称,类别,所在地域,起始日期", "U{n},某公司,企业,350502001001,2020-01-01",
        "W,某公司,企业,350502001003,2020-01-01",
    ),
    "TIER-ORDER": _link("subordination", "Z{n},A,2020-01-01,,", "A,Z1,2020-01-01,,"),
    "CYCLE": _link("subordination", "Z{n},A,2020-01-01,,", "C,D,2020-01-01,,"),
    "PROBATIONARY-POST": Example(
        "posts", "起点代码,终点代码,职务,起始日期", "M{n},A,委员,2020-01-01", "V,A,书记,2000-01-01"
    ),
}  # fmt: skip
"""By rule; what is stored before stands in `test_rules.py` and on the page that shows them."""


def rule_rows() -> Iterator[tuple[str, ...]]:
    """Each rule with what it says, what comes of it, and a row that breaks it."""
    for name, rule in RULES.items():
        what = "told" if rule.soft else "rejected"
        shown = ""
        if name in EXAMPLES:
            one = EXAMPLES[name]
            row = one.bad if len(one.bad) < LONGEST else f"{one.bad[:20]}…"
            row = "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in row)
            shown = f"`{one.table}`: {one.headers}<br>`{row}`"
        yield f"`{name}`", rule.text, what, shown
