"""Who did not answer: how unlike the invited the respondents are, and how much that could hide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.tally import Array

ITERATIONS = 50


@dataclass(frozen=True)
class InvitedCell:
    """Invited and answered in one combination of values, in the order of the margins (stage, channel, age …)."""

    values: tuple[str, ...]
    invited: int
    answered: int


@dataclass(frozen=True)
class Representativeness:
    """R (1: answering depends on no margin), and how far each margin and each value departs from the overall rate.

    `rate` is the response rate, `spread` the standard deviation of the response propensities, `variation` = spread /
    rate. `margins` is ≥ 0 per margin, `values` signed per (margin, value): below 0, fewer of them answered.
    """

    rate: float
    spread: float
    indicator: float
    variation: float
    margins: dict[str, float]
    values: dict[tuple[str, str], float]
    invited: int

    def largest_bias(self, deviation: float) -> float:
        """Return the most that non-response can have moved a mean whose answers have this standard deviation.

        >>> found = Representativeness(0.1757, 0.0599, 0.8803, 0.3408, {}, {}, 1201)
        >>> round(found.largest_bias(78.78), 1)
        26.8
        """
        return self.variation * deviation


def representativeness(margins: Sequence[str], cells: Sequence[InvitedCell]) -> Representativeness | Unmeasurable:
    """Return how evenly the invited answered, by the margins known of all of them.

    Parameters
    ----------
    margins
        Their names, in the order of `InvitedCell.values`.
    cells
        Every combination that was invited.

    Returns
    -------
    Representativeness or Unmeasurable
        `empty_margin` names a value of which nobody, or everybody, answered; `too_few` without invitations;
        `no_convergence`; `collinear` where one margin determines another.

    Notes
    -----
    Propensities ρ from a logistic model with the margins' main effects; S² = Σ N_c (ρ_c − ρ̄)² / (N − 1), R = 1 − 2 S.
    Value k of a margin: √(N_k/N)(ρ̄_k − ρ̄); the margin: the root of their sum of squares. A mean can be biased by at
    most S/ρ̄ × its standard deviation. It sees only what the margins know: with none that matters, R is 1 and says
    nothing.

    References
    ----------
    Schouten, Cobben & Bethlehem (2009). Survey Methodology 35, 101–113. Golden: 03_r_indicator.json.
    """
    asked = [cell for cell in cells if cell.invited > 0]
    if not asked:
        return Unmeasurable("too_few")
    invited = np.array([cell.invited for cell in asked], dtype=float)
    answered = np.array([cell.answered for cell in asked], dtype=float)
    levels = [sorted({cell.values[at] for cell in asked}) for at in range(len(margins))]
    members = {
        (margin, value): np.array([cell.values[at] == value for cell in asked], dtype=float)
        for at, margin in enumerate(margins)
        for value in levels[at]
    }
    for (_, value), member in members.items():
        if not 0 < member @ answered < member @ invited:
            return Unmeasurable("empty_margin", value)
    first = {(margin, levels[at][0]) for at, margin in enumerate(margins)}
    design = np.column_stack([np.ones(len(asked)), *(m for key, m in members.items() if key not in first)])
    if np.linalg.matrix_rank(design) < design.shape[1]:
        return Unmeasurable("collinear")
    rho = _propensities(design, invited, answered)
    if rho is None:
        return Unmeasurable("no_convergence")
    total = float(invited.sum())
    rate = float(invited @ rho) / total
    spread = sqrt(float(invited @ (rho - rate) ** 2) / (total - 1))
    values = {
        key: sqrt(float(member @ invited) / total) * (float((member * invited) @ rho) / float(member @ invited) - rate)
        for key, member in members.items()
    }
    by_margin = {margin: sqrt(sum(v**2 for (name, _), v in values.items() if name == margin)) for margin in margins}
    return Representativeness(rate, spread, 1 - 2 * spread, spread / rate, by_margin, values, int(total))


def tipping_point(change: float, response_rate: float) -> float | Unmeasurable:
    """Return how far from respondents the silent would have to be this quarter for the change to vanish.

    Notes
    -----
    Pattern mixture: I_all = r I_r + (1 − r)(I_r + δ), so that δ = −change / (1 − r), with the earlier quarter's
    non-respondents like its respondents. It is a question to the reader (is that likely?), not an estimate.

    References
    ----------
    Little, R. J. A. (1993). JASA 88, 125–134. Golden: 03_sensitivity.json.

    Examples
    --------
    >>> round(tipping_point(12.590276, 0.1878637), 2)
    -15.5
    """
    if not 0 < response_rate < 1:
        return Unmeasurable("too_few")
    return -change / (1 - response_rate)


def with_different_silent(value: float, response_rate: float, difference: float) -> float:
    """Return the value of all invited if those who kept silent differ from the respondents by so much.

    >>> round(with_different_silent(3.094164, 0.1878637, -10), 2)
    -5.03
    """
    return value + (1 - response_rate) * difference


def _propensities(design: Array, invited: Array, answered: Array) -> Array | None:
    """Return fitted probabilities by Newton's method; None where it does not settle."""
    coefficients = np.zeros(design.shape[1])
    overall = answered.sum() / invited.sum()
    coefficients[0] = np.log(overall / (1 - overall))
    for _ in range(ITERATIONS):
        fitted: Array = 1 / (1 + np.exp(-design @ coefficients))
        weights = invited * fitted * (1 - fitted)
        step = np.linalg.solve((design * weights[:, None]).T @ design, design.T @ (answered - invited * fitted))
        coefficients = coefficients + step
        if np.abs(step).max() < 1e-12:
            return np.asarray(1 / (1 + np.exp(-design @ coefficients)))
    return None
