"""Shares of themes as people would code them: what a model expects, as wide as people are found to differ from it."""

from __future__ import annotations

from math import sqrt

from cxlib.measures.intervals import Z, wilson
from cxlib.measures.withholding import refusal
from cxlib.terms.codebook import Codebook
from cxlib.terms.estimate import Estimate, Refusal, Withheld
from cxlib.terms.programme import Label
from cxlib.terms.reading import SOURCES, Reading, ReadingTally, ThemeShare


def reading(tally: ReadingTally, codebook: Codebook, smallest_group: int) -> Reading:
    """Return how the texts of a selection were read: shares of themes, sources, what was left uncoded, and tones."""
    why = refusal(tally.texts, "share", smallest_group)
    if why is not None:
        return withheld_reading(why.reason, codebook, smallest_group)
    tones = (
        {} if tally.reader is None else {tone: _counted(tally.tones.get(tone, 0), tally.texts) for tone in (-1, 0, 1)}
    )
    return Reading(
        tally.texts,
        _counted(tally.uncoded, tally.texts),
        _counted(tally.by_person, tally.texts),
        tuple(_theme(tally, theme, label) for theme, label in _named(tally, codebook).items()),
        tones,
        tally.reader,
        tally.unread,
    )


def withheld_reading(reason: Refusal, codebook: Codebook, smallest_group: int) -> Reading:
    """Return the refusal to tell how the texts of a selection were read."""
    why = Withheld(reason, "share", smallest_group)
    shares = tuple(ThemeShare(theme.id, theme.label, why, "counted", {}) for theme in codebook.themes)
    return Reading(None, why, why, shares, dict.fromkeys((-1, 0, 1), why), None)


def expected_share(*, people: int, chances: float, by_model: int, texts: int, spread: float, coded: int) -> Estimate:
    """Return a theme's share of texts from what people coded and a model expects of the others.

    Parameters
    ----------
    people : int
        Texts that a person gave the theme.
    chances : float
        The sum of the model's probabilities over the `by_model` texts that no person coded.
    texts : int
        All texts.
    spread : float
        The standard deviation of (coded − probability) on answers kept aside.
    coded : int
        How many answers taught the model.

    Notes
    -----
    (people + Σ p) / N. Its error is that of the model's mean, spread / √coded on the texts it read, and the chance of
    those texts themselves, spread × √by_model / N. It is too narrow where the coded answers were not drawn from the
    same kind of texts.

    References
    ----------
    Angelopoulos, A. et al. (2023). Prediction-powered inference. Science 382, 669–674.

    Examples
    --------
    >>> share = expected_share(people=10, chances=30.0, by_model=300, texts=400, spread=0.3, coded=100)
    >>> round(share.value, 3), round(share.low, 3), round(share.high, 3)
    (0.1, 0.049, 0.151)
    """
    value = (people + chances) / texts
    read = by_model / texts
    error = spread * sqrt(read * read / max(coded, 1) + read / texts)
    low, high = max(0.0, value - Z * error), min(1.0, value + Z * error)
    return Estimate(value, low, high, texts, "share", float(texts), error)


def _named(tally: ReadingTally, codebook: Codebook) -> dict[str, Label]:
    """Every theme with its name: the codebook's, then those that only people gave."""
    names = {theme.id: theme.label for theme in codebook.themes}
    return names | {theme: Label(fi=theme) for theme in tally.given if theme not in names}


def _theme(tally: ReadingTally, theme_id: str, label: Label) -> ThemeShare:
    given = tally.given.get(theme_id, {})
    sources = {source: given.get(source, 0) / tally.texts for source in SOURCES}
    reader = tally.reader
    # the model expects nothing of texts that it has not read: adding its chances up would leave them out
    if (
        reader is None
        or tally.unread
        or tally.unreadable
        or theme_id not in tally.chances
        or theme_id not in reader.spread
    ):
        return ThemeShare(theme_id, label, _counted(sum(given.values()), tally.texts), "counted", sources)
    share = expected_share(
        people=given.get("human", 0),
        chances=tally.chances[theme_id],
        by_model=tally.by_model,
        texts=tally.texts,
        spread=reader.spread[theme_id],
        coded=reader.coded,
    )
    return ThemeShare(theme_id, label, share, "chances", sources)


def _counted(count: int, texts: int) -> Estimate | Withheld:
    low, high, error = wilson(count / texts, texts)
    return Estimate(count / texts, low, high, texts, "share", float(texts), error)
