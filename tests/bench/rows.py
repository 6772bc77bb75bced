"""Rows that are measured beside a hand-written statement: chains, trees, lists, pages."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, closing

from graphsvc.answer import Question
from tests.bench.bench import Bench, Outcome, Row
from tests.bench.examples import Pair
from tests.bench.timing import Figure, crowds, in_turns
from tests.bench.why import both_profiled, processors, split
from tests.tools.plans import hits

FLOOR = "statement by hand"
CHAIN = Row("chain of command of a household, 1 connection", FLOOR, 1.4)
CROWDS = {
    connections: Row(f"chain of command of a household, {connections} connections", FLOOR, 1.4)
    for connections in (8, 64)
}
TREE = Row("tree of a county, 6 levels", FLOOR, 1.1)
TREE_WITHOUT_DATES = 0.6
"""The target of the tree where its statement asks for no dates."""
LISTS = {first: Row(f"list of {first:,} households", FLOOR, 1.2) for first in (1_000, 10_000)}
PAGES = {
    False: Row("page of 50 members, the first", FLOOR, 1.4),
    True: Row("page of 50 members, after 100,000", FLOOR, 1.4),
}
LATE_TIME = Row("page after 100,000, time", "the first page", 1.2)
LATE_HITS = Row("page after 100,000, dbHits", "the first page", 1.2)
TURNS = 3
WARMING = 8
"""Connections that warm the database up."""


def warm(bench: Bench) -> None:
    """Both sides are asked for chains and pages until the database has compiled what answers them."""
    pairs = [*_households(bench), *(bench.examples.page(late=late) for late in PAGES)]
    with ExitStack() as stack:
        clients = [stack.enter_context(closing(bench.client())) for _ in range(WARMING)]
        over_http = [bench.over_http(pairs, one) for one in clients]
        crowds((over_http, [bench.by_hand(pairs)] * WARMING), bench.size.warm, turns=0)


def chain(bench: Bench) -> Iterator[Outcome]:
    """Households from all over the city, one after the other."""
    yield _compared(bench, CHAIN, _households(bench), bench.size.small)


def crowded(bench: Bench) -> Iterator[Outcome]:
    """The same by many at once."""
    pairs = _households(bench)
    for connections, row in CROWDS.items():
        with ExitStack() as stack:
            clients = [stack.enter_context(closing(bench.client())) for _ in range(connections)]
            over_http = [bench.over_http(pairs, one) for one in clients]
            by_hand = [bench.by_hand(pairs)] * connections
            found = crowds((over_http, by_hand), bench.size.crowded, TURNS)
        yield Outcome(
            row, *map(Figure.of_crowd, found), why=lambda many=connections: _processors(bench, pairs, many)
        )


def tree(bench: Bench) -> Iterator[Outcome]:
    """All organisations of one county."""
    pair = bench.examples.tree()
    dateless = not re.search(r"\br\d+\.valid_", bench.call(pair.question).text)
    target = TREE_WITHOUT_DATES if dateless else None
    yield _compared(bench, TREE, [pair], bench.size.large, target=target)


def lists(bench: Bench) -> Iterator[Outcome]:
    """Long flat lists."""
    for first, row in LISTS.items():
        yield _compared(bench, row, [bench.examples.rows(first)], bench.size.large)


def pages(bench: Bench) -> Iterator[Outcome]:
    """A page in front and one far behind, beside a statement by hand and beside each other."""
    pairs = {late: bench.examples.page(late=late) for late in PAGES}
    for late, row in PAGES.items():
        yield _compared(bench, row, [pairs[late]], bench.size.small)
    with closing(bench.client()) as client:
        asks = tuple(bench.over_http([pairs[late]], client) for late in (True, False))
        times = in_turns(asks, bench.size.small)
    yield Outcome(LATE_TIME, *map(Figure.of, times), why=lambda: _why(bench, [pairs[True]]))
    hits = (Figure(float(_hits(bench, pairs[late].question)), "dbHits") for late in (True, False))
    yield Outcome(LATE_HITS, *hits, why=lambda: both_profiled(bench, pairs[True]))


def _households(bench: Bench) -> list[Pair]:
    return [bench.examples.chain(code) for code in bench.examples.households]


def _compared(
    bench: Bench, row: Row, pairs: list[Pair], rounds: int, *, target: float | None = None
) -> Outcome:
    """Both sides in turns, once their data was found equal."""
    equal = bench.equal(pairs)
    with closing(bench.client()) as client:
        times = in_turns((bench.over_http(pairs, client), bench.by_hand(pairs)), rounds)
    return Outcome(row, *map(Figure.of, times), equal, target, lambda: _why(bench, pairs))


def _hits(bench: Bench, question: Question) -> int:
    return hits(bench.store.profile(bench.call(question)))


def _why(bench: Bench, pairs: list[Pair]) -> list[str]:
    return [*split(bench, pairs), *both_profiled(bench, pairs[0])]


def _processors(bench: Bench, pairs: list[Pair], connections: int) -> list[str]:
    with ExitStack() as stack:
        clients = [stack.enter_context(closing(bench.client())) for _ in range(connections)]
        over_http = [bench.over_http(pairs, one) for one in clients]
        return processors(bench, {"the service": over_http, FLOOR: [bench.by_hand(pairs)] * connections})
