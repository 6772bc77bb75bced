"""`@skip` and `@include` with a null: refused as bad input, told where."""

import pytest

from graphsvc.answer import Question
from graphsvc.service import Service
from tests.conftest import AUDITOR

NULL = "query($yes: Boolean = true) "


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ("{ dataset @include(if: $yes) { version } }", "1:52: "),
        ("{ dataset { version state @skip(if: $yes) } }", "1:65: "),
        ("{ standards { id title @skip(if: $yes) } }", "1:62: "),
        ("{ ... @include(if: $yes) { dataset { version } } }", "1:48: "),
        ("{ dataset { ...Part @skip(if: $yes) } } fragment Part on Dataset { version }", "1:59: "),
    ],
)
def test_2_26_a_null_is_bad_input(service: Service, document: str, place: str) -> None:
    answer = service.answer(Question(NULL + document, {"yes": None}), AUDITOR, "x")
    [error] = answer.body["errors"]
    assert (answer.status, error["extensions"]["code"]) == (400, "BAD_USER_INPUT")
    assert error["message"].startswith(f"{place}Argument 'if' of non-null type 'Boolean!' must not be null.")
    assert "Give true or false" in error["message"]


def test_without_a_value_the_default_decides(service: Service) -> None:
    document = NULL + "{ standards { id title @skip(if: $yes) } }"
    [first, *_] = service.answer(Question(document), AUDITOR, "x").body["data"]["standards"]
    assert set(first) == {"id"}
    [first, *_] = service.answer(Question(document, {"yes": False}), AUDITOR, "x").body["data"]["standards"]
    assert set(first) == {"id", "title"}
