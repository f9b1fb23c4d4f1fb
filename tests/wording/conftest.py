"""A briefing to change, and sentences kept as small readable files, one for each noun and language."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import pytest

from cxlib.terms.briefing import Briefing, Causes, ResponseRate, StageLine, TrendPoint
from cxlib.terms.estimate import Change, Distribution, Estimate, Withheld
from cxlib.terms.programme import Component, Event, IndexVersion, Label
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Selection
from cxlib.wording.tongue import LANGUAGES, Tongue, tongue

SNAPSHOTS = Path(__file__).parent / "snapshots"
NOW = Quarter(2026, 3)


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> Tongue:
    return tongue(request.param)


@pytest.fixture
def agrees() -> Callable[[str, Mapping[str, str], Tongue], None]:
    """Compare sentences with the file that holds them; KUULO_WRITE_SNAPSHOTS=1 writes it anew."""

    def compare(noun: str, said: Mapping[str, str], spoken: Tongue) -> None:
        text = "".join(f"{case}\n    {sentence or '(nothing)'}\n" for case, sentence in said.items())
        file = SNAPSHOTS / f"{noun}.{spoken.language}.txt"
        if os.environ.get("KUULO_WRITE_SNAPSHOTS"):
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return compare


def estimate(value: float, half: float = 1.7, n: int = 842, unit: str = "index") -> Estimate:
    return Estimate(value, value - half, value + half, n, unit, float(n), half / 1.96)


@pytest.fixture
def briefing() -> Briefing:
    """The quarter of LOOK's best picture: 70,5 after 66,3, with a target of 70."""
    definition = IndexVersion(
        2, Quarter(2023, 4), (Component("nps", "nps_category", 1.0),), (("new", 0.4), ("ended", 0.6)), target=70.0
    )
    stages = (
        StageLine(
            "new",
            Label(fi="Uudet asiakkaat", sv="Nya kunder", en="New customers"),
            estimate(72.4, 2.3, 402),
            Change(3.1, 0.4, 5.8, 0.02, "points", "real_rise"),
            Distribution(0.12, 0.27, 0.61, 402),
            estimate(49.0, 7.0, 402, "points"),
        ),
        StageLine(
            "ended",
            Label(fi="Päättyneet asiakkuudet", sv="Avslutade kundrelationer", en="Former customers"),
            estimate(61.0, 4.1, 129),
            Change(0.4, -5.2, 6.0, 0.9, "points", "no_real_change"),
            Distribution(0.29, 0.33, 0.38, 129),
            estimate(9.0, 14.0, 129, "points"),
        ),
    )
    return Briefing(
        programme="Esimerkkipankki",
        index_label=Label(fi="CX-indeksi", sv="CX-index", en="CX index"),
        made_up=True,
        snapshot="0007",
        published_at=datetime(2026, 10, 2, 14, 5),  # noqa: DTZ001 - a naive moment is shown as it is
        selection=Selection(NOW),
        quarter=NOW,
        quarters=(Quarter(2026, 1), Quarter(2026, 2), NOW),
        definition=definition,
        cx_index=estimate(70.5),
        change=Change(4.2, 1.8, 6.6, 0.0006, "points", "real_rise"),
        target="reached_not_certain",
        target_probability=0.72,
        trend=tuple(
            TrendPoint(quarter, estimate(value), 2)
            for quarter, value in ((Quarter(2026, 1), 65.9), (Quarter(2026, 2), 66.3), (NOW, 70.5))
        ),
        events=(Event(Quarter(2026, 2), Label(fi="Chat auki klo 8–20")),),
        stages=stages,
        causes=Causes((), None, Withheld("no_answers", "share"), 0),
        distribution=Distribution(0.17, 0.3, 0.53, 531),
        verbatims=(),
        response=ResponseRate(5000, 4780, 842, estimate(0.176, 0.011, 4780, "share")),
        smallest_group=5,
    )
