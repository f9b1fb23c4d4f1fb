"""Points and texts for charts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from cxlib.charts.trend_marks import TrendTexts
from cxlib.terms.briefing import TrendPoint
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.quarter import Quarter

Make = Callable[..., tuple[TrendPoint, ...]]


def estimate(value: float, half: float = 1.9, n: int = 842, effective: float | None = None) -> Estimate:
    return Estimate(value, value - half, value + half, n, "index", float(n) if effective is None else effective, 0.9)


@pytest.fixture
def points() -> Make:
    """Make quarters in a row from values; a number becomes an estimate on many answers."""

    def make(
        values: Sequence[float | Estimate | Withheld],
        *,
        versions: Sequence[int] = (),
    ) -> tuple[TrendPoint, ...]:
        return tuple(
            TrendPoint(
                Quarter.from_ordinal(Quarter(2023, 4).ordinal + i),
                value if isinstance(value, Estimate | Withheld) else estimate(value),
                versions[i] if versions else 1,
            )
            for i, value in enumerate(values)
        )

    return make


@pytest.fixture
def texts() -> TrendTexts:
    return TrendTexts(
        alt="Indeksi nousi",
        target="Tavoite <70> & yli",
        version_break="Uusi määritelmä",
        value=lambda value: f"{value.value:.1f}".replace(".", ","),
        hover=lambda point: f"{point.quarter} <b>",
        quarter=lambda quarter: f"Q{quarter.number}/{quarter.year}",
        tick=lambda value: f"{value:.0f}",
    )
