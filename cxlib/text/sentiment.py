"""The tone of an answer, as a hint: what its words, its score and the question lean to, weighed by what people judged.

A score is not a tone: promoters write complaints where they are asked what could be better. So several weak signs are
put together, and where they do not agree nothing is said.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from cxlib.errors import KuuloError
from cxlib.text import features as feature_blocks
from cxlib.text import tone_words
from cxlib.text.features import Asked, Features, Matrix, rows
from cxlib.text.tone_words import leaning
from cxlib.text.words import Lexicon, lexicon

#: Counts up when the same answers get another tone.
VERSION: Final = "2"
#: A tone is said from this probability on; in between, nothing is.
SURE: Final = 0.65
#: Human judgements from which the signs are weighed by them, and scored answers from which the words are.
FEWEST_JUDGED: Final = 30
FEWEST_SCORED: Final = 200
#: More scored answers teach nothing further and take long.
MOST_SCORED: Final = 8_000
#: A score's share of its scale (0–1) that counts as bad and as good, to learn words from.
_BAD, _GOOD = 0.4, 0.75
_FOLDS: Final = 3

Array = npt.NDArray[np.float64]
#: The weights of the signs where nobody has judged a tone: balance, well, ill, nothing, score, scored, words. What
#: says nothing weighs nothing, and nothing is added: without a sign the chance stays even.
_UNJUDGED: Final = np.array([2.0, 0.3, -0.3, 0.0, 1.5, 0.0, 0.6])


@dataclass(frozen=True)
class Toned:
    """One answer whose tone is asked: `score` is its writer's, as a share of the scale from worst to best."""

    text: str
    language: str
    question: str = ""
    score: float | None = None


@dataclass(frozen=True, eq=False)
class ToneModel:
    """Weights of words (learnt from scores) and of signs (learnt from people); `judged` people's judgements.

    `accuracy` is the share of answers told rightly among those judged by a person and kept aside, `abstained` the share
    of which nothing was said; both None where too few were judged.
    """

    features: Features | None
    words: Array
    bias: float
    signs: Array
    shift: float
    questions: tuple[str, ...]
    judged: int
    accuracy: float | None
    abstained: float | None

    @property
    def version(self) -> str:
        mark = hashlib.blake2b(self.words.tobytes() + self.signs.tobytes(), digest_size=4).hexdigest()
        return f"{VERSION}.{tone_words.VERSION}.{feature_blocks.VERSION}-{mark}"

    def to_bytes(self) -> bytes:
        """Return the model as a file: arrays without any object in them, and names as JSON."""
        features = self.features
        arrays: dict[str, Any] = (
            {} if features is None else {f"rarity_{block}": found for block, found in features.rarity.items()}
        )
        about = {
            "names": None if features is None else features.names,
            "bias": self.bias,
            "shift": self.shift,
            "questions": self.questions,
            "judged": self.judged,
            "accuracy": self.accuracy,
            "abstained": self.abstained,
        }
        text = json.dumps(about, ensure_ascii=False).encode("utf-8")
        target = io.BytesIO()
        np.savez_compressed(
            target, about=np.frombuffer(text, dtype=np.uint8), words=self.words, signs=self.signs, **arrays
        )
        return target.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> ToneModel:
        """Read a model; nothing in the file is run.

        Raises
        ------
        KuuloError
            When it is no such file.
        """
        try:
            with np.load(io.BytesIO(content), allow_pickle=False) as found:
                about: dict[str, Any] = json.loads(found["about"].tobytes().decode("utf-8"))
                names = about["names"]
                features = None
                if names is not None:
                    listed = {block: tuple(each) for block, each in names.items()}
                    features = Features(listed, {block: found[f"rarity_{block}"] for block in listed})
                return cls(
                    features,
                    found["words"],
                    float(about["bias"]),
                    found["signs"],
                    float(about["shift"]),
                    tuple(about["questions"]),
                    int(about["judged"]),
                    about["accuracy"],
                    about["abstained"],
                )
        except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile) as error:
            raise KuuloError(
                "The learned tone cannot be read: the file is damaged. Remove it and run `python -m cxlib enrich`."
            ) from error


def train(answers: Sequence[Toned], tones: Sequence[int | None], *, words: Lexicon | None = None) -> ToneModel:
    """Learn from answers what a good and a bad tone sound like.

    Parameters
    ----------
    answers : sequence of Toned
        Any answers; those with a score teach the words.
    tones : sequence of int or None
        −1, 0 or 1 where a person judged the tone of an answer, else None; judgements teach how much each sign weighs.

    Notes
    -----
    The words are weighed by a logistic regression on bad against good scores, looked at only where the answer was kept
    aside; the signs (balance of the lexicon, words, score, question) by another on the judgements. Without judgements
    the signs have fixed weights, and without scores the lexicon stands alone.
    """
    chosen = words or lexicon()
    features, weights, bias, told = _word_weights(answers, chosen)
    questions = tuple(sorted({answer.question for answer in answers if answer.question}))
    truth = np.array([0 if tone is None else tone for tone in tones])
    judged = np.flatnonzero(truth != 0)
    if len(judged) < FEWEST_JUDGED or len(set(truth[judged].tolist())) < 2:
        signs = np.concatenate([_UNJUDGED, np.zeros(len(questions))])
        return ToneModel(features, weights, bias, signs, 0.0, questions, len(judged), None, None)
    table = _signs([answers[place] for place in judged.tolist()], told[judged], questions, chosen)
    weighed, shift = _weighed(table, truth[judged] > 0)
    accuracy, abstained = _kept_aside(table, truth[judged] > 0)
    return ToneModel(features, weights, bias, weighed, shift, questions, len(judged), accuracy, abstained)


