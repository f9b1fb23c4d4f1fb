"""Themes learnt from what people coded: one weighing of words per theme, with a probability that can be counted on.

Scikit-learn is loaded where a model is trained and nowhere else: a trained one is plain numbers.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from cxlib.errors import KuuloError
from cxlib.terms.codebook import Codebook
from cxlib.text import features as feature_blocks
from cxlib.text import themes as patterns
from cxlib.text.features import Asked, Features, Matrix, rows
from cxlib.text.words import Lexicon, forms, lexicon

#: Counts up when the same codes make another model.
VERSION: Final = "1"
#: A theme is learnt from at least so many answers that have it, and so many codes in all.
FEWEST_OF_A_THEME: Final = 20
FEWEST_CODED: Final = 100
#: Answers kept aside by turns, to see how far the model's word carries.
FOLDS: Final = 4
#: How readily the model bends to single answers; chosen on the NHS comments (2,000 codes), where 1.0 and 0.6 do worse.
SOFTNESS: Final = 0.3
#: A theme gets a threshold of its own from so many answers on; rarer ones share the common one.
FEWEST_FOR_OWN_THRESHOLD: Final = 200

Array = npt.NDArray[np.float64]
_THRESHOLDS: Final = np.arange(0.15, 0.60, 0.01)


@dataclass(frozen=True, eq=False)
class ThemeModel:
    """A weighing of features per theme, and what it was found to be worth on answers that it had not seen.

    `slope` and `shift` turn a weighed sum into a probability; `threshold` is the probability from which an answer is
    given the theme; `spread` the standard deviation of (coded − probability), which a share's interval rests on;
    `micro_f1` how the themes given agree with the people's.
    """

    themes: tuple[str, ...]
    features: Features
    weights: npt.NDArray[np.float32]
    bias: Array
    slope: Array
    shift: Array
    threshold: Array
    spread: Array
    coded: int
    micro_f1: float
    hits: bool

    @property
    def version(self) -> str:
        """A mark that changes with the model."""
        parts = (self.weights.tobytes(), self.bias.tobytes(), self.threshold.tobytes(), "".join(self.themes).encode())
        return f"{VERSION}.{feature_blocks.VERSION}-{hashlib.blake2b(b''.join(parts), digest_size=4).hexdigest()}"

    def to_bytes(self) -> bytes:
        """Return the model as a file: arrays without any object in them, and names as JSON."""
        target = io.BytesIO()
        arrays = {name: getattr(self, name) for name in _ARRAYS}
        arrays |= {f"rarity_{block}": values for block, values in self.features.rarity.items()}
        about = {
            "themes": self.themes,
            "names": self.features.names,
            "coded": self.coded,
            "micro_f1": self.micro_f1,
            "hits": self.hits,
        }
        text = json.dumps(about, ensure_ascii=False).encode("utf-8")
        np.savez_compressed(target, about=np.frombuffer(text, dtype=np.uint8), **arrays)
        return target.getvalue()

    @classmethod
    def from_bytes(cls, content: bytes) -> ThemeModel:
        """Read a model; nothing in the file is run.

        Raises
        ------
        KuuloError
            When it is no such file.
        """
        try:
            with np.load(io.BytesIO(content), allow_pickle=False) as found:
                about: dict[str, Any] = json.loads(found["about"].tobytes().decode("utf-8"))
                names = {block: tuple(listed) for block, listed in about["names"].items()}
                rarity = {block: found[f"rarity_{block}"] for block in names}
                given = {name: found[name] for name in _ARRAYS}
                return cls(
                    themes=tuple(about["themes"]),
                    features=Features(names, rarity),
                    coded=int(about["coded"]),
                    micro_f1=float(about["micro_f1"]),
                    hits=bool(about["hits"]),
                    **given,
                )
        except (ValueError, KeyError, OSError, EOFError, zipfile.BadZipFile) as error:
            raise KuuloError(
                "The learned themes cannot be read: the file is damaged. Remove it and run `python -m cxlib enrich`."
            ) from error


_ARRAYS = ("weights", "bias", "slope", "shift", "threshold", "spread")


def train(
    texts: Sequence[str],
    codes: Sequence[Collection[str]],
    questions: Sequence[str] = (),
    *,
    languages: Sequence[str] = (),
    codebook: Codebook | None = None,
    words: Lexicon | None = None,
    fewest: int = FEWEST_OF_A_THEME,
) -> ThemeModel | None:
    """Learn themes from coded answers.

    Parameters
    ----------
    texts : sequence of str
        Answers that a person coded.
    codes : sequence of collections of str
        The themes given to each; none for an answer that was read and has none.
    questions : sequence of str, optional
        The open question that each answers.
    languages : sequence of str, optional
        The language of each; Finnish when left out.
    codebook : Codebook, optional
        Whose hits are weighed beside the words.
    fewest : int
        Themes that fewer answers have are not learnt.

    Returns
    -------
    ThemeModel or None
        None where there are too few codes to learn anything from: `FEWEST_CODED` answers, and a theme with `fewest`.

    Notes
    -----
    One against the rest, a linear support vector machine on words, pairs of words, pieces of words, the question and
    words with the question; its sums become probabilities by a logistic curve fitted to answers kept aside (Platt
    1999). A theme's threshold is the one by which the themes given agree best with the coders' on those answers.
    """
    met = sorted({theme for given in codes for theme in given})
    truth = np.array([[theme in given for theme in met] for given in codes], dtype=bool).reshape(len(texts), len(met))
    learnt = np.flatnonzero((truth.sum(axis=0) >= fewest) & (truth.sum(axis=0) < len(texts)))
    if len(texts) < FEWEST_CODED or not len(learnt):
        return None
    truth = truth[:, learnt]
    chosen = words or lexicon()
    named = rows(_asked(texts, questions, languages, codebook, chosen), chosen)
    features = Features.learn(named)
    matrix = features.matrix(named)
    weights, bias = _fitted(matrix, truth)
    aside = _scores_aside(matrix, truth)
    slope, shift = _calibrated(aside, truth)
    expected = _logistic(aside * slope + shift)
    threshold, agreement = _thresholds(expected, truth)
    return ThemeModel(
        themes=tuple(met[place] for place in learnt),
        features=features,
        weights=weights.astype(np.float32),
        bias=bias,
        slope=slope,
        shift=shift,
        threshold=threshold,
        spread=np.std(truth - expected, axis=0),
        coded=len(texts),
        micro_f1=agreement,
        hits=codebook is not None,
    )


def predict(
    model: ThemeModel,
    texts: Sequence[str],
    questions: Sequence[str] = (),
    *,
    languages: Sequence[str] = (),
    codebook: Codebook | None = None,
    words: Lexicon | None = None,
) -> Array:
    """Return the probability of every theme of the model (columns, in its order) for every answer (rows).

    The sum of a column is how many of the answers are expected to have the theme; `given_themes` tells which do.
    """
    chosen = words or lexicon()
    asked = _asked(texts, questions, languages, codebook if model.hits else None, chosen)
    matrix = model.features.matrix(rows(asked, chosen))
    sums = np.asarray(matrix @ model.weights.T.astype(np.float64)) + model.bias
    return _logistic(sums * model.slope + model.shift)


def given_themes(model: ThemeModel, probabilities: Array) -> list[tuple[str, ...]]:
    """Return the themes of each answer whose probability reaches the theme's threshold."""
    return [tuple(model.themes[place] for place in np.flatnonzero(line >= model.threshold)) for line in probabilities]


