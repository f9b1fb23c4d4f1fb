"""One snapshot, opened for reading: the index of every read there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from cxlib.errors import NoStore
from cxlib.store import answers, encounters, grouped, months, tallies
from cxlib.store.connection import Columns, Connection, columns
from cxlib.store.definitions import Names, differences, outdated
from cxlib.store.feedback_store import FeedbackStore, QuarterGroup, QuarterStage, Tone
from cxlib.store.folder import StoreFolder, current
from cxlib.store.opening import open_newest_whole
from cxlib.store.scope import Scope
from cxlib.store.vocabulary import Vocabulary
from cxlib.terms.briefing import Verbatim
from cxlib.terms.driver import Encounters
from cxlib.terms.month import Month
from cxlib.terms.programme import Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Search, Where
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
    """
    if current(folder) is None:
        raise NoStore(
            f"Nothing has been imported into {StoreFolder(folder).store} yet. "
            "Import a file with `python -m cxlib import FILE --profile NAME`."
        )
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

    def index_tally(self, where: Where = ()) -> Mapping[QuarterStage, MomentTally]:
        return tallies.index_tally(self._scope, where)

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

    def month_tally(self) -> Mapping[tuple[Month, str], MomentTally]:
        return months.month_tally(self._scope)

    def mention_tally(self) -> Mapping[str, Mapping[Month, ScoreTally]]:
        return months.mention_tally(self._scope)

    def words(self, form: str) -> tuple[Word, ...]:
        return answers.words(self._scope, form)

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
