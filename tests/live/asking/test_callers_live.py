"""Random callers, random documents: nothing outside the jurisdiction anywhere in the answer."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from graphql import GraphQLObjectType, GraphQLSchema

from graphsvc.answer import Question
from graphsvc.caller import Caller
from graphsvc.catalogue import Catalogue
from graphsvc.service import Service
from graphsvc.settings import Settings
from graphsvc.store import Call
from graphsvc.store.bolt import BoltStore
from tests.tools.fuzz.callers import NODES, CallersDocuments, nested_callers, unknown
from tests.tools.fuzz.documents import Document
from tests.tools.fuzz.fuzz import WIDE
from tests.tools.oracle.happened import everything
from tests.tools.oracle.pages import decoded
from tests.tools.oracle.rates import Rates
from tests.tools.oracle.reference import LISTS, Sight
from tests.tools.oracle.stored import Graph
from tests.tools.witness.reading import Evidence
from tests.tools.witness.witness import ONE, Witness

SHORT, LONG = 14, 56
"""Documents; `make soak` asks the long number."""
SEED = 1
SHOWN = {SHORT: 0.3, LONG: 0.7}
"""Of the fields a client may ask for and the arguments of each, those that some answer had something at."""
CLEARED = 8
"""After so many documents the database forgets their plans, which else fill its memory."""
CLEAR = "CALL db.clearQueryCaches() YIELD value RETURN value"
PATIENT = 300.0
"""Seconds a statement may take: each text is new to the database, which plans it first."""
SHARES = {"documents answered": 0.7, "answered": 0.33, "elsewhere": 0.3}
"""Of the documents, of the pairs of a document and a caller, of the pairs where there is more elsewhere."""
MET = {"pairs": 440, "seen": 1500, "guarded": 100, "nothing": 50, "changes": 10, "mentions": 10}
MET |= {"ordered": 200, "lists": 100, "totals": 1000, "counts": 1000, "cursors": 700}
"""How often: nodes in sight, nodes beyond the border that are named and no more, pages in an order."""
TOKEN = re.compile(r"[0-9A-Za-z-]{6,}")


@dataclass
class Court:
    """The service and the graph that its answers are read beside."""

    service: Service
    graph: Graph
    evidence: Evidence
    met: Counter[str] = field(default_factory=Counter)
    visited: set[str] = field(default_factory=set)
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
        witness = Witness(self.evidence, sight, caller.show_names, *asked)
        witness.read(body["data"])
        told = [(error["path"], error["message"]) for error in body.get("errors", [])]
        assert sorted(told, key=repr) == sorted(witness.faults, key=repr)
        found = set(words(body))
        assert (found & self.outside(sight.prefix)) - witness.mentioned == set()
        self.met += witness.met
        self.visited |= witness.visited
        self.met["answered"] += any(witness.met[kind] for kind in ("seen", "hits", "mentions"))
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
            yield from TOKEN.findall(decoded(value) or "")
        except (ValueError, AssertionError):
            yield from TOKEN.findall(value)


@pytest.fixture(scope="module")
def graph(sample_store: BoltStore) -> Graph:
    return Graph(sample_store)


@pytest.fixture
def court(live_settings: Settings, catalogue: Catalogue, live_store: BoltStore, graph: Graph) -> Court:
    wide = replace(live_settings, **WIDE, max_directives=10_000, statement_timeout=PATIENT)
    service = Service(wide, catalogue, live_store)
    evidence = Evidence(service.schema, Rates(service.catalogue, live_store), everything(graph))
    return Court(service, graph, evidence)


def test_nothing_outside_in_any_answer(court: Court, live_store: BoltStore, long: bool) -> None:
    """The same documents, asked by callers whose areas lie in one another and by a stranger."""
    dice, documents = random.Random(SEED), LONG if long else SHORT
    for number in range(documents):
        if number % CLEARED == 0:
            live_store.read(Call(CLEAR, {}))
        try_one(court, dice, number)
    wanted = set(visitable(court.service.schema))
    missing = sorted(wanted - court.visited)
    assert 1 - len(missing) / len(wanted) >= SHOWN[documents], missing
    assert_not_vacuous(court.met, documents / LONG)


def try_one(court: Court, dice: random.Random, number: int) -> None:
    """One document by all callers; by that of the whole city, whose statement is another, one in three."""
    callers = nested_callers(court.graph, dice)
    sight = sight_of(court.graph, callers[2 + number % 4])
    written = CallersDocuments(
        court.service.schema,
        dice,
        sight=sight,
        visited=court.visited,
        happened=court.evidence.happened,
    )
    document, everything, before = written.small(), set[str](), court.met["answered"]
    for caller in callers if number % 3 == 0 else callers[1:]:
        try:
            found = court.witness(document, caller)
        except AssertionError as error:
            raise AssertionError(f"{caller}: {document}") from error
        # The widest area comes first: it sees what the others do not.
        everything = everything or found
        court.met["pairs"] += 1
        court.met["elsewhere"] += bool(everything & court.outside(caller.prefix))
    court.met["documents"] += 1
    court.met["documents answered"] += court.met["answered"] > before


def visitable(schema: GraphQLSchema) -> Iterator[str]:
    """Every field that a client may ask for, and every argument of each."""
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            for name, definition in kind.fields.items():
                yield f"{kind.name}.{name}"
                yield from (f"{kind.name}.{name}({one})" for one in definition.args)


def assert_not_vacuous(met: Counter[str], part: float) -> None:
    """What was met in a part of the documents, beside about half of what the seed met when these were set."""
    shares = {
        "documents answered": met["documents answered"] / met["documents"],
        "answered": met["answered"] / met["pairs"],
        "elsewhere": met["elsewhere"] / met["pairs"],
    }
    assert {one: share for one, share in shares.items() if share < SHARES[one]} == {}
    assert {one: met[one] for one, least in MET.items() if met[one] < part * least} == {}


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
                json.dumps(
                    court.ask(Document(document, {"code": code, "id": f"{label}:{code}@2022-12-31"}), caller)
                )
                for code in (item.code, unknown(label))
            )
            assert mine.replace(item.code, unknown(label)) == nobodys, document
    assert far


def documents_of(label: str) -> Iterator[str]:
    root = next((root for root, kind in ONE.items() if kind == label), "unit")
    yield f'query($code: String!) {{ {root}(code: $code, asOf: "2022-12-31") {{ code id }} }}'
    yield "query($id: ID!) { node(id: $id) { code __typename } }"
    yield "query($id: ID!) { nodes(ids: [$id]) { code } }"
    if label != "CoBuilding":
        yield 'query($id: ID!) { chainOfCommand(of: $id, asOf: "2022-12-31") { complete steps { code } } }'
    to = 'to: "PartyOrganization:502004-DW-0001", maxHops: 2, asOf: "2022-12-31"'
    yield f"query($id: ID!) {{ paths(from: $id, {to}) {{ length nodes {{ id }} }} }}"
    if label != "Area":
        yield 'query($code: String!) { search(text: $code, asOf: "2022-12-31") { id name } }'
    else:
        for root in LISTS:
            yield f"query($code: String!) {{ {root}(within: $code) {{ totalCount nodes {{ code }} }} }}"
