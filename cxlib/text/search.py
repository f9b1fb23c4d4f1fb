"""What a reader types into the search box, as keys for the store, and where the hits stand in the answers shown."""

from __future__ import annotations

from collections.abc import Iterable

from cxlib.terms.briefing import Span
from cxlib.text.normalisation import normalise
from cxlib.text.words import Lexicon, page_lexicon, tokens

#: Ends an alternative that matches every key beginning so.
ANY_ENDING = "*"
#: `Span.why` of a search hit.
SEARCH = "search"

_MOST_WORDS = 8
_LONGEST = 200
_SHORTEST_BEGINNING = 3


def parse_query(text: str, *, words: Lexicon | None = None, live: bool = True) -> tuple[tuple[str, ...], ...]:
    """Return, for each word searched, the keys of which any one satisfies it; an answer must satisfy every word.

    Parameters
    ----------
    text : str
        What was typed, in any language, with or without dots. A `*` after a word asks for every word that begins so.
    words : Lexicon, optional
        `words.page_lexicon(known)`; without it the same without the store's words.
    live : bool
        Whether the last word may be unfinished: where it is no word that anybody knows, every word that begins so is
        asked for.

    Returns
    -------
    tuple of tuple of str
        An alternative that ends in `*` stands for all keys with that beginning; the others are whole keys. Empty for
        no words.

    Examples
    --------
    >>> from cxlib.text.words import lexicon
    >>> parse_query("palvelussa jonotti", words=lexicon())
    (('palvelussa', 'palvelu'), ('jonotti', 'jonottaa'))
    >>> parse_query("laskutuk", words=lexicon())[0][-1]
    'laskutuk*'
    """
    chosen = words or page_lexicon()
    query = normalise(text[:_LONGEST])
    found = list(tokens(query))[:_MOST_WORDS]
    asked: dict[tuple[str, ...], None] = {}
    for token in found:
        starred = query[token.end : token.end + 1] == ANY_ENDING
        unfinished = live and token.end == len(query) and not text[:_LONGEST].endswith((" ", "\t", "\n"))
        asked[_alternatives(token.form, chosen, starred=starred, unfinished=unfinished)] = None
    return tuple(asked)


def _alternatives(form: str, words: Lexicon, *, starred: bool, unfinished: bool) -> tuple[str, ...]:
    beginning = form + ANY_ENDING
    if starred:
        return (beginning,)
    alternatives = words.alternatives(form)
    if unfinished and len(form) >= _SHORTEST_BEGINNING and not words.knows(form):
        return (*alternatives, beginning)
    return alternatives


def search_spans(
    text: str, language: str, words: Iterable[Iterable[str]], lexicon: Lexicon | None = None
) -> tuple[Span, ...]:
    """Return where an answer's words satisfy a query, inflected forms and compounds included.

    Parameters
    ----------
    text : str
        The answer, redacted.
    language : str
        Its language.
    words : iterable of iterable of str
        What `parse_query` returned.
    lexicon : Lexicon, optional
        The lexicon the query was parsed with.

    Examples
    --------
    >>> from cxlib.text.words import lexicon
    >>> search_spans("Asiakaspalvelu jonotti ikuisuuden", "fi", parse_query("palvelu"), lexicon())
    (Span(start=0, end=14, why='search'),)
    """
    chosen = lexicon or page_lexicon()
    wanted = {alternative for alternatives in words for alternative in alternatives}
    exact = frozenset(key for key in wanted if not key.endswith(ANY_ENDING))
    beginnings = tuple(key.removesuffix(ANY_ENDING) for key in wanted if key.endswith(ANY_ENDING))
    return tuple(
        Span(token.start, token.end, SEARCH)
        for token in tokens(text)
        if _is_met(chosen.keys(token.form, language), exact, beginnings)
    )


def _is_met(keys: tuple[str, ...], exact: frozenset[str], beginnings: tuple[str, ...]) -> bool:
    return not exact.isdisjoint(keys) or bool(beginnings and any(key.startswith(beginnings) for key in keys))
