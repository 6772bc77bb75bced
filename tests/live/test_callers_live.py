"""Random callers, random documents: nothing outside the jurisdiction anywhere in the answer."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from graphsvc.access import Caller
from graphsvc.answer import Question
from graphsvc.catalogue import Catalogue
from graphsvc.execute import Service
from graphsvc.settings import Settings
from graphsvc.store.bolt import BoltStore
from tests.callers import NODES, CallersDocuments, nested_callers, unknown
from tests.fuzz import WIDE
from tests.fuzz_documents import Document
from tests.pages import decoded
from tests.rates import Rates
from tests.reference import LISTS, Graph, Sight
from tests.witness import ONE, Witness

DOCUMENTS = 27
SEED = 20221231
PATIENT = 300.0
"""Seconds a statement may take: each text is new to the database, which plans it first."""
TOKEN = re.compile(r"[0-9A-Za-z-]{6,}")


@dataclass
class Court:
    """The service and the graph that its answers are read beside."""

    service: Service
    graph: Graph
    rates: Rates
    met: Counter[str] = field(default_factory=Counter)
    known: dict[str, set[str]] = field(default_factory=dict)

    def ask(self, document: Document, caller: Caller) -> dict[str, Any]:
        question = Question(document.text, document.variables)
        found: dict[str, Any] = json.loads(self.service.answer(question, caller, "callers").to_bytes())
        return found

    def outside(self, prefix: str) -> set[str]:
        """Codes of what is out of sight; none that something in sight has too."""
        if prefix not in self.known:
            few = [items.values() for label, items in self.graph.items.items() if label != "State"]
            items = [one for some in few for one in some]
            seen = {one.code for one in items if one.area.startswith(prefix)}
            self.known[prefix] = {one.code for one in items} - seen
        return self.known[prefix]

    def witness(self, document: Document, caller: Caller) -> set[str]:
        """Reads one answer beside the graph; then its words once more, which are returned."""
        body = self.ask(document, caller)
        assert body.get("data") is not None, body
        sight = sight_of(self.graph, caller)
        asked = (document.text, document.variables)
        witness = Witness(self.service.schema, sight, self.rates, caller.show_names, *asked)
        witness.read(body["data"])
        told = [(error["path"], error["message"]) for error in body.get("errors", [])]
        assert sorted(told, key=repr) == sorted(witness.faults, key=repr)
        found = set(words(body))
        assert (found & self.outside(sight.prefix)) - witness.mentioned == set()
        self.met += witness.met
        self.met["answered"] += witness.met["seen"] > 0
        return found


def sight_of(graph: Graph, caller: Caller) -> Sight:
    return Sight(graph, caller.prefix if caller.restricted else "")


def words(value: Any) -> Iterator[str]:
    """Every word of an answer that may be a code; of a cursor what it stands for."""
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from words(one)
    elif isinstance(value, str):
        try:
            yield from decoded(value) or ()
        except (ValueError, AssertionError):
            yield from TOKEN.findall(value)


@pytest.fixture(scope="module")
def graph(sample_store: BoltStore) -> Graph:
    return Graph(sample_store)


@pytest.fixture
def court(live_settings: Settings, catalogue: Catalogue, live_store: BoltStore, graph: Graph) -> Court:
    wide = replace(live_settings, **WIDE, max_directives=10_000, statement_timeout=PATIENT)
    return Court(Service(wide, catalogue, live_store), graph, Rates(catalogue, live_store))


def test_nothing_outside_in_any_answer(court: Court) -> None:
    """The same documents, asked by callers whose areas lie in one another and by a stranger."""
    dice = random.Random(SEED)
    for number in range(DOCUMENTS):
        callers = nested_callers(court.graph, dice)
        home = callers[2 + number % 4]
        document = CallersDocuments(court.service.schema, dice, sight=sight_of(court.graph, home)).small()
        everything: set[str] = set()
        for caller in callers:
            try:
                found = court.witness(document, caller)
            except AssertionError as error:
                raise AssertionError(f"{caller}: {document}") from error
            everything = everything if caller.jurisdiction else found
            court.met["pairs"] += 1
            court.met["elsewhere"] += bool(everything & court.outside(caller.prefix))
    assert court.met["pairs"] >= 300
    assert court.met["answered"] > court.met["pairs"] * 0.1
    assert court.met["elsewhere"] > court.met["pairs"] * 0.1, "the city's caller sees what the others do not"
    assert all(court.met[kind] for kind in ("guarded", "nothing", "totals", "counts", "cursors"))


@pytest.mark.parametrize("label", NODES)
def test_unknown_and_outside_are_told_alike(label: str, court: Court) -> None:
    """Byte for byte but for the code: a root, an id, a chain, an end of a path, a text, a place."""
    dice = random.Random(label)
    caller = Caller("auditor", "350502004", False)
    items = court.graph.items[label].values()
    above = {"350500", "350502"}
    far = [one for one in items if not one.area.startswith(caller.prefix) and one.code not in above]
    retired = [one for one in far if one.own.get("valid_to")]
    for item in [*dice.sample(far, 2), *retired[:1]]:
        for document in documents_of(label):
            mine, nobodys = (
                json.dumps(court.ask(Document(document, {"code": code, "id": f"{label}:{code}"}), caller))
                for code in (item.code, unknown(label))
            )
            assert mine.replace(item.code, unknown(label)) == nobodys, document
    assert far


def documents_of(label: str) -> Iterator[str]:
    root = next((root for root, kind in ONE.items() if kind == label), "unit")
    yield f'query($code: String!) {{ {root}(code: $code, asOf: "2022-12-31") {{ code id }} }}'
    yield 'query($id: ID!) { node(id: $id, asOf: "2022-12-31") { code __typename } }'
    yield 'query($id: ID!) { nodes(ids: [$id], asOf: "2022-12-31") { code } }'
    if label != "CoBuilding":
        yield 'query($id: ID!) { chainOfCommand(of: $id, asOf: "2022-12-31") { complete steps { code } } }'
    to = 'to: "PartyOrganization:502004-DW-0001", maxHops: 2, asOf: "2022-12-31"'
    yield f"query($id: ID!) {{ paths(from: $id, {to}) {{ length nodes {{ id }} }} }}"
    if label != "Area":
        yield 'query($code: String!) { search(text: $code, asOf: "2022-12-31") { id name } }'
    else:
        for root in LISTS:
            yield f"query($code: String!) {{ {root}(within: $code) {{ totalCount nodes {{ code }} }} }}"
