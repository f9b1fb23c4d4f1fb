"""Names of people in Cyrillic letters: first names in their cases, patronymics, and surnames beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cxlib.text.identifiers import Place
from cxlib.text.namelists import shipped

_LETTER = re.compile(r"[\u0400-\u04ff]")
_CAPITAL = r"[\u0410-\u042f\u0401\u0404\u0406\u0407\u0490]"
_WORD = re.compile(rf"{_CAPITAL}[\u0400-\u04ff'’]{{1,30}}(?:-{_CAPITAL}[\u0400-\u04ff]+)?")
_ADJACENT = re.compile(r"[ \t]{1,2}")
#: Case endings that a first name may carry in place of its last vowel or after its last consonant.
_ENDING = r"(?:а|я|ы|и|у|ю|е|ой|ей|ою|ею|ом|ем|ём|ью|ии|ию|ией|иею|ям|ї|і|ові|еві|о)?"
_PATRONYMIC = re.compile(r".{3,}(?:ович|евич|ич|овна|евна|инична|ична)(?:а|у|ем|ом|е|ы|ой)?$")
_SURNAME = re.compile(
    r".{2,}(?:ов|ев|ёв|ин|ын|ский|цкий|ской|ская|цкая|енко|чук|щук|юк|ова|ева|ёва|ина|ына)"
    r"(?:а|у|ым|ом|ой|ою|е|ого|ому|им|ую|ая)?$"
)
_LATIN = re.compile(r"[A-Za-zÅÄÖåäö]")
_SENTENCE_END = re.compile(r"(?:^|[.!?…:;\n\"”(])[\s\"”(-]*$")


def cyrillic_names(text: str) -> Iterator[Place]:
    """Yield where people are named in Cyrillic letters.

    In a text otherwise in Latin letters every word with a capital is one: who writes Finnish writes a city's name in
    Finnish, and a person's as that person does.

    >>> list(cyrillic_names("Дмитрий ei vastaa."))
    [(0, 7)]
    >>> list(cyrillic_names("Спасибо Марии за помощь в банке"))
    [(8, 13)]
    """
    if not _LETTER.search(text):
        return
    alien = len(_LATIN.findall(text)) > len(_LETTER.findall(text))
    end = 0
    matches = list(_WORD.finditer(text))
    named = [alien or _is_first(match.group()) for match in matches]
    for place, match in enumerate(matches):
        if match.start() < end:
            continue
        if named[place] or (_is_surname(match.group()) and _next_is_first(text, matches, named, place)):
            end = _end(text, matches, place)
            yield match.start(), end
        elif _is_surname(match.group()) and not _SENTENCE_END.search(text, 0, match.start()):
            end = match.end()
            yield match.span()


def _is_first(word: str) -> bool:
    return _first_names().fullmatch(word.lower()) is not None


def _is_surname(word: str) -> bool:
    return _SURNAME.match(word.lower()) is not None


def _next_is_first(text: str, matches: list[re.Match[str]], named: list[bool], place: int) -> bool:
    following = place + 1
    return following < len(matches) and named[following] and _adjacent(text, matches[place], matches[following])


def _adjacent(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    return _ADJACENT.fullmatch(text, one.end(), other.start()) is not None


def _end(text: str, matches: list[re.Match[str]], place: int) -> int:
    """Patronymic, surname or second name after the first one belong to it."""
    last = place
    while last + 1 < len(matches) and last - place < 2 and _adjacent(text, matches[last], matches[last + 1]):
        last += 1
    return matches[last].end()


@cache
def _first_names() -> re.Pattern[str]:
    stems = sorted({name.rstrip("аяйьо") for name in shipped("cyrillic_names")}, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, stems))}){_ENDING[:-2]}|ь|й|ья|ьи|ье|ьей)?")
