"""Random sequences of deliveries leave a store as a model of days has it (`tools/fuzz/sequences.py`)."""

import pytest

from tests.tools.fuzz.sequences import try_sequence


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(500))
def test_a_sequence_of_deliveries(seed: int) -> None:
    try_sequence(seed)
