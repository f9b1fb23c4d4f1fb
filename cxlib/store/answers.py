"""Reads of open answers: searched, drawn for a briefing, counted by theme."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import numpy as np
import numpy.typing as npt

from cxlib.store.connection import Columns
from cxlib.store.definitions import STAGE, negative_answers, positive_answers, score_question
from cxlib.store.finding import found, sharing
from cxlib.store.open_answers import MISSING
from cxlib.store.scope import Scope
from cxlib.store.vocabulary import Vocabulary
from cxlib.terms.briefing import Verbatim
from cxlib.terms.quarter import Quarter
from cxlib.terms.reading import LANGUAGE_SOURCES, LanguageSource
from cxlib.terms.saying import Sayings
from cxlib.terms.selection import Search, Where
from cxlib.terms.word import Word

#: A quotation is long enough to say something and short enough to be read aloud.
QUOTE_CHARACTERS = (60, 220)
#: Up to so many letters, one of them may be wrong; in a longer word two.
SHORT_WORD = 5


def search(scope: Scope, wanted: Search, limit: int, offset: int) -> tuple[tuple[Verbatim, ...], int, int]:
    """Return some of the answers found, newest first; how many were found; and of how many without the words."""
    spoken, vocabulary = scope.open_answers, scope.vocabulary
    filtered = spoken.chosen(
        scope.mask(wanted.where, wanted.quarters or None),
        vocabulary.theme_mask(wanted.themes),
        wanted.scores,
        vocabulary.languages(wanted.languages),
    )
    total = int(np.count_nonzero(filtered))
    if wanted.words or wanted.without:
        filtered = found(scope, wanted, filtered)
    places = np.flatnonzero(filtered)
    page = places[::-1][offset : offset + limit]
    return verbatims(scope, page), len(places), total


def verbatims(scope: Scope, places: npt.NDArray[np.int64]) -> tuple[Verbatim, ...]:
    """Return the answers at some places among the open answers, in that order."""
    if not len(places):
        return ()
    numbers = scope.open_answers.id[places].tolist()
    found = scope.ask("verbatims", {"verbatims": numbers})
    row_of = {int(number): row for row, number in enumerate(found["verbatim_id"])}
    return tuple(
        _verbatim(scope, int(place), found, row_of[number]) for place, number in zip(places, numbers, strict=True)
    )


def by_number(scope: Scope, numbers: Collection[int]) -> tuple[Verbatim, ...]:
    """Return those of some answers that there are and that have a text."""
    spoken = scope.open_answers
    known = [number for number in numbers if 0 < number < len(spoken.place_of)]
    places = [int(spoken.place_of[number]) for number in known]
    kept = [place for place, number in zip(places, known, strict=True) if spoken.id[place] == number]
    return verbatims(scope, np.array([place for place in kept if spoken.written[place]], dtype=np.int64))


def like(scope: Scope, keys: Collection[str], wanted: Search, limit: int) -> tuple[Verbatim, ...]:
    """Return the answers of some quarters that share most of the rare among some keys."""
    among = scope.open_answers.chosen(scope.mask(wanted.where, wanted.quarters or None))
    return verbatims(scope, sharing(scope, keys, among, limit))


def key_counts(scope: Scope, keys: Collection[str]) -> dict[str, int]:
    rows = scope.ask("key_counts", {"keys": sorted(keys)})
    return {str(key): int(count) for key, count in zip(rows["term"], rows["verbatims"], strict=True)}


def sayings(scope: Scope, first: Quarter, last: Quarter, limit: int) -> Sayings:
    """Return the texts of some quarters, a draw by their numbers where there are more than `limit`."""
    rows = scope.ask("sayings", {"first": first.ordinal, "last": last.ordinal, "most": limit})
    names = scope.vocabulary.languages_by_number
    span = tuple(Quarter.from_ordinal(ordinal) for ordinal in range(first.ordinal, last.ordinal + 1))
    return Sayings(
        tuple(map(str, rows["body"])),
        tuple(names[int(number)] for number in rows["language"]),
        tuple(map(_day, rows["day"])),
        tuple(map(int, rows["customer"])),
        int(np.count_nonzero(scope.open_answers.chosen(scope.mask((), span)))),
    )


def quotes(scope: Scope, quarter: Quarter, where: Where, limit: int) -> tuple[Verbatim, ...]:
    """Draw answers by turns from every stage, blaming before praising, by a number made of theirs and the quarter's."""
    question = score_question(scope.vocabulary.programme)
    if question is None:
        return ()
    spoken, cells = scope.open_answers, scope.mask(where, (quarter,))
    praising, blaming = positive_answers(question), negative_answers(question)
    places = np.flatnonzero(spoken.chosen(cells, scores=(*praising, *blaming)))
    characters = spoken.characters[places]
    places = places[(characters >= QUOTE_CHARACTERS[0]) & (characters <= QUOTE_CHARACTERS[1])]
    draw = (spoken.id[places].astype(np.int64) * 40503 + scope.quarter(quarter) * 2654435761) % 1000003
    praises = np.isin(spoken.score[places], list(praising))
    pile = scope.cells.stage[spoken.cell[places]].astype(np.int64) * 2 + praises
    order = np.lexsort((places, draw, pile))
    first = np.flatnonzero(np.diff(pile[order], prepend=-1))
    turn = np.arange(len(order)) - np.repeat(first, np.diff(first, append=len(order)))
    dealt = np.lexsort((pile[order] // 2, pile[order] % 2, turn))
    return verbatims(scope, places[order][dealt][:limit])


def theme_counts(
    scope: Scope, where: Where, quarter: Quarter | None, tone: int | None, by: str | None
) -> dict[str | None, tuple[int, dict[str, int]]]:
    spoken = scope.open_answers
    group = None if by is None else scope.cells.values[:, scope.vocabulary.dimension(by)]
    mask = scope.mask(where, None if quarter is None else (quarter,))[spoken.cell]
    if tone is not None:
        mask &= spoken.tone == tone
    themes, cells = spoken.themes[mask], spoken.cell[mask]
    if group is None:
        return {None: _counts(scope.vocabulary, themes)}
    groups, numbers = group[cells], scope.vocabulary.values[str(by)]
    return {
        value: _counts(scope.vocabulary, themes[groups == numbers[value]])
        for value in scope.vocabulary.values_of(str(by))
        if (groups == numbers[value]).any()
    }


def terms_like(scope: Scope, part: str, limit: int) -> tuple[str, ...]:
    if not part:
        return ()
    return tuple(map(str, scope.ask("terms_like", {"part": part, "most": limit})["term"]))


def _verbatim(scope: Scope, place: int, found: Columns, row: int) -> Verbatim:
    spoken, vocabulary = scope.open_answers, scope.vocabulary
    cell, score, mask = int(spoken.cell[place]), int(spoken.score[place]), int(spoken.themes[place])
    return Verbatim(
        id=int(spoken.id[place]),
        text=str(found["body"][row]),
        question=vocabulary.open_questions[int(found["question"][row])],
        quarter=Quarter.from_ordinal(int(scope.cells.quarter[cell])),
        day=_day(found["day"][row]),
        language=vocabulary.languages_by_number[int(spoken.language[place])],
        score=None if score == MISSING else score,
        stage=vocabulary.stages[int(scope.cells.stage[cell])],
        values=_values(scope, cell),
        themes=tuple(theme for theme, bit in vocabulary.themes.items() if mask >> bit & 1),
        language_source=_language_source(found, row),
    )


def _language_source(found: Columns, row: int) -> LanguageSource | None:
    """Where an answer's language is known from; None in what an earlier version stored."""
    sources = found.get("language_source")
    if sources is None or bool(np.ma.getmaskarray(sources)[row]):
        return None
    return LANGUAGE_SOURCES[int(np.ma.getdata(sources)[row])]


def _values(scope: Scope, cell: int) -> tuple[tuple[str, str], ...]:
    found = []
    for dimension in scope.vocabulary.programme.filters:
        if dimension.id != STAGE:
            number = int(scope.cells.values[cell, scope.vocabulary.names.of("dimension")[dimension.id]])
            found.append((dimension.id, scope.vocabulary.value_ids[number]))
    return tuple(found)


def _day(value: np.datetime64) -> date:
    return value.astype("datetime64[D]").item()  # type: ignore[no-any-return]


def _counts(vocabulary: Vocabulary, themes: npt.NDArray[np.int64]) -> tuple[int, dict[str, int]]:
    counts = {theme: int(np.count_nonzero(themes & (1 << bit))) for theme, bit in vocabulary.themes.items()}
    return len(themes), {theme: count for theme, count in counts.items() if count}


def words(scope: Scope, form: str) -> tuple[Word, ...]:
    met = scope.ask("word", {"form": form})
    return _words(met)


def words_of(scope: Scope, forms: Collection[str]) -> tuple[Word, ...]:
    return _words(scope.ask("words_of", {"forms": sorted(forms)})) if forms else ()


def dotted_words(scope: Scope, form: str) -> tuple[Word, ...]:
    """Return the words that are this form when they are written without the dots of å, ä and ö."""
    return _words(scope.ask("dotted_words", {"form": form})) if form.isascii() and len(form) > 2 else ()


def _words(met: Columns) -> tuple[Word, ...]:
    rows = zip(met["form"], met["language"], met["lemmas"], met["parts"], strict=True)
    return tuple(
        Word(str(form), str(language), tuple(map(str, lemmas)), tuple(map(str, parts)))
        for form, language, lemmas, parts in rows
    )


def near_words(scope: Scope, form: str, fewest: int, limit: int) -> tuple[str, ...]:
    """Return base forms that a word may have been meant for: one letter off in a short word, two in a long one."""
    edits = 1 if len(form) <= SHORT_WORD else 2
    asked = {"form": form, "fewest": fewest, "most_edits": edits, "most": limit}
    return tuple(map(str, scope.ask("near_words", asked)["term"])) if len(form) > 2 else ()