def predict(model: ToneModel, answers: Sequence[Toned], *, words: Lexicon | None = None) -> Array:
    """Return the probability that each answer speaks well; 0.5 where no sign speaks at all."""
    chosen = words or lexicon()
    told = np.zeros(len(answers))
    if model.features is not None:
        told = _told(model.features.matrix(rows(map(_asked, answers), chosen)), model.words, model.bias)
    table = _signs(answers, told, model.questions, chosen)
    return np.where(table.any(axis=1), _logistic(table @ model.signs + model.shift), 0.5)


def said(probability: float) -> int:
    """Return the tone that is said of an answer: 1, −1, or 0 for nothing.

    >>> said(0.9), said(0.5), said(0.1)
    (1, 0, -1)
    """
    return 1 if probability >= SURE else -1 if probability <= 1 - SURE else 0


def _asked(answer: Toned) -> Asked:
    return Asked(answer.text, answer.language, answer.question)


def _word_weights(answers: Sequence[Toned], words: Lexicon) -> tuple[Features | None, Array, float, Array]:
    """Features, weights, bias, and what the words say of every answer by weights that it has not taught."""
    scored = [place for place, answer in enumerate(answers) if _label(answer) is not None][:MOST_SCORED]
    good = np.array([_label(answers[place]) for place in scored], dtype=bool)
    if len(scored) < FEWEST_SCORED or min(good.sum(), (~good).sum()) < FEWEST_JUDGED:
        return None, np.zeros(0), 0.0, np.zeros(len(answers))
    named = rows(map(_asked, answers), words)
    features = Features.learn([named[place] for place in scored])
    matrix = features.matrix(named)
    weights, bias = _regression(matrix[scored], good)
    told = _told(matrix, weights, bias)
    turn = np.random.default_rng(0).permutation(len(scored)) % _FOLDS
    places = np.array(scored)
    for fold in range(_FOLDS):
        others, shift = _regression(matrix[places[turn != fold]], good[turn != fold])
        told[places[turn == fold]] = _told(matrix[places[turn == fold]], others, shift)
    return features, weights, bias, told


def _told(matrix: Matrix, weights: Array, bias: float) -> Array:
    """What the words say of every answer; nothing where it has none of those that are known."""
    known = np.diff(matrix.indptr) > 0
    return np.where(known, np.asarray(matrix @ weights) + bias, 0.0)


def _label(answer: Toned) -> bool | None:
    if answer.score is None or _BAD < answer.score < _GOOD:
        return None
    return answer.score >= _GOOD


def _regression(matrix: Matrix, good: npt.NDArray[np.bool_]) -> tuple[Array, float]:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 (wanted only where a model is trained)

    fitted = LogisticRegression(C=2.0, solver="liblinear", class_weight="balanced", random_state=0).fit(matrix, good)
    return fitted.coef_[0], float(fitted.intercept_[0])


def _signs(answers: Sequence[Toned], told: Array, questions: tuple[str, ...], words: Lexicon) -> Array:
    """One line per answer: what the lexicon, the score, the learnt words and the question say of it."""
    lines = []
    for answer, word in zip(answers, told, strict=True):
        lean = leaning(answer.text, answer.language, words)
        score = 0.0 if answer.score is None else 2 * answer.score - 1
        line = [lean.balance, min(lean.well, 3), min(lean.ill, 3), lean.nothing, score, answer.score is not None, word]
        lines.append([*map(float, line), *(float(answer.question == question) for question in questions)])
    return np.array(lines, dtype=np.float64).reshape(len(answers), len(_UNJUDGED) + len(questions))


def _weighed(table: Array, good: npt.NDArray[np.bool_]) -> tuple[Array, float]:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 (as above)

    fitted = LogisticRegression(C=1.0, max_iter=1_000).fit(table, good)
    return fitted.coef_[0], float(fitted.intercept_[0])


def _kept_aside(table: Array, good: npt.NDArray[np.bool_]) -> tuple[float | None, float | None]:
    """How many of the answers told, of those judged, were told rightly when kept aside, and of how many nothing was."""
    turn = np.random.default_rng(0).permutation(len(good)) % 5
    probability = np.full(len(good), 0.5)
    for fold in range(5):
        rest = turn != fold
        if 0 < good[rest].sum() < rest.sum():
            signs, shift = _weighed(table[rest], good[rest])
            probability[~rest] = _logistic(table[~rest] @ signs + shift)
    sure = (probability >= SURE) | (probability <= 1 - SURE)
    if not sure.any():
        return None, 1.0
    return float(((probability > 0.5) == good)[sure].mean()), float((~sure).mean())


def _logistic(values: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -30, 30))), dtype=np.float64)
