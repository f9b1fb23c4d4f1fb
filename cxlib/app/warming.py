"""Getting ready before the first visitor: what every page stands on is read while their browser still loads."""

from __future__ import annotations

import time
from importlib import import_module

from streamlit.logger import get_logger

from cxlib.app import source
from cxlib.terms.selection import Selection

#: Languages and lemmas, which only reading and searching answers needs, take a second to load.
DUE = ("cxlib.answers", "cxlib.likeness", "cxlib.saying")
#: What the first page does without waits for so long that it is in nobody's way.
SECONDS_UNTIL_DUE = 8.0
#: Quarters one click away from the latest.
QUARTERS_AT_HAND = 2

_LOG = get_logger(__name__)


def warm_up() -> None:
    """Open what is served and make the briefing of the latest quarter; then get ready for the first clicks."""
    try:
        if source.current_name() is None:
            return
        opened = source.opened()
        opened.briefing(Selection())
        time.sleep(SECONDS_UNTIL_DUE)
        for name in DUE:
            import_module(name)
        for quarter in opened.offer.quarters[-1 - QUARTERS_AT_HAND : -1]:
            opened.briefing(Selection(quarter))
    except Exception as error:  # noqa: BLE001  a page shows it to its reader, with the way out
        _LOG.warning("The dashboard could not get ready: %s", error)
