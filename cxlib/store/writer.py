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
from cxlib.store.connection import Connection, columns, query, send, writing
from cxlib.store.definitions import STAGE, Names, differences, learn, outdated, score_question
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
from cxlib.store.opening import newest_whole
from cxlib.store.reconciling import Known, reconciled
from cxlib.terms.codebook import Codebook
from cxlib.terms.feedback import Feedback, Reconciliation
from cxlib.terms.programme import Programme

#: More answers than this in one quarter under one customer key are not one customer's but a placeholder's ("0", "n/a"):
#: such answers are not linked with each other, which would also cost their number squared.
MOST_ANSWERS_OF_A_CUSTOMER = 50

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
#: Every batch appends its own rows to the rollups; after so many batches they are added up into one row each.
BATCHES_APART = 32
COMPACT = (
    *("compact_headcount", "compact_moment", "compact_stage_moment", "compact_score_count", "compact_stage_cause"),
    *("compact_stage_score", "compact_stage_repeat", "compact_term_count"),
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
    """

    def __init__(self, folder: Path, programme: Programme) -> None:
        self.folder, self.programme = Path(folder), programme
        self.notes: tuple[str, ...] = ()
        self._open: ExitStack = ExitStack()
        self._connection: Connection | None = None
        self._name, self._changed = "", False
        self._names = Names()

    def __enter__(self) -> Self:
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

    def add(self, feedback: Feedback, reconciliation: Reconciliation, codebook: Codebook) -> Reconciliation:
        """Add one file's feedback; what the store has already, or has otherwise, is not added.

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
            outcome = self._add(connection, feedback, reconciliation, codebook)
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

    def _begin(self) -> Connection:
        """Open the unfinished copy, made at the first need of it."""
        if self._connection is None:
            base, notice = newest_whole(self.folder)
            self.notes = () if notice is None else (notice,)
            self._connection, self._name = unfinished(self.folder, base)
            self._names = Names.read(self._connection)
            if base is None:
                learn(self._connection, self._names, self.programme)
            elif changed := differences(self._connection, self._names, self.programme):
                raise outdated(changed)
        return self._connection

    def _add(
        self, connection: Connection, feedback: Feedback, reconciliation: Reconciliation, codebook: Codebook
    ) -> Reconciliation:
        batch = Batch.of(feedback, self.programme, codebook, self._names)
        for name, table in batch.tables.items():
            connection.register(name, table)
        parameters = self._parameters(connection, reconciliation, codebook)
        for name in ARRIVE:
            send(connection, name, parameters)
        known = Known.read(connection)
        outcome = reconciled(feedback, batch, reconciliation, known)
        outcome = replace(outcome, notes=outcome.notes + self.notes)
        if len(known) < batch.size:
            outcome = self._store(connection, parameters, outcome)
        for name in batch.tables:
            connection.unregister(name)
        return outcome

    def _store(self, connection: Connection, parameters: dict[str, Any], outcome: Reconciliation) -> Reconciliation:
        self._names.save(connection)
        for name in (*ADD, *ROLL_UP, *PAIR_UP):
            send(connection, name, parameters)
        counts = {"rows_accepted": outcome.accepted, "responses": outcome.responses}
        send(connection, "add_batch", parameters | counts)
        if parameters["batch"] % BATCHES_APART == 0:
            for name in COMPACT:
                send(connection, name, parameters)
        self._changed = True
        return replace(outcome, notes=outcome.notes + crowd_notes(connection))

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
        return connection, name
    known = {*StoreFolder(folder).names(), base, current(folder) or base}
    name = f"cx-{max(map(number, known)) + 1:06d}"
    return writing(copy_of(folder, base, name)), name


def finish(connection: Connection, folder: Path, name: str, programme: Programme) -> str:
    """Close an unfinished snapshot's books and put it in its place; return its name."""
    scoring = score_question(programme)
    about = {
        "name": name,
        "published_at": datetime.now(UTC).replace(tzinfo=None),
        "made_up": programme.made_up,
        "programme": programme.name,
        "score_question": scoring.id if scoring else "",
    }
    send(connection, "clear_snapshot", about)
    send(connection, "add_snapshot", about)
    ledger.close_books(connection)
    send(connection, "checkpoint", {})
    connection.close()
    put_in_place(folder, name)
    return name


def crowd_notes(connection: Connection) -> tuple[str, ...]:
    """Say it when customer keys are placeholders rather than customers."""
    crowds = int(columns(connection, "crowds", {"most": MOST_ANSWERS_OF_A_CUSTOMER})["customers"][0])
    if not crowds:
        return ()
    return (
        f"{crowds} customer keys stand on more than {MOST_ANSWERS_OF_A_CUSTOMER} answers of one quarter: "
        "their answers are counted, and not taken for the same customer's.",
    )
