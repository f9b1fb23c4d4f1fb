"""A text as its reader saw it: marks of HTML and Markdown inside a number hide it from nobody."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator

from cxlib.text.identifiers import Place

_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8}\d?);", re.I)
_MARK = re.compile(r"</?[a-z][^<>]{0,100}>|<!--[^<>]{0,100}-->|[*_`~|]+", re.I)
_AND = re.compile(r"&(?:(?:amp|#0{0,3}38|#x0{0,3}26);)+", re.I)
_ROUNDS = 8


def without_entities(text: str) -> str:
    """Return the text with HTML's names of characters replaced by the characters.

    >>> without_entities("matti&#64;firma.fi &amp;amp; muut")
    'matti@firma.fi & muut'
    """
    for _ in range(_ROUNDS):
        if "&" not in text or not _ENTITY.search(text):
            break
        text = _AND.sub("&", text)
        text = _ENTITY.sub(lambda match: html.unescape(match.group()), text)
    return text


def is_marked(text: str) -> bool:
    """Say whether there is markup in the text."""
    return _MARK.search(text) is not None


def through(find: Callable[[str], Iterable[Place]]) -> Callable[[str], Iterator[Place]]:
    """Return the finder, made to look past markup: places are those in the text with it.

    >>> from cxlib.text.identity_codes import identity_codes
    >>> set(through(identity_codes)("hetu 010190<b>-</b>123A on"))
    {(5, 23)}
    """

    def finding(text: str) -> Iterator[Place]:
        bare, origin = _bare(text)
        for start, end in find(bare):
            if start < end:
                yield origin[start], origin[end - 1] + 1

    return finding


def _bare(text: str) -> tuple[str, list[int]]:
    """The text without its marks, and where each of its characters stood."""
    origin: list[int] = []
    at = 0
    for match in _MARK.finditer(text):
        origin += range(at, match.start())
        at = match.end()
    origin += range(at, len(text))
    return "".join(text[place] for place in origin), origin
