"""The one interface to stored feedback: every read there is, answered in terms. Another engine could take over."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Literal, Protocol

from cxlib.terms.briefing import Verbatim
from cxlib.terms.driver import Encounters
from cxlib.terms.employee import EmployeeScore
from cxlib.terms.month import Month
from cxlib.terms.outcome import OutcomeTally
from cxlib.terms.programme import Component, Question
from cxlib.terms.quarter import Quarter
from cxlib.terms.reading import ReadingTally
from cxlib.terms.saying import SaidTally, Sayings
from cxlib.terms.selection import Search, Where
from cxlib.terms.social import PostTally
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

    def customers(
        self, quarter: Quarter | None, where: Where = (), without: Where | None = None, question: str | None = None
    ) -> int:
        """Return how many customers stand behind the answers that meet a filter and do not meet `without`, at least.

        One who gave most of the answers leaves few others, whatever their number (Σ m)² / Σ m² of m answers each;
        of all quarters together (None), as many as of the quarter with most. With `question`, of those who answered it.
        """

    def index_tally(self, where: Where = ()) -> Mapping[QuarterStage, MomentTally]:
        """Return the sums of the index's components, in the order of `programme.components`, by quarter and stage."""

    def component_tally(self, components: Sequence[Component]) -> Mapping[QuarterStage, MomentTally]:
        """Return the sums of any components, also such as no version of the index has, by quarter and stage."""

    def component_repeats(
        self, components: Sequence[Component], quarter: Quarter, since: Quarter
    ) -> Mapping[tuple[QuarterStage, QuarterStage], RepeatTally]:
        """Return the cross sums of `repeat_tally` for any components, from `since` up to `quarter`."""

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

    def reading_tally(self, quarters: Sequence[Quarter], where: Where = ()) -> ReadingTally:
        """Return how texts of some quarters were read: by whom their themes were given, and what a model expects."""

    def post_tally(self, question: Question, where: Where = ()) -> Mapping[Quarter, PostTally]:
        """Return posts on social media by quarter and tone, which `question` asks for."""

    def month_tally(self) -> Mapping[tuple[Month, str], MomentTally]:
        """Return the sums of the index's components by month and stage; a quarter's three add up to its own."""

    def mention_tally(self) -> Mapping[str, Mapping[Month, ScoreTally]]:
        """Return, for each theme and month, how many of those who wrote mention it (1) or do not (0)."""

    def month_customers(self) -> Mapping[tuple[Month, str | None], int]:
        """Return how many customers stand behind the answers of a month and stage (None: of all stages), at least."""

    def mention_customers(self) -> Mapping[str | None, Mapping[Month | Quarter, int]]:
        """Return how many customers mention each theme (None: wrote anything), by month and by quarter, at least."""

    def words(self, form: str) -> tuple[Word, ...]:
        """Return what a written form (in lower case) stands for, per language in which the answers hold it."""

    def words_of(self, forms: Collection[str]) -> tuple[Word, ...]:
        """Return the same for many forms at once."""

    def dotted_words(self, form: str) -> tuple[Word, ...]:
        """Return the words of the answers that are this form when typed without the dots of å, ä and ö."""

    def near_words(self, form: str, fewest: int, limit: int = 3) -> tuple[str, ...]:
        """Return base forms, of `fewest` answers at least, that a word which nobody wrote may have been meant for."""

    def verbatims_by_number(self, numbers: Collection[int]) -> tuple[Verbatim, ...]:
        """Return those of some answers, by `Verbatim.id`, that there are."""

    def sharing(self, keys: Collection[str], search: Search, limit: int) -> tuple[Verbatim, ...]:
        """Return the answers in the search's quarters and filters that share most of the rare among some keys."""

    def key_counts(self, keys: Collection[str]) -> Mapping[str, int]:
        """Return how many answers have each of some keys; those that none has are left out."""

    def sayings(self, first: Quarter, last: Quarter, limit: int) -> Sayings:
        """Return the texts of some quarters, at most so many: the same draw every time where there are more."""

    def said_tally(self, search: Search, quarter: Quarter) -> SaidTally:
        """Return the respondents who wrote by whether an answer of theirs meets the search's words and themes.

        In every quarter of the search; the index's sums and the scores are those of `quarter`.
        """

    def outcome_tally(self, outcome: str, question: Question) -> OutcomeTally:
        """Return how often an outcome came true after an answer, by stage and class of score."""

    def employee_scores(self, dimension: str) -> tuple[EmployeeScore, ...]:
        """Return the mean scores of employees by a dimension's values, oldest first."""

    def encounters(self, quarter: Quarter) -> Encounters:
        """Return a quarter's respondents with their component scores and what was measured of their encounter."""

    def terms_like(self, part: str, limit: int = 10) -> tuple[str, ...]:
        """Return the search keys that contain a text, the most frequent first."""
