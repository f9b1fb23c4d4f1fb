"""Topics: words that came up this quarter, and searches that somebody follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.programme import Label
from cxlib.terms.quarter import Quarter
from cxlib.terms.saying import SaidPoint

#: new: nobody had written it before; rising: written more often than before, by more than chance.
TopicKind = Literal["new", "rising"]
TopicAlert = Literal["risen", "fallen", "calm"]


@dataclass(frozen=True)
class Burst:
    """The days in which something was written most thickly, and how many of its answers fell on them."""

    first: date
    last: date
    answers: int


@dataclass(frozen=True)
class Topic:
    """A base form, or two side by side, that came up: in how many answers now and before, and when most.

    `odds` is the log-odds ratio in standard errors, `q` the chance of a mistake among all words tested.
    """

    words: tuple[str, ...]
    kind: TopicKind
    now: int
    before: int
    share: float
    share_before: float
    odds: float
    q: float
    burst: Burst | None


@dataclass(frozen=True)
class Emerging:
    """What came up in a quarter; `read` and `read_before` answers were compared, of `wrote` and `wrote_before`."""

    quarter: Quarter
    topics: tuple[Topic, ...]
    read: int
    wrote: int
    read_before: int
    wrote_before: int
    tested: int


@dataclass(frozen=True)
class SavedSearch:
    """A search from `topics.toml` that is followed."""

    id: str
    label: Label
    search: str
    wide: bool = False


@dataclass(frozen=True)
class Tracked:
    """A saved search over the quarters: its share of those who wrote, the change, and whether it is one to act on."""

    topic: SavedSearch
    quarter: Quarter
    trend: tuple[SaidPoint, ...]
    now: Estimate | Withheld
    change: Change | Withheld
    alert: TopicAlert
