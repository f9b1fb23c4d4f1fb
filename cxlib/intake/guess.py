"""What one column seems to be; the first rule that fits names the reason."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from cxlib.intake.evidence import Evidence, date_formats
from cxlib.intake.guess_by_name import OF_SURVEY, RESPONSE, by_name
from cxlib.intake.guess_by_values import by_values
from cxlib.intake.profile import Profile
from cxlib.intake.profile_date import swapped
from cxlib.intake.profile_source import folded
from cxlib.intake.proposed_column import Kind, ProposedColumn
from cxlib.intake.scale_words import worded_scale
from cxlib.terms.programme import Programme, Question

#: How a ticked box is written.
_TICKS: Final = frozenset(
    {"1", "x", "X", "Yes", "yes", "true", "True", "TRUE", "Kyllä", "kyllä", "Ja", "ja", "Selected"}
)


def guess(evidence: Evidence, layout: Profile | None, programme: Programme | None) -> ProposedColumn:
    """Return what a column seems to be."""
    label = evidence.words if evidence.words != evidence.name else evidence.name
    column = ProposedColumn(
        evidence.name,
        "skip",
        "empty",
        label=label,
        examples=evidence.examples,
        filled=evidence.filled,
        distinct=evidence.distinct,
    )
    found = (
        _by_layout(column, evidence, layout)
        or _by_programme(column, evidence, programme)
        or _by_absence(column, evidence)
        or by_name(column, evidence)
        or by_values(column, evidence)
    )
    return found or replace(column, kind="open", reason="long_texts")


def _by_layout(column: ProposedColumn, evidence: Evidence, layout: Profile | None) -> ProposedColumn | None:
    """The columns that the tool fills itself are settled by its layout."""
    if layout is None:
        return None
    name = evidence.name
    if name == layout.date.column:
        formats, is_unsure = date_formats(evidence.answers)
        sure = tuple(pattern for pattern in layout.date.formats if pattern in formats or swapped(pattern) in formats)
        return replace(
            column,
            kind="date",
            reason="layout_date",
            formats=sure if is_unsure and sure else formats or layout.date.formats,
            is_within=layout.date.is_within and not formats,
            likelihood=9,
        )
    if name in layout.response_keys:
        return replace(column, kind="response", reason="layout_id", likelihood=9)
    if name == layout.customer_key:
        return replace(column, kind="customer", reason="layout_id", likelihood=9)
    asked = [source for source in layout.questions if source.column == name]
    if asked or any(source.column == name for source in layout.open_questions):
        return None
    return replace(column, reason="layout_other") if name in {*layout.columns, *layout.file.optional} else None


def _by_programme(column: ProposedColumn, evidence: Evidence, programme: Programme | None) -> ProposedColumn | None:
    """A column that bears the name of something in the programme is that."""
    if programme is None:
        return None
    names = {folded(evidence.name), folded(evidence.words)}

    def is_named(item: Any) -> bool:
        labels = [label for label in (item.label, getattr(item, "wording", None)) if label is not None]
        texts = [item.id, *(text for label in labels for text in (label.fi, label.sv, label.en) if text)]
        return not names.isdisjoint(map(folded, texts))

    for question in filter(is_named, programme.questions):
        return _known_question(column, evidence, question)
    others: tuple[tuple[tuple[Any, ...], Kind, str], ...] = (
        (programme.dimensions, "dimension", "known_dimension"),
        (programme.open_questions, "open", "known_open"),
        (programme.operations, "operation", "known_operation"),
    )
    for items, kind, reason in others:
        for item in filter(is_named, items):
            return replace(column, kind=kind, reason=reason, id=item.id)
    return None


def _known_question(column: ProposedColumn, evidence: Evidence, question: Question) -> ProposedColumn:
    known = replace(
        column,
        kind="question",
        reason="known_question",
        id=question.id,
        question_kind=question.kind,
        low=question.low,
        high=question.high,
        best=question.best,
        missing=(*evidence.no_answers, *evidence.number_codes),
    )
    words = [value for value in evidence.answers if not re.fullmatch(r"-?\d+([.,]0+)?", value)]
    verbal = {**evidence.led_by_number, **(worded_scale([w for w in words if w not in evidence.led_by_number]) or {})}
    unsettled = tuple(word for word in words if word not in verbal)
    return replace(known, verbal=tuple(verbal.items()), unsettled=unsettled, asks=("words",) if unsettled else ())


def _by_absence(column: ProposedColumn, evidence: Evidence) -> ProposedColumn | None:
    if not evidence.filled:
        return column
    is_ticked = evidence.distinct == 1 and evidence.filled < evidence.rows
    if is_ticked and (_names_choice(evidence.name, evidence.values[0]) or evidence.values[0] in _TICKS):
        return replace(column, kind="choices", reason="one_choice", options=evidence.values)
    if evidence.distinct == 1 and evidence.filled == evidence.rows > 1:
        is_id = RESPONSE.search(evidence.name) and not OF_SURVEY.search(evidence.name)
        if is_id and re.search(r"\d", evidence.values[0]):
            return replace(column, reason="damaged_ids", asks=("damaged_ids",))
        formats, is_unsure = date_formats(evidence.answers) if not evidence.is_numeric else ((), False)
        if formats:
            asks = ("date",) if is_unsure else ()
            return replace(column, kind="date", reason="one_day", formats=formats, asks=asks, likelihood=2)
        return replace(column, reason="constant")
    return None


def _names_choice(name: str, value: str) -> bool:
    """Whether a column is named for the choice that stands in it: `Channels | Phone`, or `Phone:Which channels?`."""
    return name.endswith(f"| {value}") or name.startswith(f"{value}:")
