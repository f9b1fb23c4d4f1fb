"""What surnames look like: Virtanen, Hautamäki, Lindqvist, and what only looks like one."""

from __future__ import annotations

import re
from functools import lru_cache

from cxlib.text.namelists import is_place

_SURNAME_SHAPE = re.compile(
    r".{2,}(?:nen|sen|selle|selta|sesta|sella|sson|ssonin|ssonille|ström|qvist|kvist|skij|enko)$"
)
#: Surnames made of a house or a piece of nature, and Swedish ones: a person where something around them says so.
_HOMESTEAD = re.compile(
    r".{2,}(?:mäki|mäe|mäke|niemi|nieme|lahti|lahde|lahte|kangas|kankaa|talo|pää|aho|oja|saari|saare|salo|"
    r"ranta|ranna|koski|koske|harju|järvi|järve|joki|joe|joke|virta|virra|vaara|puro|nurmi|nurme|kallio|lampi|"
    r"lamme|vuori|vuore|luoma|rinne|rintee|korpi|korve|viita|viida|selkä|selä|kivi|kive|lehto|lehdo|"
    r"metsä|vainio|pelto|pello|haka|haa)"
    r"(?:n|a|ä|ta|tä|lle|lta|ltä|lla|llä|sta|stä|ksi)?$"
)
_SWEDISH_SURNAME = re.compile(
    r".{2,}(?:berg|ström|qvist|kvist|qwist|lund|holm|gren|dahl|stedt|roos|fors|blom|bäck|felt|lén|nius|löf|hjelm|"
    r"strand|stråle|sson|lindh?|rot|hagen|wall|vall)s?$"
)
_NO_SURNAME = re.compile(r".*(?:lainen|läinen|laisen|läisen|laiselle|läiselle|minen|misen|llinen|llisen)$")
#: An unknown Finnish word in one of these cases is sooner a compound than a person.
_CASE_ENDING = re.compile(r"(?:ss[aä]|st[aä]|ks[ie]|iin)$")


@lru_cache(maxsize=100_000)
def is_shaped(form: str) -> bool:
    """Say whether a form (lower case) ends as some surname does, one made of nature too: a reason to look closer."""
    return any(shape.match(form) is not None for shape in (_HOMESTEAD, _SURNAME_SHAPE, _SWEDISH_SURNAME))


def is_homestead(form: str) -> bool:
    """Say whether a form ends as surnames made of a house or a piece of nature do.

    >>> is_homestead("hautamäelle"), is_homestead("lasku")
    (True, False)
    """
    return _HOMESTEAD.match(form) is not None


def is_surname_shaped(form: str) -> bool:
    """Say whether a form ends as only surnames do.

    >>> is_surname_shaped("ruokosellalle"), is_surname_shaped("partaselle"), is_surname_shaped("suomalainen")
    (False, True, False)
    """
    shaped = _SURNAME_SHAPE.match(form) is not None or _SWEDISH_SURNAME.match(form) is not None
    return shaped and not is_no_surname(form) and not is_place(form)


def is_no_surname(form: str) -> bool:
    """Say whether a form ends as names of peoples, deeds and qualities do."""
    return _NO_SURNAME.match(form) is not None


def is_in_a_case(form: str) -> bool:
    """Say whether a form has an ending by which an unknown Finnish word is sooner a compound than a person."""
    return _CASE_ENDING.search(form) is not None
