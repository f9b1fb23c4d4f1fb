"""Answers like one another, and answers typical of a theme, under the same privacy rules as a search."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cxlib.errors import SelectionError
from cxlib.measures.guard import Guard, blanked, hidden_values
from cxlib.measures.likeness import alike, typical, vector
from cxlib.store.feedback_store import FeedbackStore
from cxlib.terms.briefing import Verbatim
from cxlib.terms.programme import Programme
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Search, Where
from cxlib.text.words import Lexicon, forms, page_lexicon

#: Answers that share the rarest words are read and compared; of a theme's answers, as many of the newest.
MOST_COMPARED = 300


def similar_answers(
    store: FeedbackStore, programme: Programme, number: int, *, limit: int = 6
) -> tuple[Verbatim, tuple[Verbatim, ...]]:
    """Return an answer and those most like it, the most alike first.

    Raises
    ------
    SelectionError
        When there is no such answer.
    """
    (wanted,) = store.verbatims_by_number((number,)) or (None,)
    if wanted is None or wanted.quarter not in (readable := _readable(store, programme, store.quarters(), ())):
        raise SelectionError(f"There is no answer {number}. The numbers stand in `python -m cxlib search … --json`.")
    words = _words([wanted], lexicon := _lexicon(store, [wanted]))
    near = store.sharing(words[0], Search(quarters=readable), MOST_COMPARED)
    others = list({answer.text.lower(): answer for answer in reversed(near) if answer.text != wanted.text}.values())
    vectors = _vectors(store, [wanted, *others], lexicon)
    chosen = alike(vectors[0], vectors[1:], limit)
    shown = _blanked(store, programme, [wanted, *(others[place] for place in chosen)])
    return shown[0], shown[1:]


def typical_answers(
    store: FeedbackStore,
    programme: Programme,
    theme: str,
    *,
    quarters: Iterable[Quarter] = (),
    where: Where = (),
    limit: int = 6,
) -> tuple[Verbatim, ...]:
    """Return answers that say what most answers with a theme say: not the longest, not the angriest, no two alike.

    Raises
    ------
    SelectionError
        When there is no such theme.
    """
    readable = _readable(store, programme, tuple(quarters) or store.quarters(), where)
    if not readable:
        return ()
    asked = Search(quarters=readable, where=where, themes=(theme,))
    said = store.verbatims(asked, MOST_COMPARED)[0]
    places = typical(
        _vectors(store, said, _lexicon(store, said)),
        [len(answer.text) for answer in said],
        [answer.score for answer in said],
        limit,
    )
    return _blanked(store, programme, [said[place] for place in places])


def _lexicon(store: FeedbackStore, answers: Sequence[Verbatim]) -> Lexicon:
    lexicon = page_lexicon(store.words, store.dotted_words)
    met = {form for answer in answers for form in forms(answer.text)}
    lexicon.learn({(word.form, word.language): word for word in store.words_of(met)})
    return lexicon


def _words(answers: Sequence[Verbatim], lexicon: Lexicon) -> list[tuple[str, ...]]:
    """The base forms of every answer's words, and of the parts of its compounds."""
    found = []
    for answer in answers:
        words = [lexicon.word(form, answer.language) for form in forms(answer.text)]
        found.append(tuple(dict.fromkeys(key for word in words for key in (word.lemmas[0], *word.parts))))
    return found


def _vectors(store: FeedbackStore, answers: Sequence[Verbatim], lexicon: Lexicon) -> list[dict[str, float]]:
    met = {form for answer in answers for form in forms(answer.text)}
    lexicon.learn({(word.form, word.language): word for word in store.words_of(met)})
    words = _words(answers, lexicon)
    counts = store.key_counts({word for each in words for word in each})
    everything = store.verbatims(Search(), 0)[1]
    return [vector(each, counts, everything) for each in words]


def _readable(
    store: FeedbackStore, programme: Programme, quarters: Sequence[Quarter], where: Where
) -> tuple[Quarter, ...]:
    smallest = programme.smallest_group
    return tuple(each for each in quarters if Guard.of(store, each, smallest).refusal(where) is None)


def _blanked(store: FeedbackStore, programme: Programme, answers: Sequence[Verbatim]) -> tuple[Verbatim, ...]:
    """Return the answers without what would tell that their writer is one of few in the quarter."""
    dimensions = [dimension.id for dimension in programme.filters]
    hidden = {
        quarter: hidden_values(Guard.of(store, quarter, programme.smallest_group), dimensions)
        for quarter in {answer.quarter for answer in answers}
    }
    return tuple(blanked(answer, hidden[answer.quarter]) for answer in answers)
