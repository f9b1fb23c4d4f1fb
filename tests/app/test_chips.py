"""A score beside an answer says which end of its scale is good."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from cxlib.app.chips import HIGH, LOW, MIDDLE, score_chip
from cxlib.terms.programme import Label, Question
from cxlib.wording.tongue import tongue

NPS = Question("nps", Label(fi="Suosittelu"), "nps", 0, 10)
RATING = Question("rating", Label(fi="Arvosana"), "rating", 1, 5)
LOW_IS_BEST = Question("likely", Label(fi="Todennäköisyys"), "rating", 1, 5, best="low")


@pytest.mark.parametrize(
    ("question", "score", "told", "tint"),
    [
        (NPS, 9, "9/10", HIGH),
        (NPS, 8, "8/10", MIDDLE),
        (NPS, 6, "6/10", LOW),
        (RATING, 4, "4/5", HIGH),
        (RATING, 3, "3/5", MIDDLE),
        (RATING, 1, "1/5", LOW),
        (LOW_IS_BEST, 1, "1, paras 1", HIGH),
        (LOW_IS_BEST, 5, "5, paras 1", LOW),
    ],
)
def test_a_score_tells_its_scale_and_its_side(question: Question, score: int, told: str, tint: str) -> None:
    here: Any = SimpleNamespace(source=SimpleNamespace(scored=question), tongue=tongue("fi"))
    html = score_chip(here, score)
    assert f">{told}<" in html
    assert f"background:{tint}" in html


def test_no_score_is_no_chip() -> None:
    here: Any = SimpleNamespace(source=SimpleNamespace(scored=NPS), tongue=tongue("fi"))
    assert score_chip(here, None) == ""
    here.source.scored = None
    assert score_chip(here, 9) == ""
