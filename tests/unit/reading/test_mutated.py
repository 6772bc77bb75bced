"""Mutated files of an office: no traceback, no row without a word; `make fuzz` tries more of them."""

import pytest

from tests.tools.fuzz.files import run

pytestmark = pytest.mark.slow
FEW = 150


def test_every_row_is_kept_rejected_or_told() -> None:
    assert run(FEW, seed=2) == []
