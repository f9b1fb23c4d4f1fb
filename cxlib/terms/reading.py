"""How open answers were read: by whom their themes were given, what a model expects, and what it was found worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.programme import Label

#: Where the language of an answer is known from: its own words, the survey it answers, or only the programme's default.
LanguageSource = Literal["unknown", "detected", "survey", "programme"]
LANGUAGE_SOURCES: tuple[LanguageSource, ...] = ("unknown", "detected", "survey", "programme")

#: Who gave a theme: a person, a model that learnt from people, or the words of the codebook.
Source = Literal["human", "model", "codebook"]
SOURCES: tuple[Source, ...] = ("human", "model", "codebook")


@dataclass(frozen=True)
class Reader:
    """The detectors that read answers last: their versions, and what their models were worth on answers kept aside.

    `spread` is, per theme that the model knows, the standard deviation of (coded − chance); `coded` the answers that
    taught it, `agreement` its micro-F1; `judged`, `tone_accuracy` and `tone_abstained` the same of the tone.
    """

    detectors: str
    spread: Mapping[str, float] = field(default_factory=dict)
    coded: int = 0
    agreement: float | None = None
    judged: int = 0
    tone_accuracy: float | None = None
    tone_abstained: float | None = None


@dataclass(frozen=True)
class ReadingTally:
    """Texts counted by who gave which theme; `given[theme][source]` texts, `tones` texts by tone said (−1, 0, 1).

    Texts that were dropped for their age count as they were read. `chances[theme]` is the sum of a model's
    probabilities over the `by_model` texts that no person coded; `unread` are those that the newest reader has not
    read, and `unreadable` those that it never will: they were dropped before.
    """

    texts: int = 0
    by_person: int = 0
    uncoded: int = 0
    given: Mapping[str, Mapping[Source, int]] = field(default_factory=dict)
    chances: Mapping[str, float] = field(default_factory=dict)
    by_model: int = 0
    tones: Mapping[int, int] = field(default_factory=dict)
    unread: int = 0
    reader: Reader | None = None
    unreadable: int = 0


@dataclass(frozen=True)
class ThemeShare:
    """A theme's share of the texts, how it was arrived at, and the share of the texts that each source gave it."""

    theme: str
    label: Label
    share: Estimate | Withheld
    estimated: Literal["chances", "counted"]
    sources: Mapping[Source, float]


@dataclass(frozen=True)
class Reading:
    """How the texts of a selection were read; `unread` wait to be read as the others were."""

    texts: int | None
    uncoded: Estimate | Withheld
    by_person: Estimate | Withheld
    themes: tuple[ThemeShare, ...]
    tones: Mapping[int, Estimate | Withheld]
    reader: Reader | None
    unread: int = 0


@dataclass(frozen=True)
class ShareChange:
    """A theme's share of the same texts before and after they were read anew."""

    theme: str
    label: Label
    before: Estimate | Withheld
    after: Estimate | Withheld

    @property
    def by(self) -> float:
        """How far the share moved, as a share; 0 where either is withheld."""
        if isinstance(self.before, Withheld) or isinstance(self.after, Withheld):
            return 0.0
        return self.after.value - self.before.value
