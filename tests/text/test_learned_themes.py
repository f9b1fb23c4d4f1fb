"""Learned themes: as good as they have to be on real comments, honest about few codes, and plain numbers in a file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from cxlib.errors import KuuloError
from cxlib.text.learned_themes import FEWEST_CODED, ThemeModel, given_themes, predict, train
from tests.text.coded_comments import comments

QUEUE = ("Jonotin puhelimessa tunnin", "Pitkä jono konttorissa", "Jono oli liian pitkä taas")
PRICE = ("Hinta on liian kova", "Kallis kuukausimaksu", "Maksut nousivat ja hinta on kallis")
OTHER = ("Kaikki hyvin", "Ystävällinen palvelu", "Kiitos avusta")
TEXTS = [*QUEUE, *PRICE, *OTHER] * 20
CODES = [*[["queue"]] * 3, *[["price"]] * 3, *[[]] * 3] * 20


def test_the_nhs_comments_are_themed_as_well_as_they_have_to_be(tmp_path: Path) -> None:
    """2,000 human codes: micro-F1 of the 24 themes with 50 codes or more, their shares, each service's first."""
    found = comments(tmp_path)
    found = found[found["codes"].map(len) > 0].reset_index(drop=True)
    counted = Counter(code for codes in found["codes"] for code in codes)
    frequent = [theme for theme, count in counted.most_common() if count >= 50]
    order = np.random.default_rng(1).permutation(len(found))
    taught, rest = found.iloc[order[:2000]], found.iloc[order[2000:]]
    model = train(list(taught["text"]), list(taught["codes"]), list(taught["question"]), languages=["en"] * len(taught))
    assert model is not None
    chances = predict(model, list(rest["text"]), list(rest["question"]), languages=["en"] * len(rest))
    pairs = [
        ({*given} & {*frequent}, {*codes} & {*frequent})
        for given, codes in zip(given_themes(model, chances), rest["codes"], strict=True)
    ]
    both = sum(len(given & codes) for given, codes in pairs)
    assert 2 * both / sum(len(given) + len(codes) for given, codes in pairs) >= 0.70

    truth = np.array([[theme in codes for theme in model.themes] for codes in rest["codes"]])
    known = [place for place, theme in enumerate(model.themes) if theme in frequent]
    assert np.abs(chances.mean(axis=0) - truth.mean(axis=0))[known].max() <= 0.015

    coded = np.array([[theme in codes for theme in model.themes] for codes in taught["codes"]], dtype=float)
    services = np.concatenate([taught["service"], rest["service"]])
    expected, counted_all = np.vstack([coded, chances]), np.vstack([coded, truth])
    for service in {name for name in services if isinstance(name, str)}:
        inside = services == service
        if inside.sum() >= 50:
            assert expected[inside].mean(axis=0).argmax() == counted_all[inside].mean(axis=0).argmax(), service


def test_it_learns_what_was_coded_in_finnish() -> None:
    model = train(TEXTS, CODES)
    assert model is not None
    chances = predict(model, ["jonotin ikuisuuden", "hinta oli kova", "ystävällinen kiitos"])
    assert given_themes(model, chances) == [("queue",), ("price",), ()]
    assert chances.sum(axis=0).round(1).tolist() == pytest.approx([1.0, 1.0], abs=0.25)


def test_too_few_codes_teach_nothing() -> None:
    assert train(TEXTS[: FEWEST_CODED - 1], CODES[: FEWEST_CODED - 1]) is None
    assert train(TEXTS, [[]] * len(TEXTS)) is None


def test_a_model_comes_back_from_its_file_as_it_was() -> None:
    model = train(TEXTS, CODES)
    assert model is not None
    again = ThemeModel.from_bytes(model.to_bytes())
    assert again.version == model.version
    assert np.allclose(predict(again, list(QUEUE)), predict(model, list(QUEUE)))


@pytest.mark.parametrize("content", [b"", b"not a model", b"PK\x03\x04 broken"])
def test_a_damaged_file_is_told(content: bytes) -> None:
    with pytest.raises(KuuloError, match="enrich"):
        ThemeModel.from_bytes(content)


@pytest.mark.parametrize("text", ["", "   ", "🙂🙂", "x" * 10_000, "<b>&</b>", "\u202eoikealta"])
def test_any_text_gets_chances(text: str) -> None:
    model = train(TEXTS, CODES)
    assert model is not None
    chances = predict(model, [text])
    assert np.isfinite(chances).all()
    assert ((chances >= 0) & (chances <= 1)).all()
