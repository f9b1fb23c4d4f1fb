"""How many of those who were asked answered."""

from __future__ import annotations

from math import sqrt

from cxlib.measures.intervals import two_sided_p, wilson
from cxlib.measures.score import share
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.silence import RateGap
from cxlib.terms.tally import InvitedTally


def response_rate(tally: InvitedTally, *, smallest_group: int) -> Estimate | Withheld:
    """Return the share (0–1) of delivered invitations that were answered.

    Parameters
    ----------
    tally
        Where `delivered` is 0 it is not known, and `invited` stands for it.
    smallest_group
        Fewer invited than this are not told of.

    Returns
    -------
    Estimate or Withheld
        Withheld as `no_invitations` where nobody knows how many were asked, or where more answered than were asked, so
        that the invitations are known not to be all of them.

    Notes
    -----
    Answered ÷ delivered (AAPOR's response rate with every undelivered invitation out of scope), Wilson's interval: the
    rate that such customers answer at, of which this quarter is a sample. It says nothing of how those who kept silent
    differ.

    Examples
    --------
    >>> rate = response_rate(InvitedTally(invited=1250, delivered=1201, answered=211), smallest_group=5)
    >>> round(rate.value, 4), round(rate.low, 4), round(rate.high, 4)
    (0.1757, 0.1552, 0.1982)
    """
    asked = tally.delivered or tally.invited
    if asked <= 0 or tally.answered > asked:
        return Withheld("no_invitations", "share", smallest_group)
    return share(tally.answered, asked, smallest_group=smallest_group)


def rate_gap(group: Estimate, whole: Estimate) -> RateGap | None:
    """Return how much more (less: negative) often a group answered than everybody else, by itself.

    Parameters
    ----------
    group
        The group's response rate; `n` is how many were asked.
    whole
        That of all, the group among them.

    Returns
    -------
    RateGap or None
        None where there is nobody else. `p` is of this difference alone: adjust it for all that are shown.

    Notes
    -----
    p₁ − p₂ of two groups that share nobody, with Newcombe's interval (his method 10, from Wilson's of both), and the
    two-sided test on the pooled share, z = (p₁ − p₂) / √(p (1 − p)(1/n₁ + 1/n₂)). Rough where a group has few that
    answered.

    References
    ----------
    Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions. Statistics in
    Medicine 17, 873–890.

    Examples
    --------
    His table II, case (a), is 56 of 70 against 48 of 80 (0.0524 to 0.3339):

    >>> def rate(answered, asked):
    ...     return response_rate(InvitedTally(asked, asked, answered), smallest_group=5)
    >>> gap = rate_gap(rate(56, 70), rate(104, 150))
    >>> round(gap.value, 4), round(gap.low, 4), round(gap.high, 4), round(gap.p, 4)
    (0.2, 0.0524, 0.3339, 0.008)
    """
    n, rest = group.n, whole.n - group.n
    if rest <= 0:
        return None
    other = min(max((whole.value * whole.n - group.value * n) / rest, 0.0), 1.0)
    difference = group.value - other
    low_group, high_group, _ = wilson(group.value, n)
    low_other, high_other, _ = wilson(other, rest)
    low = difference - sqrt((group.value - low_group) ** 2 + (high_other - other) ** 2)
    high = difference + sqrt((high_group - group.value) ** 2 + (other - low_other) ** 2)
    error = sqrt(whole.value * (1 - whole.value) * (1 / n + 1 / rest))
    return RateGap(difference, low, high, two_sided_p(difference, error))
