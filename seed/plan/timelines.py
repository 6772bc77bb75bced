"""What rows do to a timeline: the facts of one kind at one node, of which at most one holds on any day.

Days are texts, `2022-12-31`; a fact without an end ends on FOREVER. Nothing here reads a file or a store: the
same rows and the same facts always come to the same outcome.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

FOREVER = "9999-12-31"
REPLACE, WITHDRAW = "REPLACE", "WITHDRAW"
"""更正: 是 replaces what it overlaps, 撤销 withdraws a fact that was never true."""
Value = tuple[str, str, str]
"""Label and code at the other end of a fact, and its role where its type has one."""


class Fact(NamedTuple):
    """A fact from its first day up to, and without, its last."""

    value: Value
    begins: str
    ends: str

    def overlaps(self, other: "Fact") -> bool:
        """Whether they share a day."""
        return self.begins < other.ends and other.begins < self.ends


class Sent(NamedTuple):
    """A row that states a fact; `id` says the order of the rows. An `own` one stands in a column of the
    node's own row: it repeats what holds, or corrects what never changed. One that is `moved` stands there
    with the day from which on it holds."""

    id: int
    value: Value
    begins: str
    ends: str
    correction: str = ""
    own: bool = False
    moved: bool = False

    @property
    def fact(self) -> Fact:
        """The fact that it states."""
        return Fact(self.value, self.begins, self.ends)


class Verdict(NamedTuple):
    """What is said of a row: a rule, and what its remedy needs, a day or the id of another row."""

    id: int
    rule: str
    day: str = ""
    other: int = 0


@dataclass
class Piece:
    """A fact of the outcome: a stored one (`old`), one that `row` states, or what goes on behind that row
    (`resumed`). What a row states is `fixed`: no other row of the delivery ends it."""

    fact: Fact
    old: Fact | None = None
    row: int = 0
    resumed: bool = False
    fixed: bool = False


@dataclass
class Outcome:
    """A timeline after a delivery: `rejected` rows and those `left` out are not written; of what was `told`
    the rows are written or left out."""

    pieces: list[Piece]
    rejected: list[Verdict] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    told: list[Verdict] = field(default_factory=list)

    @property
    def facts(self) -> list[Fact]:
        """The whole timeline, in the order of days."""
        return sorted((piece.fact for piece in self.pieces), key=lambda fact: fact[1:])

    def ended(self) -> Iterator[tuple[Fact, str]]:
        """Stored facts that end on another day than they did, each with that day."""
        for piece in self.pieces:
            # What a row states is written as it stands there.
            if piece.old is not None and not piece.fixed and piece.old.ends != piece.fact.ends:
                yield piece.old, piece.fact.ends

    def gone(self, stored: Iterable[Fact]) -> list[Fact]:
        """Those of the stored facts that no fact of the outcome is, by value and first day."""
        now = {piece.fact[:2] for piece in self.pieces}
        return [fact for fact in stored if fact[:2] not in now]

    def shortened(self) -> Iterator[tuple[int, str]]:
        """Rows of a node whose link lasts until one that another row states, each with the day it ends."""
        for piece in self.pieces:
            if piece.row and piece.old is None and not piece.fixed and not piece.resumed:
                yield piece.row, piece.fact.ends

    def resumed(self) -> Iterator[tuple[int, Fact]]:
        """Facts that go on behind a row, with the row."""
        return ((piece.row, piece.fact) for piece in self.pieces if piece.resumed)


def outcome(stored: Sequence[Fact], rows: Sequence[Sent]) -> Outcome:
    """The timeline that rows make of what is stored.

    What is withdrawn goes first, then what replaces, then what begins later ends what began before. A row
    that cannot stand is taken out, and everything is worked out anew without it; of two rows that share a day
    the later falls.
    """
    rejected: list[Verdict] = []
    remaining = sorted(rows)
    while True:
        found = _applied(stored, remaining)
        fallen = found.rejected or _sharing_a_day(remaining)
        if not fallen:
            found.rejected = rejected
            return found
        rejected += fallen
        gone = {verdict.id for verdict in fallen}
        remaining = [row for row in remaining if row.id not in gone]


def _sharing_a_day(rows: Sequence[Sent]) -> list[Verdict]:
    accepted: list[Sent] = []
    fallen: list[Verdict] = []
    for row in rows:
        if row.own or row.correction == WITHDRAW:
            continue
        other = next((one for one in accepted if one.fact.overlaps(row.fact)), None)
        if other is None:
            accepted.append(row)
        else:
            fallen.append(Verdict(row.id, "SECOND-PARENT", other=other.id))
    return fallen


TURN = {WITHDRAW: 0, REPLACE: 1, "": 2}
"""By correction: which rows are applied first."""


def _applied(stored: Sequence[Fact], rows: Sequence[Sent]) -> Outcome:
    found = Outcome([Piece(fact, fact) for fact in stored])
    own = [row for row in rows if row.own]
    others = sorted(
        (row for row in rows if not row.own), key=lambda row: (TURN[row.correction], row.begins, row.id)
    )
    if not stored:
        first = min((row.begins for row in others), default=FOREVER)
        for row in own:
            # A register row beside rows of its history says where the node lay before these, if anything.
            if row.begins < first:
                found.pieces.append(Piece(row.fact, row=row.id))
            else:
                found.left.append(row.id)
    for row in others:
        if row.correction == WITHDRAW:
            withdraw(found, row)
        else:
            _state(found, row)
    if stored:
        for row in own:
            _register(found, row, changed=len(stored) > 1 or bool(others))
    found.told += [Verdict(row, "RESUMED", day=fact.begins) for row, fact in found.resumed()]
    return found


def withdraw(found: Outcome, row: Sent) -> None:
    """Takes out the stored fact that a row names."""
    same = same_fact(found, row)
    if same is None:
        found.rejected.append(Verdict(row.id, "NOT-STORED"))
    else:
        found.pieces.remove(same)
        found.left.append(row.id)


def same_fact(found: Outcome, row: Sent) -> Piece | None:
    """The piece of a stored fact with this value and first day."""
    return next(
        (one for one in found.pieces if one.old is not None and one.fact[:2] == (row.value, row.begins)), None
    )


def leaves_ended(found: Outcome, row: Sent, same: Piece | None) -> bool:
    """Whether a row states an ended fact without its end, as an extract from before the end was known does:
    an empty cell does not take an end back."""
    if same is None or row.correction == REPLACE or not row.ends == FOREVER > same.fact.ends:
        return False
    found.left.append(row.id)
    found.told.append(Verdict(row.id, "REOPENED", day=same.fact.ends))
    return True


def _state(found: Outcome, row: Sent) -> None:
    """A new fact, or one that is stored, with this end or another."""
    same = same_fact(found, row)
    if leaves_ended(found, row, same):
        return
    if row.moved and any(
        one.fact.value == row.value and one.fact.begins <= row.begins < one.fact.ends for one in found.pieces
    ):
        found.left.append(row.id)
        return
    touched = [
        one for one in found.pieces if one is not same and not one.fixed and one.fact.overlaps(row.fact)
    ]
    # What goes on behind another row of the delivery gives way: nobody has stated that it begins there.
    later = next((one for one in touched if one.fact.begins >= row.begins and not one.resumed), None)
    if later is not None and row.correction != REPLACE:
        found.rejected.append(Verdict(row.id, "SECOND-PARENT", day=later.fact.begins))
        return
    for one in touched:
        _cut(found, one, row)
    if same is not None:
        found.pieces.remove(same)
    found.pieces.append(Piece(row.fact, same.old if same else None, row.id, fixed=True))


def _cut(found: Outcome, piece: Piece, row: Sent) -> None:
    """Takes the days of a row out of a piece; what lies behind them goes on."""
    fact = piece.fact
    if fact.begins < row.begins:
        piece.fact = fact._replace(ends=row.begins)
    else:
        found.pieces.remove(piece)
    if row.ends < fact.ends:
        found.pieces.append(Piece(fact._replace(begins=row.ends), row=row.id, resumed=True))


def _register(found: Outcome, row: Sent, *, changed: bool) -> None:
    """A link in a node's own row: the value that holds, or the first one, is no news; one that never changed
    is corrected."""
    facts = found.facts
    if not facts:
        found.pieces.append(Piece(row.fact, row=row.id))
    elif changed and row.value in (facts[0].value, facts[-1].value):
        found.left.append(row.id)
    elif changed:
        found.rejected.append(Verdict(row.id, "LINK-MOVED", day=facts[-1].begins))
    elif facts[0].value == row.value and facts[0].begins == row.begins:
        _state(found, row)
    else:
        found.told.append(Verdict(row.id, "CORRECTED", day=facts[0].begins))
        found.pieces[:] = [Piece(row.fact, row=row.id, fixed=True)]
