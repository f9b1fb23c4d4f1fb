"""The one writer: adds files to a copy of the newest snapshot, and publishes the copy when it is whole."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from cxlib.store import ledger
from cxlib.store.batch import Batch
from cxlib.store.clustering import cluster
from cxlib.store.compaction import compact
from cxlib.store.connection import Connection, columns, lent, query, send, writing
from cxlib.store.definitions import STAGE, Names, learn, score_question
from cxlib.store.employees import store_employees
from cxlib.store.folder import (
    SPARE_BYTES,
    StoreFolder,
    clean,
    copy_of,
    current,
    first_name,
    number,
    only_writer,
    put_in_place,
    secret,
    want_space,
)
from cxlib.store.growing import grow
from cxlib.store.measurements import store_measurements
from cxlib.store.mentioned_again import keep_mentioned_again
from cxlib.store.opening import newest_whole
from cxlib.store.outcomes import store_outcomes
from cxlib.store.published_versions import refuse_changed, remember
from cxlib.store.readings import add_up_readings
from cxlib.store.reconciling import Known, reconciled
from cxlib.store.repeated import MOST_ANSWERS_OF_A_CUSTOMER, REPEAT_UP, keep_crowds, keep_repeated
from cxlib.terms.codebook import Codebook
from cxlib.terms.feedback import Feedback, Reconciliation
from cxlib.terms.programme import Programme
from cxlib.terms.quarter import Quarter

ARRIVE = ("arrived", "arrived_invitation")
ADD = (
    *("used_cell", "add_value", "add_cell", "numbered_cell", "add_cell_value"),
    *("numbered_pattern", "add_pattern_score", "pattern_index", "add_index_pattern", "add_pattern"),
    *("add_component_score", "admitted", "add_response", "add_response_person", "add_response_operation"),
    *("spoken", "add_verbatim", "numbered_term", "add_term", "add_posting", "add_term_count", "add_word"),
    "add_invitation",
)
#: Every rollup is made of `fresh`, the responses that it lacks, by the same statements at an import and at a rebuild.
ROLL_UP = (
    "fresh",
    "add_headcount",
    "fresh_moment",
    "add_moment",
    "add_stage_moment",
    "add_score_count",
    "add_stage_score",
    "add_stage_cause",
)
PAIR_UP = ("fresh_pair", "add_repeat_pair", "add_stage_repeat")
#: A customer whom new answers make a crowd had pairs before, which are counted off again.
PAIR_UP_NEW = ("fresh_pair", "stale_pair", *PAIR_UP[1:], *REPEAT_UP)
#: Every batch appends its own rows to the rollups; after so many batches they are added up into one row each.
BATCHES_APART = 32
COMPACT = (
    *("compact_headcount", "compact_moment", "compact_stage_moment", "compact_score_count", "compact_stage_cause"),
    *("compact_stage_score", "compact_stage_repeat", "compact_term_count"),
)
#: Columns of the ledger of files that a store made by an earlier version lacks.
WIDEN = (
    *("widen_batch_digest", "widen_batch_rows_rejected", "widen_batch_rows_duplicate", "widen_batch_snapshot"),
    "widen_verbatim_language_source",
)


class Writer:
    """Adds files to the store of one organisation; used in a with-block, which holds the writers' lock.

    Readers see what was added after `publish`, all of it at once; a block left without publishing changes nothing.

    Parameters
    ----------
    folder : Path
        The organisation's data folder (`CX_DATA`); the store is made under it when there is none.
    programme : Programme
        The definitions to store by.

    Raises
    ------
    StoreBusy
        On entering, when somebody else is writing.
    DefinitionError
        On entering, when a version of the index is other than it was published with.
    """

    def __init__(self, folder: Path, programme: Programme) -> None:
        self.folder, self.programme = Path(folder), programme
        self.notes: tuple[str, ...] = ()
        self._open: ExitStack = ExitStack()
        self._connection: Connection | None = None
        self._name, self._changed = "", False
        #: The last response that readers know of; those after it are of this writing.
        self._published: int | None = None
        self._names = Names()

    def __enter__(self) -> Self:
        refuse_changed(self.folder, self.programme)
        self._open.enter_context(only_writer(self.folder))
        clean(self.folder)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
            clean(self.folder)
        self._open.close()

    def add(
        self, feedback: Feedback, reconciliation: Reconciliation, codebook: Codebook, *, digest: str = ""
    ) -> Reconciliation:
        """Add one file's feedback; what the store has already, or has otherwise, is not added.

        `digest` is what the ledger knows the file by.

        Returns
        -------
        Reconciliation
            The given one, with rows that were imported before among the duplicates and rows that contradict what was
            imported before among the rejected.

        Raises
        ------
        OutdatedSnapshot
            When the programme has changed in a way that the stored sums do not follow.
        DefinitionError
            When there are more than 62 themes.
        StoreError
            When the disk is full.
        """
        connection = self._begin()
        connection.begin()
        try:
            outcome = self._add(connection, feedback, reconciliation, codebook, digest)
        except BaseException:
            connection.rollback()
            self._names = Names.read(connection)
            raise
        connection.commit()
        return outcome

    def publish(self) -> str | None:
        """Make what was added the snapshot that is served; return its name, or None when nothing was added."""
        if self._connection is None or not self._changed:
            return None
        connection, self._connection, self._changed = self._connection, None, False
        return finish(connection, self.folder, self._name, self.programme)

    def grow(self) -> str | None:
        """Publish a snapshot that knows what is new in the programme; None when nothing is.

        Raises
        ------
        OutdatedSnapshot
            When what is stored would be counted otherwise, too.
        """
        self._begin()
        return self.publish()

    def _begin(self) -> Connection:
        """Open the unfinished copy, made at the first need of it."""
        if self._connection is None:
            base, notice = newest_whole(self.folder)
            self.notes = () if notice is None else (notice,)
            self._connection, self._name = unfinished(self.folder, base)
            self._names = Names.read(self._connection)
            for step in WIDEN if base is not None else ():
                send(self._connection, step, {})
            if base is None:
                learn(self._connection, self._names, self.programme)
            elif grow(self._connection, self._names, self.programme):
                self._changed = True
        return self._connection

    def _add(
        self,
        connection: Connection,
        feedback: Feedback,
        reconciliation: Reconciliation,
        codebook: Codebook,
        digest: str,
    ) -> Reconciliation:
        batch = Batch.of(feedback, self.programme, codebook, self._names)
        with lent(connection, batch.tables):
            parameters = self._parameters(connection, reconciliation, codebook) | {
                "digest": digest,
                "detectors": feedback.read_by,
            }
            for name in ARRIVE:
                send(connection, name, parameters)
            known = Known.read(connection)
            outcome = reconciled(feedback, batch, reconciliation, known)
            outcome = replace(outcome, notes=outcome.notes + self.notes)
            if len(known) < batch.size:
                return self._store(connection, parameters, outcome)
            if len(feedback.outcomes):
                return self._store_outcomes(connection, feedback, parameters, outcome)
            if len(feedback.measurements):
                return self._store_measurements(connection, feedback, parameters, outcome)
            if len(feedback.employees):
                return self._store_employees(connection, feedback, parameters, outcome)
            return outcome

    def _store(self, connection: Connection, parameters: dict[str, Any], outcome: Reconciliation) -> Reconciliation:
        self._names.save(connection)
        for name in (*ADD, *ROLL_UP, *PAIR_UP_NEW):
            send(connection, name, parameters)
        if parameters["detectors"]:
            send(connection, "add_arrived_reading", parameters)
        send(connection, "add_batch", parameters | self._counts(outcome))
        if parameters["batch"] % BATCHES_APART == 0:
            for name in COMPACT:
                send(connection, name, parameters)
        self._changed = True
        return replace(outcome, notes=(*outcome.notes, *crowd_notes(connection), *self._few_notes(parameters)))

    def _store_outcomes(
        self, connection: Connection, feedback: Feedback, parameters: dict[str, Any], outcome: Reconciliation
    ) -> Reconciliation:
        """Keep what customers did after they answered, beside the answers."""
        outcome, is_new = store_outcomes(connection, feedback.outcomes, self._names, parameters["secret"], outcome)
        if is_new:
            send(connection, "add_batch", parameters | self._counts(outcome))
            self._changed = True
        return outcome

    def _store_measurements(
        self, connection: Connection, feedback: Feedback, parameters: dict[str, Any], outcome: Reconciliation
    ) -> Reconciliation:
        """Keep what was measured of the contacts before answers, with the answers."""
        outcome, is_new = store_measurements(connection, feedback, self._names, parameters["secret"], outcome)
        if is_new:
            send(connection, "add_batch", parameters | self._counts(outcome))
            self._changed = True
        return outcome

    def _store_employees(
        self, connection: Connection, feedback: Feedback, parameters: dict[str, Any], outcome: Reconciliation
    ) -> Reconciliation:
        """Keep how the employees of each unit find their work."""
        assert self.programme.employees is not None  # the reading has asked for it
        dimension = self.programme.employees.dimension
        outcome, is_new = store_employees(connection, feedback.employees, dimension, outcome)
        if is_new:
            send(connection, "add_batch", parameters | self._counts(outcome))
            self._changed = True
        return outcome

    def _counts(self, outcome: Reconciliation) -> dict[str, Any]:
        return {
            "rows_accepted": outcome.accepted,
            "rows_rejected": outcome.rejected,
            "rows_duplicate": outcome.duplicates,
            "responses": outcome.responses,
            "snapshot": self._name,
        }

    def _few_notes(self, parameters: dict[str, Any]) -> tuple[str, ...]:
        """Say it when the numbers before and after would tell what a few new customers answered."""
        assert self._connection is not None
        if self._published is None:
            self._published = int(parameters["response"])
        asked = {"published": self._published, "smallest": self.programme.smallest_group}
        found = columns(self._connection, "few_new", asked)
        return tuple(
            f"Only {customers} customers are new in {Quarter.from_ordinal(int(quarter))}: whoever compares the numbers "
            "before and after this import can tell what they answered. Import so few together with later answers."
            for quarter, customers in zip(found["quarter"], found["customers"], strict=True)
        )

    def _parameters(self, connection: Connection, reconciliation: Reconciliation, codebook: Codebook) -> dict[str, Any]:
        marks = {name: int(values[0]) for name, values in columns(connection, "marks").items()}
        scoring = score_question(self.programme)
        return {
            **marks,
            "batch": marks["batch"] + 1,
            "secret": secret(self.folder),
            "profile": reconciliation.profile,
            "file": reconciliation.file,
            "codebook": codebook.version,
            "rows_read": reconciliation.read,
            "added_at": datetime.now(UTC).replace(tzinfo=None),
            "stage": self._names.of("dimension")[STAGE],
            "score_question": -1 if scoring is None else self._names.of("question")[scoring.id],
            "most": MOST_ANSWERS_OF_A_CUSTOMER,
        }


def unfinished(folder: Path, base: str | None) -> tuple[Connection, str]:
    """Open the beginning of the next snapshot: a copy of the last, or empty tables; return its name too."""
    if base is None:
        want_space(folder, SPARE_BYTES)
        name = first_name(folder)
        connection = writing(StoreFolder(folder).unfinished(name))
        connection.execute(query("schema"))
        keep_repeated(connection)
        return connection, name
    known = {*StoreFolder(folder).names(), base, current(folder) or base}
    name = f"cx-{max(map(number, known)) + 1:06d}"
    connection = writing(copy_of(folder, base, name))
    keep_repeated(connection)
    return connection, name


def finish(connection: Connection, folder: Path, name: str, programme: Programme, *, forgetting: bool = False) -> str:
    """Close an unfinished snapshot's books and put it in its place; return its name.

    With `forgetting`, nothing of what was deleted stays in its file, and no older snapshot stays beside it.
    """
    scoring = score_question(programme)
    about = {
        "name": name,
        "published_at": datetime.now(UTC).replace(tzinfo=None),
        "made_up": programme.made_up,
        "programme": programme.name,
        "score_question": scoring.id if scoring else "",
    }
    for step in COMPACT if cluster(connection) else ():
        send(connection, step, {})
    add_up_readings(connection)
    keep_crowds(connection)
    keep_mentioned_again(connection)
    send(connection, "clear_snapshot", about)
    send(connection, "add_snapshot", about)
    ledger.close_books(connection)
    answered = [Quarter.from_ordinal(int(ordinal)) for ordinal in columns(connection, "answered_quarters")["quarter"]]
    send(connection, "checkpoint", {})
    connection.close()
    if forgetting:
        compact(StoreFolder(folder).unfinished(name))
    remember(folder, programme, answered)
    put_in_place(folder, name, alone=forgetting)
    return name


def crowd_notes(connection: Connection) -> tuple[str, ...]:
    """Say it when customer keys look like placeholders rather than customers."""
    crowds = int(columns(connection, "crowds", {"most": MOST_ANSWERS_OF_A_CUSTOMER})["customers"][0])
    if not crowds:
        return ()
    return (
        f"{crowds} customer keys stand on more than {MOST_ANSWERS_OF_A_CUSTOMER} answers of one quarter: "
        "each is taken for one customer, so that numbers may be withheld or uncertain. Where a key only fills the "
        'place of an unknown customer ("0", "n/a"), leave it empty in the file.',
    )
