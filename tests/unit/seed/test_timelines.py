"""What rows make of a timeline, beside a model that goes day by day."""

from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.plan.timelines import FOREVER, REPLACE, WITHDRAW, Fact, Sent, outcome

FIRST = date(2022, 1, 1)
DAYS = 12
"""Days that facts may begin on; one more stands for all later ones."""
A, B, C = (("PartyOrganization", code) for code in "ABC")


def day(number: int) -> str:
    return FOREVER if number >= DAYS else (FIRST + timedelta(days=number)).isoformat()


def fact(value: tuple[str, str], begins: int, ends: int = DAYS) -> Fact:
    return Fact(value, day(begins), day(ends))


def sent(
    number: int,
    value: tuple[str, str],
    begins: int,
    ends: int = DAYS,
    *,
    correction: str = "",
    own: bool = False,
) -> Sent:
    return Sent(number, value, day(begins), day(ends), correction, own)


VALUES = st.sampled_from([A, B, C])


@st.composite
def timelines(draw: st.DrawFn) -> list[Fact]:
    """Facts apart from one another."""
    found, at = [], 0
    for _ in range(draw(st.integers(0, 4))):
        begins = draw(st.integers(at, DAYS))
        ends = draw(st.integers(begins, DAYS))
        if begins < ends:
            found.append(fact(draw(VALUES), begins, ends))
        at = ends
    return found


@st.composite
def rows(draw: st.DrawFn, most: int) -> list[Sent]:
    found = []
    for number in range(1, draw(st.integers(1, most)) + 1):
        begins = draw(st.integers(0, DAYS - 1))
        ends = draw(st.integers(begins + 1, DAYS))
        correction = draw(st.sampled_from(["", "", "", REPLACE, WITHDRAW]))
        found.append(sent(number, draw(VALUES), begins, ends, correction=correction))
    return found


Line = list[tuple[tuple[str, str], str] | None]
"""By day: what holds and the first day of that fact."""


def by_day(facts: list[Fact]) -> Line:
    line: Line = [None] * (DAYS + 1)
    for one in facts:
        for number in range(DAYS + 1):
            if one.begins <= day(number) and (day(number) < one.ends or one.ends == FOREVER):
                line[number] = (one.value, one.begins)
    return line


def expected(line: Line, row: Sent) -> Line | None:
    """The line after one row, None where the row cannot stand."""
    key = (row.value, row.begins)
    own = [number for number in range(DAYS + 1) if line[number] == key]
    if row.correction == WITHDRAW:
        return [None if one == key else one for one in line] if own else None
    if own and row.ends == FOREVER and DAYS not in own and row.correction != REPLACE:
        return line
    rest = [None if number in own else one for number, one in enumerate(line)]
    covered = [
        number
        for number in range(DAYS + 1)
        if row.begins <= day(number) and (day(number) < row.ends or row.ends == FOREVER)
    ]
    met = {rest[number] for number in covered} - {None}
    if row.correction != REPLACE and any(one is not None and one[1] >= row.begins for one in met):
        return None
    result: Line = list(rest)
    for number in range(DAYS + 1):
        one = rest[number]
        if number in covered:
            result[number] = key
        elif one in met and one is not None and day(number) >= row.ends:
            result[number] = (one[0], row.ends)
    return result


@settings(max_examples=1500, deadline=None)
@given(timelines(), rows(1))
def test_one_row_does_what_the_model_says(stored: list[Fact], sent_rows: list[Sent]) -> None:
    found = outcome(stored, sent_rows)
    line = expected(by_day(stored), sent_rows[0])
    assert bool(found.rejected) == (line is None)
    assert by_day(found.facts) == (by_day(stored) if line is None else line)


@settings(max_examples=1500, deadline=None)
@given(timelines(), rows(5), st.randoms())
def test_whatever_comes(stored: list[Fact], sent_rows: list[Sent], dice: Random) -> None:
    """One fact a day; a rejected row changes nothing; the order in which rows are handed over is without
    effect; and a second delivery of the same changes nothing."""
    found = outcome(stored, sent_rows)
    assert all(one.ends <= other.begins for one, other in pairwise(found.facts))
    fallen = {verdict.id for verdict in found.rejected}
    assert outcome(stored, [row for row in sent_rows if row.id not in fallen]).pieces == found.pieces
    shuffled = list(sent_rows)
    dice.shuffle(shuffled)
    assert outcome(stored, shuffled) == found
    again = outcome(
        found.facts, [row for row in sent_rows if row.id not in fallen and row.correction != WITHDRAW]
    )
    if not any(row.correction == WITHDRAW for row in sent_rows):
        assert again.facts == found.facts
        assert not list(again.ended())
        assert not again.gone(found.facts)
    assert {one[:2] for one in stored} - {one[:2] for one in found.gone(stored)} <= {
        one[:2] for one in found.facts
    }


