"""What becomes of refused rows: kept redacted with their reason, and forgotten once the same row came in after all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import pandas as pd

from cxlib.errors import IntakeError
from cxlib.intake import Profile
from cxlib.intake.days import day_of_row, named_day
from cxlib.intake.employees import TOO_FEW_EMPLOYEES
from cxlib.intake.refused_rows import Cells, is_refused_file, refused_ids, refused_rows
from cxlib.intake.respondents import KEYS_APART
from cxlib.store.rejects import MOST_KEPT, keep_rejected, let_go, rejected_rows
from cxlib.store.tombstones import customer_hash, response_hash, response_marks, tombstones
from cxlib.terms.feedback import Feedback, Reconciliation, Rejection
from cxlib.terms.rejected_row import RejectedRow
from cxlib.text.redaction import redact

#: Why a row of somebody who was erased is refused; such a row is not kept either.
ERASED = "this respondent's answers were erased, and are not taken again"
#: A few employees' mean would tell of persons, and there is nothing to correct in it.
NEVER_KEPT = (ERASED, TOO_FEW_EMPLOYEES)

Staff = tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class Refusals:
    """The refused rows of one file that is being imported.

    `responses` are the keys and rows of all who were read from it, and `after` is its reconciliation as the store left
    it; `employees` are columns that name people, which are not kept.
    """

    folder: Path
    path: Path
    profile: Profile
    responses: pd.DataFrame
    after: Reconciliation
    staff: Staff = ()
    employees: frozenset[str] = frozenset()
    corrects: Mapping[int, str] = field(init=False)

    def __post_init__(self) -> None:
        known = refused_ids(self.path) if is_refused_file(self.path) else {}
        object.__setattr__(self, "corrects", known)

    def keep(self) -> Reconciliation:
        """Keep the rows that were refused; return the reconciliation, which says it where there were too many."""
        reasons = {row: one for one in self.after.rejections if one.reason not in NEVER_KEPT for row in one.rows}
        if not reasons:
            return self.after
        first = dict(sorted(reasons.items())[:MOST_KEPT])
        rows = list(self._rows(first))
        left = keep_rejected(self.folder, self.profile.name, rows) + len(reasons) - len(first)
        if not left:
            return self.after
        note = f"{left} rejected rows were not kept for correction, since {MOST_KEPT} of this profile wait already."
        return replace(self.after, notes=(*self.after.notes, note))

    def forget_settled(self) -> None:
        """Let go of rows kept earlier that came in with this file, or were refused in it anew."""
        waiting = rejected_rows(self.folder, self.profile.name)
        fresh = {one.id for one in self._rows(self._refused())} if self.corrects else set()
        if waiting:
            settled = {*self._corrected(waiting), *self._recognised(waiting), *self._unchanged(waiting)}
            let_go(self.folder, settled - fresh)

    def _refused(self) -> dict[int, Rejection]:
        return {row: one for one in self.after.rejections for row in one.rows}

    def _rows(self, reasons: Mapping[int, Rejection]) -> Iterable[RejectedRow]:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        earlier = {row.id: row for row in rejected_rows(self.folder, self.profile.name)} if self.corrects else {}
        for row, raw in refused_rows(self.path, self.profile, reasons.keys()).items():
            cells = self._redacted(raw)
            origin = earlier.get(self.corrects.get(row, ""))
            yield RejectedRow(
                id=_identity(self.profile.name, cells),
                profile=self.profile.name,
                file=origin.file if origin else self.path.name,
                row=origin.row if origin else row,
                reason=reasons[row].reason,
                column=reasons[row].column,
                cells=tuple(cells.items()),
                key="".join(response_hash(self.folder, self.profile.name, _response_ids(self.profile, raw))),
                customer="".join(customer_hash(self.folder, _customers(self.profile, raw))),
                at=at,
                day=self._day(row, raw, reasons[row].column),
            )

    def _day(self, row: int, cells: Cells, wrong: str) -> str:
        """The day of the answer; none where it is the very date that is refused."""
        source = named_day(self.profile.date, self.path.stem)
        is_wrong = wrong and wrong in {source.column, source.day_column}
        found = None if is_wrong else day_of_row(source, self.profile.file.kind, row, cells)
        return found.isoformat() if found else ""

    def _redacted(self, cells: Cells) -> Cells:
        kept = {*self.profile.response_keys, self.profile.customer_key}
        return {
            name: value if name in kept else "" if name in self.employees else _without_identity(value, self.staff)
            for name, value in cells.items()
        }

    def _corrected(self, waiting: Iterable[RejectedRow]) -> set[str]:
        return {row.id for row in waiting} & set(self.corrects.values())

    def _recognised(self, waiting: Iterable[RejectedRow]) -> set[str]:
        """Rows whose respondent came in: by the id that the file has for each."""
        refused = self._refused()
        frame = self.responses
        taken = frame["response_key"][~frame["row"].isin(refused.keys())].tolist()
        met = set(response_hash(self.folder, self.profile.name, taken)) if any(row.key for row in waiting) else set()
        return {row.id for row in waiting if row.key in met}

    def _unchanged(self, waiting: Iterable[RejectedRow]) -> set[str]:
        """Rows without an id that came in with the same file, alike but for what had been wrong."""
        refused = self._refused()
        here = {
            row.row: row for row in waiting if not row.key and row.file == self.path.name and row.row not in refused
        }
        found = refused_rows(self.path, self.profile, here.keys()) if here else {}
        return {here[row].id for row, raw in found.items() if _alike(here[row], self._redacted(raw))}


def profile_of_corrected(folder: Path, path: Path) -> str:
    """Return the profile of the rejected rows that a file corrects.

    Raises
    ------
    IntakeError
        When none of them waits any longer.
    """
    ids = set(refused_ids(path).values())
    profiles = {row.profile for row in rejected_rows(folder) if row.id in ids}
    if len(profiles) != 1:
        raise IntakeError(
            f"{path.name}: these rejected rows wait no longer, so their profile is not known. Name it with --profile."
        )
    return profiles.pop()


def without_erased(
    folder: Path, path: Path, profile: Profile, feedback: Feedback, before: Reconciliation
) -> tuple[Feedback, Reconciliation]:
    """Take out the answers of those who were erased, and count their rows as refused for that and nothing else."""
    buried = tombstones(folder)
    if not buried:
        return feedback, before
    rejections, rows = _without_their_rows(folder, path, profile, before.rejections, buried)
    gone = _erased(folder, feedback, before.profile, buried)
    frame = feedback.responses
    lost = frame[pd.Series(gone, index=frame.index, dtype=bool)]
    feedback, measured = _without_measured(folder, feedback, buried)
    taken = [*_rows_of(lost), *measured]
    if not rows and not taken:
        return feedback, before
    if len(lost):
        keys = set(lost["response_key"])
        left = {
            name: part[~part["response_key"].isin(keys)].reset_index(drop=True)
            for name in ("verbatims", "human_codes", "human_tones")
            if len(part := getattr(feedback, name))
        }
        feedback = replace(feedback, responses=frame[[not one for one in gone]].reset_index(drop=True), **left)
    return feedback, replace(
        before,
        accepted=before.accepted - len(taken),
        responses=before.responses - len(lost),
        rejections=(*rejections, Rejection(ERASED, "", "", tuple(sorted([*taken, *rows])))),
    )


def _without_their_rows(
    folder: Path, path: Path, profile: Profile, rejections: Sequence[Rejection], buried: Collection[str]
) -> tuple[list[Rejection], set[int]]:
    """The rejections without rows of those who were erased, and these rows; an example may have been one of theirs."""
    refused = [row for one in rejections for row in one.rows]
    met = refused_rows(path, profile, refused) if refused and (profile.response_keys or profile.customer_key) else {}
    rows = {row for row, cells in met.items() if _is_erased(folder, profile, cells, buried)}
    left = []
    for one in rejections:
        kept = tuple(row for row in one.rows if row not in rows)
        if kept:
            left.append(one if len(kept) == len(one.rows) else replace(one, example="", rows=kept))
    return left, rows


def _is_erased(folder: Path, profile: Profile, cells: Cells, buried: Collection[str]) -> bool:
    marks = response_marks(folder, profile.name, _response_ids(profile, cells))
    customers = customer_hash(folder, _customers(profile, cells))
    return any(mark in buried for mark in (*(mark for pair in marks for mark in pair), *customers))


def _response_ids(profile: Profile, cells: Cells) -> list[str]:
    """The id of a row's response, as the only one of a list; none where the row has none."""
    parts = [cells.get(name, "").strip() for name in profile.response_keys]
    return [KEYS_APART.join(parts)] if parts and all(parts) else []


