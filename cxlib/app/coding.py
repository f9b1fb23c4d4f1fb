"""Coding on a page: one suggested answer at a time, its themes chosen by a click or a key, kept at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from cxlib.app.chips import score_chip
from cxlib.app.controls import language_switch
from cxlib.app.heading import made_up, stands_in
from cxlib.app.lexicon import lexicon_for
from cxlib.app.rereading import read_again, read_again_outcome
from cxlib.app.safe_text import marked_words, plain
from cxlib.app.safe_text import words as safe_words
from cxlib.app.source import Source, folder
from cxlib.app.visit import Visit
from cxlib.errors import KuuloError
from cxlib.loading import organisation
from cxlib.loading.apart import run_apart
from cxlib.loading.coding import forget_code, keep_code, waiting
from cxlib.terms.briefing import Span
from cxlib.terms.quarter import Quarter
from cxlib.text.themes import theme_spans
from cxlib.theme_reading import coded_by_people
from cxlib.wording.coding import (
    found_sentence,
    kept_sentence,
    likely_sentence,
    progress_sentence,
    standing_sentence,
    waiting_sentence,
    why_sentence,
)

#: Answers suggested at a time.
SUGGESTED = 40
#: Themes that have a key of their own: 1–9.
_KEYED = 9
_ROUND = "coding_round"
_SAID = "font-size:1.35rem;line-height:1.5;margin:.2rem 0 .8rem;overflow-wrap:anywhere;unicode-bidi:isolate"
_BY = "display:flex;gap:.6rem;align-items:baseline;font-size:.9rem;opacity:.85"


@dataclass
class Round:
    """The answers suggested at one go, where one is among them, and what was said of each (None: skipped)."""

    place: str
    asked: list[Mapping[str, Any]]
    done: dict[int, tuple[str, ...] | None] = field(default_factory=dict)
    chosen: set[str] = field(default_factory=set)
    fault: str = ""

    @property
    def one(self) -> Mapping[str, Any] | None:
        """The answer that is read now."""
        return self.asked[len(self.done)] if len(self.done) < len(self.asked) else None

    @property
    def coded(self) -> int:
        return sum(themes is not None for themes in self.done.values())


def coding_heading(here: Visit) -> None:
    made_up(here)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(plain(here.tongue._("Koodaa vastauksia")), anchor=False, width="stretch")
        language_switch(here)
    stands_in(here)


def coding_page(here: Visit) -> None:
    """Show the answer to code, or where to begin, and below it how the codes are put to use."""
    _ = here.tongue._
    read_again_outcome(here)
    if not here.source.codebook.themes:
        st.markdown(plain(_("Kansiossa ei ole koodikirjaa. Ota sellainen käyttöön Koodikirja-sivulla.")))
        return
    going = _round()
    if going is None:
        _begin(here)
    elif going.one is None:
        _finished(here, going)
    else:
        _desk(here, going, going.one)
    _put_to_use(here)


def _round() -> Round | None:
    """The round that is going on in the folder that is served."""
    going = st.session_state.get(_ROUND)
    return going if isinstance(going, Round) and going.place == str(folder()) else None


def _begin(here: Visit) -> None:
    _ = here.tongue._
    st.markdown(plain(_("Lue vastaus ja valitse, mistä se kertoo. Teemojen osuudet tarkentuvat jokaisesta koodista.")))
    if st.button(_("Hae koodattavat vastaukset"), type="primary", icon=":material/checklist:"):
        _fetch(here)


def _finished(here: Visit, going: Round) -> None:
    _ = here.tongue._
    if not going.asked:
        st.markdown(plain(_("Koodattavia vastauksia ei ole: ihminen on jo lukenut kaikki, joita voi näyttää.")))
        return
    st.markdown(f"### :material/task_alt: {plain(_('Kaikki ehdotetut vastaukset on käyty läpi.'))}")
    _standing(here, going)
    with st.container(horizontal=True):
        if st.button(_("Hae lisää vastauksia"), type="primary", icon=":material/checklist:"):
            _fetch(here)
        _undo_button(here, going)


def _fetch(here: Visit) -> None:
    try:
        with st.spinner(here.tongue._("Etsitään vastauksia, joiden koodista on eniten apua…")):
            asked = run_apart(folder(), ["suggest", "--limit", str(SUGGESTED)], lambda _share, _what: None)
    except KuuloError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.session_state[_ROUND] = Round(str(folder()), asked)
    st.rerun()


def _desk(here: Visit, going: Round, one: Mapping[str, Any]) -> None:
    """Show one answer and what is known of it, and beside it what it may be about."""
    _standing(here, going)
    left, right = st.columns([7, 5], gap="medium")
    spans = _spans(here.source, one)
    with left, st.container(border=True, height="stretch"):
        _answer(here, one, spans)
    with right, st.container(border=True, height="stretch"):
        _choices(here, going, one)
    if going.fault:
        st.error(plain(going.fault), icon=":material/error:")


def _standing(here: Visit, going: Round) -> None:
    said = progress_sentence(going.coded, len(going.done) - going.coded, len(going.asked), here.tongue)
    last = next(reversed(going.done.values()), None) if going.done else None
    if last is not None:
        names = _names(here)
        said = f"{said} · {kept_sentence([names.get(theme, theme) for theme in last], here.tongue)}"
    st.progress(len(going.done) / len(going.asked), text=plain(said))


def _answer(here: Visit, one: Mapping[str, Any], spans: tuple[Span, ...]) -> None:
    tongue, names = here.tongue, _names(here)
    asked = next((q.label.text(tongue.language) for q in here.source.programme.open_questions
                  if q.id == one["question"]), "")  # fmt: skip
    by = " · ".join(filter(None, [tongue.quarter(Quarter.parse(one["quarter"])), asked, str(one["language"]).upper()]))
    st.html(
        f'<p lang="{safe_words(one["language"])}" style="{_SAID}">”{marked_words(one["text"], spans)}”</p>'
        f'<div style="{_BY}">{score_chip(here, one["score"])}<span>{safe_words(by)}</span></div>'
    )
    words: dict[str, list[str]] = {}
    for span in spans:
        words.setdefault(names.get(span.why, span.why), []).append(one["text"][span.start : span.end])
    likely = [(names.get(model["theme"], model["theme"]), model["chance"]) for model in one["model"]]
    doubted = names.get(one["nearest_theme"] or "", one["nearest_theme"] or "")
    told = (
        why_sentence(one["why"], doubted, one["chance"], tongue),
        found_sentence({name: list(dict.fromkeys(said)) for name, said in words.items()}, tongue),
        likely_sentence(likely, tongue),
    )
    st.html(f'<div style="font-size:.95rem">{"<br>".join(safe_words(line) for line in told if line)}</div>')


def _choices(here: Visit, going: Round, one: Mapping[str, Any]) -> None:
    """Offer the likeliest themes as keys 1–9, all others in a list, and what to do with the answer."""
    _, names = here.tongue._, _names(here)
    offered = _likeliest(here, one)
    with st.container(horizontal=True, gap="small"):
        for place, theme in enumerate(offered, start=1):
            st.button(
                names[theme],
                key=f"code_{one['answer']}_{theme}",
                type="primary" if theme in going.chosen else "secondary",
                icon=":material/check:" if theme in going.chosen else None,
                shortcut=str(place),
                on_click=_toggle,
                args=(going, theme),
            )
    others = [theme for theme in names if theme not in offered]
    if others:
        key = f"others_{one['answer']}"
        st.session_state[key] = [theme for theme in others if theme in going.chosen]
        st.multiselect(
            _("Muut teemat"),
            others,
            format_func=lambda theme: names[theme],
            placeholder=_("Kirjoita tai valitse"),
            key=key,
            on_change=_choose_others,
            args=(going, key, tuple(others)),
        )
    with st.container(horizontal=True):
        st.button(
            _("Tallenna"), type="primary", icon=":material/check:", shortcut="Enter", disabled=not going.chosen,
            on_click=_keep, args=(going, one, False),
        )  # fmt: skip
        st.button(_("Ei aihetta"), icon=":material/block:", shortcut="0", on_click=_keep, args=(going, one, True))
        st.button(_("Ohita"), icon=":material/skip_next:", shortcut="Right", on_click=_skip, args=(going, one))
        _undo_button(here, going)


def _undo_button(here: Visit, going: Round) -> None:
    st.button(
        here.tongue._("Peru edellinen"),
        icon=":material/undo:",
        shortcut="Left",
        disabled=not going.done,
        on_click=_undo,
        args=(going,),
    )


def _likeliest(here: Visit, one: Mapping[str, Any]) -> list[str]:
    """The themes that get a key: what the words and the model say first, then those of the codebook in its order."""
    known = [theme.id for theme in here.source.codebook.themes]
    first = [*one["codebook"], *(model["theme"] for model in one["model"])]
    return list(dict.fromkeys(theme for theme in (*first, *known) if theme in known))[:_KEYED]


def _toggle(going: Round, theme: str) -> None:
    going.chosen ^= {theme}


def _choose_others(going: Round, key: str, others: tuple[str, ...]) -> None:
    going.chosen = (going.chosen - set(others)) | set(st.session_state[key])


def _keep(going: Round, one: Mapping[str, Any], nothing: bool) -> None:
    going.fault = ""
    themes = () if nothing else tuple(sorted(going.chosen))
    try:
        keep_code(organisation(folder()), int(one["answer"]), str(one["text"]), themes)
    except KuuloError as error:
        going.fault = str(error)
        return
    going.done[int(one["answer"])] = themes
    going.chosen = set()


def _skip(going: Round, one: Mapping[str, Any]) -> None:
    going.done[int(one["answer"])] = None
    going.chosen = set()


def _undo(going: Round) -> None:
    """Go back to the answer before, with what was chosen of it; a code that is in the numbers already is given anew."""
    answer, themes = going.done.popitem()
    going.chosen = set(themes or ())
    if themes is not None:
        forget_code(folder(), answer)


def _put_to_use(here: Visit) -> None:
    """Say what waits, and offer to teach the model and read the answers by it."""
    tongue, _ = here.tongue, here.tongue._
    left = len(waiting(folder()))
    st.subheader(_("Ota koodit käyttöön"), anchor=False)
    coded, taught = _coded(here.source.key, here.source)
    st.markdown(plain(standing_sentence(coded, left, tongue, taught=taught)))
    st.markdown(
        plain(_("Malli oppii koodeista ja lukee kaikki vastaukset uudelleen. Mittaristo on sillä välin käytettävissä."))
    )
    if st.button(_("Opeta malli ja lue vastaukset"), icon=":material/model_training:", disabled=not left):
        read_again(here)


def codes_waiting(here: Visit) -> None:
    """Say on other pages that codes wait to be put to use; nothing where none do."""
    left = len(waiting(folder()))
    if left:
        st.markdown(f":material/hourglass_top: {plain(waiting_sentence(left, here.tongue))}")


def _names(here: Visit) -> dict[str, str]:
    return {theme.id: theme.label.text(here.tongue.language) for theme in here.source.codebook.themes}


@st.cache_resource(max_entries=8, show_spinner=False)
def _coded(key: str, _source: Source) -> tuple[int, bool]:
    """How many answers people have coded, and whether a model reads the others."""
    reader = _source.store.reading_tally(_source.store.quarters()).reader
    return coded_by_people(_source.store), reader is not None and bool(reader.spread)


def _spans(source: Source, one: Mapping[str, Any]) -> tuple[Span, ...]:
    text, language = str(one["text"]), str(one["language"])
    return theme_spans(text, language, source.codebook, lexicon_for(source, [text]))
