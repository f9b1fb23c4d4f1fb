"""Endings of numbers, as Kielitoimisto writes them: after a colon, by how the number is said."""

from __future__ import annotations

import pytest

from cxlib.wording.inflection import out_of
from cxlib.wording.tongue import tongue


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "0:sta"),  # nollasta
        (1, "1:stä"),  # yhdestä
        (2, "2:sta"),  # kahdesta
        (3, "3:sta"),  # kolmesta
        (4, "4:stä"),  # neljästä
        (5, "5:stä"),  # viidestä
        (6, "6:sta"),  # kuudesta
        (7, "7:stä"),  # seitsemästä
        (8, "8:sta"),  # kahdeksasta
        (9, "9:stä"),  # yhdeksästä
        (10, "10:stä"),  # kymmenestä
        (12, "12:sta"),  # kahdestatoista
        (15, "15:stä"),  # viidestätoista
        (20, "20:stä"),  # kahdestakymmenestä
        (100, "100:sta"),  # sadasta
        (110, "110:stä"),  # sadastakymmenestä
        (842, "842:sta"),  # kahdeksastasadastaneljästäkymmenestäkahdesta
        (1000, "1\u00a0000:sta"),  # tuhannesta
        (1_000_000, "1\u00a0000\u00a0000:sta"),  # miljoonasta
    ],
)
def test_out_of_follows_the_last_word_of_the_number(n: int, said: str) -> None:
    assert out_of(n, tongue("fi")) == said


def test_other_languages_need_no_ending() -> None:
    assert out_of(842, tongue("en")) == "842"
