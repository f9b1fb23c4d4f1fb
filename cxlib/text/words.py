"""The words of an answer and the keys they are found by: base forms, parts of compounds, and both without dots."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import metadata
from typing import NamedTuple

from cxlib.terms.word import Word
from cxlib.text import dictionary, voikko
from cxlib.text.endings import guesses, owned, readings
from cxlib.text.placeholders import KINDS

#: The languages whose words are reduced to base forms; words of any other keep the form they have.
LANGUAGES = ("fi", "sv", "en")
#: Counts up when the same word gets other keys than before.
VERSION = "2"

#: What the store knows of a written form, in each language it was met in; empty for one it never met.
Known = Callable[[str], Iterable[Word]]

_LONGEST = 64
_MOST_CACHED = 400_000
_WORD = r"[^\W_]{1,8}:[a-zåäö]{1,5}\b(?![^\W_])|[^\W_]+(?:[-'’][^\W_]+)*"
_TOKEN = re.compile(r"\[(?:" + "|".join(KINDS) + r")\]|(" + _WORD + ")")
_DOTS = str.maketrans("åäöéèêëüáàóòíìúùñçøæ", "aaoeeeeuaaooiiuuncoa")


class Token(NamedTuple):
    """A word where it stands: characters `start` to `end` of the text, and its form in lower case."""

    start: int
    end: int
    form: str


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a text; placeholders of redacted data are not words.

    >>> [token.form for token in tokens("OP:n CX-strategia, [henkilö] – 5 €!")]
    ['op:n', 'cx-strategia', '5']
    """
    for match in _TOKEN.finditer(text):
        if match.lastindex:
            start, end = match.span()
            yield Token(start, end, text[start:end].lower())


def forms(text: str) -> list[str]:
    """Return the words of a text in order, in lower case: `tokens`, where only the forms matter."""
    return [form for form in _TOKEN.findall(text.lower()) if form]


def undotted(word: str) -> str:
    """Return the word as it is typed on a keyboard without å, ä and ö.

    >>> undotted("tyytyväinen")
    'tyytyvainen'
    """
    if word.isascii():
        return word
    plain = word.translate(_DOTS)
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


@dataclass(eq=False)
class Lexicon:
    """Words to base forms and keys, remembered per written form.

    Parameters
    ----------
    engine : Voikko or None
        Takes Finnish words apart; without it the dictionary does.
    dictionaries : bool
        Whether simplemma may be loaded. False in the process that serves pages.
    known : callable, optional
        The store's words, asked first.
    dotted : callable, optional
        The store's words for a form that was typed without å, ä and ö.

    Notes
    -----
    A word that nobody knows keeps its form, and gets as further base forms what is left when endings are cut, so that
    `pomputtelua` is found by `pomputtelu`. The order of trying is the same wherever it runs; what it finds differs
    only by which dictionaries there are.
    """

    engine: voikko.Voikko | None
    dictionaries: bool = True
    known: Known | None = None
    dotted: Known | None = None
    _words: dict[tuple[str, str], Word] = field(default_factory=dict, repr=False)
    _keys: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def word(self, form: str, language: str) -> Word:
        """Return what a form (lower case) stands for in a language."""
        place = (form, language)
        found = self._words.get(place)
        if found is None:
            found = self._stored(form, language) or self._fresh(form, language)
            with self._lock:
                if len(self._words) >= _MOST_CACHED:
                    self._words.clear()
                    self._keys.clear()
                self._words[place] = found
        return found

    def keys(self, form: str, language: str) -> tuple[str, ...]:
        """Return every key an answer with this form is found by.

        >>> lexicon().keys("asiakaspalvelu", "fi")
        ('asiakaspalvelu', 'asiakas', 'palvelu')
        """
        place = (form, language)
        found = self._keys.get(place)
        if found is None:
            word = self.word(form, language)
            found = _with_undotted((*word.lemmas, *word.parts))
            self._keys[place] = found
        return found

    def knows(self, form: str) -> bool:
        """Say whether the form was met in a stored answer; with no store to ask, whether it is a word of some language.

        A store knows better than a dictionary, to which half of `odottaa` is a plural of something rare.
        """
        if self.known is not None:
            asked = (ask for ask in (self.known, self.dotted) if ask is not None)
            return any(True for ask in asked for _ in ask(form))
        if self.engine is not None and self.engine.recall(form) is not None:
            return True
        return self.dictionaries and any(dictionary.knows(form, language) for language in LANGUAGES)

    def alternatives(self, form: str) -> tuple[str, ...]:
        """Return the keys of which any one satisfies a searched word, whatever its language.

        The parts of a compound are not among them: who searches `asiakaspalvelu` does not ask for every `palvelu`.
        Endings are guessed only for a word that no language knows.
        """
        readings = self._readings(form) or tuple(self.word(form, language) for language in LANGUAGES)
        return tuple(dict.fromkeys((form, *(lemma for word in readings for lemma in word.lemmas))))

    def base(self, form: str) -> str:
        """Return the base form of a searched word for showing it; empty where it is one, or nobody knows."""
        return next((word.lemmas[0] for word in self._readings(form) if form not in word.lemmas), "")

    def _readings(self, form: str) -> tuple[Word, ...]:
        """The words that a searched form is sure to be of: those of the store, or else of the dictionaries."""
        readings = tuple(self.known(form)) if self.known is not None else ()
        if self.dotted is not None and all(form in word.lemmas for word in readings):
            readings += tuple(self.dotted(form))
        if readings:
            return readings
        sure = (self._sure(form, language) for language in LANGUAGES)
        return tuple(word for word in sure if word is not None)

    def learn(self, words: Mapping[tuple[str, str], Word]) -> None:
        """Take over words that another process has worked out."""
        self._words.update(words)

    def learnt(self) -> dict[tuple[str, str], Word]:
        """Return every word worked out so far."""
        return dict(self._words)

    def _stored(self, form: str, language: str) -> Word | None:
        if self.known is None:
            return None
        return next((word for word in self.known(form) if word.language == language), None)

    def _fresh(self, form: str, language: str) -> Word:
        if language not in LANGUAGES or len(form) > _LONGEST or form[0].isdigit():
            return Word(form[:_LONGEST], language, (form[:_LONGEST],))
        return self._sure(form, language) or self._pieced(form, language) or self._guessed(form, language)

    def _sure(self, form: str, language: str) -> Word | None:
        return self._looked_up(form, language) or self._looked_up(redotted(form), language, form)

    def _looked_up(self, form: str, language: str, written: str = "") -> Word | None:
        """The word as a dictionary has it; `written` is the form met, where that is the same word without its dots."""
        if not form:
            return None
        extra = (written,) if written else ()
        if language == "fi" and self.engine is not None:
            analysis = self.engine.recall(form)
            if analysis is None:
                return None
            return Word(written or form, language, (*analysis.lemmas, *extra), analysis.parts)
        if not self.dictionaries or not dictionary.knows(form, language):
            return None
        lemma = dictionary.lemma(form, language)
        lemmas = tuple(dict.fromkeys((lemma, *dictionary.verbs(lemma, language), *extra)))
        further = dictionary.readings(readings(form, language), language)
        further += _whose(form, language)
        return Word(written or form, language, lemmas, _others((*dictionary.parts(lemma, language), *further), lemmas))

    def _pieced(self, form: str, language: str) -> Word | None:
        """A word put together with a hyphen, or with its ending behind a colon or an apostrophe."""
        bare = re.split(r"[:'’]", form)[0]
        if bare and bare != form:
            word = self.word(bare, language)
            return Word(form, language, word.lemmas, word.parts)
        *first, last = form.split("-")
        if not first:
            return None
        head = self.word(last, language)
        before = [self.word(piece, language).lemmas[0] for piece in first if piece]
        whole = tuple("-".join((*first, lemma)) for lemma in head.lemmas)
        joined = "".join((*first, head.lemmas[0]))
        return Word(form, language, whole, tuple(dict.fromkeys((*before, *head.lemmas, *head.parts, joined))))

    def _guessed(self, form: str, language: str) -> Word:
        lemmas = guesses(form, language)
        if language == "fi" and self.engine is not None:
            return Word(form, language, lemmas, _others(self.engine.ending(form), lemmas))
        if not self.dictionaries:
            return Word(form, language, lemmas)
        lemma = dictionary.lemma(form, language)
        split = ((base, dictionary.parts(base, language)) for base in (lemma, *reversed(lemmas)))
        base, parts = next(((base, parts) for base, parts in split if parts), (lemma, ()))
        if parts or lemma in lemmas:
            lemmas = (base, *(guess for guess in lemmas if guess != base))
        parts = parts or dictionary.ending(form, language)
        verbs = (verb for base in lemmas for verb in dictionary.verbs(base, language))
        return Word(form, language, lemmas, _others((*parts, *verbs, *_whose(form, language)), lemmas))


