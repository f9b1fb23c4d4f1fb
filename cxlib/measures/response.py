"""How many of those who were asked answered."""

from __future__ import annotations

from cxlib.measures.score import share
from cxlib.terms.estimate import Estimate, Withheld
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
