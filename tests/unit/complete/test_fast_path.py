"""Which resolvers the decoder calls, and what is said of an answer that it leaves to graphql-core."""

from typing import Any

import pytest
from graphql import GraphQLArgument, GraphQLField, GraphQLInt, GraphQLObjectType

from graphsvc.answer import Question
from graphsvc.catalogue import Catalogue
from graphsvc.complete.resolving import fast_path, takes_fast_path
from graphsvc.record import OUT_OF_FORCE
from graphsvc.service import Service
from graphsvc.settings import Settings
from tests.conftest import AUDITOR
from tests.unit.complete.test_decoder import area, completion


def test_every_resolver_takes_the_fast_path(service: Service) -> None:
    for kind in service.schema.type_map.values():
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__"):
            assert kind.is_type_of is None, kind.name
            for name, definition in kind.fields.items():
                assert takes_fast_path(definition), f"{kind.name}.{name}"


@pytest.mark.parametrize(
    ("resolve", "arguments", "called"),
    [
        (lambda value, info: 1, {}, True),
        (lambda value, info, **_: 1, {}, True),
        (fast_path(lambda value, info, **_: 1), {"first"}, True),
        (fast_path(lambda value, info, **_: 1), {}, True),
        (lambda value, info, **_: 1, {"first"}, False),
        (lambda value, info, first=1: 1, {"first"}, False),
        (lambda value, info: 1, {"first"}, False),
        (None, {}, False),
    ],
)
def test_the_decorator_says_which_resolvers_the_decoder_calls(
    resolve: Any, arguments: set[str], called: bool
) -> None:
    given = {name: GraphQLArgument(GraphQLInt) for name in arguments}
    assert takes_fast_path(GraphQLField(GraphQLInt, given, resolve)) is called


def test_what_the_decoder_refuses_is_counted_by_reason_and_never_by_value(
    settings: Settings, catalogue: Catalogue, caplog: pytest.LogCaptureFixture
) -> None:
    service = Service(settings, catalogue, None)
    with caplog.at_level("DEBUG", "graphsvc"):
        assert completion(service, area("kind"), {"kind": "SECRET", OUT_OF_FORCE: None}).decoded() is None
        assert completion(service, area("code"), {"code": "1", OUT_OF_FORCE: None}).decoded() is not None
        service.answer(Question('{ __type(name: "Area") { name } }'), AUDITOR, "r")
    assert service.refused["ValidationError"] == 1
    assert "ValidationError" in caplog.text
    assert "SECRET" not in caplog.text


def test_a_resolver_that_is_not_marked_leaves_the_question_without_a_decoder(
    settings: Settings, catalogue: Catalogue
) -> None:
    service = Service(settings, catalogue, None)
    kind: Any = service.schema.type_map["Area"]
    kind.fields["children"].resolve = lambda value, info, first=50, **_: {"nodes": []}
    assert completion(service, area("children { nodes { code } }"), {}).decoder is None
    assert completion(service, area("code"), {}).decoder is not None
