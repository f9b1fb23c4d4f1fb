"""The tone: negations turn words around, and real comments are told as well as they have to be with 50 judgements."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cxlib.errors import KuuloError
from cxlib.text.sentiment import SURE, Toned, ToneModel, predict, said, train
from cxlib.text.tone_words import leaning
from cxlib.text.words import Lexicon
from tests.text.coded_comments import comments

LEANINGS = [
    ("Hyvä palvelu", "fi", 1),
    ("huono palvelu", "fi", -1),
    ("Ei tarvinnut jonottaa", "fi", 1),
    ("ei moitittavaa", "fi", 1),
    ("ei mitään moitittavaa", "fi", 1),
    ("En ole tyytyväinen", "fi", -1),
    ("Palvelu ei ollut ystävällistä", "fi", -1),
    ("Ei jonoa mutta huono vastaus", "fi", 0),
    ("Bra och vänlig", "sv", 1),
    ("inte nöjd", "sv", -1),
    ("slapp köa", "sv", 1),
    ("Great help", "en", 1),
    ("not helpful", "en", -1),
    ("no complaints", "en", 1),
    ("didn't have to wait", "en", 1),
    ("asdf", "fi", 0),
    ("", "fi", 0),
    ("hyvä", "ru", 0),
]


@pytest.mark.parametrize(("text", "language", "sign"), LEANINGS)
def test_words_lean(words: Lexicon, text: str, language: str, sign: int) -> None:
    assert np.sign(leaning(text, language, words).balance) == sign


def test_the_nhs_comments_are_told_well_enough_with_fifty_judgements(tmp_path: Path) -> None:
    """Right for 0.883 on average over 40 draws of 50 judgements (0.86–0.91); here one of them."""
    found = comments(tmp_path)
    answers = [
        Toned(text, "en", question, None if pd.isna(score) else float(score))
        for text, question, score in zip(found["text"], found["question"], found["score"], strict=True)
    ]
    truth = np.array([0 if tone is None else tone for tone in found["tone"]])
    told = np.flatnonzero(truth)
    judged = set(np.random.RandomState(0).choice(told, 50, replace=False).tolist())
    model = train(answers, [int(truth[place]) if place in judged else None for place in range(len(answers))])
    rest = [place for place in told.tolist() if place not in judged]
    chances = predict(model, [answers[place] for place in rest])
    right = (chances > 0.5) == (truth[rest] > 0)
    assert right.mean() >= 0.87
    sure = (chances >= SURE) | (chances <= 1 - SURE)
    assert sure.mean() >= 0.85
    assert right[sure].mean() > right.mean()
    assert model.judged == 50
    assert model.accuracy is not None


def test_nobody_judged_and_no_score_leaves_the_lexicon() -> None:
    answers = [
        Toned("Erinomainen ja ystävällinen palvelu", "fi"),
        Toned("Surkea ja hidas palvelu", "fi"),
        Toned("", "fi"),
    ]
    model = train(answers, [None, None, None])
    assert [said(chance) for chance in predict(model, answers)] == [1, -1, 0]
    assert model.accuracy is None


def test_a_model_comes_back_from_its_file_as_it_was() -> None:
    answers = [Toned("hyvä", "fi", "why", 1.0), Toned("huono", "fi", "why", 0.0)] * 120
    model = train(answers, [None] * len(answers))
    assert model.features is not None
    again = ToneModel.from_bytes(model.to_bytes())
    assert again.version == model.version
    assert np.allclose(predict(again, answers[:2]), predict(model, answers[:2]))
    with pytest.raises(KuuloError, match="enrich"):
        ToneModel.from_bytes(b"nothing of the kind")
