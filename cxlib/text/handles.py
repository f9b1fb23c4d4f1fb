"""What somebody is called online: @names, addresses of profiles, and user names after a word that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cxlib.text.identifiers import Place

_HANDLE = re.compile(r"(?<![\w@./])@(?=[\w.]*[^\W\d])(?P<name>[\w.]{1,29}\w)")
_HOSTS = (
    "facebook|fb|instagram|twitter|x|linkedin|tiktok|youtube|snapchat|threads|vk|reddit|github|pinterest|t|bsky|"
    "telegram|discord|strava|mastodon"
)
_PROFILE = re.compile(
    rf"(?<![\w@.-])(?:https?://)?(?:[a-z]{{1,4}}\.)?(?:{_HOSTS})\.(?:com|net|me|social|ru|app|gg|org)"
    r"/(?:(?:in|user|u|profile|people|@)/?)?@?(?P<name>[^\s<>\"'()\[\]/]{2,80})[^\s<>\"'()\[\]]{0,200}",
    re.I,
)
_CUED = re.compile(
    r"(?<!\w)(?:käyttäjä(?:nime|nimi|tunnu|tunnis)\w*|nimimerk\w+|user ?name|user id|login|användarnamn\w*|"
    r"tunnus(?:ni|ta|tani)?|nick(?:name|i)?|insta(?:gram)?|ig|twitter|snap(?:chat)?|telegram|tg|skype)"
    r"(?:\s(?:on|är|is|oli|var|was))?[\s:=\"']{1,3}(?P<name>(?=[\w.-]*[\d_])[^\W\d_][\w.-]{2,30})",
    re.I,
)
#: Right after the sign of what comes, a user name needs no digit; a word with digits needs only `user`.
_GIVEN = re.compile(
    r"(?<!\w)(?:käyttäjä(?:nime|nimi|tunnu|tunnis)\w*|user ?name|user id|användarnamn\w*)\s?[:=]\s?"
    r"(?P<name>[\w.@-]{3,40}\w)"
    r"|(?<!\w)user\s(?P<user>(?=\w*\d)[a-z]{2,}[\w.]{2,30})",
    re.I,
)
#: One of these is in every text that has a user name or an address of a profile.
_HINTS = ("@", ".com", ".net", ".me/", ".social", ".ru/", ".app", ".gg/", ".org", "käyttäjä", "tunnus", "nimimerk",
          "user", "login", "använd", "nick", "insta", "ig", "twitter", "snap", "telegram", "tg", "skype")  # fmt: skip


def has_handle(text: str) -> bool:
    """Say whether there may be a user name or a profile in the text: most texts are done with by this."""
    small = text.lower()
    return any(hint in small for hint in _HINTS)


def handles(text: str, allowed: frozenset[str] = frozenset()) -> Iterator[Place]:
    """Yield where user names and addresses of profiles stand; those of `allowed` names, in lower case, may stay.

    >>> sorted(handles("Twitterissä @maija_m, tai facebook.com/maija.m."))
    [(12, 20), (26, 46)]
    >>> list(handles("Maksoi 5 @ 20 e, ks. www.pankki.fi"))
    []
    """
    for match in _PROFILE.finditer(text):
        if match["name"].lower() not in allowed:
            yield match.start(), match.start() + len(match.group().rstrip(".,;:!?"))
    for match in _HANDLE.finditer(text):
        if match["name"].lower() not in allowed:
            yield match.span()
    for match in _CUED.finditer(text):
        yield match.span("name")
    for match in _GIVEN.finditer(text):
        yield match.span(match.lastgroup or 0)
