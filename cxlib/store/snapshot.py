"""One snapshot, opened for reading: the index of every read there is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from cxlib.errors import NoStore
from cxlib.store import (
    answers,
    employees,
    encounters,
    grouped,
    months,
    outcomes,
    posts,
    readings,
    saying,
    tallies,
    trials,
)
from cxlib.store.connection import Columns, Connection, columns
from cxlib.store.definitions import Names, differences, outdated
from cxlib.store.feedback_store import FeedbackStore, QuarterGroup, QuarterStage, Tone
from cxlib.store.folder import StoreFolder, current
from cxlib.store.opening import open_newest_whole
from cxlib.store.published_versions import refuse_changed
from cxlib.store.scope import Scope
from cxlib.store.vocabulary import Vocabulary
from cxlib.terms.briefing import Verbatim
from cxlib.terms.driver import Encounters
from cxlib.terms.employee import EmployeeScore
from cxlib.terms.month import Month
from cxlib.terms.outcome import OutcomeTally
from cxlib.terms.programme import Component, Programme, Question
from cxlib.terms.quarter import Quarter
from cxlib.terms.reading import ReadingTally
from cxlib.terms.saying import SaidTally, Sayings
from cxlib.terms.selection import Search, Where
from cxlib.terms.social import PostTally
from cxlib.terms.tally import CauseTally, InvitedTally, MomentTally, RepeatTally, ScoreTally
from cxlib.terms.word import Word


def open_snapshot(folder: Path, programme: Programme) -> FeedbackStore:
    """Open the snapshot that is served under a data folder (`CX_DATA`).

    Raises
    ------
    NoStore
        When nothing has been imported yet.
    DamagedSnapshot
        When no snapshot is whole; with a damaged last one, the one before is opened and `notice` says so.
    OutdatedSnapshot
        When the programme's questions, dimensions or index components are others than the snapshot's.
    DefinitionError
        When a version of the index is other than it was published with.
    """
    if current(folder) is None:
        raise NoStore(
            f"Nothing has been imported into {StoreFolder(folder).store} yet. "
            "Import a file with `python -m cxlib import FILE --profile NAME`."
        )
    refuse_changed(folder, programme)
    connection, name, notice = open_newest_whole(folder)
    try:
        return DuckDBStore(connection, programme, name, notice)
    except BaseException:
        connection.close()
        raise


class DuckDBStore:
    """The `FeedbackStore` in a DuckDB file."""

    def __init__(self, connection: Connection, programme: Programme, name: str, notice: str | None) -> None:
        self.connection, self.programme = connection, programme
        names = Names.read(connection)
        if changed := differences(connection, names, programme):
            raise outdated(changed)
        self.codebook_versions = tuple(map(str, columns(connection, "codebooks")["codebook"]))
        self._scope = Scope.of(self._ask, Vocabulary.read(self._ask, names, programme))
        about = columns(connection, "snapshot")
        self.name, self.notice = name, notice
        self.made_up = bool(about["made_up"][0])
        self.published_at = _moment(about["published_at"][0])

    def close(self) -> None:
        self.connection.close()

    def quarters(self) -> tuple[Quarter, ...]:
        return self._scope.quarters

    def values(self, dimension: str) -> tuple[str, ...]:
        return self._scope.vocabulary.values_of(dimension)

    def respondents(self, quarter: Quarter, where: Where = ()) -> int:
        return tallies.respondents(self._scope, quarter, where)

    def customers(
        self, quarter: Quarter | None, where: Where = (), without: Where | None = None, question: str | None = None
    ) -> int:
        return tallies.customers(self._scope, quarter, where, without, question)

    def index_tally(self, where: Where = ()) -> Mapping[QuarterStage, MomentTally]:
        return tallies.index_tally(self._scope, where)

    def component_tally(self, components: Sequence[Component]) -> Mapping[QuarterStage, MomentTally]:
        return trials.component_tally(self._scope, components)

    def component_repeats(
        self, components: Sequence[Component], quarter: Quarter, since: Quarter
    ) -> Mapping[tuple[QuarterStage, QuarterStage], RepeatTally]:
        return trials.component_repeats(self._scope, components, quarter, since)

    def repeat_tally(
        self, quarter: Quarter, where: Where = (), since: Quarter | None = None
    ) -> Mapping[tuple[QuarterStage, QuarterStage], RepeatTally]:
        return tallies.repeat_tally(self._scope, quarter, where, since)

    def score_tally(
        self, question: str, where: Where = (), quarter: Quarter | None = None, by: str | None = None
    ) -> Mapping[str | None, ScoreTally]:
        return tallies.score_tally(self._scope, question, where, quarter, by)

    def cause_tally(self, quarter: Quarter, where: Where = ()) -> CauseTally:
        return tallies.cause_tally(self._scope, quarter, where)

    def invited_tally(self, where: Where = ()) -> Mapping[QuarterStage, InvitedTally]:
        return tallies.invited_tally(self._scope, where)

    def invited_by(self, quarter: Quarter, where: Where, by: Sequence[str]) -> Mapping[tuple[str, ...], InvitedTally]:
        return grouped.invited_by(self._scope, quarter, where, by)

    def moments_by(self, quarter: Quarter, where: Where, by: Sequence[str]) -> Mapping[tuple[str, ...], MomentTally]:
        return grouped.moments_by(self._scope, quarter, where, by)

    def repeats_by(
        self, quarter: Quarter, where: Where, by: Sequence[str]
    ) -> Mapping[tuple[QuarterGroup, QuarterGroup], RepeatTally]:
        return grouped.repeats_by(self._scope, quarter, where, by)

    def verbatims(self, search: Search, limit: int = 50, offset: int = 0) -> tuple[tuple[Verbatim, ...], int, int]:
        return answers.search(self._scope, search, limit, offset)

    def quotes(self, quarter: Quarter, where: Where = (), limit: int = 6) -> tuple[Verbatim, ...]:
        return answers.quotes(self._scope, quarter, where, limit)

    def theme_counts(
        self, where: Where = (), quarter: Quarter | None = None, tone: Tone | None = None, by: str | None = None
    ) -> Mapping[str | None, tuple[int, Mapping[str, int]]]:
        return answers.theme_counts(self._scope, where, quarter, tone, by)

    def reading_tally(self, quarters: Sequence[Quarter], where: Where = ()) -> ReadingTally:
        return readings.reading_tally(self._scope, tuple(quarters), where)

    def post_tally(self, question: Question, where: Where = ()) -> Mapping[Quarter, PostTally]:
        return posts.post_tally(self._scope, question, where)

    def month_tally(self) -> Mapping[tuple[Month, str], MomentTally]:
        return months.month_tally(self._scope)

    def mention_tally(self) -> Mapping[str, Mapping[Month, ScoreTally]]:
        return months.mention_tally(self._scope)

    def words(self, form: str) -> tuple[Word, ...]:
        return answers.words(self._scope, form)

    def words_of(self, forms: Collection[str]) -> tuple[Word, ...]:
        return answers.words_of(self._scope, forms)

    def dotted_words(self, form: str) -> tuple[Word, ...]:
        return answers.dotted_words(self._scope, form)

    def near_words(self, form: str, fewest: int, limit: int = 3) -> tuple[str, ...]:
        return answers.near_words(self._scope, form, fewest, limit)

    def verbatims_by_number(self, numbers: Collection[int]) -> tuple[Verbatim, ...]:
        return answers.by_number(self._scope, numbers)

    def sharing(self, keys: Collection[str], search: Search, limit: int) -> tuple[Verbatim, ...]:
        return answers.like(self._scope, keys, search, limit)

    def key_counts(self, keys: Collection[str]) -> Mapping[str, int]:
        return answers.key_counts(self._scope, keys)

    def sayings(self, first: Quarter, last: Quarter, limit: int) -> Sayings:
        return answers.sayings(self._scope, first, last, limit)

    def said_tally(self, search: Search, quarter: Quarter) -> SaidTally:
        return saying.said_tally(self._scope, search, quarter)

    def month_customers(self) -> Mapping[tuple[Month, str | None], int]:
        return months.month_customers(self._scope)

    def mention_customers(self) -> Mapping[str | None, Mapping[Month | Quarter, int]]:
        return months.mention_customers(self._scope)

    def outcome_tally(self, outcome: str, question: Question) -> OutcomeTally:
        return outcomes.outcome_tally(self._scope, outcome, question)

    def employee_scores(self, dimension: str) -> tuple[EmployeeScore, ...]:
        return employees.employee_scores(self._scope, dimension)

    def encounters(self, quarter: Quarter) -> Encounters:
        return encounters.encounters(self._scope, quarter)

    def terms_like(self, part: str, limit: int = 10) -> tuple[str, ...]:
        return answers.terms_like(self._scope, part, limit)

    def _ask(self, name: str, parameters: Mapping[str, object] | None = None, chosen: Columns | None = None) -> Columns:
        """Send a query on a cursor of its own, so that threads may share the snapshot."""
        with self.connection.cursor() as cursor:
            return columns(cursor, name, parameters, chosen)


def _moment(value: np.datetime64) -> datetime:
    moment: datetime = value.astype("datetime64[us]").item()
    return moment.replace(tzinfo=UTC)
