"""Where the pages get what they show: the one place in which the dashboard meets store, definitions and measures.

Everything is kept by the name of the snapshot and what was asked, never by who asked or in which language: the
numbers are the same for all, and a published snapshot never changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from cxlib import loading
from cxlib.app.address import Address, Offer
from cxlib.briefing import make_briefing
from cxlib.loading.definitions import social_folder
from cxlib.store.definitions import score_question
from cxlib.store.feedback_store import FeedbackStore
from cxlib.store.folder import StoreFolder, current
from cxlib.terms.briefing import Briefing, Verbatim
from cxlib.terms.codebook import Codebook
from cxlib.terms.programme import Programme, Question
from cxlib.terms.quarter import Quarter
from cxlib.terms.saying import Saying
from cxlib.terms.selection import Selection
from cxlib.wording.tongue import LANGUAGES

if TYPE_CHECKING:
    from cxlib.answers import Found

#: Snapshots held open: the newest, and those that a page is still running on; of the survey and of posts beside it.
OPEN_SNAPSHOTS = 6

#: Briefings kept, each some tens of kilobytes, and searches kept, each some answers long.
KEPT_BRIEFINGS, KEPT_SEARCHES = 512, 256

#: The groups in which recommendations are looked for, by name.
RECOMMENDATION_GROUPS = {"0-6": range(7), "7-8": range(7, 9), "9-10": range(9, 11)}


@dataclass(frozen=True, eq=False)
class Source:
    """One open snapshot of a data folder, with the definitions that it is read by; `key` tells it from any other."""

    key: str
    store: FeedbackStore
    programme: Programme
    codebook: Codebook
    offer: Offer
    place: Path

    def briefing(self, selection: Selection) -> Briefing:
        """Return what one quarter says under one selection."""
        return _briefing(self.key, repr(selection), self, selection)

    def answers(self, address: Address, limit: int, offset: int = 0) -> Found:
        """Return the answers that an address asks for; without a quarter those of the latest."""
        return _answers(self.key, repr((_asked(address), limit, offset)), self, address, limit, offset)

    def saying(self, address: Address) -> Saying | None:
        """Return how often what an address asks for is said, and how those who say it answer otherwise."""
        return _saying(self.key, repr(_asked(address)), self, address)

    def similar(self, number: int) -> tuple[Verbatim, tuple[Verbatim, ...]]:
        """Return an answer and those most like it."""
        return _similar(self.key, number, self)

    def typical(self, address: Address, theme: str) -> tuple[Verbatim, ...]:
        """Return typical answers of a theme in the quarters and under the filters of an address."""
        return _typical(self.key, repr((_asked(address), theme)), self, address, theme)

    def labels(self, dimension: str, language: str) -> dict[str, str]:
        """Return the values of a dimension that were met, with their names in a language."""
        known = self.programme.dimension(dimension)
        names = {value.id: value.label.text(language) for value in known.values} if known else {}
        return {value: names.get(value, value) for value in self.offer.values.get(dimension, ())}

    @property
    def scored(self) -> Question | None:
        """The question whose score stands beside an answer."""
        return score_question(self.programme)


def folder() -> Path:
    return loading.data_folder()


def current_name() -> str | None:
    """Return the name of the snapshot that is served; None where there is none yet."""
    return current(folder())


def served_names() -> str | None:
    """Return the names of the snapshots that are served, the survey's and the posts', parted by a slash."""
    names = [current(place) or "" for place in (folder(), StoreFolder(folder()).social)]
    return "/".join(names) if any(names) else None


def build_demo(place: Path, reach: Callable[[float], None]) -> None:
    """Build the made-up company, telling how far it is."""
    loading.build_demo_apart(place, lambda share, _what: reach(share))


def opened() -> Source:
    """Return the snapshot that is served."""
    place = folder()
    return _opened(str(place), current(place) or "", _written_at(place))


def opened_social() -> Source | None:
    """Return the posts on social media that belong to the folder served; None where there are none."""
    place = social_folder(folder())
    return None if place is None else _opened(str(place), current(place) or "", _written_at(place))


def _written_at(place: Path) -> tuple[int, ...]:
    """Return when the definitions were last written: a corrected name shows without a new snapshot."""
    files = (place / "programme.toml", place / "codebook.toml", place / "actions.toml")
    return tuple(file.stat().st_mtime_ns for file in files if file.is_file())


@st.cache_resource(max_entries=OPEN_SNAPSHOTS, show_spinner=False, on_release=lambda source: source.store.close())
def _opened(place: str, name: str, written_at: tuple[int, ...]) -> Source:
    here = loading.organisation(Path(place))
    store = loading.open_store(here)
    offer = _offer(store, here.programme, here.codebook)
    key = f"{place}/{name}/{written_at}"
    return Source(key, store, here.programme, here.codebook, offer, here.folder)


def _offer(store: FeedbackStore, programme: Programme, codebook: Codebook) -> Offer:
    answered = store.quarters()
    every = range(answered[0].ordinal, answered[-1].ordinal + 1) if answered else range(0)
    return Offer(
        quarters=tuple(Quarter.from_ordinal(ordinal) for ordinal in every),
        values={dimension.id: store.values(dimension.id) for dimension in programme.filters},
        themes=tuple(theme.id for theme in codebook.themes),
        scores=tuple(score_groups(programme)),
        languages=LANGUAGES,
    )


def score_groups(programme: Programme) -> Mapping[str, range]:
    """Return the groups of scores to look for: those of recommendation, or every score of another scale."""
    question = score_question(programme)
    if question is None:
        return {}
    if question.kind == "nps":
        return RECOMMENDATION_GROUPS
    return {str(score): range(score, score + 1) for score in range(question.low, question.high + 1)}


@st.cache_resource(max_entries=KEPT_BRIEFINGS, show_spinner=False)
def _briefing(key: str, asked: str, _source: Source, _selection: Selection) -> Briefing:
    return make_briefing(_source.store, _source.programme, _source.codebook, _selection)


@st.cache_resource(max_entries=KEPT_SEARCHES, show_spinner=False)
def _answers(key: str, asked: str, _source: Source, _address: Address, _limit: int, _offset: int) -> Found:
    from cxlib.answers import find_answers  # noqa: PLC0415 (languages and lemmas take a second that other pages save)

    return find_answers(
        _source.store,
        _source.programme,
        _source.codebook,
        _address.words,
        **_narrowing(_source, _address),
        limit=_limit,
        offset=_offset,
    )


@st.cache_resource(max_entries=KEPT_SEARCHES, show_spinner=False)
def _saying(key: str, asked: str, _source: Source, _address: Address) -> Saying | None:
    from cxlib.saying import look_closer  # noqa: PLC0415 (as above)

    return look_closer(_source.store, _source.programme, _address.words, **_narrowing(_source, _address))


@st.cache_resource(max_entries=KEPT_SEARCHES, show_spinner=False)
def _similar(key: str, number: int, _source: Source) -> tuple[Verbatim, tuple[Verbatim, ...]]:
    from cxlib.likeness import similar_answers  # noqa: PLC0415 (as above)

    return similar_answers(_source.store, _source.programme, number)


@st.cache_resource(max_entries=KEPT_SEARCHES, show_spinner=False)
def _typical(key: str, asked: str, _source: Source, _address: Address, _theme: str) -> tuple[Verbatim, ...]:
    from cxlib.likeness import typical_answers  # noqa: PLC0415 (as above)

    quarters = _narrowing(_source, _address)["quarters"]
    return typical_answers(_source.store, _source.programme, _theme, quarters=quarters, where=_address.where)


def _asked(address: Address) -> tuple[object, ...]:
    """Return what of an address decides which answers are found."""
    quarter = "every" if address.every_quarter else address.quarter
    narrowed = (address.where, address.themes, address.scores, address.languages)
    return address.words, address.wide, quarter, *narrowed


def _narrowing(source: Source, address: Address) -> dict[str, Any]:
    """Return what an address narrows a search to; without a quarter to the latest."""
    latest, groups = source.offer.quarters[-1:], score_groups(source.programme)
    return {
        "quarters": () if address.every_quarter else (address.quarter,) if address.quarter else latest,
        "where": address.where,
        "themes": address.themes,
        "scores": [score for group in address.scores for score in groups[group]],
        "languages": address.languages,
        "wide": address.wide,
    }
