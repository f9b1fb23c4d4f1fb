"""Which answers a person should code next: those whose code tells the model, or the codebook, most."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from cxlib.loading.coding import waiting
from cxlib.loading.definitions import Organisation
from cxlib.loading.learned import stored_themes
from cxlib.store.rereading import uncoded_texts
from cxlib.store.warm_words import stored_words
from cxlib.terms.quarter import Quarter
from cxlib.text import learned_themes, themes
from cxlib.text.learned_themes import ThemeModel
from cxlib.text.words import forms, lexicon

#: Texts among which the most telling are looked for.
CANDIDATES = 4_000
#: A text shorter than this has nothing to code.
_SHORTEST = 12
#: Themes told of a model's, and how likely one has to be to be told.
_LIKELIEST = 5
_LIKELY = 0.05

#: Why an answer is suggested: the model cannot decide, no pattern met it, or one did and nobody has looked.
Why = Literal["doubt", "unfound", "found"]


@dataclass(frozen=True)
class Suggestion:
    """An answer whose code would help: `theme` is the one that the model doubts most, `chance` its probability.

    `found` are the themes that the codebook's words give, `likely` those that the model holds likeliest, with chances.
    """

    answer: int
    quarter: str
    question: str
    language: str
    score: int | None
    text: str
    why: Why
    found: tuple[str, ...] = ()
    theme: str = ""
    chance: float = 0.0
    likely: tuple[tuple[str, float], ...] = ()


def suggestions(here: Organisation, quarters: tuple[Quarter, ...], limit: int = 20) -> tuple[Suggestion, ...]:
    """Return the answers that no person coded and whose code would help most, the most helpful first.

    Notes
    -----
    Where a model has been learnt, an answer helps by how undecided the model is, p(1 − p) summed over the themes, and
    answers like one another take turns by theme. Without a model, answers in which the codebook
    found nothing come first, the longer ones before.
    """
    coded = {one.answer for one in waiting(here.folder)}
    found = uncoded_texts(here.folder, here.programme, quarters, CANDIDATES + len(coded))
    found = found[(found["text"].str.len() >= _SHORTEST) & ~found["verbatim_id"].isin(coded)]
    found = found.drop_duplicates("text").reset_index(drop=True)
    if found.empty:
        return ()
    model = stored_themes(here.folder)
    return _unfound(here, found, limit) if model is None else _doubted(here, model, found, limit)


def _doubted(here: Organisation, model: ThemeModel, found: pd.DataFrame, limit: int) -> tuple[Suggestion, ...]:
    chances = learned_themes.predict(
        model, list(found["text"]), list(found["question"]), languages=list(found["language"]), codebook=here.codebook
    )
    doubt = (chances * (1 - chances)).sum(axis=1)
    nearest = np.abs(chances - model.threshold).argmin(axis=1)
    order = np.argsort(-doubt, kind="stable")
    turn = pd.Series(nearest[order]).groupby(nearest[order]).cumcount().to_numpy()
    chosen = [int(row) for row in order[np.argsort(turn, kind="stable")][:limit]]
    words = _by_words(here, found.loc[chosen])
    return tuple(
        replace(
            _suggestion(found, row, words[row], "doubt"),
            theme=model.themes[nearest[row]],
            chance=float(chances[row, nearest[row]]),
            likely=_likeliest(model, chances[row]),
        )
        for row in chosen
    )


def _unfound(here: Organisation, found: pd.DataFrame, limit: int) -> tuple[Suggestion, ...]:
    words = _by_words(here, found)
    order = pd.DataFrame({"has": words.map(bool), "short": -found["text"].str.len()}).sort_values(["has", "short"])
    return tuple(
        _suggestion(found, int(row), words[row], "found" if words[row] else "unfound") for row in order.index[:limit]
    )


def _by_words(here: Organisation, texts: pd.DataFrame) -> pd.Series[Any]:
    """The themes that the codebook's words give each text."""
    words = lexicon()
    words.learn(stored_words(here.folder))
    matcher = themes.matcher(here.codebook, words)
    found = [
        tuple(matcher.themes(forms(text), text, language))
        for text, language in zip(texts["text"], texts["language"], strict=True)
    ]
    return pd.Series(found, index=texts.index, dtype="object")


def _likeliest(model: ThemeModel, chances: npt.NDArray[np.float64]) -> tuple[tuple[str, float], ...]:
    order = np.argsort(-chances, kind="stable")[:_LIKELIEST]
    return tuple((model.themes[at], float(chances[at])) for at in order if chances[at] >= _LIKELY)


def _suggestion(texts: pd.DataFrame, row: int, found: tuple[str, ...], why: Why) -> Suggestion:
    said: dict[Any, Any] = texts.loc[row].to_dict()
    return Suggestion(
        answer=int(said["verbatim_id"]),
        quarter=str(said["quarter"]),
        question=str(said["question"]),
        language=str(said["language"]),
        score=None if pd.isna(said["score"]) else int(said["score"]),
        text=str(said["text"]),
        why=why,
        found=found,
    )
