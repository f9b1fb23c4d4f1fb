"""The codebook at work: a pattern that shows what it catches, who gave the themes, and what to code next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from cxlib.app.coding import codes_waiting
from cxlib.app.controls import language_switch
from cxlib.app.heading import made_up, stands_in
from cxlib.app.lexicon import lexicon_for
from cxlib.app.rereading import read_again, read_again_outcome
from cxlib.app.safe_text import marked_words, plain
from cxlib.app.shipped_codebooks import shipped_codebooks
from cxlib.app.source import Source, folder
from cxlib.app.theme_properties import theme_properties
from cxlib.app.theme_table import theme_table
from cxlib.app.visit import Visit
from cxlib.errors import DefinitionError, KuuloError, SelectionError
from cxlib.intake.codebook_file import next_version
from cxlib.loading.codebook_desk import save_pattern
from cxlib.terms.briefing import Span
from cxlib.terms.codebook import Pattern, Theme
from cxlib.terms.selection import Search
from cxlib.text.pattern_trial import PatternTrial, try_pattern
from cxlib.text.reduced import Reduced, reduced_entries
from cxlib.theme_reading import readable_quarters
from cxlib.wording.codebook import (
    caught_sentence,
    change_sentence,
    doubles_sentence,
    idle_sentence,
    nearly_all_sentence,
    reduced_sentence,
    words_sentence,
)
from cxlib.wording.tongue import LANGUAGES, Tongue

CODING_PAGE = Path(__file__).parents[2] / "pages" / "coding.py"
#: Answers on which a pattern is tried: the newest of its language.
TRIED = 1_500
#: Answers shown of those caught and of those missed.
SHOWN = 8
#: Entries told of that meet more words than they name.
REDUCED = 3
_MOST_KEPT = 32
_ANSWER = (
    "border-left:3px solid rgba(55,121,196,.5);padding:.35rem .7rem;margin:.35rem 0;overflow-wrap:anywhere;"
    "unicode-bidi:isolate"
)


def codebook_heading(here: Visit) -> None:
    made_up(here)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(plain(here.tongue._("Koodikirja: mitä sanat kertovat")), anchor=False, width="stretch")
        language_switch(here)
    stands_in(here)


def codebook_page(here: Visit) -> None:
    """Show the editor, and below it who gave which theme."""
    read_again_outcome(here)
    if here.source.codebook.themes:
        pattern_editor(here)
    else:
        st.markdown(
            plain(here.tongue._("Kansiossa ei ole koodikirjaa. Ota alta valmis käyttöön ja muokkaa siitä omanne."))
        )
    theme_table(here)
    code_next(here)
    shipped_codebooks(here)


def pattern_editor(here: Visit) -> None:
    """Show one theme's pattern in one language, and what it does to real answers."""
    _, themes = here.tongue._, {theme.id: theme for theme in here.source.codebook.themes}
    left, right = st.columns([4, 6], gap="medium")
    with left, st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            theme = themes[
                st.selectbox(
                    _("Teema"),
                    list(themes),
                    format_func=lambda one: themes[one].label.text(here.tongue.language),
                    key="codebook_theme",
                )
            ]
            language = st.segmented_control(
                _("Vastausten kieli"),
                list(LANGUAGES),
                default=here.source.programme.language,
                required=True,
                format_func=str.upper,
                key="codebook_language",
            )
        pattern = _drafted(here, theme, str(language))
        _save(here, theme, pattern)
        theme_properties(here, theme)
    with right, st.container(border=True, height="stretch"):
        _tried(here, theme, pattern)


def _drafted(here: Visit, theme: Theme, language: str) -> Pattern:
    """The pattern as it stands in the fields, an entry a line."""
    _ = here.tongue._
    saved = [one for one in theme.patterns if one.language == language]
    key = f"{here.source.codebook.version}_{theme.id}_{language}"
    wanted = st.text_area(
        _("Sanat ja sanonnat, yksi rivillä"),
        "\n".join(entry for one in saved for entry in one.any),
        height=320,
        help=_("Perusmuoto löytää taivutusmuodot. Tähti sanan lopussa käy kaikille lopuille: jono*."),
        key=f"any_{key}",
    )
    without = st.text_area(
        _("Paitsi jos lauseessa on"),
        "\n".join(entry for one in saved for entry in one.without),
        height=110,
        key=f"without_{key}",
    )
    return Pattern(language, _entries(wanted), _entries(without))


def _entries(text: str | None) -> tuple[str, ...]:
    """The lines of a field, each once.

    >>> _entries("jono\\n\\n  pitkä  jono\\njono")
    ('jono', 'pitkä jono')
    """
    return tuple(dict.fromkeys(" ".join(line.split()) for line in (text or "").splitlines() if line.strip()))


