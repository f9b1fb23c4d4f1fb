"""The same numbers as the pages, as lines of plain text for a terminal."""

from __future__ import annotations

from cxlib.terms.briefing import Briefing, RootCause, StageLine, VerbatimPage
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.feedback import Reconciliation
from cxlib.terms.programme import Label
from cxlib.wording.causes import (
    cause_sentence,
    causes_title,
    direction_in_full,
    order_sentence,
    place_words,
    praise_title,
    shift_sentence,
    top_sentence,
    uncoded_sentence,
)
from cxlib.wording.explanation import answers, estimate_value, estimate_words, explanation
from cxlib.wording.headline import headline
from cxlib.wording.reconciliation import reconciliation_lines
from cxlib.wording.refusals import refusal
from cxlib.wording.response import response_sentence
from cxlib.wording.search import search_sentence
from cxlib.wording.stages import stage_sentence
from cxlib.wording.tongue import Tongue
from cxlib.wording.verdicts import change_in_full


def reconciliation_text(reconciliation: Reconciliation, tongue: Tongue) -> str:
    """Return where every row of a file went, as the import prints it.

    >>> from cxlib.terms.feedback import Rejection
    >>> from cxlib.wording.tongue import tongue
    >>> bad = Rejection("not an answer on the scale 0–10", "NPS", "15", (6, 41))
    >>> print(reconciliation_text(Reconciliation("a.csv", "plain", 10, 7, 7, 1, (9,), (bad,)), tongue("en")))
    a.csv: 10 rows = 7 accepted + 2 rejected + 1 repeated (profile plain).
      7 answers were taken in.
      2 rows were rejected: the score is not 0–10 (NPS: “15”; rows 6, 41).
      1 row had been imported before or was repeated, so it was not counted again (row 9).
    """
    return "\n  ".join(reconciliation_lines(reconciliation, tongue))


def briefing_text(briefing: Briefing, tongue: Tongue) -> str:
    """Return a quarter in some twenty lines."""
    lines = [headline(briefing, tongue), f"{briefing.programme} · {tongue.quarter(briefing.quarter)}"]
    if isinstance(briefing.cx_index, Estimate):
        lines += [
            f"{briefing.index_label.text(tongue.language)} {estimate_value(briefing.cx_index, tongue)}: "
            f"{change_in_full(briefing.change, tongue)}.",
            explanation(briefing, tongue),
        ]
    if briefing.stages:
        lines += ["", *(_stage(line, tongue) for line in briefing.stages)]
    if isinstance(briefing.cx_index, Estimate) or briefing.causes.top:
        lines += ["", *_causes(briefing, tongue)]
    return "\n".join([*lines, "", response_sentence(briefing.response, tongue)])


def _causes(briefing: Briefing, tongue: Tongue) -> list[str]:
    causes = briefing.causes
    return [
        causes_title(causes, tongue),
        *(_cause(number, cause, tongue) for number, cause in enumerate(causes.top, start=1)),
        *(sentence for tell in (shift_sentence, order_sentence) if (sentence := tell(causes, tongue))),
        uncoded_sentence(causes, tongue),
        *([praise_title(tongue)] if causes.praise else []),
        *(f"  {cause.label.text(tongue.language)}: {cause_sentence(cause, tongue)}" for cause in causes.praise),
    ]


def _stage(line: StageLine, tongue: Tongue) -> str:
    return f"  {stage_sentence(line, tongue)}"


def _cause(number: int, cause: RootCause, tongue: Tongue) -> str:
    name = cause.label.text(tongue.language)
    said = (f"{direction_in_full(cause, tongue)}.", cause_sentence(cause, tongue), top_sentence(cause, tongue))
    return f"  {place_words(cause, number, tongue)} {name}: {' '.join(part for part in said if part)}"


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
