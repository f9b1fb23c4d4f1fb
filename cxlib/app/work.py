"""Long work that goes on when its page is closed: how far it is, and what came of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from streamlit.logger import get_logger

_LOG = get_logger(__name__)

Progress = Callable[[float, str], None]


@dataclass
class Work:
    """One piece of work in a thread of its own; `outcome` is what it returned, `error` what it raised."""

    what: Callable[[Progress], Any]
    share: float = 0.0
    outcome: Any = None
    error: Exception | None = None
    worker: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self.worker = threading.Thread(target=self.run, name="import", daemon=True)
        self.worker.start()

    @property
    def is_running(self) -> bool:
        return self.worker.is_alive()

    def run(self) -> None:
        try:
            self.outcome = self.what(self.reach)
        except Exception as error:  # noqa: BLE001  carried over to the page, which tells of it
            _LOG.error("An import came to nothing", exc_info=error)
            self.error = error

    def reach(self, share: float, _what: str) -> None:
        self.share = min(max(share, self.share), 1.0)
