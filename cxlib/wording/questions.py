"""A question's own number in words, for programmes without an index."""

from __future__ import annotations

from cxlib.terms.estimate import Estimate
from cxlib.terms.programme import Question
from cxlib.wording.explanation import answers, base_sentence, estimate_interval, estimate_value
from cxlib.wording.tongue import Tongue


def questions_title(tongue: Tongue) -> str:
    """Return the heading over the questions."""
    return tongue._("Näin asiakkaat vastasivat")


def themes_title(tongue: Tongue) -> str:
    """Return the heading over what is written about."""
    return tongue._("Näistä asiakkaat kirjoittavat eniten")


def question_headline(question: Question, value: Estimate, tongue: Tongue) -> str:
    """Return what the first question says, as the title of the quarter: "Suosittelu: NPS +12"."""
    name, said = question.label.text(tongue.language), estimate_value(value, tongue)
    if question.kind == "nps":
        return tongue._("{name}: NPS {value}").format(name=name, value=said)
    if value.unit == "share":
        return tongue._("{name}: {value} myönteisiä").format(name=name, value=said)
    return tongue._("{name}: keskiarvo {value}").format(name=name, value=said)


def question_note(value: Estimate, tongue: Tongue) -> str:
    """Return the interval, the number of answers, and a warning where they are few."""
    between = tongue._("Todennäköisesti {interval}.").format(interval=estimate_interval(value, tongue))
    said = (between, f"{answers(value.n, tongue)}.", base_sentence(value, tongue))
    return " ".join(part for part in said if part)


def scale_words(question: Question, tongue: Tongue) -> str:
    """Return what the number is: NPS, the share of positive answers, or a mean on its scale."""
    if question.kind == "nps":
        return tongue._("NPS: suosittelijoiden ja arvostelijoiden osuuksien erotus, −100…100.")
    if question.kind == "csat":
        return tongue._("Myönteisten vastausten osuus, asteikko {low}–{high}.").format(
            low=question.low, high=question.high
        )
    return tongue._("Vastausten keskiarvo, asteikko {low}–{high}.").format(low=question.low, high=question.high)
