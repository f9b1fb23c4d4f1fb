"""Telling how far a long piece of work is."""

from __future__ import annotations

from collections.abc import Callable

#: Told how far a long piece of work is (0–1) and what is being done.
Progress = Callable[[float, str], None]


def silent(share: float, what: str) -> None:
    """Tell nobody."""


def within(tell: Progress, start: float, width: float) -> Progress:
    """Tell of a part of the work as a part of the whole."""
    return lambda share, what: tell(start + width * share, what)
