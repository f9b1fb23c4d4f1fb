"""What moved, watched month by month on one false-alarm budget."""

from __future__ import annotations

from cxlib.watch.watching import FOR_IMPACTS, SPENT, watch

__all__ = ["FOR_IMPACTS", "SPENT", "watch"]
