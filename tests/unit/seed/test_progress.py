"""What a load says of its pace: never of what came before it, never a number that nobody waits for."""

import pytest

from seed.cli.progress import Lines, Pace, shown


class Clock:
    """Shows the times it is given, one after another, and then the last for ever."""

    def __init__(self, *times: float) -> None:
        self._times = list(times)

    def __call__(self) -> float:
        return self._times.pop(0) if len(self._times) > 1 else self._times[0]


def test_a_pace_is_that_of_the_load_alone() -> None:
    """Reading took twenty minutes; the first batch takes part of a second, and says nothing of the rest."""
    pace = Pace(Clock(1200.0, 1200.2, 1210.0))
    assert pace.said(0, 7_000_000) == ""
    assert pace.said(5_000, 7_000_000) == "25,000/s"
    assert pace.said(300_000, 7_000_000) == "30,000/s, 4 min left"


@pytest.mark.parametrize(
    ("done", "seconds", "said"),
    [
        (0, 3600.0, ""),
        (1, 9_413.0, "0/s, more than a day left"),
        (500, 10.0, "50/s, 10 s left"),
        (1000, 10.0, "100/s"),
    ],
)
def test_what_is_left(done: int, seconds: float, said: str) -> None:
    pace = Pace(Clock(0.0, seconds))
    pace.said(0, 1000)
    assert pace.said(done, 1000) == said


def test_a_clock_that_stands_still() -> None:
    pace = Pace(Clock(5.0))
    pace.said(0, 10)
    assert pace.said(5, 10) == ""


def test_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """One every ten seconds, and one at the end."""
    lines = Lines("elements", Clock(0.0, 1.0, 1.0, 6.0, 6.0, 11.0, 11.0, 12.0))
    for done in (0, 500, 1000, 2000):
        lines(done, 2000)
    told = capsys.readouterr().err.splitlines()
    assert told == ["1,000 of 2,000 elements, 100/s, 10 s left", "2,000 of 2,000 elements, 182/s"]


def test_nothing_to_load(capsys: pytest.CaptureFixture[str]) -> None:
    with shown("elements") as progress:
        progress(0, 0)
    assert capsys.readouterr().err == "0 of 0 elements\n"
