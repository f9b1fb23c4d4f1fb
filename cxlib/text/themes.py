"""The codebook at work: which themes an answer mentions, and where the words stand that say so."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from cxlib.errors import DefinitionError
from cxlib.terms.briefing import Span
from cxlib.terms.codebook import Codebook, Pattern, Theme
from cxlib.text.words import Lexicon, Token, lexicon, page_lexicon, tokens

#: Counts up when the same answer gets other themes from the same codebook.
VERSION = "2"
#: A phrase's words may have this many others between them: `ei kertoa` is met in "ei meille kukaan kertonut".
GAP = 2

#: Finnish says who it is that does not: `en osaa` tells about its writer, `ei osaa` about somebody else.
_DENIALS = frozenset({"en", "et", "emme", "ette", "eivät"})
#: Between the words of what speaks well, or before it, one of these turns it round: `aukioloajat eivät sovi`.
_DENYING = _DENIALS | frozenset(
    {
        *("ei", "eikä", "inte", "int", "ej", "aldrig", "not", "never", "no", "don't", "doesn't", "didn't", "isn't"),
        *("wasn't", "aren't", "weren't", "won't", "can't", "cannot", "couldn't", "haven't", "hasn't", "hardly"),
    }
)
_DENYING_AFTER = frozenset({"inte", "int", "ej", "aldrig"})
#: What may stand between such a word and what it denies: `not very friendly`.
_INTENSE = frozenset(
    {
        *("kovin", "niin", "erityisen", "mitenkään", "aina", "edes", "särskilt", "så", "alltid", "speciellt", "ens"),
        *(
            "very",
            "so",
            "that",
            "particularly",
            "especially",
            "always",
            "at",
            "exactly",
            "even",
            "really",
            "been",
            "be",
        ),
    }
)
_SENTENCE_END = re.compile(r"[.!?…;\n]")


@dataclass(frozen=True)
class _Phrase:
    """One entry of a pattern: the words wanted in order, the theme and pattern it speaks for, or takes back."""

    atoms: tuple[int, ...]
    theme: int
    pattern: int
    excludes: bool
    speaks_well: bool


@dataclass
class _Grammar:
    """All entries of one language: wanted words by key, by beginning, and the phrases by their first two words.

    Those of one word stand under that word twice.
    """

    exact: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    prefixes: dict[str, int] = field(default_factory=dict)
    starting: dict[int, dict[int, list[_Phrase]]] = field(default_factory=lambda: defaultdict(dict))
    atoms: dict[str, int] = field(default_factory=dict)
    met: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def possible(self, atom: int, present: set[int]) -> Iterator[_Phrase]:
        """The phrases that start with a wanted word and whose words are all there, wherever they stand."""
        following = self.starting.get(atom)
        if following is not None:
            for other in following.keys() & present:
                yield from (phrase for phrase in following[other] if present.issuperset(phrase.atoms))


@dataclass(frozen=True)
class _Hit:
    first: int
    last: int
    phrase: _Phrase


class Matcher:
    """A codebook made ready for many answers; remembers per word form what it is wanted for.

    Notes
    -----
    An entry is met by a word whose base form, or whose compound part, it names; `*` at its end by any word, base form
    or part that begins so. An entry that is itself an inflected form is taken for its base form, but for the Finnish
    words that deny: `ei` is any of them, `en` only itself. A phrase is met in one sentence, in order, with at most
    `GAP` other words between two of its words. `without` takes back what its own pattern found in the same sentence.
    What speaks well (a good theme's entries, what is taken back from a bad one) is not met across a word that
    denies, a good theme's entries not after one either.
    """

    def __init__(self, codebook: Codebook, words: Lexicon) -> None:
        self._themes = codebook.themes
        self._words = words
        self._grammars: dict[str, _Grammar] = defaultdict(_Grammar)
        number = 0
        for index, theme in enumerate(codebook.themes):
            for pattern in theme.patterns:
                self._add(theme, index, pattern, number)
                number += 1

    def themes(self, forms: Sequence[str], text: str, language: str) -> list[str]:
        """Return the ids of the themes that an answer mentions, in the codebook's order.

        Parameters
        ----------
        forms : sequence of str
            The answer's words in order, as `words.forms` gives them: most answers are done with by these alone.
        text : str
            The answer.
        language : str
            Its language.
        """
        grammar = self._grammars.get(language)
        if grammar is None or not self._may_mention(forms, language, grammar):
            return []
        found = {hit.phrase.theme for hit in self._hits(list(tokens(text)), text, language, grammar)}
        return [self._themes[index].id for index in sorted(found)]

    def _may_mention(self, forms: Sequence[str], language: str, grammar: _Grammar) -> bool:
        """Whether all words of any phrase are there, wherever they stand."""
        met = grammar.met
        present: set[int] = set()
        for form in forms:
            wanted = met.get(form)
            present.update(self._atoms(form, language, grammar) if wanted is None else wanted)
        return any(True for atom in present for _ in grammar.possible(atom, present))

    def spans(self, text: str, language: str) -> tuple[Span, ...]:
        """Return where each theme's words stand, in the order of the text."""
        grammar = self._grammars.get(language)
        if grammar is None:
            return ()
        words = list(tokens(text))
        spans = {
            Span(words[hit.first].start, words[hit.last].end, self._themes[hit.phrase.theme].id)
            for hit in self._hits(words, text, language, grammar)
        }
        return tuple(sorted(spans, key=lambda span: (span.start, span.end, span.why)))

    def _add(self, theme: Theme, index: int, pattern: Pattern, number: int) -> None:
        grammar = self._grammars[pattern.language]
        for entries, excludes in ((pattern.any, False), (pattern.without, True)):
            for entry in entries:
                atoms = tuple(self._atom(word, entry, theme, pattern.language) for word in entry.lower().split())
                if not atoms:
                    raise DefinitionError(
                        f"Theme '{theme.id}' ({pattern.language}) has an empty pattern. Write a word or remove it."
                    )
                well = theme.polarity == ("negative" if excludes else "positive")
                phrase = _Phrase(atoms, index, number, excludes, well)
                grammar.starting[atoms[0]].setdefault(atoms[min(1, len(atoms) - 1)], []).append(phrase)

    def _atom(self, word: str, entry: str, theme: Theme, language: str) -> int:
        """The number of a wanted word; the same word in two entries has one number."""
        stem = word.removesuffix("*")
        if not stem or "*" in stem:
            raise DefinitionError(
                f"Theme '{theme.id}' ({language}): the pattern '{entry}' has a * that is not at the end of a word. "
                "Write for example 'jono*'."
            )
        grammar = self._grammars[language]
        if word in grammar.atoms:
            return grammar.atoms[word]
        atom = grammar.atoms[word] = len(grammar.atoms)
        if stem != word:
            grammar.prefixes[stem] = atom
        else:
            lemmas = self._words.word(word, language).lemmas
            exact = word in lemmas or (language == "fi" and word in _DENIALS)
            for key in (word,) if exact else (word, *lemmas):
                grammar.exact[key].add(atom)
        return atom

    def _atoms(self, form: str, language: str, grammar: _Grammar) -> tuple[int, ...]:
        """The wanted words that a form satisfies."""
        found = grammar.met.get(form)
        if found is None:
            word = self._words.word(form, language)
            keys = (form, *word.lemmas, *word.parts)
            atoms = {atom for key in keys for atom in grammar.exact.get(key, ())}
            beginnings = (key[:length] for key in keys for length in range(1, len(key) + 1))
            atoms |= {grammar.prefixes[stem] for stem in beginnings if stem in grammar.prefixes}
            found = grammar.met[form] = tuple(sorted(atoms))
        return found

    def _hits(self, words: list[Token], text: str, language: str, grammar: _Grammar) -> list[_Hit]:
        atoms = [self._atoms(word.form, language, grammar) for word in words]
        sentences = _sentences(words, text)
        present = {atom for wanted in atoms for atom in wanted}
        forms = [word.form for word in words]
        found = [
            hit
            for place, wanted in enumerate(atoms)
            for atom in wanted
            for phrase in grammar.possible(atom, present)
            for hit in _followed(phrase, place, atoms, sentences)
            if not (phrase.speaks_well and _is_denied(hit, atoms, forms, sentences))
        ]
        taken_back = {(hit.phrase.pattern, sentences[hit.first]) for hit in found if hit.phrase.excludes}
        return [
            hit
            for hit in found
            if not hit.phrase.excludes and (hit.phrase.pattern, sentences[hit.first]) not in taken_back
        ]


def _sentences(words: list[Token], text: str) -> list[int]:
    """The number of the sentence that each word stands in."""
    numbers: list[int] = []
    number, end = 0, 0
    for word in words:
        if _SENTENCE_END.search(text, end, word.start):
            number += 1
        numbers.append(number)
        end = word.end
    return numbers


def _followed(phrase: _Phrase, place: int, atoms: list[tuple[int, ...]], sentences: list[int]) -> Iterator[_Hit]:
    """The phrase from a place on, if its other words follow near enough in the same sentence."""
    last = place
    for atom in phrase.atoms[1:]:
        near = range(last + 1, min(last + GAP + 2, len(atoms)))
        following = next((i for i in near if atom in atoms[i] and sentences[i] == sentences[place]), None)
        if following is None:
            return
        last = following
    yield _Hit(place, last, phrase)


def _is_denied(hit: _Hit, atoms: list[tuple[int, ...]], forms: list[str], sentences: list[int]) -> bool:
    """Whether a word that denies, and is not itself wanted, stands between, right before, or in Swedish right after."""
    wanted = set(hit.phrase.atoms)
    if any(forms[place] in _DENYING and not set(atoms[place]) & wanted for place in range(hit.first + 1, hit.last)):
        return True
    if hit.phrase.excludes:  # `tarvita jonottaa` takes back what `ei tarvinnut jonottaa` would else mean
        return False
    before = hit.first - 2 if hit.first > 1 and forms[hit.first - 1] in _INTENSE else hit.first - 1
    if before >= 0 and forms[before] in _DENYING and sentences[before] == sentences[hit.first]:
        return True
    after = hit.last + 1
    return after < len(forms) and forms[after] in _DENYING_AFTER and sentences[after] == sentences[hit.last]


@lru_cache(maxsize=8)
def _matcher(codebook: Codebook, words: Lexicon) -> Matcher:
    return Matcher(codebook, words)


def matcher(codebook: Codebook, words: Lexicon | None = None) -> Matcher:
    """Return the codebook made ready, the same one as before where nothing has changed.

    Raises
    ------
    DefinitionError
        When a pattern cannot be one.
    """
    return _matcher(codebook, words or lexicon())


def theme_spans(text: str, language: str, codebook: Codebook, words: Lexicon | None = None) -> tuple[Span, ...]:
    """Return where the themes of the codebook are mentioned in an answer.

    Parameters
    ----------
    text : str
        The answer, redacted.
    language : str
        Its language.
    codebook : Codebook
        The themes and their word patterns.
    words : Lexicon, optional
        `words.page_lexicon(known)`, as for a search; without it the same without the store's words.

    Examples
    --------
    >>> from cxlib.terms.programme import Label
    >>> words = Pattern("fi", ("jonottaa", "jono*"))
    >>> waiting = Theme("waiting", Label(fi="Jonotus"), "negative", "ours", patterns=(words,))
    >>> theme_spans("Hyvä, mutta jonotin tunnin.", "fi", Codebook("1", (waiting,)))
    (Span(start=12, end=19, why='waiting'),)
    """
    return matcher(codebook, words or page_lexicon()).spans(text, language)
