"""What rows do to facts of which a node may have several at once."""

from collections.abc import Sequence

from seed.plan.timelines import (
    REPLACE,
    TURN,
    WITHDRAW,
    Fact,
    Outcome,
    Piece,
    Sent,
    leaves_ended,
    same_fact,
    withdraw,
)


def side_by_side(stored: Sequence[Fact], rows: Sequence[Sent]) -> Outcome:
    """What rows make of facts of which a node may have several at once: each stands for itself.

    Only a correction touches other facts, of the same value: it replaces those that share a day with it.
    """
    found = Outcome([Piece(fact, fact) for fact in stored])
    for row in sorted(rows, key=lambda row: (TURN[row.correction], row.id)):
        same = same_fact(found, row)
        if row.correction == WITHDRAW:
            withdraw(found, row)
        elif not leaves_ended(found, row, same):
            found.pieces = [one for one in found.pieces if not _is_replaced(one, row) and one is not same]
            found.pieces.append(Piece(row.fact, same.old if same else None, row.id, fixed=True))
    return found


def _is_replaced(piece: Piece, row: Sent) -> bool:
    return (
        row.correction == REPLACE
        and not piece.fixed
        and piece.fact.value == row.value
        and piece.fact.overlaps(row.fact)
    )
