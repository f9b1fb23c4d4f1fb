"""New numbers in open pages: one look at the store per process, however many are watching.

A timer in every page would cost a rerun per viewer and second. Here one task per process reads the name of the
current snapshot four times a second and, when it has changed, has every open page run again with what its reader had
chosen.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from threading import Thread
from typing import Any

from streamlit import runtime
from streamlit.logger import get_logger
from streamlit.runtime.app_session import AppSession, AppSessionState

#: Four looks a second leave three quarters of the promised second to the rerun itself.
SECONDS_BETWEEN_LOOKS = 0.25

#: Pages told at once. A process manages 40–50 reruns a second, so more would only queue up before the clicks of
#: readers.
PAGES_PER_LOOK = 12

_LOG = get_logger(__name__)

Name = Callable[[], str | None]


def watching(current: Name, first: Callable[[], None], changed: Callable[[str | None], None]) -> Callable[[Any], Any]:
    """Return a lifespan for `st.App` that watches the name that `current` gives, for as long as the server lives.

    `first` is done beside it, in a thread of its own; `changed` is told the name before, whenever there is another.
    """

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        Thread(target=first, name="first", daemon=True).start()
        task = asyncio.create_task(watch(current, changed))
        try:
            yield
        finally:
            task.cancel()

    return lifespan


async def watch(current: Name, changed: Callable[[str | None], None]) -> None:
    known = await asyncio.to_thread(current)
    waiting: list[AppSession] = []
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
        try:
            latest = await asyncio.to_thread(current)
        except OSError as error:
            _LOG.warning("The store could not be looked at: %s", error)
            continue
        if latest != known:
            await asyncio.to_thread(changed, known)
            known, waiting = latest, open_pages()
        waiting = [*waiting[PAGES_PER_LOOK:], *run_again(waiting[:PAGES_PER_LOOK])]


def open_pages() -> list[AppSession]:
    """Return every page that a browser holds open in this process.

    Streamlit has no public list of them; it walks this one itself when a source file changes. A browser test fails
    if it moves.
    """
    return [page.session for page in runtime.get_instance()._session_mgr.list_active_sessions()]


def run_again(pages: list[AppSession]) -> list[AppSession]:
    """Have these pages run again; return those that are busy, as interrupting one would lose the click it serves."""
    busy = []
    for page in pages:
        if page._state == AppSessionState.APP_IS_RUNNING:
            busy.append(page)
        elif page._state == AppSessionState.APP_NOT_RUNNING:
            page.request_rerun(page._client_state)
    return busy
