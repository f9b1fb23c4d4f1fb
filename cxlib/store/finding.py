"""Which open answers a search finds, by the terms they were indexed under; phrases are looked up in the texts."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from cxlib.store.cells import Mask
from cxlib.store.scope import Scope
from cxlib.terms.query import Phrase, Wanted
from cxlib.terms.selection import Search

#: Ends a search key that stands for every term beginning so; at both ends, for every term that holds it.
ANY_LETTERS = "*"
#: So few terms are asked for one by one: a list of postings that lie together is read faster than joined.
_ONE_BY_ONE = 6

_BETWEEN = r"[^\p{L}\p{N}]*[^\p{L}\p{N}'’-][^\p{L}\p{N}]*"
#: More common words than this tell no answers apart; of so few answers any word does.
COMMON_SHARE, FEWEST_COMMON = 0.1, 50
Numbers = npt.NDArray[np.int32]
Terms = dict[str, list[int]]


def found(scope: Scope, wanted: Search, among: Mask) -> Mask:
    """Return which of some open answers have the words wanted, and none of those unwanted."""
    keys = {key for group in (*wanted.words, wanted.without) for one in group for key in _keys(one)}
    terms = terms_of(scope, keys) if keys else {}
    mask = among & scope.open_answers.having([_any(scope, group, terms, among) for group in wanted.words])
    if wanted.without:
        mask &= ~scope.open_answers.having([_any(scope, wanted.without, terms, among)])
    return mask


def terms_of(scope: Scope, keys: Iterable[str]) -> Terms:
    """Return the numbers of the terms that each key stands for."""
    terms: Terms = {}
    asked = sorted(set(keys))
    whole = [key for key in asked if not key.endswith(ANY_LETTERS)]
    found = scope.ask("terms", {"keys": whole}) if whole else {"term": (), "term_id": ()}
    for term, number in zip(found["term"], found["term_id"], strict=True):
        terms[str(term)] = [int(number)]
    for name, starred in (("terms_beginning", False), ("terms_holding", True)):
        pieces = sorted(
            key.strip(ANY_LETTERS)
            for key in asked
            if key.endswith(ANY_LETTERS) and key.startswith(ANY_LETTERS) == starred
        )
        if not pieces:
            continue
        met = scope.ask(name, {"pieces": pieces})
        for piece, number in zip(met["piece"], met["term_id"], strict=True):
            key = f"{ANY_LETTERS if starred else ''}{piece}{ANY_LETTERS}"
            terms.setdefault(key, []).append(int(number))
    return terms


def postings(scope: Scope, terms: Iterable[int]) -> Numbers:
    """Return the numbers of the answers that have any of some terms; one that has several is there several times."""
    asked = sorted(set(terms))
    if not asked:
        return np.empty(0, dtype=np.int32)
    if len(asked) <= _ONE_BY_ONE:
        return np.concatenate([scope.ask("postings_of_term", {"term": term})["verbatim_id"] for term in asked])
    return np.asarray(scope.ask("postings", {"terms": asked})["verbatim_id"])


def sharing(scope: Scope, keys: Iterable[str], among: Mask, limit: int) -> npt.NDArray[np.int64]:
    """Return the places of the answers that share most with some keys, a rare key counting for more; newest first.

    A key of more than a tenth of all answers tells nothing apart, and is not looked for unless there is no other.
    """
    rows = scope.ask("key_counts", {"keys": sorted(set(keys))})
    counts, every = rows["verbatims"].astype(np.float64), len(among)
    rare = counts <= max(every * COMMON_SHARE, FEWEST_COMMON)
    weights = np.zeros(every, dtype=np.float32)
    for term, count in zip(rows["term_id"][rare], counts[rare], strict=True):
        places = scope.open_answers.place_of[postings(scope, (int(term),))]
        weights[places] += np.float32(np.log1p(every / count) ** 2)
    weights[~among] = 0
    # a long answer shares words by chance
    weights /= np.sqrt(np.maximum(scope.open_answers.characters, 1)).astype(np.float32)
    found = np.flatnonzero(weights)[::-1]
    return np.asarray(found[np.argsort(-weights[found], kind="stable")][:limit])


def _keys(wanted: Wanted) -> tuple[str, ...]:
    if isinstance(wanted, Phrase):
        return tuple(key for keys in wanted.keys for key in keys)
    return (wanted,)


def _any(scope: Scope, group: tuple[Wanted, ...], terms: Terms, among: Mask) -> Numbers:
    """The numbers of the answers that meet one of some alternatives."""
    plain = postings(scope, (term for one in group if isinstance(one, str) for term in terms.get(one, ())))
    spoken = [_saying(scope, one, terms, among) for one in group if isinstance(one, Phrase)]
    return np.concatenate([plain, *spoken]) if spoken else plain


def _saying(scope: Scope, phrase: Phrase, terms: Terms, among: Mask) -> Numbers:
    """The numbers of the answers that hold a phrase: those that have all its words, read."""
    words = [postings(scope, (term for key in keys for term in terms.get(key, ()))) for keys in phrase.keys]
    numbers = scope.open_answers.id[among & scope.open_answers.having(words)]
    if not len(numbers):
        return numbers
    return np.asarray(scope.ask("phrased", {"pattern": _pattern(phrase)}, {"verbatim_id": numbers})["verbatim_id"])


def _pattern(phrase: Phrase) -> str:
    words = _BETWEEN.join(re.escape(form) for form in phrase.forms)
    return rf"(?:^|[^\p{{L}}\p{{N}}]){words}(?:$|[^\p{{L}}\p{{N}}])"
