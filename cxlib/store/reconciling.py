"""What becomes of a file's reconciliation once the store has said which of its rows it knew before."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from cxlib.store.batch import Batch
from cxlib.store.connection import Connection, columns
from cxlib.terms.feedback import Feedback, Reconciliation, Rejection

_DIFFERENT = {
    "response": "this response was imported before with other answers; the stored ones were kept",
    "invitation": "this day's invitations of the group were imported before with other numbers; those were kept",
}
_COLUMN = {"response": "response_key", "invitation": "invited"}

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Known:
    """Positions in a batch of what is not new, by (`response` or `invitation`, `duplicate` or `different`)."""

    numbers: dict[tuple[str, str], Numbers]

    @classmethod
    def read(cls, connection: Connection) -> Known:
        found = columns(connection, "arrived_before")
        kind, status = found["kind"].astype(str), found["status"].astype(str)
        return cls(
            {
                (what, how): np.asarray(found["number"], dtype=np.int64)[(kind == what) & (status == how)]
                for what in ("response", "invitation")
                for how in ("duplicate", "different")
            }
        )

    def __len__(self) -> int:
        return sum(map(len, self.numbers.values()))


def reconciled(feedback: Feedback, batch: Batch, before: Reconciliation, known: Known) -> Reconciliation:
    """Move the rows of what is not new from accepted to duplicates and rejected; every row stays counted once.

    Where a file has several rows of one respondent and names only the first, the others follow it when all is known
    already; in a file that is partly new they stay among the accepted.
    """
    if len(known) == 0:
        return before
    rows = {"response": _response_rows(feedback), "invitation": _invitation_rows(feedback, batch)}
    after = before
    for (kind, status), numbers in known.numbers.items():
        moved = tuple(sorted(row for number in numbers for row in rows[kind][number]))
        if status == "duplicate":
            after = _duplicated(after, moved)
        elif moved:
            after = _rejected(after, kind, moved, _example(feedback, batch, kind, int(numbers[0])))
    if len(known) == batch.size:
        after = replace(after, accepted=0, duplicates=after.duplicates + after.accepted)
    gone = len(known.numbers["response", "duplicate"]) + len(known.numbers["response", "different"])
    return replace(after, responses=before.responses - gone)


def _duplicated(after: Reconciliation, rows: tuple[int, ...]) -> Reconciliation:
    return replace(
        after,
        accepted=after.accepted - len(rows),
        duplicates=after.duplicates + len(rows),
        duplicate_rows=tuple(sorted((*after.duplicate_rows, *rows))),
    )


def _rejected(after: Reconciliation, kind: str, rows: tuple[int, ...], example: str) -> Reconciliation:
    rejection = Rejection(_DIFFERENT[kind], _COLUMN[kind], example, rows)
    return replace(after, accepted=after.accepted - len(rows), rejections=(*after.rejections, rejection))


def _example(feedback: Feedback, batch: Batch, kind: str, number: int) -> str:
    if kind == "response":
        return str(feedback.responses["response_key"].iloc[number])
    return str(feedback.invitations["invited"].iloc[int(np.flatnonzero(batch.invitation_groups == number)[0])])


def _response_rows(feedback: Feedback) -> list[tuple[int, ...]]:
    """Every spreadsheet row of each respondent: all where the file says so, else the first."""
    if "rows" in feedback.responses:
        return [tuple(map(int, rows)) for rows in feedback.responses["rows"]]
    return [(int(row),) for row in feedback.responses["row"]]


def _invitation_rows(feedback: Feedback, batch: Batch) -> list[tuple[int, ...]]:
    frame = feedback.invitations
    row = frame["row"].to_numpy() if "row" in frame else np.arange(len(frame)) + 2
    found: list[list[int]] = [[] for _ in range(int(batch.invitation_groups.max(initial=-1)) + 1)]
    for group, number in zip(batch.invitation_groups, row, strict=True):
        found[group].append(int(number))
    return [tuple(rows) for rows in found]
