"""The dated properties of a node: a state lasts until the next one begins, whatever order they come in."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from seed.plan.graph import Graph
from seed.plan.settle import STATES, Endings
from seed.plan.staging import Staging, Violation
from seed.plan.timelines import FOREVER

LABEL = "State"
_KEPT = "it ended on {0}, as stored, and that stays; repeat the day"


class Stated(NamedTuple):
    """A state of one node: its first day, its code and the day it ends, as it is stored and as it is sent;
    empty where it is not. `row` is the source and the line of the row that sends it."""

    begins: str
    code: str
    stored: str
    sent: str
    row: tuple[int, int] = (0, 0)

    @property
    def ends(self) -> str:
        """The day it ends by itself: an empty cell does not take a stored end back."""
        return self.stored if self.sent in ("", FOREVER) and self.stored else self.sent


def end_states(staging: Staging, graph: Graph | None, ends: Endings) -> Iterator[Violation]:
    """Ends each state on the day on which one begins that lasts, in staging and among `ends`.

    A state with an end of its own interrupts a longer one, which goes on behind it. Yields what is told of
    rows that give no end where one is stored that no other state explains.
    """
    owners = staging.db.execute("SELECT DISTINCT end_label FROM tie WHERE type = ?", (STATES,)).fetchall()
    staging.db.execute("BEGIN")
    for (label,) in owners:
        for owner, states in _states(staging, graph, label).items():
            for state, day in _lasting(states):
                if state.sent and day != state.sent:
                    _set_end(staging, state.code, day)
                if state.stored and day != state.stored:
                    begins, until = date.fromisoformat(state.begins), date.fromisoformat(day)
                    ends[STATES, LABEL][state.code].append([state.code, owner, begins, until, ""])
                if (
                    state.sent == FOREVER
                    and day == state.stored
                    and day not in {one.begins for one in states}
                ):
                    yield *state.row, "终止日期", "REOPENED", _KEPT.format(day)
    staging.db.execute("COMMIT")


def _states(staging: Staging, graph: Graph | None, label: str) -> dict[str, list[Stated]]:
    """By owner, all states stored and sent, in the order of their first days."""
    text = """SELECT stop, begins, start, coalesce(ends, ?), source, line FROM tie
        WHERE type = ? AND end_label = ?"""
    sent = staging.db.execute(text, (FOREVER, STATES, label)).fetchall()
    found: dict[str, dict[str, Stated]] = defaultdict(dict)
    if graph is not None and graph.holds(STATES):
        for fact in graph.states(label, dict.fromkeys(row[0] for row in sent)):
            found[fact.stop][fact.start] = Stated(fact.begins, fact.start, fact.ends, "")
    for owner, begins, code, until, source, line in sent:
        before = found[owner].get(code)
        found[owner][code] = Stated(begins, code, before.stored if before else "", until, (source, line))
    return {owner: sorted(states.values()) for owner, states in found.items()}


def _lasting(states: list[Stated]) -> Iterator[tuple[Stated, str]]:
    """Each state with the day it ends: no later than one begins that lasts."""
    until = FOREVER
    for state in reversed(states):
        yield state, min(state.ends, until)
        if state.ends >= until:
            until = state.begins


def _set_end(staging: Staging, code: str, day: str) -> None:
    staging.db.execute(
        "UPDATE node SET props = CAST(json_set(props, '$.valid_to', ?) AS BLOB) WHERE label = ? AND code = ?",
        (day, LABEL, code),
    )
    staging.end_ties(day, "type = ? AND start_label = ? AND start = ?", STATES, LABEL, code)
