"""Answers that say nothing: a dash, `ei mitään`, `xxx`, fingers on a keyboard, signs and pictures alone."""

from __future__ import annotations

import re

_EMPTY_WORDS = frozenset(
    {
        *("ei mitään", "ei mitää", "ei mittään", "ei mitn", "ei kommenttia", "ei kommentteja", "ei kommentoitavaa"),
        *("ei sanottavaa", "ei ole", "ei oo", "ei", "ei mulla", "en tiedä", "en tiiä", "en osaa sanoa", "eos", "eipä"),
        *("ei palautetta", "ei muuta", "tyhjä", "ei vastausta", "ei ole mitään", "ei mikään", "testi", "testaus"),
        *("nothing", "none", "no", "nope", "nil", "null", "n/a", "na", "no comment", "no comments", "not applicable"),
        *("nothing to say", "nothing to add", "don't know", "dont know", "dunno", "test", "testing", "blank", "idk"),
        *("inget", "ingenting", "nej", "inga kommentarer", "ingen kommentar", "vet ej", "vet inte", "inget särskilt"),
        *("inget att säga", "tom", "ej svar", "nan", "undefined"),
    }
)
_TRIMMED = " .,!?:;-–—_*'\"()[]/\\\n\t"
_ROWS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
_SPACES = re.compile(r"\s+")
_LONGEST = 40


def is_junk(text: str) -> bool:
    """Say whether an answer, normalised, says nothing that anybody could act on.

    >>> [answer for answer in ("-", "Ei mitään!", "xxx", "👍👍", "asdf", "", "ok", "10", "Nej tack") if is_junk(answer)]
    ['-', 'Ei mitään!', 'xxx', '👍👍', 'asdf', '']
    """
    if len(text) > _LONGEST:
        return not any(map(str.isalnum, text))
    bare = _SPACES.sub(" ", text.strip(_TRIMMED)).lower()
    if bare in _EMPTY_WORDS or not any(map(str.isalnum, bare)):
        return True
    letters = bare.replace(" ", "")
    return len(letters) >= 3 and letters.isalpha() and (len(set(letters)) == 1 or _is_mash(letters))


def _is_mash(letters: str) -> bool:
    """Whether the keys were struck one after the other along a row of the keyboard."""
    return len(letters) >= 4 and any(letters in row * 2 for row in _ROWS)
