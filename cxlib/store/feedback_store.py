"""The one interface to stored feedback: every read there is, answered in terms. Another engine could take over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal, Protocol

from cxlib.terms.briefing import Verbatim
from cxlib.terms.driver import Encounters
from cxlib.terms.month import Month
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Search, Where
from cxlib.terms.tally import CauseTally, InvitedTally, MomentTally, RepeatTally, ScoreTally
from cxlib.terms.word import Word

#: A group of answers: the quarter and the lifecycle stage.
QuarterStage = tuple[Quarter, str]
#: The quarter, and the values of the dimensions asked for, in their order.
QuarterGroup = tuple[Quarter, tuple[str, ...]]
Tone = Literal[-1, 0, 1]


class FeedbackStore(Protocol):
    """Reads of one snapshot; it never changes, and several threads may ask it at once.

    Every read that takes `where` counts only answers that meet it; a dimension, value, question or quarter that does
    not exist raises `SelectionError`. A quarter without answers gives empty tallies.
    """

    @property
    def name(self) -> str:
        """The snapshot's name, which changes with its content: `cx-000012`."""

    @property
    def published_at(self) -> datetime:
        """When it was published (UTC)."""

    @property
    def made_up(self) -> bool:
        """Whether its answers are made up."""

    @property
    def notice(self) -> str | None:
        """What to tell the reader of this snapshot: that it stands in for a damaged one."""

    @property
    def codebook_versions(self) -> tuple[str, ...]:
        """The versions of the codebook that the answers were read with; more than one until a rebuild."""

    def close(self) -> None:
        """Let go of the file."""

    def quarters(self) -> tuple[Quarter, ...]:
        """Return the quarters that have answers, oldest first."""

    def values(self, dimension: str) -> tuple[str, ...]:
        """Return the values met of a dimension: those of the programme in its order, then others, `unknown` last."""

    def respondents(self, quarter: Quarter, where: Where = ()) -> int:
        """Return how many answered in a quarter."""

    def index_tally(self, where: Where = ()) -> Mapping[QuarterStage, MomentTally]:
        """Return the sums of the index's components, in the order of `programme.components`, by quarter and stage."""

    def repeat_tally(
        self, quarter: Quarter, where: Where = (), since: Quarter | None = None
    ) -> Mapping[tuple[QuarterStage, QuarterStage], RepeatTally]:
        """Return the cross sums over answers of the same customers within and between neighbouring quarters.

        From `since`, which is the quarter before where it is None, up to `quarter`.
        """

    def score_tally(
        self, question: str, where: Where = (), quarter: Quarter | None = None, by: str | None = None
    ) -> Mapping[str | None, ScoreTally]:
        """Return how often each answer was given, per value of the dimension `by`, or under None when there is none.

        `quarter` None takes all quarters together. Without answers a single empty tally stands under None.
        """

    def cause_tally(self, quarter: Quarter, where: Where = ()) -> CauseTally:
        """Return the respondents of a quarter by stage, component scores and themes mentioned."""

    def invited_tally(self, where: Where = ()) -> Mapping[QuarterStage, InvitedTally]:
        """Return how many were asked, reached and answered, by quarter and stage."""

    def invited_by(self, quarter: Quarter, where: Where, by: Sequence[str]) -> Mapping[tuple[str, ...], InvitedTally]:
        """Return how many were asked, reached and answered in a quarter, per combination of dimension values."""

    def moments_by(self, quarter: Quarter, where: Where, by: Sequence[str]) -> Mapping[tuple[str, ...], MomentTally]:
        """Return the sums of the index's components in a quarter, per combination of values that somebody answered."""

    def repeats_by(
        self, quarter: Quarter, where: Where, by: Sequence[str]
    ) -> Mapping[tuple[QuarterGroup, QuarterGroup], RepeatTally]:
        """Return the cross sums of `repeat_tally` per two combinations of these dimensions' values, both ways round."""

    def verbatims(self, search: Search, limit: int = 50, offset: int = 0) -> tuple[tuple[Verbatim, ...], int, int]:
        """Return some of the answers found, newest first; how many were found; and of how many without the words."""

    def quotes(self, quarter: Quarter, where: Where = (), limit: int = 6) -> tuple[Verbatim, ...]:
        """Return a few answers for a briefing: short ones, by turns from every stage, blaming and praising.

        The draw is by the answers' numbers and the quarter, so that it is the same every time.
        """

    def theme_counts(
        self, where: Where = (), quarter: Quarter | None = None, tone: Tone | None = None, by: str | None = None
    ) -> Mapping[str | None, tuple[int, Mapping[str, int]]]:
        """Return how many open answers there are, and how many mention each theme, per value of `by` or under None.

        With `tone`, of the answers that a person judged to have it. Answers of which only a person's code or tone is
        stored, and no text, are counted too.
        """

    def month_tally(self) -> Mapping[tuple[Month, str], MomentTally]:
        """Return the sums of the index's components by month and stage; a quarter's three add up to its own."""

    def mention_tally(self) -> Mapping[str, Mapping[Month, ScoreTally]]:
        """Return, for each theme and month, how many of those who wrote mention it (1) or do not (0)."""

    def words(self, form: str) -> tuple[Word, ...]:
        """Return what a written form (in lower case) stands for, per language in which the answers hold it."""

    def encounters(self, quarter: Quarter) -> Encounters:
        """Return a quarter's respondents with their component scores and what was measured of their encounter."""

    def terms_like(self, part: str, limit: int = 10) -> tuple[str, ...]:
        """Return the search keys that contain a text, the most frequent first."""