def _customers(profile: Profile, cells: Cells) -> list[str]:
    name = cells.get(profile.customer_key, "").strip() if profile.customer_key else ""
    return [name] if name else []


def _rows_of(lost: pd.DataFrame) -> list[int]:
    if "rows" in lost:
        return [int(row) for rows in lost["rows"] for row in rows]
    return [int(row) for row in lost["row"]]


def _erased(folder: Path, feedback: Feedback, profile: str, buried: Collection[str]) -> list[bool]:
    frame = feedback.responses
    marks = response_marks(folder, profile, frame["response_key"].tolist())
    gone = [in_profile in buried or anywhere in buried for in_profile, anywhere in marks]
    customers = frame["customer_key"].fillna("").tolist() if "customer_key" in frame else [""] * len(frame)
    known = {name: mark in buried for name, mark in _marks(folder, set(customers) - {""})}
    return [one or known.get(customer, False) for one, customer in zip(gone, customers, strict=True)]


def _without_measured(folder: Path, feedback: Feedback, buried: Collection[str]) -> tuple[Feedback, list[int]]:
    """Take out what was measured of those who were erased; return the rows that it stood on too."""
    measured, by = feedback.measurements, feedback.joining.answers
    if measured.empty:
        return feedback, []
    keys = measured["key"].tolist()
    marks = response_marks(folder, by, keys) if by else [(mark,) for mark in customer_hash(folder, keys)]
    gone = pd.Series([any(mark in buried for mark in each) for each in marks], index=measured.index, dtype=bool)
    return replace(feedback, measurements=measured[~gone].reset_index(drop=True)), measured["row"][gone].tolist()


def _marks(folder: Path, customers: Collection[str]) -> Iterable[tuple[str, str]]:
    names = list(customers)
    return zip(names, customer_hash(folder, names), strict=True)


def _alike(waiting: RejectedRow, cells: Cells) -> bool:
    return all(cells.get(name) == value for name, value in waiting.cells if name != waiting.column)


def _identity(profile: str, cells: Cells) -> str:
    said = "\x1f".join([profile, *(f"{name}\x1e{value}" for name, value in sorted(cells.items()))])
    return blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()


@lru_cache(maxsize=4096)
def _without_identity(value: str, staff: Staff) -> str:
    return redact(value, staff=staff).text if value else value
