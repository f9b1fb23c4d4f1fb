"""Whether an answer satisfies a search, and where in it the hits stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cxlib.terms.briefing import Span
from cxlib.terms.query import Phrase, Wanted
from cxlib.text.query import ANY_LETTERS, read_query
from cxlib.text.words import Lexicon, Token, lexicon, page_lexicon, tokens, undotted

#: `Span.why` of a search hit.
SEARCH = "search"


def matches(query: str, text: str, language: str, *, wide: bool = False, words: Lexicon | None = None) -> bool:
    """Say whether an answer satisfies a search: what the store finds by its index, decided from the text alone.

    Parameters
    ----------
    query : str
        As typed; see `query.read_query`.
    text : str
        The answer, redacted.
    language : str
        Its language.
    wide : bool
        Whether every word is looked for anywhere in a word.
    words : Lexicon, optional
        The lexicon of an import when left out: every dictionary there is.

    Examples
    --------
    >>> matches("palvelu -chat", "Asiakaspalvelussa jonotin", "fi")
    True
    >>> matches('"hyvää palvelua"', "Hyvää ja nopeaa palvelua", "fi")
    False
    """
    chosen = words or lexicon()
    read = read_query(query, words=chosen, live=False, wide=wide)
    if read.is_empty:
        return False
    said = _Said.of(text, language, chosen)
    return all(any(map(said.has, group)) for group in read.words) and not any(map(said.has, read.without))


@dataclass(frozen=True)
class _Said:
    """An answer's words with the keys that each is found by."""

    tokens: Sequence[Token]
    keys: Sequence[tuple[str, ...]]

    @classmethod
    def of(cls, text: str, language: str, words: Lexicon) -> _Said:
        found = list(tokens(text))
        return cls(found, [words.keys(token.form, language) for token in found])

    def has(self, wanted: Wanted) -> bool:
        return any(True for _ in self.places(wanted))

    def places(self, wanted: Wanted) -> Iterable[tuple[int, int]]:
        """Yield the first and the last word of every hit."""
        if isinstance(wanted, Phrase):
            forms = [undotted(form) for form in wanted.forms]
            plain = [undotted(token.form) for token in self.tokens]
            starts = range(len(plain) - len(forms) + 1)
            return ((start, start + len(forms) - 1) for start in starts if plain[start : start + len(forms)] == forms)
        return ((place, place) for place, keys in enumerate(self.keys) if _is_met(keys, wanted))


def search_spans(
    text: str, language: str, words: Iterable[Iterable[Wanted]], lexicon: Lexicon | None = None
) -> tuple[Span, ...]:
    """Return where an answer's words satisfy a query, inflected forms and compounds included.

    Parameters
    ----------
    text : str
        The answer, redacted.
    language : str
        Its language.
    words : iterable of iterable of Wanted
        What `read_query` asks for.
    lexicon : Lexicon, optional
        The lexicon the query was read with.

    Examples
    --------
    >>> from cxlib.text.words import lexicon
    >>> search_spans("Asiakaspalvelu jonotti ikuisuuden", "fi", read_query("palvelu").words, lexicon())
    (Span(start=0, end=14, why='search'),)
    """
    said = _Said.of(text, language, lexicon or page_lexicon())
    places = {place for alternatives in words for wanted in alternatives for place in said.places(wanted)}
    return tuple(Span(said.tokens[first].start, said.tokens[last].end, SEARCH) for first, last in sorted(places))


def _is_met(keys: tuple[str, ...], wanted: str) -> bool:
    if not wanted.endswith(ANY_LETTERS):
        return wanted in keys
    if wanted.startswith(ANY_LETTERS):
        return any(wanted[1:-1] in key for key in keys)
    return any(key.startswith(wanted[:-1]) for key in keys)
