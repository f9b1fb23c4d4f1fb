"""Every test that depends on how words are taken apart runs twice: with Voikko where it is, and without it."""

from __future__ import annotations

import pytest

from cxlib.text import voikko
from cxlib.text.words import Lexicon, lexicon


@pytest.fixture(params=["voikko", "simplemma"])
def words(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Lexicon:
    """The lexicon of an import, with and without Voikko."""
    monkeypatch.setenv(voikko.SWITCH, "on" if request.param == "voikko" else "off")
    if request.param == "voikko" and voikko.installed() is None:
        pytest.skip("Voikko is not installed here: apt-get install libvoikko1 voikko-fi")
    return lexicon()
