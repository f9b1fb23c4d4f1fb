"""The language of an answer, told by py3langid; the survey's own language decides where the answer is too short."""

from __future__ import annotations

import re
from functools import cache
from importlib import metadata
from typing import Literal

from py3langid.langid import MODEL_FILE, RAW_FLOOR, LanguageIdentifier

from cxlib.text import voikko
from cxlib.text.placeholders import PLACEHOLDER

Source = Literal["detected", "survey", "unknown"]

#: Counts up when the same answer gets another language than before.
VERSION = "2"
#: What is returned where nothing tells (ISO 639-2).
UNDETERMINED = "und"

#: Languages told apart. Those beyond the first three are there so that they are not taken for one of the three.
CANDIDATES = (
    *("fi", "sv", "en", "et", "no", "nb", "nn", "da", "ru", "de", "fr", "es", "so", "ar", "uk", "pl"),
    *("nl", "it", "pt", "ro", "lt", "lv", "sq", "tr", "vi", "hu", "zh", "th", "fa", "hr", "ku", "el", "hi", "ja", "ko"),
)
#: Of so many words of an answer, Voikko has to know this share where nothing else is to tell that it is Finnish.
_ASKED_WORDS, _KNOWN_SHARE = 10, 0.8
#: Added to the log-probability of the three: 0.99 right from three words up, 0.97 of other languages still told (TEXT
#: §1).
_PRIOR = {"fi": 4.0, "sv": 4.0, "en": 4.0}
#: From this many words on the answer speaks for itself.
_ENOUGH_WORDS = 3
#: The first characters are enough; a long answer costs no more than these.
_LONGEST = 160
#: Words that one or two of make an answer, and that the model, made for whole sentences, finds too short.
_TELLING = {
    "fi": "ei en joo jep kyllä kiitos kiitti hyvä hyvin huono kallis halpa hidas nopea helppo mikään toimii jonot jono",
    "sv": "nej ja jo tack bra inget ingenting dålig dåligt dyrt dyr snabb snabbt långsam lätt kö köer toppen vet",
    "en": "no yes good bad nice great nothing none slow fast easy expensive cheap thanks queue queues awful n/a",
}
#: Words that stand in longer answers, too, and that neither of the other two nor a neighbour has.
_TELLING_MORE = {
    "fi": "että eikä mutta kun olen ovat tämä palvelu palvelua saanut sain aina liian todella erittäin kiitos hyvä "
    "hyvin kaikki nopeasti joka minun mitään toimii olisi voisi pitäisi vielä kanssa koska saa pankki lasku ilman "
    "sitten asiakaspalvelu sovellus puhelimessa heti enää eivät oikein vaikea helppo hidas turhaan vastausta "
    "ihan hyvää mitä",
    "sv": "bra och inte jag fick mycket också ännu tack ingen alltför väldigt jättebra kunde ville borde kön någon "
    "från när är var det som att mig bara skulle inget utan blev mitt min ni er snabbt kundtjänst banken räntan",
    "en": "the and were with very they never always would could been from not because thanks have this that your you "
    "it's my nothing everything always service staff called waited great good which when what there their",
}
_TELLS_MORE = {word: language for language, listed in _TELLING_MORE.items() for word in listed.split()}
#: Of so many different ones, and none of another language, an answer of more words needs no closer look; the shared
#: ones are left out of that because a neighbouring language has them too.
_ENOUGH_TELLS = 2
_SHARED = frozenset(
    {"bra", "var", "det", "som", "min", "er", "bara", "tack", "joka", "kun", "service", "my", "your", "good", "great"}
)
#: What such a word is worth, and a letter that none of the three has, in log-probability.
_WORD_WEIGHT, _STRANGE_WEIGHT = 1.5, 4.0
_STRANGE = re.compile(r"[^\W\d_a-zåäöéèáàüêñšž]")
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
    if len(words) > _ENOUGH_WORDS and (plain := _plainly(words)):
        return plain, "detected"
    best = _best(words)
    if not best:
        return (survey, "survey") if survey else (UNDETERMINED, "unknown")
    if not survey or len(words) >= _ENOUGH_WORDS or best == survey or _is_clear(words, best, survey):
        return best, "detected"
    return survey, "survey"


def _words(text: str) -> list[str]:
    bare = PLACEHOLDER.sub(" ", text[:_LONGEST]) if "[" in text else text[:_LONGEST]
    return [word for word in bare.split() if any(map(str.isalpha, word)) and "@" not in word]


def _plainly(words: list[str]) -> str:
    """The language that several everyday words give away; empty where they do not, or any speaks for another."""
    said = {word.lower().strip(".,!?:;-)(\"'") for word in words}
    told = [_TELLS_MORE[word] for word in said if word in _TELLS_MORE and word not in _SHARED]
    first = told[0] if len(told) >= _ENOUGH_TELLS else ""
    if not first and not (told and told.count("fi") < len(told)) and _is_finnish(said):
        first = "fi"
    strange = first and _STRANGE.search(" ".join(words).lower())
    return first if first and told.count(first) == len(told) and not strange else ""


def _is_finnish(said: set[str]) -> bool:
    """Whether Voikko, which will be asked for these words anyway, knows nearly all of some of them."""
    engine = voikko.installed()
    if engine is None or not any("ä" in word or "ö" in word for word in said):
        return False
    asked = sorted(word for word in said if word.isalpha())[:_ASKED_WORDS]
    known = sum(engine.recall(word) is not None for word in asked)
    return len(asked) > _ENOUGH_WORDS and known >= _KNOWN_SHARE * len(asked)


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
    said = " ".join(words).lower()
    told = [_TELLS_MORE.get(word.strip(".,!?:;-)(\"'")) for word in said.split()]
    strange = _STRANGE_WEIGHT * min(2, len(_STRANGE.findall(said)))
    return {
        language: score
        + (_PRIOR[language] + _WORD_WEIGHT * told.count(language) - strange if language in _PRIOR else 0.0)
        for language, score in ranked
    }


def versions() -> str:
    """Return what languages are told by, for the ledger of enriched batches."""
    return f"{VERSION} (py3langid {metadata.version('py3langid')})"
