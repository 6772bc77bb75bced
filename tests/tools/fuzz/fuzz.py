"""Both ways of completing an answer, compared: `python -m tests.tools.fuzz.fuzz --pairs 20000`."""

import argparse
import logging
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from graphsvc.answer import Question
from graphsvc.caller import Caller
from graphsvc.catalogue import load_catalogue
from graphsvc.compile.document.selection import Selector
from graphsvc.completion import Asked, Completion, Roots
from graphsvc.schema.base import lowerings
from graphsvc.service import Service
from graphsvc.settings import Settings
from tests.tools.fuzz.documents import Document, Documents
from tests.tools.fuzz.records import Records

CALLERS = (
    Caller("auditor", "", False),
    Caller("auditor", "", True),
    Caller("auditor", "350502004", False),
)
CLEAN, POISONED = 2, 4
"""Records made for one document."""
WIDE = {"max_tokens": 100_000, "max_depth": 100, "max_hops": 10_000, "max_aliases": 10_000}


@dataclass
class Tally:
    """What came of the pairs: how many of each sort, and how many of them the decoder answered."""

    pairs: Counter[str] = field(default_factory=Counter)
    decoded: Counter[str] = field(default_factory=Counter)
    faulty: int = 0

    def share(self, sort: str) -> float:
        return self.decoded[sort] / self.pairs[sort]

    def __str__(self) -> str:
        shares = ", ".join(f"{sort}: {self.share(sort):.1%} of {self.pairs[sort]}" for sort in self.pairs)
        return f"decoded {shares}; {self.faulty} answers with errors"


def fuzz_service(settings: Settings) -> Service:
    """A service that lets everything through that the generator writes."""
    wide = replace(settings, **{**WIDE, "max_directives": 10_000})
    return Service(wide, load_catalogue(wide.catalogue), None)


def run(service: Service, pairs: int, seed: int) -> Tally:
    """Completes so many document and record pairs both ways; AssertionError names the first that differs."""
    tally = Tally()
    documents = Documents(service.schema, random.Random(seed))
    records = Records(service.catalogue, dict(lowerings(service.schema)), random.Random(seed + 1))
    with _silent():
        while tally.pairs.total() < pairs:
            document = documents.document()
            caller = records.dice.choice(CALLERS)
            for sort, completion in completions(service, document, caller, records=records):
                compare(completion, sort, tally)
    return tally


def completions(
    service: Service, document: Document, caller: Caller, *, records: Records
) -> Iterator[tuple[str, Completion]]:
    """The document over clean and over poisoned records."""
    question = Question(document.text, document.variables)
    planned = service.plan(question, caller)
    prepared, compiled = planned.prepared, planned.compiled
    selector = Selector(service.schema, prepared.fragments, planned.variables)
    asked = Asked(question, caller, "fuzz")
    for number in range(CLEAN + POISONED):
        record = records.record(compiled, selector, prepared.operation)
        if number >= CLEAN:
            record = records.poisoned(record)
        roots = Roots(service.catalogue, compiled.readings, planned.bound.days, record)
        yield (
            "poisoned" if number >= CLEAN else "clean",
            Completion(service.schema, prepared.document, roots, asked, planned.decoder),
        )


def compare(completion: Completion, sort: str, tally: Tally) -> None:
    decoded = completion.decoded()
    executed: Any = None
    with suppress(TypeError):
        # Half a surrogate pair is no text of UTF-8: neither way can send it.
        executed = completion.executed()
    errors = executed is None or "errors" in executed.body
    tally.faulty += errors
    # A record that brings an error is no clean one: a day before the data, a code that is retired.
    sort = "errors" if errors else sort
    tally.pairs[sort] += 1
    tally.decoded[sort] += decoded is not None
    if decoded is not None:
        asked, record = completion.asked, completion.roots.record
        assert not errors, f"decoded in spite of errors: {asked} over {record}"
        assert decoded.content == executed.content, f"{asked} over {record}"


@contextmanager
def _silent() -> Iterator[None]:
    """Each fault of a record is logged with its traceback: thousands of them say nothing here."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    root = Path(__file__).resolve().parents[3]
    print(run(fuzz_service(Settings(catalogue=root / "cypher")), given.pairs, given.seed))


if __name__ == "__main__":
    main()
