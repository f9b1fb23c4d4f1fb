"""How posts on social media sound, and whether that moves as the survey does."""

from __future__ import annotations

from collections.abc import Sequence
from math import atanh, inf, sqrt, tanh

import numpy as np

from cxlib.measures.intervals import Z, wilson
from cxlib.measures.withholding import refusal
from cxlib.terms.estimate import Estimate, Refusal, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.quarter import Quarter
from cxlib.terms.social import TONES, Agreement, PostTally, SocialQuarter

#: With fewer changes the interval of the correlation covers nearly all there is, whatever was found.
FEWEST_CHANGES = 6


def social_quarter(
    quarter: Quarter, tally: PostTally, smallest_group: int, withheld: Refusal | None = None
) -> SocialQuarter:
    """Return the shares of one quarter's posts by tone.

    Parameters
    ----------
    quarter, tally
        What was counted.
    smallest_group
        Of fewer posts with a tone, no share is told.
    withheld
        Why nothing of the quarter may be told, where that is so.

    Notes
    -----
    Shares are of the posts with a tone, with Wilson's interval; those without are told as a share of all posts and
    never taken for neutral. The net tone is p₊ − p₋ with the variance of a multinomial difference,
    (p₊ + p₋ − (p₊ − p₋)²)/n, of four posts more (one positive, one negative), so that it has a width where all posts
    are of one kind. Who posts is no sample of customers: the interval is that of these posts alone.

    Examples
    --------
    >>> told = social_quarter(Quarter(2026, 3), PostTally({1: 30, 0: 50, -1: 20}, {None: 25}), 5)
    >>> round(told.shares[1].value, 2), told.shares[1].n, round(told.untold.value, 2), round(told.net.value, 2)
    (0.3, 100, 0.2, 0.1)
    """
    why = withheld or _refused(tally.judged, smallest_group)
    if why is not None:
        told = Withheld(why, "share", smallest_group)
        return SocialQuarter(quarter, None, None, dict.fromkeys(TONES, told), told, told)
    judged, posts = tally.judged, tally.posts
    shares = {tone: _share(tally.told.get(tone, 0), judged) for tone in TONES}
    read = sum(count for tone, count in tally.untold.items() if tone is not None)
    hinted: dict[int, Estimate | Withheld] = {}
    if read >= smallest_group:
        hinted = {tone: _share(tally.untold.get(tone, 0), read) for tone in TONES}
    return SocialQuarter(quarter, posts, judged, shares, _share(posts - judged, posts), _net(tally), hinted)


def agreement(
    posts: Sequence[SocialQuarter], survey: Sequence[tuple[Quarter, Estimate | Withheld]]
) -> Agreement | Unmeasurable:
    """Return how the net tone and the survey's number change together from quarter to quarter.

    Returns
    -------
    Agreement or Unmeasurable
        `too_few` under `FEWEST_CHANGES` changes known of both; `constant` where one never changes.

    Notes
    -----
    Pearson's r of the changes between neighbouring quarters, with Fisher's interval tanh(atanh r ± z/√(n − 3)).
    Changes, since two numbers that both drift agree in their levels whatever they are about. Neighbouring changes
    share a quarter, so that chance in it turns up in both: the interval is rough. Both series are themselves
    uncertain, which draws r towards 0: little agreement may be little knowledge.

    References
    ----------
    Fisher, R. A. (1921). On the "probable error" of a coefficient of correlation. Metron 1, 3–32. Granger, C. W. J. &
    Newbold, P. (1974). Spurious regressions in econometrics. Journal of Econometrics 2(2), 111–120.
    """
    known = {quarter: value.value for quarter, value in survey if isinstance(value, Estimate)}
    both = {
        one.quarter: (one.net.value, known[one.quarter])
        for one in posts
        if isinstance(one.net, Estimate) and one.quarter in known
    }
    changes = np.array(
        [np.subtract(both[quarter.next], both[quarter]) for quarter in sorted(both) if quarter.next in both]
    )
    if len(changes) < FEWEST_CHANGES:
        return Unmeasurable("too_few")
    if np.any(np.ptp(changes, axis=0) < 1e-9):
        return Unmeasurable("constant")
    r = float(np.clip(np.corrcoef(changes.T)[0, 1], -1.0, 1.0))
    centre, reach = atanh(r) if abs(r) < 1 else inf * r, Z / sqrt(len(changes) - 3)
    return Agreement(r, tanh(centre - reach), tanh(centre + reach), len(changes))


def _refused(judged: int, smallest_group: int) -> Refusal | None:
    told = refusal(judged, "share", smallest_group)
    return None if told is None else told.reason


def _share(count: int, of: int) -> Estimate:
    low, high, error = wilson(count / of, of)
    return Estimate(count / of, low, high, of, "share", float(of), error)


def _net(tally: PostTally) -> Estimate:
    n = tally.judged
    well, ill = tally.told.get(1, 0), tally.told.get(-1, 0)
    value = (well - ill) / n
    p, q = (well + 1) / (n + 4), (ill + 1) / (n + 4)
    error = sqrt((p + q - (p - q) ** 2) / (n + 4))
    return Estimate(value, max(-1.0, value - Z * error), min(1.0, value + Z * error), n, "share", float(n), error)
