"""The briefing: everything one quarter says, as one frozen object that every outlet renders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from cxlib.terms.codebook import Controllability, Polarity
from cxlib.terms.estimate import Change, Distribution, Estimate, Target, Withheld
from cxlib.terms.programme import Event, IndexVersion, Label
from cxlib.terms.quarter import Quarter
from cxlib.terms.reading import LanguageSource
from cxlib.terms.selection import Selection

Direction = Literal["better", "worse", "no_real_change", "new", "cannot_say"]


@dataclass(frozen=True)
class TrendPoint:
    quarter: Quarter
    value: Estimate | Withheld
    version: int | None


@dataclass(frozen=True)
class StageLine:
    """One lifecycle stage's index, its change, and how its customers would recommend; `nps` carries the interval."""

    stage: str
    label: Label
    value: Estimate | Withheld
    change: Change | Withheld
    distribution: Distribution | Withheld
    nps: Estimate | Withheld | None = None


@dataclass(frozen=True)
class Rank:
    """How sure a cause's place is among the `of` causes of its kind (1 takes most, or among praise gives most).

    Places `tied_from`–`tied_to` are those of its tier: the order of two tiers is sure, jointly for all of them at 95 %;
    `best`–`worst` are the places that it may have within, jointly with all others at 95 %; `top` and `first` are the
    chances (0–1) of the first three and of 1.
    """

    place: int
    tied_from: int
    tied_to: int
    best: int
    worst: int
    top: float
    first: float
    of: int


@dataclass(frozen=True)
class RootCause:
    """What a cause takes from (negative) or gives to (positive) the index, the other causes held fixed.

    `impact` is in index points and adds up with the other causes and the baseline to the index exactly; `share` is of
    those who wrote; `direction` compares the impact with the previous quarter's; `rank` is None where there is
    no order.
    """

    theme: str
    label: Label
    share: Estimate | Withheld
    impact: Estimate | Withheld
    mentions: int | None
    direction: Direction
    change: Change | Withheld
    owner: Label
    controllability: Controllability
    action: Label
    polarity: Polarity = "either"
    rank: Rank | None = None

    @property
    def takes(self) -> bool:
        """Whether it surely takes from the index."""
        return isinstance(self.impact, Estimate) and self.impact.high < 0

    @property
    def gives(self) -> bool:
        """Whether it surely gives to the index."""
        return isinstance(self.impact, Estimate) and self.impact.low > 0


@dataclass(frozen=True)
class TopShift:
    """What came among the top causes since the quarter before and what left; `sure` where noise does not explain it."""

    entered: tuple[Label, ...]
    left: tuple[Label, ...]
    sure: bool


@dataclass(frozen=True)
class Causes:
    """The root causes of a quarter, worst first; `baseline` + Σ impacts = index.

    `shown` names up to three that take most, those of the quarter before kept until surely displaced; `shift` is None
    where there is no quarter to compare with. `detectors` are the versions of the codebook that found the themes.
    """

    all: tuple[RootCause, ...]
    baseline: float | None
    uncoded: Estimate | Withheld
    wrote: int
    shown: tuple[str, ...] = ()
    shift: TopShift | None = None
    detectors: tuple[str, ...] = ()

    @property
    def top(self) -> tuple[RootCause, ...]:
        """Those shown that surely take from the index; where none does, all that are shown."""
        shown = [cause for cause in self.all if cause.theme in self.shown]
        return tuple(cause for cause in shown if cause.takes) or tuple(shown)

    @property
    def praise(self) -> tuple[RootCause, ...]:
        """Up to three that surely give to the index, the one that gives most first."""
        giving = [cause for cause in reversed(self.all) if cause.gives and cause.polarity != "negative"]
        return tuple(giving[:3])


@dataclass(frozen=True)
class Span:
    """Where in a text something stands: characters start to end, and why (a theme's id, or `search`)."""

    start: int
    end: int
    why: str


@dataclass(frozen=True)
class Verbatim:
    """An open answer, redacted, with what is known of its writer."""

    id: int
    text: str
    question: str
    quarter: Quarter
    day: date
    language: str
    score: int | None
    stage: str
    values: tuple[tuple[str, str], ...]
    themes: tuple[str, ...]
    language_source: LanguageSource | None = None


@dataclass(frozen=True)
class VerbatimPage:
    """Some answers that a search found: `found` of the `of` that the quarters and filters hold without the words.

    `withheld` is set, and `answers` empty, where the group asked about is smaller than the smallest group.
    """

    answers: tuple[Verbatim, ...]
    found: int
    of: int
    withheld: Withheld | None = None


@dataclass(frozen=True)
class ResponseRate:
    invited: int
    delivered: int
    answered: int
    rate: Estimate | Withheld


@dataclass(frozen=True)
class Briefing:
    """One quarter under one selection, ready to be rendered by page, deck, newsletter and screen alike."""

    programme: str
    index_label: Label
    made_up: bool
    snapshot: str
    published_at: datetime
    selection: Selection
    quarter: Quarter
    quarters: tuple[Quarter, ...]
    definition: IndexVersion | None
    cx_index: Estimate | Withheld
    change: Change | Withheld
    target: Target
    target_probability: float | None
    trend: tuple[TrendPoint, ...]
    events: tuple[Event, ...]
    stages: tuple[StageLine, ...]
    causes: Causes
    distribution: Distribution | Withheld
    verbatims: tuple[Verbatim, ...]
    response: ResponseRate
    smallest_group: int
