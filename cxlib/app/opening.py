"""The first start: an empty folder gets the made-up company, built once however many are waiting for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st
from streamlit.logger import get_logger

from cxlib.wording.tongue import Tongue

Progress = Callable[[float], None]
Build = Callable[[Path, Progress], object]

#: How often those who wait are told how far it is.
SECONDS_BETWEEN_LOOKS = 0.3

_LOG = get_logger(__name__)


@dataclass
class Construction:
    """One building of the demo: how far it is, and whether it came to an end."""

    folder: Path
    build: Build
    share: float = 0.0
    error: Exception | None = None
    worker: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self.worker = threading.Thread(target=self.run, name="demo", daemon=True)
        self.worker.start()

    def run(self) -> None:
        try:
            self.build(self.folder, self.reach)
        except Exception as error:  # noqa: BLE001  carried over to those who wait, who raise it
            _LOG.error("The made-up company could not be built", exc_info=error)
            self.error = error

    def reach(self, share: float) -> None:
        self.share = min(max(share, self.share), 1.0)


_LOCK = threading.Lock()
_CONSTRUCTIONS: dict[Path, Construction] = {}


def construction(folder: Path, build: Build) -> Construction:
    """Return the one construction in this folder: the one under way, or a new one where none is."""
    with _LOCK:
        found = _CONSTRUCTIONS.get(folder)
        if found is None or not found.worker.is_alive():
            found = _CONSTRUCTIONS[folder] = Construction(folder, build)
        return found


def wait_for_demo(folder: Path, build: Build, tongue: Tongue) -> None:
    """Show how the made-up company is being built, and return when it is there.

    Raises
    ------
    KuuloError
        Whatever the building raised.
    """
    here = construction(folder, build)
    with st.container(horizontal_alignment="center"):
        st.title(tongue._("Hetki, rakennamme esimerkkiyrityksen"), anchor=False, text_alignment="center")
        told = tongue._("Vastauksia ei vielä ole, joten näytämme keksityn yrityksen. Tämä tehdään kerran.")
        st.markdown(told, text_alignment="center")
        bar = st.progress(here.share)
    while here.worker.is_alive():
        bar.progress(here.share)
        time.sleep(SECONDS_BETWEEN_LOOKS)
    if here.error is not None:
        raise here.error
