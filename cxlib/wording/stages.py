"""A lifecycle stage in words: its index, its change, and how many answered."""

from __future__ import annotations

from cxlib.terms.briefing import StageLine
from cxlib.terms.estimate import Withheld
from cxlib.wording.explanation import answers, estimate_interval, estimate_value, estimate_words
from cxlib.wording.refusals import refusal, refusal_words
from cxlib.wording.tongue import Tongue
from cxlib.wording.verdicts import change_in_full, change_interval, change_words


def stage_value(line: StageLine, tongue: Tongue) -> str:
    """Return the stage's index for its row: "72,4", "57–75" on few answers, or why it is not shown."""
    if isinstance(line.value, Withheld):
        return refusal_words(line.value, tongue)
    return estimate_value(line.value, tongue)


def stage_change(line: StageLine, tongue: Tongue) -> str:
    """Return the stage's change for its row: "todellinen nousu +3,1"; nothing where the index itself is withheld."""
    if isinstance(line.value, Withheld) or line.value.base == "interval_only":
        return ""
    return change_words(line.change, tongue)


def stage_change_interval(line: StageLine, tongue: Tongue) -> str:
    """Return where the stage's change probably lies: "muutos +0,4…+5,8"; nothing where no change is told."""
    interval = change_interval(line.change, tongue) if stage_change(line, tongue) else ""
    return tongue._("muutos {interval}").format(interval=interval) if interval else ""


def stage_basis(line: StageLine, tongue: Tongue) -> str:
    """Return what the stage's index rests on: "70,1–74,7 · 402 vastausta"; nothing where it is withheld."""
    if isinstance(line.value, Withheld):
        return ""
    interval = "" if line.value.base == "interval_only" else estimate_interval(line.value, tongue)
    return " · ".join(part for part in (interval, stage_answers(line, tongue)) if part)


def stage_answers(line: StageLine, tongue: Tongue) -> str:
    """Return "402 vastausta"; nothing where the index is withheld, since the number itself would tell."""
    return "" if isinstance(line.value, Withheld) else answers(line.value.n, tongue)


def stage_sentence(line: StageLine, tongue: Tongue) -> str:
    """Return the whole row as one sentence, for those who hear the page.

    Notes
    -----
    The name stands before a colon, since a programme's own names cannot be inflected.
    """
    name = line.label.text(tongue.language)
    if isinstance(line.value, Withheld):
        return tongue._("{stage}: {sentence}").format(stage=name, sentence=refusal(line.value, tongue))
    change = change_in_full(line.change, tongue) if stage_change(line, tongue) else ""
    said = [estimate_words(line.value, tongue), change, stage_answers(line, tongue)]
    return tongue._("{stage}: {sentence}").format(stage=name, sentence=", ".join(part for part in said if part) + ".")
