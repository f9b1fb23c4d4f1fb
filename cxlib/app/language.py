"""The language of a page: what is written on it, and what a screen reader is told.

Streamlit sends every page as an English one. The document is corrected on its way out, by the address it was asked
for under, and again in the browser when its reader changes the language.
"""

from __future__ import annotations

from urllib.parse import parse_qs

import streamlit as st
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cxlib.wording.tongue import LANGUAGES, Tongue, tongue

NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}

#: Sets the language of the document; fixed texts, so that the door can allow them by hash.
SPEAKING = {str(language): f"document.documentElement.lang='{language}'" for language in LANGUAGES}

_ENGLISH = b'<html lang="en">'


class SpokenDocument:
    """ASGI middleware that marks a document with the language of its address; its length stays the same."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(("/static/", "/media/", "/_stcore/")):
            await self.app(scope, receive, send)
            return
        language = asked_language(parse_qs(scope["query_string"].decode("latin-1")).get("lang", ["fi"])[-1])

        async def send_spoken(message: Message) -> None:
            body = message.get("body", b"")
            if _ENGLISH in body:
                message = {**message, "body": body.replace(_ENGLISH, f'<html lang="{language}">'.encode(), 1)}
            await send(message)

        await self.app(scope, receive, send_spoken)


def asked_language(asked: str) -> str:
    """Return a language asked for, or Finnish where it is none of ours.

    >>> asked_language("sv"), asked_language("tlh")
    ('sv', 'fi')
    """
    return asked if asked in LANGUAGES else "fi"


def spoken() -> Tongue:
    """Return the language that the address asks for."""
    return tongue(asked_language(st.query_params.get("lang", "fi")))


def tell_browser(language: str) -> None:
    """Say in which language the page is from now on."""
    st.html(f"<script>{SPEAKING[language]}</script>", unsafe_allow_javascript=True)
