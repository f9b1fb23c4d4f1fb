"""Small marks on cards, as HTML: tints that leave the text its own colour, so that they do in light and in dark."""

from __future__ import annotations

from cxlib.app.safe_text import words
from cxlib.app.visit import Visit
from cxlib.terms.programme import Question
from cxlib.wording.social import TONE_WORDS

LOW, MIDDLE, HIGH = "rgba(217,119,60,.24)", "rgba(128,140,155,.20)", "rgba(55,121,196,.20)"

_TINTS = {1: HIGH, 0: MIDDLE, -1: LOW}

#: The groups of the recommendation question by their lowest score.
_PROMOTER, _PASSIVE = 9, 7

_CHIP = "display:inline-block;border-radius:.35em;padding:.05em .45em;font-size:.88em"


def chip(html: str, tint: str) -> str:
    """Return a chip around HTML that is safe already."""
    return f'<span style="{_CHIP};background:{tint}">{html}</span>'


def score_chip(here: Visit, score: int | None) -> str:
    """Return the score as "3/10", or "1, paras 1" where the lowest is best, tinted by its side; nothing without one."""
    question = here.source.scored
    if score is None or question is None:
        return ""
    told = f"{score}/{question.high}"
    if question.best == "low":
        told = here.tongue._("{score}, paras {best}").format(score=score, best=question.low)
    return chip(words(told), _tint(question, score))


def _tint(question: Question, score: int) -> str:
    if question.kind == "nps":
        return HIGH if score >= _PROMOTER else MIDDLE if score >= _PASSIVE else LOW
    return _TINTS[question.side(score)]


def tone_chip(here: Visit, score: int | None) -> str:
    """Return a post's tone in a word; of an answer to the survey, its score."""
    question = here.source.programme.question(here.source.programme.social)
    if question is None:
        return score_chip(here, score)
    return "" if score is None else chip(words(tone_word(here, score)), _TINTS[question.side(score)])


def tone_word(here: Visit, score: int) -> str:
    """Return what a score says of a post's tone."""
    question = here.source.programme.question(here.source.programme.social)
    return here.tongue._(TONE_WORDS[question.side(score)]) if question is not None else str(score)


def theme_chips(here: Visit, themes: tuple[str, ...]) -> str:
    """Return the names of the themes that an answer mentions."""
    known = [theme for theme_id in themes if (theme := here.source.codebook.theme(theme_id))]
    return " ".join(chip(words(theme.label.text(here.tongue.language)), MIDDLE) for theme in known)
