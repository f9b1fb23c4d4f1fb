"""The language of an answer, told by py3langid; the survey's own language decides where the answer is too short."""

from __future__ import annotations

from functools import cache
from importlib import metadata
from typing import Literal

from py3langid.langid import MODEL_FILE, RAW_FLOOR, LanguageIdentifier

from cxlib.text.placeholders import PLACEHOLDER

Source = Literal["detected", "survey", "unknown"]

#: Counts up when the same answer gets another language than before.
VERSION = "1"
#: What is returned where nothing tells (ISO 639-2).
UNDETERMINED = "und"

#: Languages told apart. Those beyond the first three are there so that they are not taken for one of the three.
CANDIDATES = ("fi", "sv", "en", "et", "no", "nb", "nn", "da", "ru", "de", "fr", "es", "so", "ar", "uk", "pl")
#: Added to the log-probability of the three: 0.99 right from three words up, 0.97 of other languages still told (TEXT
#: §1).
_PRIOR = {"fi": 4.0, "sv": 4.0, "en": 4.0}
#: From this many words on the answer speaks for itself.
_ENOUGH_WORDS = 3
#: The first characters are enough; a long answer costs no more than these.
_LONGEST = 240
#: Words that one or two of make an answer, and that the model, made for whole sentences, finds too short.
_TELLING = {
    "fi": "ei en joo jep kyllä kiitos kiitti hyvä hyvin huono kallis halpa hidas nopea helppo mikään toimii jonot jono",
    "sv": "nej ja jo tack bra inget ingenting dålig dåligt dyrt dyr snabb snabbt långsam lätt kö köer toppen vet",
    "en": "no yes good bad nice great nothing none slow fast easy expensive cheap thanks queue queues awful n/a",
}
_TELLS = {word: language for language, listed in _TELLING.items() for word in listed.split()}
#: How much likelier another language must be, per the model, before one or two words outweigh the survey's language.
_CLEARLY = 6.0


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([language for language in CANDIDATES if language in identifier.labels])
    return identifier


def detect(text: str, survey: str = "") -> tuple[str, Source]:
    """Return the language of an answer and where that is known from.

    Parameters
    ----------
    text : str
        The answer; placeholders of redacted data do not count.
    survey : str, optional
        The language the survey was answered in, where that is known.

    Returns
    -------
    tuple of str and str
        The ISO 639-1 code, or `und`; and `detected`, `survey` or `unknown`.

    Examples
    --------
    >>> detect("Kortti toimi kaupassa heti ensimmäisellä kerralla")
    ('fi', 'detected')
    >>> detect("ok", survey="sv")
    ('sv', 'survey')
    >>> detect("–")
    ('und', 'unknown')
    """
    words = _words(text)
    best = _best(words)
    if not best:
        return (survey, "survey") if survey else (UNDETERMINED, "unknown")
    if not survey or len(words) >= _ENOUGH_WORDS or best == survey or _is_clear(words, best, survey):
        return best, "detected"
    return survey, "survey"


def _words(text: str) -> list[str]:
    bare = PLACEHOLDER.sub(" ", text[:_LONGEST]) if "[" in text else text[:_LONGEST]
    return [word for word in bare.split() if any(map(str.isalpha, word)) and "@" not in word]


def _best(words: list[str]) -> str:
    """The likeliest language; one or two words in our letters are in one of ours; empty where nothing tells."""
    if len(words) < _ENOUGH_WORDS and (told := _told(words)):
        return told
    scores = _scores(words)
    if not scores:
        return ""
    ours = len(words) < _ENOUGH_WORDS and any("a" <= letter <= "z" for letter in "".join(words).lower())
    return max(_PRIOR if ours else scores, key=lambda language: scores[language])


def _told(words: list[str]) -> str:
    tells = {_TELLS.get(word.lower().strip(".,!?:;-)(\"'"), "") for word in words} - {""}
    return tells.pop() if len(tells) == 1 else ""


def _is_clear(words: list[str], best: str, survey: str) -> bool:
    if best == _told(words):
        return True
    scores = _scores(words)
    return best in _PRIOR and scores[best] - scores.get(survey, float("-inf")) > _CLEARLY


def _scores(words: list[str]) -> dict[str, float]:
    """The log-probability of each language with its prior; empty where the model finds nothing to go by."""
    ranked = _identifier().rank(" ".join(words)) if words else []
    if not ranked or ranked[0][1] <= RAW_FLOOR:
        return {}
    return {language: score + _PRIOR.get(language, 0.0) for language, score in ranked}


def versions() -> str:
    """Return what languages are told by, for the ledger of enriched batches."""
    return f"{VERSION} (py3langid {metadata.version('py3langid')})"