def _whose(form: str, language: str) -> tuple[str, ...]:
    """The base forms of what stands before a Finnish possessive ending, where the dictionary has it."""
    if language != "fi":
        return ()
    bases = [dictionary.lemma(stem, "fi") for stem in owned(form) if dictionary.knows(stem, "fi")]
    return tuple(dict.fromkeys(found for base in bases for found in (base, *dictionary.verbs(base, "fi"))))


def _others(parts: Iterable[str], lemmas: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in parts if part not in lemmas)


def _with_undotted(words: Iterable[str]) -> tuple[str, ...]:
    plain = tuple(dict.fromkeys(words))
    return tuple(dict.fromkeys((*plain, *map(undotted, plain))))


def redotted(form: str) -> str:
    """Return the form with its dots put back, where vowel harmony allows them all; empty where it does not.

    >>> redotted("hyvaa"), redotted("palvelua")
    ('hyvää', '')
    """
    if "u" in form or not form.isascii() or not ("a" in form or "o" in form):
        return ""
    return form.replace("a", "ä").replace("o", "ö")


@cache
def _lexicon(engine: voikko.Voikko | None) -> Lexicon:
    return Lexicon(engine)


def lexicon() -> Lexicon:
    """Return the lexicon of an import: every dictionary there is. One per process, so that its memory stays warm."""
    return _lexicon(voikko.installed())


@lru_cache(maxsize=4)
def _page_lexicon(engine: voikko.Voikko | None, known: Known | None, dotted: Known | None) -> Lexicon:
    return Lexicon(engine, dictionaries=False, known=known, dotted=dotted)


def page_lexicon(known: Known | None = None, dotted: Known | None = None) -> Lexicon:
    """Return the lexicon for the process that serves pages: Voikko and the store's words, no dictionary to load.

    Parameters
    ----------
    known : callable, optional
        Given a form in lower case, the words the store keeps for it (`Word` per language); a new one for each snapshot.
    dotted : callable, optional
        The same for a form that was typed without the dots of å, ä and ö.
    """
    return _page_lexicon(voikko.installed(), known, dotted)


def versions() -> str:
    """Return what words are reduced by, for the ledger of enriched batches."""
    return f"{VERSION} (voikko {voikko.version()}, simplemma {metadata.version('simplemma')})"
