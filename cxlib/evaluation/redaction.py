"""Personal data taken out, against the personal data that a person has marked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cxlib.errors import IntakeError
from cxlib.evaluation.agreement import Agreement, share
from cxlib.evaluation.labelled import Row, listed, string
from cxlib.evaluation.report import Evaluation, Line, Target
from cxlib.text.normalisation import normalise
from cxlib.text.placeholders import PLACEHOLDER
from cxlib.text.redaction import redact

NAMES, STRUCTURED = "names", "structured"
_NAME_LABELS = frozenset(
    {"henkilö", "henkilo", "name", "nimi", "namn", "person", "per", "first_name", "last_name", "etunimi", "sukunimi"}
)
_MARKS = ("personal", "spans", "redacted")


@dataclass(frozen=True)
class Marked:
    """A piece of the text, from `start` to `end`, and what a person calls it."""

    start: int
    end: int
    label: str

    @property
    def group(self) -> str:
        return NAMES if self.label.lower() in _NAME_LABELS else STRUCTURED


def evaluate_redaction(rows: Sequence[Row], file: str, *, allowed: frozenset[str] = frozenset()) -> Evaluation:
    """Measure redaction on rows of text and what in them is personal.

    A marked piece counts as found when nothing of it is left; what was redacted and overlaps no marked piece is false.
    """
    counts: dict[tuple[str, str], Agreement] = defaultdict(Agreement)
    clean = touched = 0
    worst: list[str] = []
    for row in rows:
        text = normalise(string(row, "text"))
        marked = tuple(_marked(row, text))
        staff = tuple((str(name), str(name)) for name in listed(row, "staff"))
        stored = redact(string(row, "text"), staff=staff, allowed=allowed).text
        gone = redacted_places(text, stored)
        language = string(row, "language") or "–"
        for piece in marked:
            found = _is_gone(piece, text, gone)
            one = Agreement(found=1) if found else Agreement(missed=1)
            counts["", piece.group] += one
            counts["kind", piece.label] += one
            counts[language, piece.group] += one
            if not found:
                worst.append(f"left: {text[piece.start : piece.end]} ({piece.label}) in: {text}")
        false = [place for place in gone if not any(place[0] < one.end and place[1] > one.start for one in marked)]
        for start, end, kind in false:
            counts["", NAMES if kind == "henkilö" else STRUCTURED] += Agreement(false=1)
            worst.append(f"wrongly taken: {text[start:end]} ({kind}) in: {text}")
        clean += not marked
        touched += bool(false and not marked)
    lines = tuple(Line(group, name, counts[group, name]) for group, name in sorted(counts))
    targets = (
        Target("structured personal data found", 0.99, counts["", STRUCTURED].recall),
        Target("names found", 0.90, counts["", NAMES].recall),
        Target("clean answers touched", 0.05, share(touched, clean), at_most=True),
    )
    return Evaluation("redaction", file, len(rows), lines, targets, tuple(worst))


def redacted_places(text: str, stored: str) -> list[tuple[int, int, str]]:
    """Return which pieces of a text have become placeholders, and of which kind.

    >>> redacted_places("Kiitos Mikolle avusta", "Kiitos [henkilö] avusta")
    [(7, 14, 'henkilö')]
    """
    kinds = [match.group()[1:-1] for match in PLACEHOLDER.finditer(stored)]
    pieces = [re.escape(piece) for piece in PLACEHOLDER.split(stored)]
    whole = re.fullmatch("(.+?)".join(pieces), text, re.S)
    if whole is None:
        return []
    return [(*whole.span(number), kind) for number, kind in enumerate(kinds, 1)]


def _is_gone(piece: Marked, text: str, gone: Sequence[tuple[int, int, str]]) -> bool:
    letters = (at for at in range(piece.start, piece.end) if text[at].isalnum())
    return all(any(start <= at < end for start, end, _ in gone) for at in letters)


def _marked(row: Row, text: str) -> Iterator[Marked]:
    """The marked pieces as places in the normalised text, in order."""
    raw = string(row, "text")
    column = next((name for name in _MARKS if name in row), None)
    if column is None:
        return
    at = 0
    for mark in listed(row, column):
        words, label = _words(mark, raw, row)
        piece = normalise(words)
        start = text.find(piece, at)
        start = text.find(piece) if start < 0 else start
        if not piece or start < 0:
            raise IntakeError(f"Row {row['row']}: '{words[:60]}' is marked as personal data but is not in the text.")
        at = start + len(piece)
        yield Marked(start, at, label)


def _words(mark: Any, raw: str, row: Row) -> tuple[str, str]:
    """What is marked and its label: `"Matti"`, `["Matti", "name"]`, `[0, 5]`, `[0, 5, "name"]`, or an object."""
    if isinstance(mark, str):
        return mark, "unlabelled"
    if isinstance(mark, Mapping):
        label = str(mark.get("label") or mark.get("kind") or mark.get("type") or "unlabelled")
        words = mark.get("text")
        return (str(words) if words is not None else raw[int(mark["start"]) : int(mark["end"])]), label
    if isinstance(mark, list) and mark and isinstance(mark[0], int) and len(mark) >= 2:
        return raw[mark[0] : int(mark[1])], str(mark[2]) if len(mark) > 2 else "unlabelled"
    if isinstance(mark, list) and mark:
        return str(mark[0]), str(mark[1]) if len(mark) > 1 else "unlabelled"
    raise IntakeError(
        f'Row {row["row"]}: {mark!r} is no mark. Write the words, ["words", "label"] or [start, end, "label"].'
    )
