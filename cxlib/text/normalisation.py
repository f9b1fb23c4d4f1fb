"""An answer as it may be stored: one way of writing each letter, nothing invisible, ten thousand characters."""

from __future__ import annotations

import re
import unicodedata

from cxlib.text.markup import without_entities

#: Longer answers are cut here.
LONGEST = 10_000

_INVISIBLE = frozenset({"Cc", "Cf"})
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
#: Characters that normalising leaves as they are; most answers hold no others.
_PLAIN = re.compile("[ -~\n\tåäöÅÄÖéÉüÜ€–—’”“]*")
_OTHER_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2043\ufe58\ufe63\uff0d\u02d7\u2796"
_DASHES = dict.fromkeys(map(ord, _OTHER_DASHES), "-")
_DASH = re.compile(f"[{_OTHER_DASHES}]")
_CUT_BACK = 200


def normalise(text: str) -> str:
    """Return the text in NFKC, without control and format characters, lone surrogates replaced, and cut to `LONGEST`.

    >>> normalise("010190\\u00ad\\u2060-123\\u200bA")
    '010190-123A'
    >>> normalise("\\udc00 ok")
    '\ufffd ok'
    """
    if "&" in text:
        text = without_entities(text)
    if _PLAIN.fullmatch(text):
        return cut(text).strip()
    whole = _LINE_ENDS.sub("\n", text[: 4 * LONGEST])
    visible = "".join(map(_visible, whole))
    composed = unicodedata.normalize("NFKC", visible)
    return cut("".join(map(_visible, composed))).strip()


def _visible(character: str) -> str:
    if character in "\n\t" or character.isalnum():
        return character
    category = unicodedata.category(character)
    if category == "Cs":
        return "\ufffd"
    return "" if category in _INVISIBLE else character


def cut(text: str) -> str:
    """Return the text no longer than `LONGEST`, cut between two words where there is a gap near the end."""
    if len(text) <= LONGEST:
        return text
    gap = max(text.rfind(" ", LONGEST - _CUT_BACK, LONGEST), text.rfind("\n", LONGEST - _CUT_BACK, LONGEST))
    return text[: gap if gap > 0 else LONGEST]


def folded(text: str) -> str:
    """Return the text with every dash as `-`, character for character, so that places in it are places in the text.

    >>> folded("9–17 − 1")
    '9-17 - 1'
    """
    return text.translate(_DASHES) if _DASH.search(text) else text
