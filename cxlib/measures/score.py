"""One question's answers as a measure: NPS, CSAT, CES, a share, a mean, and how the three groups divide."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum, sqrt

from cxlib.measures.intervals import Z, adjusted_wald, effective_respondents, t_quantile, wilson
from cxlib.measures.withholding import dominated, refusal
from cxlib.terms.estimate import Distribution, Estimate, Unit, Withheld
from cxlib.terms.tally import ScoreTally

#: The groups of the Net Promoter question, by its fixed scale 0–10 (Reichheld 2003).
DETRACTORS, PASSIVES, PROMOTERS = frozenset(range(7)), frozenset({7, 8}), frozenset({9, 10})


def nps(tally: ScoreTally, *, smallest_group: int) -> Estimate | Withheld:
    """Return the Net Promoter Score: the share of promoters (9–10) minus that of detractors (0–6), in points −100…100.

    Parameters
    ----------
    tally
        Answers 0–10 to the question whether one would recommend.
    smallest_group
        Fewer respondents than this are not told of.

    Returns
    -------
    Estimate or Withheld
        `value` is the plain (weighted) score; the interval is the adjusted Wald one on Kish's n and so not centred on
        it.

    Notes
    -----
    Fewer than ten answers cover less than promised (.896 at n = 5). Wrong where the same customers answer repeatedly,
    which the tally does not know: use the index with a single component and a `RepeatTally`.

    References
    ----------
    Rocks, B. (2016). The American Statistician 70(4); golden/02_nps_ci.csv (R package NPS 1.1).

    Examples
    --------
    >>> tally = ScoreTally({6: 1, 8: 2, 10: 7}, {6: 1.0, 8: 2.0, 10: 7.0}, 10.0)
    >>> answer = nps(tally, smallest_group=5)
    >>> round(answer.value), round(answer.low, 2), round(answer.high, 2), answer.n
    (60, 7.04, 85.27, 10)
    """
    withheld = refused(tally, "points", smallest_group)
    if withheld is not None:
        return withheld
    promoters, detractors = share_of(tally, PROMOTERS), share_of(tally, DETRACTORS)
    effective = effective_of(tally)
    centre, error = adjusted_wald(detractors * effective, promoters * effective, effective)
    value = 100 * (promoters - detractors)
    # Only one answer, or weights that leave an effective one, can put the score itself outside its interval.
    low, high = min(value, 100 * (centre - Z * error)), max(value, 100 * (centre + Z * error))
    return Estimate(value, max(-100.0, low), min(100.0, high), tally.respondents, "points", effective, 100 * error)


def csat(tally: ScoreTally, positive: Iterable[int], *, smallest_group: int) -> Estimate | Withheld:
    """Return CSAT: the share (0–1) of answers that count as positive, by default the two best of the scale.

    Parameters
    ----------
    positive
        The answers that count; `Question.positive`, or `positive_answers(question)`.

    Notes
    -----
    Wilson's interval on Kish's effective n (see `wilson` for the choice and its sources).

    Examples
    --------
    >>> answer = csat(ScoreTally({2: 5, 4: 10, 5: 5}, {2: 5.0, 4: 10.0, 5: 5.0}, 20.0), {4, 5}, smallest_group=5)
    >>> answer.value, round(answer.low, 3), round(answer.high, 3)
    (0.75, 0.531, 0.888)
    """
    withheld = refused(tally, "share", smallest_group)
    if withheld is not None:
        return withheld
    return share_estimate(share_of(tally, positive), tally.respondents, effective_of(tally))


def ces(tally: ScoreTally, scale: tuple[int, int], *, smallest_group: int) -> Estimate | Withheld:
    """Return CES: the mean answer to how easy it was, on the question's own scale (see `mean_score`).

    >>> round(ces(ScoreTally({5: 10, 7: 10}, {5: 10.0, 7: 10.0}, 20.0), (1, 7), smallest_group=5).value, 2)
    6.0
    """
    return mean_score(tally, scale, smallest_group=smallest_group)


def mean_score(tally: ScoreTally, scale: tuple[int, int], *, smallest_group: int) -> Estimate | Withheld:
    """Return the mean answer on the question's own scale, with a t interval that stays on the scale.

    Parameters
    ----------
    scale
        The lowest and the highest answer there is.

    Notes
    -----
    SE² = Σ w (y − m)² / Σ w / (n_eff − 1), t with n_eff − 1 degrees of freedom: exact normal theory without weights,
    Kish's approximation with them. Coverage .94–.95 for ordinary answers, .79–.93 for n = 5–50 when nearly all give the
    best answer (METHODS 2), hence the low-base mark. If all answers are the same, the sample knows no spread; the
    interval is then that of the same answers with one more at the far end of the scale, since one of zero width would
    claim certainty.

    Examples
    --------
    golden/02_nps_ci.csv, the t interval of 1 detractor, 2 passives, 7 promoters as −1, 0, 1 (here before its cut at 1):

    >>> tally = ScoreTally({-1: 1, 0: 2, 1: 7}, {-1: 1.0, 0: 2.0, 1: 7.0}, 10.0)
    >>> answer = mean_score(tally, (-2, 2), smallest_group=5)
    >>> round(answer.low, 6), round(answer.value, 6), round(answer.high, 6)
    (0.099818, 0.6, 1.100182)
    """
    withheld = refused(tally, "mean", smallest_group)
    if withheld is not None:
        return withheld
    n, effective, weight = tally.respondents, effective_of(tally), fsum(tally.weights.values())
    value = min(max(fsum(answer * w for answer, w in tally.weights.items()) / weight, scale[0]), scale[1])
    spread = fsum((answer - value) ** 2 * w for answer, w in tally.weights.items()) / weight
    if effective > 1 and spread > 1e-12 * (scale[1] - scale[0]) ** 2:  # less is rounding
        error, degrees = sqrt(spread / (effective - 1)), effective - 1
    else:
        error, degrees = max(value - scale[0], scale[1] - value) / (effective + 1), effective
    half = t_quantile(degrees) * error
    low, high = max(scale[0], value - half), min(scale[1], value + half)
    return Estimate(value, low, high, n, "mean", effective, error, degrees)


def share(count: float, n: int, *, smallest_group: int, effective: float | None = None) -> Estimate | Withheld:
    """Return count / n as a share (0–1) with Wilson's interval, on `effective` respondents under weights.

    >>> answer = share(3, 12, smallest_group=5)
    >>> answer.value, round(answer.low, 3), round(answer.high, 3)
    (0.25, 0.089, 0.532)
    """
    withheld = refusal(n, "share", smallest_group)
    return withheld or share_estimate(count / n, n, float(n) if effective is None else effective)


def distribution(tally: ScoreTally, *, smallest_group: int) -> Distribution | Withheld:
    """Return the (weighted) shares of detractors, passives and promoters among the answers 0–10.

    >>> distribution(ScoreTally({0: 2, 7: 3, 9: 5}, {0: 2.0, 7: 3.0, 9: 5.0}, 10.0), smallest_group=5)
    Distribution(detractors=0.2, passives=0.3, promoters=0.5, n=10)
    """
    withheld = refused(tally, "share", smallest_group)
    if withheld is not None:
        return withheld
    detractors, passives, promoters = (share_of(tally, group) for group in (DETRACTORS, PASSIVES, PROMOTERS))
    return Distribution(detractors, passives, promoters, tally.respondents)


def unweighted(tally: ScoreTally) -> ScoreTally:
    """Return the same answers with each counting as one.

    >>> unweighted(ScoreTally({9: 2}, {9: 0.5}, 0.125)).weights
    {9: 2.0}
    """
    return ScoreTally(tally.counts, {answer: float(n) for answer, n in tally.counts.items()}, float(tally.respondents))


def share_of(tally: ScoreTally, answers: Iterable[int]) -> float:
    """Return the weighted share (0–1) of some answers; the tally must hold some weight."""
    found = fsum(tally.weights.get(answer, 0.0) for answer in set(answers)) / fsum(tally.weights.values())
    return min(1.0, found)  # rounding must not make more than everybody


def share_estimate(value: float, n: int, effective: float) -> Estimate:
    """Return a share that may be shown, with Wilson's interval."""
    low, high, error = wilson(value, effective)
    return Estimate(value, low, high, n, "share", effective, error)


def effective_of(tally: ScoreTally) -> float:
    """Return Kish's effective n of the answers, never more than their number."""
    return min(float(tally.respondents), effective_respondents(fsum(tally.weights.values()), tally.weights_squared))


def refused(tally: ScoreTally, unit: Unit, smallest_group: int) -> Withheld | None:
    """Return why the answers may not be measured; answers that all weigh nothing are none."""
    weighs = fsum(tally.weights.values()) > 0 and tally.weights_squared > 0
    withheld = refusal(tally.respondents if weighs else 0, unit, smallest_group)
    return withheld or dominated(effective_of(tally), unit, smallest_group)