def _tried(here: Visit, theme: Theme, pattern: Pattern) -> None:
    tongue, _ = here.tongue, here.tongue._
    if not pattern.any:
        st.markdown(plain(_("Kirjoita vähintään yksi sana, niin näet mihin se osuu.")))
        return
    try:
        texts = _texts(here.source.key, pattern.language, here.source)
        trial = _trial(here.source.key, repr((theme.id, pattern)), here.source, theme, pattern)
    except DefinitionError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    names = {one.id: one.label.text(tongue.language) for one in here.source.codebook.themes}
    said = [caught_sentence(len(trial.caught), trial.answers, tongue)]
    said.append(change_sentence(len(trial.new), len(trial.lost), tongue))
    if trial.caught:
        doubles = {names[one]: count for one, count in list(trial.doubles.items())[:3]}
        said.append(doubles_sentence(doubles, len(trial.caught), tongue))
    st.markdown(" ".join(map(plain, said)))
    if trial.is_nearly_all:
        st.warning(plain(nearly_all_sentence(tongue)), icon=":material/warning:")
    reduced = _reduced(here.source.key, repr(pattern), here.source, pattern)[:REDUCED]
    if reduced:
        told = (plain(reduced_sentence(one.word, one.lemma, one.met, tongue)) for one in reduced)
        st.warning("  \n".join(told), icon=":material/difference:")
    if trial.idle:
        st.markdown(f":small[{plain(idle_sentence(trial.idle[:12], tongue))}]")
    _shown(trial, texts, tongue)


def _shown(trial: PatternTrial, texts: Sequence[str], tongue: Tongue) -> None:
    """Show answers caught, those new to the pattern first, answers that are like them, and answers it lets go."""
    _ = tongue._
    places = _distinct(sorted(trial.caught, key=lambda place: (place not in trial.new, place)), texts)
    tabs = st.tabs([_("Osumat"), _("Samankaltaiset, joihin ei osu"), _("Pois jäävät")])
    with tabs[0]:
        st.html(_answers([(texts[place], trial.caught[place]) for place in places]))
    with tabs[1]:
        st.markdown(plain(words_sentence(trial.words, tongue)))
        st.html(_answers([(texts[place], ()) for place in _distinct(trial.missed, texts)]))
    with tabs[2]:
        st.html(_answers([(texts[place], ()) for place in _distinct(sorted(trial.lost), texts)]) or "<p>–</p>")


def _distinct(places: Sequence[int], texts: Sequence[str]) -> list[int]:
    """The first places of different texts: what many wrote alike is shown once."""
    return list({texts[place]: place for place in reversed(places)}.values())[::-1][:SHOWN]


def _answers(found: Sequence[tuple[str, Sequence[Span]]]) -> str:
    return "".join(f'<div style="{_ANSWER}">{marked_words(text, spans)}</div>' for text, spans in found) or "<p></p>"


def _save(here: Visit, theme: Theme, pattern: Pattern) -> None:
    """Offer to save the draft as the next version, and afterwards to read the answers anew by it."""
    _, version = here.tongue._, here.source.codebook.version
    saved = [one for one in theme.patterns if one.language == pattern.language]
    same = (pattern.any, pattern.without) == (
        tuple(dict.fromkeys(entry for one in saved for entry in one.any)),
        tuple(dict.fromkeys(entry for one in saved for entry in one.without)),
    )
    label = _("Tallenna versioksi {version}").format(version=next_version(version))
    if st.button(label, type="primary", disabled=same or not pattern.any, icon=":material/save:"):
        try:
            save_pattern(folder(), theme.id, pattern, version)
        except KuuloError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return
        st.rerun()
    if set(here.source.store.codebook_versions) - {version}:
        st.markdown(plain(_("Vastaukset on luettu koodikirjan aiemmalla versiolla.")))
        if st.button(_("Lue vastaukset uudelleen"), icon=":material/refresh:"):
            read_again(here)


def code_next(here: Visit) -> None:
    """Say how the model learns, and lead to where answers are coded."""
    _ = here.tongue._
    st.subheader(_("Opeta mallia koodaamalla"), anchor=False)
    st.markdown(
        plain(_("Malli oppii vastauksista, joiden aiheen ihminen on lukenut. Koodaussivu ehdottaa hyödyllisimmät."))
    )
    codes_waiting(here)
    st.page_link(CODING_PAGE, label=_("Koodaa vastauksia"), icon=":material/label:", width="content")


@st.cache_resource(max_entries=_MOST_KEPT, show_spinner=False)
def _texts(key: str, language: str, _source: Source) -> tuple[str, ...]:
    """The newest answers in a language that may be read, redacted as they are stored."""
    quarters = readable_quarters(_source.store, _source.programme)
    if not quarters:
        return ()
    try:
        found = _source.store.verbatims(Search(quarters=quarters, languages=(language,)), TRIED)[0]
    except SelectionError:  # nobody has answered in this language
        return ()
    return tuple(answer.text for answer in found)


@st.cache_resource(max_entries=_MOST_KEPT, show_spinner=False)
def _trial(key: str, asked: str, _source: Source, _theme: Theme, _pattern: Pattern) -> PatternTrial:
    texts = _texts(key, _pattern.language, _source)
    return try_pattern(texts, _source.codebook, _theme, _pattern, lexicon_for(_source, texts, (_pattern,)))


@st.cache_resource(max_entries=_MOST_KEPT, show_spinner=False)
def _reduced(key: str, asked: str, _source: Source, _pattern: Pattern) -> tuple[Reduced, ...]:
    texts = _texts(key, _pattern.language, _source)
    return reduced_entries(texts, _pattern, lexicon_for(_source, texts, (_pattern,)))
