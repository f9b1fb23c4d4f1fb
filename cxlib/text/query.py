"""How a search is read: words, phrases in quotation marks, OR, NOT and beginnings, and never an error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cxlib.terms.query import Asked, Oddity, Phrase, Query, Wanted
from cxlib.text.normalisation import folded, normalise
from cxlib.text.words import Lexicon, Token, page_lexicon, tokens

#: Ends an alternative that matches every key beginning so; at both ends, every key that holds it.
ANY_LETTERS = "*"

_MOST_WORDS = 8
_LONGEST = 200
_SHORTEST_BEGINNING = 2
#: What is still being typed is completed from this many letters on.
_SHORTEST_UNFINISHED = 3

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
_NEGATED = re.compile(r"(?:^|[\s(|])-$")
_STARRED = re.compile(r"\*+$")
#: Between two words these join; `ei`, `inte` and `not` in small letters are words that customers write.
_EITHER = frozenset({"or", "tai", "eller"})
_BOTH = frozenset({"and", "ja", "och"})
_NOT = "NOT"


@dataclass(frozen=True)
class _Piece:
    """One thing asked for, and whether it is to be absent."""

    alternatives: tuple[Wanted, ...]
    asked: Asked
    refused: bool


@dataclass
class _Reading:
    """A query while it is read, from left to right."""

    words: Lexicon
    wide: bool
    groups: list[list[_Piece]] = field(default_factory=list)
    refused: list[_Piece] = field(default_factory=list)
    odd: dict[Oddity, None] = field(default_factory=dict)
    either: bool = False
    negate: bool = False

    def take(self, piece: _Piece) -> None:
        if sum(map(len, self.groups)) + len(self.refused) >= _MOST_WORDS:
            self.odd["too_many_words"] = None
        elif piece.refused:
            self.refused.append(piece)
        elif self.either and self.groups:
            self.groups[-1].append(piece)
        else:
            self.groups.append([piece])
        self.either = self.negate = False

    def join(self) -> None:
        """Note an OR; it wants a word on both sides."""
        if not self.groups:
            self.odd["nothing_to_join"] = None
        self.either = bool(self.groups)

    def query(self, text: str) -> Query:
        if self.either:
            self.odd["nothing_to_join"] = None
        groups = [tuple(wanted for piece in group for wanted in piece.alternatives) for group in self.groups]
        found = Query(
            words=tuple(dict.fromkeys(groups)),
            without=tuple(dict.fromkeys(wanted for piece in self.refused for wanted in piece.alternatives)),
            asked=tuple(dict.fromkeys(tuple(piece.asked for piece in group) for group in self.groups)),
            refused=tuple(dict.fromkeys(piece.asked for piece in self.refused)),
            odd=tuple(self.odd),
        )
        if found.is_empty and text.strip() and not found.odd:
            return Query(odd=("only_marks",))
        return found


def read_query(text: str, *, words: Lexicon | None = None, live: bool = True, wide: bool = False) -> Query:
    """Return what a search asks for; whatever is typed can be read, and what was read otherwise is told in `odd`.

    Parameters
    ----------
    text : str
        What was typed, in any language, with or without dots. Words must all be there, in any form. `"in quotation
        marks"` asks for the words as written and beside each other. OR (TAI, ELLER, `|`) asks for either of its two
        neighbours, NOT or a `-` before a word for its absence, a `*` after it for every word that begins so, and a `*`
        at both ends for every word that holds it.
    words : Lexicon, optional
        `words.page_lexicon(known)`; without it the same without the store's words.
    live : bool
        Whether the last word may be unfinished: where it is no word that anybody knows, every word that begins so is
        asked for.
    wide : bool
        Whether every word is looked for anywhere in a word.

    Examples
    --------
    >>> from cxlib.text.words import lexicon
    >>> read_query("palvelussa jonotti", words=lexicon()).words
    (('palvelussa', 'palvelu'), ('jonotti', 'jonottaa'))
    >>> found = read_query('hidas OR sekava -lasku* "ei toimi', words=lexicon(), live=False)
    >>> len(found.words), found.without, found.odd
    (2, ('lasku*',), ('unclosed_quote',))
    """
    whole = normalise(text.translate(_QUOTES))
    reading = _Reading(words or page_lexicon(), wide)
    if len(whole) > _LONGEST:
        reading.odd["too_long"] = None
    query = folded(whole[:_LONGEST])
    if any(mark in query for mark in "()"):
        reading.odd["parentheses"] = None
    segments = query.split('"')
    if len(segments) % 2 == 0:
        reading.odd["unclosed_quote"] = None
    unfinished = live and not text.endswith((" ", "\t", "\n"))
    capitals = query.upper() == query
    for number, segment in enumerate(segments):
        if number % 2:
            negated = bool(_NEGATED.search(segments[number - 1])) or reading.negate
            _read_phrase(segment, reading, refused=negated)
        else:
            last = unfinished and number == len(segments) - 1
            _read_words(segment, reading, unfinished=last, capitals=capitals)
    return reading.query(whole)


def _read_words(segment: str, reading: _Reading, *, unfinished: bool, capitals: bool) -> None:
    end = 0
    for token in tokens(segment):
        before = segment[end : token.start]
        end = token.end
        if "|" in before:
            reading.join()
        if _is_operator(segment[token.start : token.end], segment[end:], reading, capitals=capitals):
            continue
        refused = reading.negate or bool(_NEGATED.search(_STARRED.sub("", segment[: token.start])))
        last = unfinished and end == len(segment) and not refused
        starred = segment[end : end + 1] == ANY_LETTERS, before.endswith(ANY_LETTERS)
        _read_word(token, reading, starred=starred, unfinished=last, refused=refused)
    if "|" in segment[end:]:
        reading.join()


def _is_operator(word: str, after: str, reading: _Reading, *, capitals: bool) -> bool:
    """Whether a word joins others instead of being looked for; if so, note what it asks."""
    form = word.lower()
    loud = word.isupper()
    between = bool(reading.groups) and bool(after.strip())
    if form in _EITHER and (loud or between):
        reading.join()
        return True
    if form in _BOTH and (between or (loud and not capitals)):
        return True
    if word == _NOT and not capitals:
        reading.negate = True
        return True
    return False


def _read_word(token: Token, reading: _Reading, *, starred: tuple[bool, bool], unfinished: bool, refused: bool) -> None:
    form = token.form
    ends, begins = starred
    if (ends or begins) and len(form) < _SHORTEST_BEGINNING:
        reading.odd["short_beginning"] = None
        return
    alternatives = reading.words.alternatives(form)
    base = reading.words.base(form)
    if begins or reading.wide:
        asked = Asked("inside", form)
        reading.take(_Piece(tuple(_inside((form,) if begins else alternatives)), asked, refused))
    elif ends:
        reading.take(_Piece((form + ANY_LETTERS,), Asked("beginning", form), refused))
    elif unfinished and len(form) >= _SHORTEST_UNFINISHED and not reading.words.knows(form):
        reading.take(_Piece((*alternatives, form + ANY_LETTERS), Asked("beginning", form), refused))
    else:
        reading.take(_Piece(alternatives, Asked("word", form, base), refused))


def _inside(alternatives: tuple[str, ...]) -> Iterator[str]:
    """The shortest of the alternatives, of which none holds another: whoever finds those finds them all."""
    kept: list[str] = []
    for key in sorted(alternatives, key=len):
        if len(key) >= _SHORTEST_BEGINNING and not any(short in key for short in kept):
            kept.append(key)
            yield f"{ANY_LETTERS}{key}{ANY_LETTERS}"


def _read_phrase(segment: str, reading: _Reading, *, refused: bool) -> None:
    forms = tuple(token.form for token in tokens(segment))
    if not forms:
        return
    if len(forms) > _MOST_WORDS:
        reading.odd["too_many_words"] = None
    forms = forms[:_MOST_WORDS]
    phrase = Phrase(forms, tuple(reading.words.alternatives(form) for form in forms))
    reading.take(_Piece((phrase,), Asked("phrase", " ".join(forms)), refused))
