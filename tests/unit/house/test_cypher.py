"""The rules of the `.cypher` files that no start depends on."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

FILES = sorted((ROOT / "cypher").rglob("*.cypher"))
SPELT_OUT = re.compile(
    r"valid_(from|to)\s*(<|<=|>|>=|=)\s*\$(asOf|day)|\$(asOf|day)\s*(<|<=|>|>=|=)\s*\w+\.valid_(from|to)"
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_spells_out_what_a_macro_says(path: Path) -> None:
    found = SPELT_OUT.search(path.read_text("utf-8"))
    assert not found, f"{found[0]}: write in_force(…) or lapsed(…)"


def test_what_counts_as_spelt_out() -> None:
    for text in (
        "a.valid_from <= $asOf",
        "$asOf < a.valid_to",
        "a.valid_to <= $asOf",
        "a.valid_from > $asOf",
    ):
        assert SPELT_OUT.search(text), text
    for text in ("a.valid_from >= $beganFrom", "first.valid_to IS NULL", "lapsed(a) <= $asOf"):
        assert not SPELT_OUT.search(text), text
