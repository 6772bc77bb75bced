"""How much a document may ask."""

from dataclasses import replace

import pytest
from graphql import get_operation_ast

from graphsvc.errors import BadRequest, ParseFailed, RequestError, TooCostly, TooDeep
from graphsvc.limits import check_document, check_size, parse_document, validate_document
from graphsvc.service import Service
from graphsvc.settings import Settings

DEEP = '{ partyOrganization(code: "1") { %s } }'


def measured(service: Service, text: str, **limits: int) -> None:
    settings = replace(service.settings, **limits)
    document = parse_document(text, settings)
    assert validate_document(service.schema, document, settings) == []
    operation = get_operation_ast(document, None)
    assert operation is not None
    check_document(document, operation, service.schema, settings)


def nested(levels: int) -> str:
    inner = "code"
    for _ in range(levels):
        inner = "children { nodes { " + inner + " } }"
    return DEEP % inner


def test_depth_counts_hops_not_wrappers(service: Service) -> None:
    measured(service, nested(9))
    with pytest.raises(TooDeep, match=r"11 hops .* 10 are allowed \(GRAPHSVC_MAX_DEPTH\)"):
        measured(service, nested(10))


@pytest.mark.parametrize(
    ("text", "limits", "error", "message"),
    [
        (
            "{ a: dataset { version } b: dataset { version } }",
            {"max_aliases": 1},
            TooCostly,
            "2 aliases; 1 are",
        ),
        ("{ dataset { version @skip(if: true) } }", {"max_directives": 0}, TooCostly, "1 directives; 0 are"),
        ("{ dataset { version } standards { id } }", {"max_hops": 1}, TooCostly, "2 hops in all; 1 are"),
    ],
)
def test_each_limit(
    service: Service, text: str, limits: dict[str, int], error: type[RequestError], message: str
) -> None:
    with pytest.raises(error, match=message):
        measured(service, text, **limits)


def test_lists_and_walks_are_hops(service: Service) -> None:
    text = """{ households { nodes { building { code } } } areas { edges { node { ancestors { nodes { code }
      } descendants { nodes { code unitCount } } } } } }"""
    measured(service, text, max_depth=2, max_hops=5)
    with pytest.raises(TooDeep, match="2 hops"):
        measured(service, text, max_depth=1)
    with pytest.raises(TooCostly, match="5 hops"):
        measured(service, text, max_hops=4)


def test_a_fragment_counts_wherever_it_is_spread(service: Service) -> None:
    text = """{ a: partyOrganization(code: "1") { ...F } b: partyOrganization(code: "2") { ...F } }
              fragment F on PartyOrganization { parent { ...G } }
              fragment G on PartyOrganization { parent { code } }"""
    measured(service, text, max_hops=6)
    with pytest.raises(TooCostly, match="6 hops"):
        measured(service, text, max_hops=5)


def test_fragments_that_double_are_measured_in_a_moment(service: Service) -> None:
    names = [f"F{index}" for index in range(20)]
    parts = [
        f"fragment {name} on PartyOrganization {{ parent {{ ...{after} }} "
        f"children {{ nodes {{ ...{after} }} }} }}"
        for name, after in zip(names, [*names[1:], "End"], strict=True)
    ]
    text = (DEEP % "...F0") + " ".join(parts) + " fragment End on PartyOrganization { code }"
    with pytest.raises((TooCostly, TooDeep)):
        measured(service, text)


def test_tokens(settings: Settings) -> None:
    with pytest.raises(TooCostly, match=r"more than 1000 tokens \(GRAPHSVC_MAX_TOKENS\)"):
        parse_document("{ " + "a " * 1000 + "}", settings)


def test_syntax_names_the_place(settings: Settings) -> None:
    with pytest.raises(ParseFailed, match=r"^2:1: "):
        parse_document("{ dataset\n", settings)


def test_body(settings: Settings) -> None:
    check_size(b"x" * settings.max_body, settings)
    with pytest.raises(BadRequest, match="GRAPHSVC_MAX_BODY"):
        check_size(b"x" * (settings.max_body + 1), settings)


def test_no_suggestions_and_no_introspection(service: Service) -> None:
    document = parse_document("{ datset { version } __schema { types { name } } }", service.settings)
    messages = [error.message for error in validate_document(service.schema, document, service.settings)]
    assert len(messages) >= 2
    assert not any("Did you mean" in message for message in messages)
    assert any("introspection" in message for message in messages)


def test_introspection_where_it_is_enabled(service: Service) -> None:
    settings = replace(service.settings, introspection=True)
    document = parse_document("{ __schema { types { name fields { name type { name } } } } }", settings)
    assert validate_document(service.schema, document, settings) == []
