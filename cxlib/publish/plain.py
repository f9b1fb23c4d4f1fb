"""The same numbers as the pages, as lines of plain text for a terminal."""

from __future__ import annotations

from cxlib.terms.briefing import Briefing, RootCause, StageLine, VerbatimPage
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.feedback import Reconciliation
from cxlib.terms.programme import Label
from cxlib.wording.causes import cause_sentence, causes_title, direction_words, uncoded_sentence
from cxlib.wording.explanation import answers, estimate_value, estimate_words, explanation
from cxlib.wording.headline import headline
from cxlib.wording.refusals import refusal
from cxlib.wording.response import response_sentence
from cxlib.wording.search import search_sentence
from cxlib.wording.stages import stage_sentence
from cxlib.wording.tongue import Tongue
from cxlib.wording.verdicts import change_words

#: A list of rows longer than this is cut in print; the JSON has them all.
ROWS_PRINTED = 12


def reconciliation_text(reconciliation: Reconciliation) -> str:
    """Return where every row of a file went, as the import prints it.

    >>> from cxlib.terms.feedback import Rejection
    >>> bad = Rejection("score is not 0-10", "NPS", "15", (6, 41))
    >>> print(reconciliation_text(Reconciliation("a.csv", "plain", 10, 7, 7, 1, (9,), (bad,))))
    a.csv, read by profile plain: 10 rows = 7 accepted + 2 rejected + 1 duplicates.
      7 responses.
      Duplicates, counted once: row 9.
      Rejected: NPS: score is not 0-10 ('15'): rows 6, 41.
    """
    lines = [
        f"{reconciliation.file}, read by profile {reconciliation.profile}: {reconciliation.read} rows = "
        f"{reconciliation.accepted} accepted + {reconciliation.rejected} rejected + "
        f"{reconciliation.duplicates} duplicates.",
        f"  {reconciliation.responses} responses.",
    ]
    if reconciliation.duplicate_rows:
        lines.append(f"  Duplicates, counted once: {_rows(reconciliation.duplicate_rows)}.")
    for rejection in reconciliation.rejections:
        column = f"{rejection.column}: " if rejection.column else ""
        met = f" ('{rejection.example[:60]}')" if rejection.example else ""
        lines.append(f"  Rejected: {column}{rejection.reason}{met}: {_rows(rejection.rows)}.")
    lines += [f"  Note: {note}" for note in reconciliation.notes]
    return "\n".join(lines)


def _rows(rows: tuple[int, ...]) -> str:
    shown = ", ".join(map(str, rows[:ROWS_PRINTED]))
    more = f" and {len(rows) - ROWS_PRINTED} more" if len(rows) > ROWS_PRINTED else ""
    return f"{'row' if len(rows) == 1 else 'rows'} {shown}{more}"


def briefing_text(briefing: Briefing, tongue: Tongue) -> str:
    """Return a quarter in some twenty lines."""
    lines = [
        headline(briefing, tongue),
        f"{briefing.programme} · {tongue.quarter(briefing.quarter)}",
        f"{briefing.index_label.text(tongue.language)} {estimate_value(briefing.cx_index, tongue)} "
        f"({change_words(briefing.change, tongue)})",
        explanation(briefing, tongue),
        "",
        *(_stage(line, tongue) for line in briefing.stages),
        "",
        causes_title(briefing.causes, tongue),
        *(_cause(number, cause, tongue) for number, cause in enumerate(briefing.causes.top, start=1)),
        uncoded_sentence(briefing.causes, tongue),
        "",
        response_sentence(briefing.response, tongue),
    ]
    return "\n".join(lines)


def _stage(line: StageLine, tongue: Tongue) -> str:
    return f"  {stage_sentence(line, tongue)}"


def _cause(number: int, cause: RootCause, tongue: Tongue) -> str:
    name = cause.label.text(tongue.language)
    return f"  {number}. {name}: {direction_words(cause, tongue)}. {cause_sentence(cause, tongue)}"


def line_text(group: str | None, label: Label, value: Estimate | Withheld, tongue: Tongue) -> str:
    """Return one group of a breakdown with its number, interval and n, or why it is withheld."""
    name = label.text(tongue.language) or group
    said = (
        refusal(value, tongue)
        if isinstance(value, Withheld)
        else f"{estimate_words(value, tongue)}, {answers(value.n, tongue)}"
    )
    return f"{name}: {said}" if name else said


def answers_text(page: VerbatimPage, tongue: Tongue) -> str:
    """Return how many answers were found, and those shown, one paragraph each."""
    shown = [
        f"{tongue.day(answer.day)} · {'–' if answer.score is None else answer.score} · {answer.text}"
        for answer in page.answers
    ]
    return "\n\n".join([search_sentence(page, tongue), *shown])
