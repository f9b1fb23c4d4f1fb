"""Who did not answer."""

from __future__ import annotations

from cxlib.silence.hearing import silence

__all__ = ["silence"]
