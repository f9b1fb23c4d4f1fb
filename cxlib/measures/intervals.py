"""The 95 % intervals behind every measure, and the effective number of respondents they rest on."""

from __future__ import annotations

from math import inf, sqrt

from scipy.special import ndtri, stdtr, stdtrit

#: Every interval is a 95 % interval; a test says "real" under 5 %.
LEVEL = 0.95
SIGNIFICANCE = 1 - LEVEL
Z = float(ndtri(1 - SIGNIFICANCE / 2))


def effective_respondents(weight: float, weight_squared: float) -> float:
    """Return Kish's effective number of respondents, (Σ w)² / Σ w²; 0 where nobody counts.

    Notes
    -----
    It says how many equally weighted answers would be as precise, if the weights are unrelated to the answers. Where
    they are related, it is too small or too large by a little (METHODS 2: coverage .946–.959 in simulation).

    References
    ----------
    Kish, L. (1965). Survey Sampling. Wiley.

    Examples
    --------
    >>> effective_respondents(weight=1 + 1 + 2, weight_squared=1 + 1 + 4)
    2.6666666666666665
    """
    return float(weight**2 / weight_squared) if weight_squared > 0 else 0.0


def adjusted_wald(detractors: float, promoters: float, n: float) -> tuple[float, float]:
    """Return the centre and standard error of the adjusted Wald interval of an NPS, both on the scale −1…1.

    Parameters
    ----------
    detractors, promoters : float
        Their numbers; effective numbers (share × Kish's n) under weights.
    n : float
        Number of answers, effective under weights.

    Notes
    -----
    Three answers are added, ¾ of a promoter and ¾ of a detractor among them: n' = n + 3, p' = (P + ¾)/n', d' = (D +
    ¾)/n', centre p' − d', SE = √((p' + d' − (p' − d')²)/n'). Exact coverage over all outcomes is .935–.949 from n = 10
    on and .896 at n = 5; plain Wald has .336–.564 there and a zero-width interval when everybody is a promoter.

    References
    ----------
    Rocks, B. (2016). Interval estimation for the Net Promoter Score. The American Statistician 70(4).

    Examples
    --------
    The table golden/02_nps_ci.csv, 1 detractor, 2 passives and 7 promoters:

    >>> centre, error = adjusted_wald(1, 7, 10)
    >>> round(100 * centre, 4), round(100 * (centre - Z * error), 4), round(100 * (centre + Z * error), 4)
    (46.1538, 7.0394, 85.2683)
    """
    total = n + 3
    promoter_share, detractor_share = (promoters + 0.75) / total, (detractors + 0.75) / total
    centre = promoter_share - detractor_share
    return centre, sqrt((promoter_share + detractor_share - centre**2) / total)


def wilson(share: float, n: float, z: float = Z) -> tuple[float, float, float]:
    """Return the low end, high end and standard error (half its width / z) of Wilson's interval of a share.

    Notes
    -----
    (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). It lies within 0–1, always holds p, and is never of zero width.
    It is wrong where answers come in clusters that the effective n does not know of: then it is too narrow.

    References
    ----------
    Wilson, E. B. (1927). JASA 22, 209–212. Brown, Cai & DasGupta (2001). Statistical Science 16, 101–133. With an
    effective n: Franco, Little, Louis & Slud (2019). Journal of Survey Statistics and Methodology 7, 334–364 (they
    recommend it).

    Examples
    --------
    >>> [round(end, 4) for end in wilson(0.0, 20)]
    [0.0, 0.1611, 0.0411]
    """
    spread = z**2 / n
    centre = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    # Rounding must not leave the share itself outside (0 and 1 are ends of the interval exactly).
    return max(0.0, min(share, centre - half)), min(1.0, max(share, centre + half)), half / z


def t_quantile(degrees: float, level: float = LEVEL) -> float:
    """Return the two-sided t quantile of a level; the normal one for infinitely many degrees of freedom.

    >>> round(t_quantile(9), 4), round(t_quantile(inf), 4)
    (2.2622, 1.96)
    """
    tail = 0.5 + level / 2
    return float(ndtri(tail)) if degrees == inf else float(stdtrit(degrees, tail))


def two_sided_p(difference: float, standard_error: float, degrees: float = inf) -> float:
    """Return the two-sided p value of difference / standard error under t; 1 where both are zero.

    >>> round(two_sided_p(1.96, 1.0), 3)
    0.05
    """
    if standard_error <= 0:
        return 1.0 if difference == 0 else 0.0
    # Above 1e15 degrees of freedom stdtr and the normal distribution are the same number.
    return float(2 * stdtr(min(degrees, 1e15), -abs(difference) / standard_error))
