"""One answer, word by word: what speaks in it, turned round by negations, louder, softer, conceded or not meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from cxlib.text.tone_lists import BREAK, CONCESSION, CONTRAST, IRONY, JOINING, LOUDER, NEGATION, SOFTER, Phrase
from cxlib.text.tone_vocabulary import Vocabulary
from cxlib.text.words import Token, tokens

#: A negation turns the words after it around, so many at most, and within its clause.
REACH: Final = 4

#: What is turned round says less than its opposite would: `ei huono` is no `hyvä`.
_TURNED_WELL, _TURNED_ILL = 0.9, 0.6
_LOUDER, _SOFTER = 1.5, 0.6
#: How much what stands before a `mutta`, or is conceded, still weighs.
_CONCEDED: Final = 0.5
#: How many other words may stand where a phrase has a gap, and how many words on a small word makes another louder.
_GAP, _LOUD_REACH = 4, 2
#: Praise of so many words, with nothing but complaints after it, is not meant.
_IRONIC: Final = 2
_CLAUSE_END: Final = re.compile(r"[.!?;:,\n…()]|\s[-–—]\s")
_SENTENCE_END: Final = re.compile(r"[.!?;\n…]")
#: Swedish says `fungerar inte`: the negation comes after its verb, at most one of these between.
_BETWEEN: Final = frozenset(
    {
        *("den", "det", "de", "dem", "jag", "vi", "ni", "man", "hon", "han", "mig", "oss", "er", "tyvärr", "alltid"),
        *("längre", "dock", "ens", "heller", "ju", "riktigt", "alls", "fortfarande", "ändå", "ännu", "nu"),
    }
)


@dataclass(frozen=True)
class Spoken:
    """A word or phrase that speaks: characters `start` to `end` of the answer; well above 0, ill below."""

    start: int
    end: int
    weight: float


class Reading:
    """One answer, read from its first word to its last."""

    def __init__(self, text: str, known: Vocabulary) -> None:
        self.text, self.known = text, known
        self.tokens = list(tokens(text))
        self.turning = known.listed.turning
        self.phrases = known.listed.phrases
        self.wanted = [known.wanted(token.form) for token in self.tokens]
        self.clauses, self.sentences = _numbered(self.tokens, text)
        self.taken: set[int] = set()
        self.found: list[tuple[int, Spoken]] = []
        self.turned = self.loud_for = 0
        self.loud = 1.0
        self.conceding = -1
        self.has_turned_ill = False
        self.turns_ill = True

    def spoken(self) -> list[Spoken]:
        """Return the words that speak, in the order of the text."""
        for place in range(len(self.tokens)):
            if place and self.clauses[place] != self.clauses[place - 1]:
                self.turned = self.loud_for = 0
            if place not in self.taken and not self.known.is_mute(self.tokens[place].form):
                self._read(place)
            self.turned, self.loud_for = max(0, self.turned - 1), max(0, self.loud_for - 1)
        return [one for _, one in self._without_irony()]

    def _is(self, place: int, kind: str) -> bool:
        return self.tokens[place].form in self.turning.get(kind, ())

    def _read(self, place: int) -> None:
        phrase = self._phrase(place)
        if phrase is not None:
            places, said = phrase
            self.taken.update(places)
            self.taken.update(each for each in range(places[0], places[-1]) if self._is(each, NEGATION))
            self._add(places[0], places[-1], said)
            if said < 0 and any(self._is(each, NEGATION) for each in range(places[0], places[-1] + 1)):
                self.turned, self.turns_ill = REACH + 1, False  # `ei saa apua nopeasti`
            return
        if self._is_small(place):
            return
        weight = self.known.weight(self.tokens[place].form)
        if weight:
            self._add(place, place, weight)

    def _is_small(self, place: int) -> bool:
        """Heed a small word; whether it was one, and says nothing itself."""
        if self._is(place, CONTRAST):
            self._concede_before(place)
        if self._is(place, CONTRAST) or (self._is(place, BREAK) and (self.turned or not self._is(place, NEGATION))):
            self.turned = self.loud_for = 0
            return True
        if self._is(place, NEGATION):
            self.turned, self.turns_ill, self.has_turned_ill = REACH + 1, True, False
            self._turn_back(place)
            return True
        if self._is(place, CONCESSION):
            self.conceding = self.clauses[place]
            self.turned = 0
            return True
        if self._is(place, LOUDER) or self._is(place, SOFTER):
            if self._speaks(place) and not self._speaks(place + 1):
                return False  # `kaikki meni hyvin`, where `hyvin huono` is only louder
            self.loud, self.loud_for = (_LOUDER if self._is(place, LOUDER) else _SOFTER), _LOUD_REACH + 1
            return True
        if self.has_turned_ill and self.tokens[place].form in JOINING:
            self.turned = 0  # `ei jonoa ja hyvä palvelu`
        return False

    def _speaks(self, place: int) -> bool:
        return place < len(self.tokens) and bool(self.known.weight(self.tokens[place].form))

    def _add(self, first: int, last: int, weight: float) -> None:
        if self.loud_for:
            weight *= self.loud
            self.loud_for = 0
        if self.turned and (weight > 0 or self.turns_ill):
            self.has_turned_ill = weight < 0
            weight = _turned(weight)
        if self.conceding == self.clauses[first]:
            weight *= _CONCEDED
        self.found.append((first, Spoken(self.tokens[first].start, self.tokens[last].end, weight)))

    def _concede_before(self, place: int) -> None:
        """What was said before, in this sentence, weighs less than what is to come."""
        for at, (first, one) in enumerate(self.found):
            if self.sentences[first] == self.sentences[place]:
                self.found[at] = first, replace(one, weight=one.weight * _CONCEDED)

    def _turn_back(self, place: int) -> None:
        """Turn round the verb that a Swedish negation follows."""
        before = place - 2 if place and self.tokens[place - 1].form in _BETWEEN else place - 1
        if self.known.language != "sv" or before < 0 or self.clauses[before] != self.clauses[place]:
            return
        for at, (first, one) in enumerate(self.found):
            if one.end == self.tokens[before].end:
                self.found[at] = first, replace(one, weight=_turned(one.weight))

    def _phrase(self, place: int) -> tuple[list[int], float] | None:
        """The longest phrase that starts at a word: the places of its words, and its weight."""
        best: tuple[list[int], float] | None = None
        for number in self.wanted[place]:
            for phrase in self.phrases.get(number, ()):
                if best is not None and len(phrase.wanted) <= len(best[0]):
                    break
                places = self._followed(phrase, place)
                if places:
                    best = places, phrase.weight
                    break
        return best

    def _followed(self, phrase: Phrase, place: int) -> list[int]:
        places = [place]
        for number, apart in zip(phrase.wanted[1:], phrase.apart[1:], strict=True):
            after = places[-1] + 1
            near = range(after, min(after + (_GAP if apart else 0) + 1, len(self.tokens)))
            following = next((at for at in near if number in self.wanted[at] and at not in self.taken), None)
            together = self.sentences if apart else self.clauses
            if following is None or together[following] != together[places[-1]]:
                return []
            places.append(following)
        return places

    def _without_irony(self) -> list[tuple[int, Spoken]]:
        """Leave out `Mahtavaa,` at the beginning where all that follows speaks ill: it does not mean it."""
        rest = [one.weight for first, one in self.found if self.clauses[first]]
        head = self.clauses.count(0)
        if not rest or max(rest) > 0 or head > _IRONIC or not any(self._is(place, IRONY) for place in range(head)):
            return self.found
        is_contrasted = any(self._is(place, CONTRAST) for place in range(len(self.tokens)))
        return self.found if is_contrasted else [one for one in self.found if one[0] >= head]


def _turned(weight: float) -> float:
    return -weight * (_TURNED_WELL if weight > 0 else _TURNED_ILL)


def _numbered(words: Sequence[Token], text: str) -> tuple[list[int], list[int]]:
    """The number of the clause and of the sentence that each word stands in."""
    clauses, sentences = [], []
    clause = sentence = end = 0
    for word in words:
        between = text[end : word.start]
        if end and between != " " and _CLAUSE_END.search(between):
            clause += 1
            sentence += bool(_SENTENCE_END.search(between))
        clauses.append(clause)
        sentences.append(sentence)
        end = word.end
    return clauses, sentences
