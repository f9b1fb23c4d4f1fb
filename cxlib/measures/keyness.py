"""Which words came up: more often now than before by more than chance, or now for the first time; and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log, sqrt

from scipy.special import ndtr
from scipy.stats import hypergeom

from cxlib.measures.multiplicity import benjamini_hochberg
from cxlib.terms.topic import Burst, TopicKind

#: Answers that the prior counts for: as many as make a word written once or twice no news.
PRIOR_ANSWERS = 200.0
#: Of a hundred topics called risen, at most so many are so by chance.
FALSE_TOPICS = 0.05
#: A burst lasts one to so many weeks.
LONGEST_BURST_WEEKS = 6


@dataclass(frozen=True)
class Keyness:
    """One word tested: `odds` in standard errors (new words: how the prior sees them), and its p value."""

    kind: TopicKind
    odds: float
    p: float


def keyness(now: int, before: int, answers: int, answers_before: int) -> Keyness:
    """Return how much more often a word is written now than before.

    Parameters
    ----------
    now, before
        Answers with the word.
    answers, answers_before
        All answers.

    Notes
    -----
    Log-odds ratio with an informative Dirichlet prior: the prior is the word's share of all answers, worth
    `PRIOR_ANSWERS`; z = δ / √(1/(y + α) + 1/(y₀ + α)), one-sided. A word that nobody wrote before has no odds to
    compare: Fisher's exact test says how likely so many are to fall into this quarter alone.

    References
    ----------
    Monroe, Colaresi & Quinn (2008). Fightin' Words. Political Analysis 16, 372–403. Fisher, R. A. (1935). The Design of
    Experiments.

    Examples
    --------
    >>> found = keyness(30, 40, 1000, 8000)
    >>> found.kind, round(found.odds, 1), found.p < 0.001
    ('rising', 7.1, True)
    >>> new = keyness(3, 0, 1000, 1000)
    >>> new.kind, round(new.p, 3)
    ('new', 0.125)
    """
    share = (now + before) / (answers + answers_before)
    prior, rest = PRIOR_ANSWERS * share, PRIOR_ANSWERS * (1 - share)
    odds = log((now + prior) / (answers - now + rest)) - log((before + prior) / (answers_before - before + rest))
    z = odds / sqrt(1 / (now + prior) + 1 / (before + prior))
    if before:
        return Keyness("rising", z, float(ndtr(-z)))
    exact = hypergeom.sf(now - 1, answers + answers_before, now + before, answers)
    return Keyness("new", z, float(exact))


def risen(tested: Sequence[Keyness]) -> list[tuple[int, float]]:
    """Return the places of those that rose by more than chance, with their q values, the surest first.

    Examples
    --------
    >>> risen([keyness(30, 40, 1000, 8000), keyness(5, 40, 1000, 8000), keyness(9, 0, 1000, 8000)])[0][0]
    0
    """
    if not tested:
        return []
    adjusted = benjamini_hochberg([one.p for one in tested])
    found = [(place, float(q)) for place, q in enumerate(adjusted) if q < FALSE_TOPICS and tested[place].odds > 0]
    return sorted(found, key=lambda pair: (pair[1], -tested[pair[0]].odds, pair[0]))


def burst(days: Sequence[date], everybody: Sequence[date], fewest: int) -> Burst | None:
    """Return the weeks in which something was written most thickly, against all answers of those days; None for none.

    Parameters
    ----------
    days
        The day of every answer that says it.
    everybody
        The day of every answer.
    fewest
        Fewer answers are no burst.

    Notes
    -----
    Scan over windows of one to six weeks; the one with the largest Poisson log-likelihood ratio n log(n/e) + (N − n)
    log((N − n)/(N − e)) against e, what falls into it by all answers' days. A window is told, not tested: the topic's
    rise was.

    References
    ----------
    Kulldorff, M. (1997). A spatial scan statistic. Communications in Statistics 26, 1481–1496.

    Examples
    --------
    >>> start = date(2026, 7, 1)
    >>> every = [start + timedelta(days=k) for k in range(90)] * 3
    >>> found = burst([start + timedelta(days=k) for k in (40, 41, 42, 43, 44, 45, 80)], every, 5)
    >>> found.first.isoformat(), found.last.isoformat(), found.answers
    ('2026-08-10', '2026-08-15', 6)
    """
    if len(days) < fewest or not everybody:
        return None
    best: tuple[float, Burst | None] = (0.0, None)
    for first in sorted(set(days)):
        for weeks in range(1, LONGEST_BURST_WEEKS + 1):
            last = first + timedelta(days=7 * weeks - 1)
            inside = [day for day in days if first <= day <= last]
            expected = len(days) * sum(first <= day <= last for day in everybody) / len(everybody)
            ratio = _likelihood(len(inside), len(days), expected)
            if len(inside) >= fewest and ratio > best[0] + 1e-9:
                best = ratio, Burst(first, max(inside), len(inside))
    return best[1]


def _likelihood(inside: int, of: int, expected: float) -> float:
    if inside <= expected:
        return 0.0
    outside = of - inside
    return inside * log(inside / expected) + (outside * log(outside / (of - expected)) if outside else 0.0)
