"""The briefing: everything one quarter says, as one frozen object that every outlet renders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from cxlib.terms.codebook import Controllability, Polarity
from cxlib.terms.estimate import Change, Distribution, Estimate, Target, Withheld
from cxlib.terms.programme import Event, IndexVersion, Label
from cxlib.terms.quarter import Quarter
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
class RootCause:
    """What a cause takes from (negative) or gives to (positive) the index, the other causes held fixed.

    `impact` is in index points and adds up with the other causes and the baseline to the index exactly; `share` is of
    those who wrote; `direction` compares the impact with the previous quarter's.
    """

    theme: str
    label: Label
    share: Estimate | Withheld
    impact: Estimate | Withheld
    mentions: int | None
    direction: Direction
    change: Change | Withheld
    owner: str
    controllability: Controllability
    action: Label
    polarity: Polarity = "either"


@dataclass(frozen=True)
class Causes:
    """The root causes of a quarter, worst first; `baseline` + Σ impacts = index.

    `top` are the three that take most; a cause of praise is never among them, since what it seems to take is chance.
    """

    all: tuple[RootCause, ...]
    baseline: float | None
    uncoded: Estimate | Withheld
    wrote: int

    @property
    def top(self) -> tuple[RootCause, ...]:
        blame = [cause for cause in self.all if cause.polarity != "positive"]
        taking = [cause for cause in blame if isinstance(cause.impact, Estimate) and cause.impact.value < 0]
        return tuple(taking[:3])


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
