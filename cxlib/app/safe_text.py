"""Text made safe to show: customers' words go to a page as escaped HTML, never as Markdown, which fetches images."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from cxlib.terms.briefing import Span

#: Marks that turn the direction of writing around; one of them in an answer would mirror the rest of its line.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

#: A text marker's yellow with ink on it: 13 : 1, on a light page and on a dark one.
_MARK = "background:#FFE08A;color:#1B2430;border-radius:.25em;padding:0 .15em;font-weight:inherit"

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:^&])")


def words(text: str) -> str:
    """Return a text as HTML that shows just what it says.

    >>> words("<b>ok</b> \\u202egnp.exe")
    '&lt;b&gt;ok&lt;/b&gt; gnp.exe'
    """
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return escape(_TURNING.sub("", whole)).replace("\n", "<br>")


def marked_words(text: str, spans: Sequence[Span]) -> str:
    """Return a text as HTML with the given places marked; where places overlap, the first one wins.

    >>> marked_words("Jono & jono", [Span(7, 11, "search")])
    'Jono &amp; <mark style="...">jono</mark>'
    """
    parts, end = [], 0
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.start < end or span.end <= span.start or span.end > len(text):
            continue
        parts += [words(text[end : span.start]), f'<mark style="{_MARK}">{words(text[span.start : span.end])}</mark>']
        end = span.end
    return "".join([*parts, words(text[end:])])


def plain(text: str) -> str:
    """Return one of the organisation's own names so that Markdown shows it as written.

    >>> plain("Laina *uusi*")
    'Laina \\\\*uusi\\\\*'
    """
    return _MARKDOWN.sub(r"\\\1", text)
