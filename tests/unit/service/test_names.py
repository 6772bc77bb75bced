"""Names are compared by their letters and digits alone, and found by any part of them."""

from random import Random

import pytest

from graphsvc.bind.search_text import name_part, search_text
from graphsvc.errors import BadUserInput
from graphsvc.spelling import compact_uscc, comparable, pairs

SIGNS = "泉州海滨示范社区厦高速支部０1２3ABcd·（)- 𠮷\u200b　.Ⅱ㈱é"
"""What names of offices are made of, in their odd forms too."""


def random_name(random: Random) -> str:
    return "".join(random.choice(SIGNS) for _ in range(random.randint(1, 24)))


def stands_in(part: str, whole: str) -> bool:
    """As a phrase of an index finds it: the words of the part, one behind the other."""
    words, found = whole.split(), part.split()
    return any(words[at : at + len(found)] == found for at in range(len(words)))


def test_every_part_of_two_signs_is_found_and_nothing_else() -> None:
    random = Random(215)
    met = 0
    for _ in range(2000):
        name, other = random_name(random), random_name(random)
        signs = comparable(name)
        whole = pairs(name)
        for begins in range(len(name) - 1):
            for ends in range(begins + 2, len(name) + 1):
                part = name[begins:ends]
                if len(comparable(part)) >= 2:
                    assert stands_in(pairs(part), whole), (part, name)
                    met += 1
        asked = comparable(other)[:3]
        assert len(asked) < 2 or stands_in(pairs(asked), whole) == (asked in signs)
        if asked:
            assert (name_part("x", asked) in whole) == (asked in signs)
    assert met > 100_000


def test_a_beginning_of_the_pairs_is_a_beginning_of_the_name() -> None:
    random = Random(2)
    for _ in range(2000):
        signs = comparable(random_name(random))
        for length in range(2, len(signs)):
            assert pairs(signs).startswith(pairs(signs[:length]))


@pytest.mark.parametrize("text", ["", "·", "（）", "\u200b \u200d"])
def test_nothing_to_compare_is_refused(text: str) -> None:
    with pytest.raises(
        BadUserInput, match=r"areas\.nameContains: no letter, digit or character in it; .*leave"
    ):
        name_part("areas.nameContains", text)
    with pytest.raises(BadUserInput, match="give at least 2 letters"):
        search_text("search.text", text + "东", "pairs")


def test_one_sign_is_a_part_of_a_name() -> None:
    assert name_part("x", "号") == "号"
    assert "号" in pairs("1号楼")
    assert name_part("x", None) is None


@pytest.mark.parametrize("written", ["91350502ma5abcd27c", " 9135 0502-MA5ABCD27C ", "９１350502MA5ABCD27C"])
def test_a_credit_code_is_compared_as_it_is_stored(written: str) -> None:
    assert compact_uscc(written) == "91350502MA5ABCD27C"
