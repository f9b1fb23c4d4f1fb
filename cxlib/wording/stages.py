"""A lifecycle stage in words: its index, its change, and how many answered."""

from __future__ import annotations

from cxlib.terms.briefing import StageLine
from cxlib.terms.estimate import Withheld
from cxlib.wording.explanation import answers, estimate_value, estimate_words
from cxlib.wording.refusals import refusal, refusal_words
from cxlib.wording.tongue import Tongue
from cxlib.wording.verdicts import change_words


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
    said = [estimate_words(line.value, tongue), stage_change(line, tongue), stage_answers(line, tongue)]
    return tongue._("{stage}: {sentence}").format(stage=name, sentence=", ".join(part for part in said if part) + ".")
