"""Which causes have surely taken the place of another among the worst, on a stated chance of a false alarm."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, sqrt

from cxlib.measures.intervals import two_sided_p
from cxlib.measures.root_causes import RootCauses


def sure_displacements(causes: RootCauses, shown: Sequence[str], chance: float) -> dict[tuple[str, str], float]:
    """Return for every (newcomer, shown cause) of which the newcomer is surely the more harmful how sure that is.

    Parameters
    ----------
    causes
        The quarter's root causes.
    shown
        Those shown as the worst until now.
    chance
        The chance (0–1) of naming any pair when every newcomer is at most as harmful as every cause shown.

    Returns
    -------
    dict
        (newcomer, shown) → 1 − p, for `steady_top`; pairs that are not sure are absent.

    Notes
    -----
    One-sided test of the difference of two impacts with their joint covariance, at chance / number of pairs
    (Bonferroni). The chance of 0.8 for one pair, which `steady_top` asks for by itself, calls the causes changed in
    most quarters where a dozen newcomers try to pass three: the worst of many looks worse than it is.
    """
    place = {cause.theme: at for at, cause in enumerate(causes.estimated)}
    here = [theme for theme in shown if theme in place]
    others = [theme for theme in place if theme not in shown]
    pairs = [(one, other) for one in others for other in here]
    impact, covariance, found = causes.impacts, causes.covariance, {}
    for one, other in pairs:
        i, j = place[one], place[other]
        difference = float(impact[j] - impact[i])
        error = sqrt(max(float(covariance[i, i] + covariance[j, j] - 2 * covariance[i, j]), 0.0))
        p = two_sided_p(difference, error, max(causes.degrees, 1.0) if causes.degrees < inf else inf) / 2
        if difference > 0 and p < chance / len(pairs):
            found[one, other] = 1 - p
    return found
