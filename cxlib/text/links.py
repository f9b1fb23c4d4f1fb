"""Addresses of pages that lead to somebody's own matter: with a number, a token or a name in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cxlib.text.identifiers import Place

_LINK = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,15}(?::\d{2,5})?(?P<path>[/?#][^\s<>\"'\[\]]{1,2000})",
    re.I,
)
_OWN = re.compile(
    r"\d{5,}|[?&](?:[\w-]*(?:id|user|token|key|code|customer|asiakas|kund|name|mail|ref|session))=[^&]{3,}"
    r"|/(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{16,}",
    re.I,
)


def personal_links(text: str) -> Iterator[Place]:
    """Yield where addresses of pages stand that hold an identifier; those of pages for everybody stay.

    >>> list(personal_links("Sivu firma.fi/lasku?id=8812345, ei aukea"))
    [(5, 30)]
    >>> list(personal_links("Ks. www.firma.fi/hinnasto/2024 ja firma.fi/5g"))
    []
    """
    if "/" not in text and "?" not in text:
        return
    for match in _LINK.finditer(text):
        if _OWN.search(match["path"]):
            yield match.start(), match.start() + len(match.group().rstrip(".,;:!?)"))