def _asked(
    texts: Sequence[str], questions: Sequence[str], languages: Sequence[str], codebook: Codebook | None, words: Lexicon
) -> list[Asked]:
    matcher = None if codebook is None else patterns.matcher(codebook, words)
    asked = []
    for place, text in enumerate(texts):
        language = languages[place] if len(languages) else "fi"
        hits = () if matcher is None else tuple(matcher.themes(forms(text), text, language))
        asked.append(Asked(text, language, questions[place] if len(questions) else "", hits))
    return asked


def _fitted(matrix: Matrix, truth: npt.NDArray[np.bool_]) -> tuple[Array, Array]:
    """The weights and the bias of every theme; one that nobody has, or everybody, weighs nothing."""
    from sklearn.svm import LinearSVC  # noqa: PLC0415 (a second to load, and wanted only where a model is trained)

    weights = np.zeros((truth.shape[1], matrix.shape[1]))
    bias = np.full(truth.shape[1], -1.0)
    for place in range(truth.shape[1]):
        if 0 < truth[:, place].sum() < len(truth):
            fitted = LinearSVC(C=SOFTNESS, random_state=0).fit(matrix, truth[:, place])
            weights[place], bias[place] = fitted.coef_[0], fitted.intercept_[0]
    return weights, bias


def _scores_aside(matrix: Matrix, truth: npt.NDArray[np.bool_]) -> Array:
    """The weighed sums of answers by models that had not seen them."""
    turn = np.random.default_rng(0).permutation(len(truth)) % FOLDS
    sums = np.zeros(truth.shape)
    for fold in range(FOLDS):
        weights, bias = _fitted(matrix[turn != fold], truth[turn != fold])
        sums[turn == fold] = np.asarray(matrix[turn == fold] @ weights.T) + bias
    return sums


def _calibrated(sums: Array, truth: npt.NDArray[np.bool_]) -> tuple[Array, Array]:
    """The logistic curve of every theme, on which the probabilities add up to the answers that have it."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 (as above)

    curves = [LogisticRegression(C=10.0).fit(sums[:, [place]], truth[:, place]) for place in range(truth.shape[1])]
    return np.array([curve.coef_[0, 0] for curve in curves]), np.array([curve.intercept_[0] for curve in curves])


def _thresholds(expected: Array, truth: npt.NDArray[np.bool_]) -> tuple[Array, float]:
    """The common threshold, own ones for frequent themes, and the micro-F1 reached with them."""
    common = max(_THRESHOLDS, key=lambda level: _micro_f1(expected >= level, truth))
    found = np.full(truth.shape[1], common)
    for place in np.flatnonzero(truth.sum(axis=0) >= FEWEST_FOR_OWN_THRESHOLD):
        column, said = expected[:, [place]], truth[:, [place]]
        found[place] = max(_THRESHOLDS, key=lambda level: _micro_f1(column >= level, said))
    return found, _micro_f1(expected >= found, truth)


def _micro_f1(given: npt.NDArray[np.bool_], truth: npt.NDArray[np.bool_]) -> float:
    wanted = int(given.sum()) + int(truth.sum())
    return 2 * int((given & truth).sum()) / wanted if wanted else 0.0


def _logistic(values: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -30, 30))), dtype=np.float64)
