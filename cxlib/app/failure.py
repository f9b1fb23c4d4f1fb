"""What a reader is told when something fails: a sentence and a way out, never a path, a query or a value."""

from __future__ import annotations

import secrets

import streamlit as st
from streamlit.logger import get_logger

from cxlib.app.language import spoken
from cxlib.errors import (
    DamagedSnapshot,
    DefinitionError,
    KuuloError,
    NoStore,
    OutdatedSnapshot,
    SelectionError,
    StoreBusy,
    StoreError,
)
from cxlib.wording.tongue import Tongue, marked

_LOG = get_logger(__name__)

#: From the most particular to the most general: the first that fits is said.
_SENTENCES: tuple[tuple[type[Exception], str], ...] = (
    (NoStore, marked("Tässä kansiossa ei ole vielä vastauksia. Tuo ne komennolla python -m cxlib import.")),
    (StoreBusy, marked("Vastauksia tuodaan juuri nyt. Sivu päivittyy itsestään, kun tuonti on valmis.")),
    (DamagedSnapshot, marked("Tallennettu aineisto on vioittunut. Tuo vastaukset uudelleen.")),
    (
        OutdatedSnapshot,
        marked("Mittauksen määritelmät ovat muuttuneet. Laske luvut uudelleen: python -m cxlib rebuild."),
    ),
    (DefinitionError, marked("Mittauksen määritelmissä on virhe. Komento python -m cxlib check kertoo, missä.")),
    (SelectionError, marked("Pyydettyä neljännestä tai rajausta ei ole. Avaa sivu alusta.")),
    (StoreError, marked("Aineistoa ei saatu luettua. Komento python -m cxlib check kertoo, mistä se johtuu.")),
    (KuuloError, marked("Pyyntöä ei voitu täyttää. Syy on palvelimen lokissa.")),
)
_UNEXPECTED = marked("Jokin meni vikaan, eikä sivua voitu näyttää. Lataa sivu uudelleen; syy on palvelimen lokissa.")


def failure_sentence(error: Exception, tongue: Tongue) -> str:
    """Return what a reader is told of an error.

    >>> from cxlib.wording.tongue import tongue
    >>> failure_sentence(StoreBusy("writer.lock is held"), tongue("en"))
    'Answers are being imported right now. The page refreshes itself when the import is done.'
    """
    said = next((sentence for kind, sentence in _SENTENCES if isinstance(error, kind)), _UNEXPECTED)
    return tongue._(said)


def show_failure(error: Exception) -> bool:
    """Show a sentence in place of the page and write the rest to the server's log, under a mark that joins the two."""
    mark = secrets.token_hex(3)
    _LOG.error("%s: a page failed", mark, exc_info=error)
    tongue = spoken()
    st.error(failure_sentence(error, tongue), icon=":material/error:")
    st.caption(tongue._("Tunnus lokissa: {mark}").format(mark=mark))
    return True
