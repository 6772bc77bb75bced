"""Warm-up documents: what cannot be answered stops the start, what can is planned before it is asked."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import pytest
from graphql import OperationDefinitionNode, parse

from graphsvc.answer import Question
from graphsvc.caller import Caller
from graphsvc.catalogue import Catalogue
from graphsvc.cli.main import main
from graphsvc.errors import ConfigurationError, DatabaseTimeout, DatabaseUnavailable
from graphsvc.http.app import create_app
from graphsvc.model import KIND_OF, TIE_OF
from graphsvc.service import Service
from graphsvc.settings import Settings
from graphsvc.store import Call, Row
from graphsvc.store.canned import CannedStore
from graphsvc.warmup import Planning, read_documents, stand_ins
from tests.conftest import AUDITOR, ROOT, missing_roots

AREA = "query Area($code: String!, $asOf: Date) { area(code: $code, asOf: $asOf) { name } }"
DATASET = "{ dataset { version } }"
TOWNSHIP = Caller("auditor", "350502004", False)
SHIPPED = sorted((ROOT / "graphsvc/documents").glob("*.graphql"))
BOUNDS = [f"{kind} 2021-01-01 2020-06-30" for kind in (*KIND_OF, *TIE_OF)]
"""All facts have begun since 2021, and since mid-2020 some have ended."""
STAMP = {"version": 7, "state": "READY", "earliest": None}


def loaded(call: Call) -> list[Row]:
    """A graph without any node, in which facts have days; a statement says whether these still hold."""
    [row] = missing_roots(call)
    dataset = {**STAMP, "bounds": BOUNDS, **({"held": True} if "held:" in call.text else {})}
    found = {"version": 7} if "last_load" in call.text else None
    return [{**row, "a0": found, "dataset": dataset}]


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    def write(**files: str | bytes) -> Path:
        for name, content in files.items():
            path = tmp_path / name.replace("__", ".")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write


@pytest.fixture
def over(settings: Settings, catalogue: Catalogue) -> Callable[..., Service]:
    def made(folder: Path, answers: Any = loaded) -> Service:
        return Service(replace(settings, warmup=folder), catalogue, CannedStore(answers))

    return made


def test_ours_are_all_read(over: Callable[..., Service]) -> None:
    found = read_documents(over(ROOT / "graphsvc/documents"))
    assert [one.path for one in found] == SHIPPED
    assert len(found) >= 3
    assert all(one.question.variables for one in found)


def test_none_is_allowed(over: Callable[..., Service], tmp_path: Path) -> None:
    assert read_documents(over(tmp_path)) == []


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"a__graphql": "{ dataset"}, r"a.graphql: 1:10: .*; correct the document"),
        ({"a__graphql": "{ nothing }"}, r"a.graphql: Cannot query field.*; correct it by `graphsvc schema`"),
        ({"a__graphql": "mutation { x }"}, r"a.graphql: .*"),
        ({"a__graphql": f"query A {DATASET} query B {DATASET}"}, r"a.graphql: 2 operations; leave one"),
        ({"a__graphql": "fragment F on Dataset { version }"}, r"a.graphql: 0 operations; leave one"),
        ({"a__graphql": b"\xff"}, r"a.graphql: not UTF-8 at byte 0; save it as UTF-8"),
        (
            {"a__graphql": "{ " + " ".join(f"a{n}: dataset {{ version }}" for n in range(16)) + " }"},
            r"a.graphql: 16 aliases; 15 are allowed \(GRAPHSVC_MAX_ALIASES\); ask for less in one document",
        ),
        (
            {"a__graphql": AREA.replace("String!", "String! @x")},
            r"a.graphql: Unknown directive",
        ),
        (
            {"a__graphql": "query($c: String!) { building(code: $c) { name } }"},
            r"a.graphql: building.code: not a code of Building.*; put values .* into .*a.json",
        ),
        ({"a__graphql": AREA, "a__json": "{"}, r"a.json: not JSON .*; write an object of variables"),
        ({"a__graphql": AREA, "a__json": "[]"}, r"a.json: not a JSON object; write one such as"),
        (
            {"a__graphql": AREA, "a__json": "{}"},
            r"a.graphql: Variable '\$code' .*; put values .* into .*a.json",
        ),
        ({"b__json": "{}"}, r"b.json: values of no document; give it the name of one or remove it"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_faults_name_the_file_and_the_remedy(
    over: Callable[..., Service], folder: Callable[..., Path], files: dict[str, str | bytes], message: str
) -> None:
    with pytest.raises(ConfigurationError, match=message):
        read_documents(over(folder(**files)))


def test_a_fault_stops_the_start(
    folder: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPHSVC_WARMUP", str(folder(a__graphql="{ nothing }")))
    assert main(["serve"]) == 1
    assert "a.graphql: Cannot query field 'nothing'" in capsys.readouterr().err
    monkeypatch.setenv("GRAPHSVC_WARMUP", "/nowhere/at/all")
    assert main(["serve"]) == 1
    assert "/nowhere/at/all: no such folder; set GRAPHSVC_WARMUP" in capsys.readouterr().err


def test_variables_without_values_get_some_of_their_type(service: Service) -> None:
    document = parse(
        """query($of: ID!, $ids: [ID!]!, $n: Int!, $given: Int! = 5, $day: Date!, $tier: [Tier!]!,
        $yes: Boolean!, $free: String) { dataset { version } }"""
    )
    operation = document.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    found = stand_ins(operation, service)
    assert set(found) == {"of", "ids", "n", "day", "tier", "yes"}
    assert (found["n"], found["yes"], found["ids"]) == (1, True, [found["of"]])
    assert found["tier"][0] in service.schema.type_map["Tier"].values  # type: ignore[attr-defined]  # an enum


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@pytest.mark.parametrize("caller", [AUDITOR, TOWNSHIP], ids=["city", "township"])
def test_the_first_request_is_planned_already(
    over: Callable[..., Service], path: Path, caller: Caller
) -> None:
    """Whoever asks, the service finds the plan it made, and sends the database a statement and types that it
    has seen."""
    service = over(ROOT / "graphsvc/documents")
    assert isinstance(service.store, CannedStore)
    document = next(one for one in read_documents(service) if one.path == path)
    planning = Planning(service, [document])
    planning.run()
    assert planning.progress() == {"documents": 1, "statements": 2, "planned": 2, "failed": []}
    before = {call.text: types(call.parameters) for call in service.store.calls[1:]}
    assert len(before) == 2
    made = service._compiled.cache_info().misses  # type: ignore[attr-defined]  # an lru_cache
    service.answer(Question(path.read_text("utf-8"), document.question.variables), caller, "first")
    first = service.store.calls[-1]
    assert before[first.text] == types(first.parameters)
    assert service._compiled.cache_info().misses == made


def types(parameters: Any) -> dict[str, Any]:
    """The type of each value, of those inside `$q` too."""
    return {
        name: types(value) if isinstance(value, dict) else type(value) for name, value in parameters.items()
    }


@pytest.mark.parametrize("expected", [AUDITOR, TOWNSHIP], ids=["city", "township"])
def test_readiness_waits_for_what_is_expected_and_counts_the_rest(
    over: Callable[..., Service], settings: Settings, expected: Caller
) -> None:
    """The statements of the expected policy come first; with the last of them the service is ready."""
    looked: list[tuple[int, Any]] = []

    def answers(call: Call) -> list[Row]:
        if (call.metadata or {}).get("operation") == "planning":
            told = client.get("/readyz")
            looked.append((told.status_code, told.get_json()["warmup"]["planned"]))
            sent.append("border" in call.parameters["q"])
        return loaded(call)

    sent: list[bool] = []
    service = over(ROOT / "graphsvc/documents", answers)
    planning = Planning(service, read_documents(service), (expected.policy,))
    client = create_app(settings, service, planning).test_client()
    told = client.get("/readyz")
    many = len(SHIPPED)
    warmup = {"documents": many, "statements": 2 * many, "planned": 0, "failed": []}
    assert (told.status_code, told.get_json()["status"]) == (503, "planning")
    assert told.get_json()["warmup"] == warmup
    planning.start().join()
    assert looked == [(200 if number >= many else 503, number) for number in range(2 * many)]
    assert sent == [expected.restricted] * many + [not expected.restricted] * many
    told = client.get("/readyz")
    assert (told.status_code, told.get_json()["status"]) == (200, "ready")
    assert told.get_json()["warmup"]["planned"] == 2 * many


def test_where_both_policies_are_expected_readiness_waits_for_both(over: Callable[..., Service]) -> None:
    service = over(ROOT / "graphsvc/documents")
    planning = Planning(service, read_documents(service), (AUDITOR.policy, TOWNSHIP.policy))
    planning.planned = 2 * len(SHIPPED) - 1
    assert not planning.ready
    planning.planned += 1
    assert planning.ready


def flaky(faults: Iterator[Exception | None]) -> Callable[[Call], list[Row]]:
    def answers(call: Call) -> list[Row]:
        fault = next(faults)
        if fault is not None:
            raise fault
        return loaded(call)

    return answers


def test_a_database_that_comes_later_is_waited_for(over: Callable[..., Service]) -> None:
    down = DatabaseUnavailable("down")
    service = over(ROOT / "graphsvc/documents", flaky(chain([down, down], repeat(None))))
    planning = Planning(service, read_documents(service), pause=0.0)
    planning.run()
    assert (planning.planned, planning.failed) == (2 * len(SHIPPED), [])


def test_one_that_fails_keeps_nobody_waiting(over: Callable[..., Service]) -> None:
    many = len(SHIPPED)
    faults = [None, DatabaseTimeout("slow"), *[None] * many, DatabaseTimeout("slow")]
    service = over(ROOT / "graphsvc/documents", flaky(chain(faults, repeat(None))))
    planning = Planning(service, read_documents(service), pause=0.0)
    planning.run()
    assert planning.ready
    assert planning.planned == 2 * many - 2
    assert planning.failed == [SHIPPED[0].stem, f"{SHIPPED[1].stem} (restricted)"]


def test_what_reads_nothing_is_planned_with_no_statement_but_that_of_readiness(
    over: Callable[..., Service], folder: Callable[..., Path]
) -> None:
    service = over(folder(a__graphql="{ standards { id } }"))
    planning = Planning(service, read_documents(service))
    planning.run()
    assert planning.ready
    assert service.store is not None
    assert service.store.statements == 1
