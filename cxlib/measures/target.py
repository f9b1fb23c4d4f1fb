"""Whether the index has reached its target, and how sure of it one can be."""

from __future__ import annotations

from scipy.special import stdtr

from cxlib.terms.estimate import Estimate, Target, Withheld


def target_status(index: Estimate | Withheld, target: float | None) -> tuple[Target, float | None]:
    """Return how the index stands to its target, and the probability that it is truly there.

    Parameters
    ----------
    index
        The CX index of the quarter.
    target
        In index points; None where the definition sets none.

    Returns
    -------
    tuple
        `reached`, `reached_not_certain`, `not_reached` or `none`, and P(index ≥ target) = F_ν((Î − T) / SE), 0–1, with
        F_ν of t with the degrees of freedom that the interval has; None with `none`.

    Notes
    -----
    `reached` needs the whole 95 % interval at or above the target. That an index two points below its target shows at
    or above it happens in 16 % of quarters by chance alone at SE 2, and at least once in four quarters in 50 % (METHODS
    1), which is why the estimate alone only gives `reached_not_certain`.

    Examples
    --------
    >>> status, probability = target_status(Estimate(58.0, 54.0, 62.0, 200, "index", 200, 2.0), 60.0)
    >>> status, round(probability, 3)
    ('not_reached', 0.159)
    >>> round(target_status(Estimate(58.0, 52.4, 63.6, 6, "index", 6, 2.0, 4.0), 60.0)[1], 3)
    0.187
    >>> target_status(Estimate(61.0, 57.0, 65.0, 200, "index", 200, 2.0), 60.0)[0]
    'reached_not_certain'
    """
    if target is None or isinstance(index, Withheld):
        return "none", None
    # Above 1e15 degrees of freedom stdtr and the normal distribution are the same number.
    probability = float(stdtr(min(index.degrees, 1e15), (index.value - target) / index.standard_error))
    if index.low >= target:
        return "reached", probability
    return ("reached_not_certain" if index.value >= target else "not_reached"), probability
