"""What becomes of refused rows: kept redacted with their reason, and forgotten once the same row came in after all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import pandas as pd

from cxlib.errors import IntakeError
from cxlib.intake import Profile
from cxlib.intake.employees import TOO_FEW_EMPLOYEES
from cxlib.intake.refused_rows import Cells, is_refused_file, refused_ids, refused_rows
from cxlib.intake.respondents import KEYS_APART
from cxlib.store.rejects import MOST_KEPT, keep_rejected, let_go, rejected_rows
from cxlib.store.tombstones import customer_hash, response_hash, tombstones
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
                key=self._key(raw),
                customer="".join(customer_hash(self.folder, [name] if (name := self._customer(raw)) else [])),
                at=at,
            )

    def _redacted(self, cells: Cells) -> Cells:
        kept = {*self.profile.response_keys, self.profile.customer_key}
        return {
            name: value if name in kept else "" if name in self.employees else _without_identity(value, self.staff)
            for name, value in cells.items()
        }

    def _key(self, cells: Cells) -> str:
        parts = [cells.get(name, "").strip() for name in self.profile.response_keys]
        if not parts or not all(parts):
            return ""
        return response_hash(self.folder, self.profile.name, [KEYS_APART.join(parts)])[0]

    def _customer(self, cells: Cells) -> str:
        return cells.get(self.profile.customer_key, "").strip() if self.profile.customer_key else ""

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


def without_erased(folder: Path, feedback: Feedback, before: Reconciliation) -> tuple[Feedback, Reconciliation]:
    """Take out the answers of those who were erased, and count their rows among the rejected."""
    buried = tombstones(folder)
    if not buried or feedback.responses.empty:
        return feedback, before
    gone = _erased(folder, feedback, before.profile, buried)
    if not any(gone):
        return feedback, before
    frame = feedback.responses
    lost = frame[gone]
    rows = _rows_of(lost)
    keys = set(lost["response_key"])
    rejection = Rejection(ERASED, "", "", tuple(sorted(rows)))
    left = {
        name: part[~part["response_key"].isin(keys)].reset_index(drop=True)
        for name in ("verbatims", "human_codes", "human_tones")
        if len(part := getattr(feedback, name))
    }
    feedback = replace(feedback, responses=frame[[not one for one in gone]].reset_index(drop=True), **left)
    return feedback, replace(
        before,
        accepted=before.accepted - len(rows),
        responses=before.responses - len(lost),
        rejections=(*before.rejections, rejection),
    )


def _rows_of(lost: pd.DataFrame) -> list[int]:
    if "rows" in lost:
        return [int(row) for rows in lost["rows"] for row in rows]
    return [int(row) for row in lost["row"]]


def _erased(folder: Path, feedback: Feedback, profile: str, buried: Collection[str]) -> list[bool]:
    frame = feedback.responses
    gone = [name in buried for name in response_hash(folder, profile, frame["response_key"].tolist())]
    customers = frame["customer_key"].fillna("").tolist() if "customer_key" in frame else [""] * len(frame)
    known = {name: mark in buried for name, mark in _marks(folder, set(customers) - {""})}
    return [one or known.get(customer, False) for one, customer in zip(gone, customers, strict=True)]


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