@pytest.mark.parametrize(
    ("stored", "row", "facts", "told"),
    [
        ([fact(A, 0)], sent(1, B, 4), [fact(A, 0, 4), fact(B, 4)], []),
        ([fact(A, 0)], sent(1, B, 4, 6), [fact(A, 0, 4), fact(B, 4, 6), fact(A, 6)], ["RESUMED"]),
        ([fact(A, 0, 5)], sent(1, A, 0), [fact(A, 0, 5)], ["REOPENED"]),
        ([fact(A, 0, 5)], sent(1, A, 0, correction=REPLACE), [fact(A, 0)], []),
        ([fact(A, 0)], sent(1, A, 0, 5), [fact(A, 0, 5)], []),
        ([fact(A, 2)], sent(1, B, 0, 6, correction=REPLACE), [fact(B, 0, 6), fact(A, 6)], ["RESUMED"]),
        ([fact(A, 2)], sent(1, A, 2, correction=WITHDRAW), [], []),
        ([fact(A, 0)], sent(1, B, 0, own=True), [fact(B, 0)], ["CORRECTED"]),
        ([fact(A, 0, 4), fact(B, 4)], sent(1, B, 0, own=True), [fact(A, 0, 4), fact(B, 4)], []),
        ([fact(A, 0, 4), fact(B, 4)], sent(1, A, 0, own=True), [fact(A, 0, 4), fact(B, 4)], []),
    ],
)
def test_each_rule(stored: list[Fact], row: Sent, facts: list[Fact], told: list[str]) -> None:
    found = outcome(stored, [row])
    assert found.rejected == []
    assert found.facts == facts
    assert [verdict.rule for verdict in found.told] == told


@pytest.mark.parametrize(
    ("stored", "row", "rule"),
    [
        ([fact(A, 4)], sent(1, B, 0), "SECOND-PARENT"),
        ([fact(A, 4)], sent(1, B, 4), "SECOND-PARENT"),
        ([fact(A, 0, 4), fact(B, 4)], sent(1, C, 2), "SECOND-PARENT"),
        ([fact(A, 0)], sent(1, B, 0, correction=WITHDRAW), "NOT-STORED"),
        ([fact(A, 0, 4), fact(B, 4)], sent(1, C, 0, own=True), "LINK-MOVED"),
    ],
)
def test_each_refusal(stored: list[Fact], row: Sent, rule: str) -> None:
    found = outcome(stored, [row])
    assert [verdict.rule for verdict in found.rejected] == [rule]
    assert found.facts == stored


def test_of_two_rows_that_share_a_day_the_later_falls() -> None:
    found = outcome([fact(A, 0)], [sent(1, B, 4), sent(2, C, 6)])
    assert [(verdict.id, verdict.other) for verdict in found.rejected] == [(2, 1)]
    assert found.facts == [fact(A, 0, 4), fact(B, 4)]


def test_a_register_row_beside_its_history() -> None:
    """The first delivery has both: the row of the node, and the row of its move."""
    rows = [sent(1, A, 0, own=True), sent(2, B, 4)]
    found = outcome([], rows)
    assert found.facts == [fact(A, 0, 4), fact(B, 4)]
    assert list(found.shortened()) == [(1, day(4))]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.tuples(VALUES, st.booleans()), min_size=1, max_size=5), st.randoms())
def test_a_whole_history_over_an_open_fact(
    stretches: list[tuple[tuple[str, str], bool]], dice: Random
) -> None:
    """Rows that follow one another lie over what was open before; where none is, that goes on."""
    cuts = sorted(dice.sample(range(1, DAYS + 1), len(stretches)))
    spans = zip(stretches, cuts, [*cuts[1:], DAYS + 1], strict=True)
    rows = [sent(number, value, begins, min(ends, DAYS)) for number, ((value, told), begins, ends) in
            enumerate(spans, 1) if told and begins < min(ends, DAYS)]  # fmt: skip
    dice.shuffle(rows)
    found = outcome([fact(A, 0)], rows)
    assert found.rejected == []
    line = [one and one[0] for one in by_day(found.facts)]
    assert line == [
        next(
            (
                row.value
                for row in rows
                if row.begins <= day(one) and (day(one) < row.ends or row.ends == FOREVER)
            ),
            A,
        )
        for one in range(DAYS + 1)
    ]
    assert [verdict.day for verdict in found.told] == [one.begins for _, one in found.resumed()]
