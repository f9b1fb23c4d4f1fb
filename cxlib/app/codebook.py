"""The codebook at work: a pattern that shows what it catches, who gave the themes, and what to code next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cxlib.app.controls import language_switch
from cxlib.app.heading import made_up, stands_in
from cxlib.app.safe_text import marked_words, plain
from cxlib.app.safe_text import words as safe_words
from cxlib.app.source import Source, folder
from cxlib.app.visit import Visit
from cxlib.errors import DefinitionError, KuuloError, SelectionError
from cxlib.intake.codebook_file import next_version
from cxlib.loading.apart import run_apart
from cxlib.loading.codebook_desk import save_pattern
from cxlib.terms.briefing import Span
from cxlib.terms.codebook import Pattern, Theme
from cxlib.terms.estimate import Estimate
from cxlib.terms.reading import SOURCES, Reading
from cxlib.terms.selection import Search, Selection
from cxlib.terms.word import Word
from cxlib.text.pattern_trial import PatternTrial, try_pattern
from cxlib.text.words import Lexicon, forms, page_lexicon
from cxlib.theme_reading import how_read, readable_quarters
from cxlib.wording.codebook import (
    caught_sentence,
    change_sentence,
    doubles_sentence,
    idle_sentence,
    nearly_all_sentence,
    no_owner_sentence,
    words_sentence,
)
from cxlib.wording.reading import SOURCE_NAMES, interval_sentence, reading_sentences, tone_sentences
from cxlib.wording.refusals import refusal_words
from cxlib.wording.tongue import LANGUAGES, Tongue

#: Answers on which a pattern is tried: the newest of its language.
TRIED = 1_500
#: Answers shown of those caught and of those missed.
SHOWN = 8
#: Answers proposed to be coded at a time.
SUGGESTED = 12
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
    if here.source.codebook.themes:
        pattern_editor(here)
    else:
        st.markdown(plain(here.tongue._("Kansiossa ei ole koodikirjaa. Kopioi esimerkki tiedostoon codebook.toml.")))
    theme_table(here)
    code_next(here)


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
        if not theme.owner:
            st.warning(plain(no_owner_sentence(here.tongue)), icon=":material/person_off:")
        _save(here, theme, pattern)
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
        st.html(
            _answers([(texts[place], ()) for place in _distinct(sorted(trial.lost), texts)]) or f"<p>{escape('–')}</p>"
        )


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
            _read_again(here)


def _read_again(here: Visit) -> None:
    bar = st.progress(0.0)
    try:
        run_apart(folder(), ["enrich"], lambda share, _what: _move(bar, share))
    except KuuloError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    st.rerun()


def _move(bar: DeltaGenerator, share: float) -> None:
    bar.progress(min(share, 1.0))


def theme_table(here: Visit) -> None:
    """Show who gave which theme, with intervals, what is uncoded, and how far the tone carries."""
    tongue, _ = here.tongue, here.tongue._
    reading = _reading(here.source.key, repr(here.address.selection), here.source, here.address.selection)
    st.subheader(_("Mistä teemojen osuudet tulevat"), anchor=False)
    st.markdown("  \n".join(map(plain, [*reading_sentences(reading, tongue), *tone_sentences(reading, tongue)])))
    if reading.texts is None:
        return
    st.html(_table(reading, tongue))
    if any(share.estimated == "chances" for share in reading.themes):
        st.markdown(f":small[{plain(interval_sentence(tongue))}]")


def code_next(here: Visit) -> None:
    """Show, on request, the answers whose code by a person would teach most; they are looked for in another process."""
    tongue, _ = here.tongue, here.tongue._
    st.subheader(_("Mitä kannattaa koodata seuraavaksi"), anchor=False)
    st.markdown(plain(_("Näistä vastauksista malli oppii eniten: kirjaa vastauksen numero ja teemat CSV-tiedostoon.")))
    st.code("answer,themes\n123,phone_queue prices", language=None)
    st.markdown(
        plain(_("Vie koodit komennolla python -m cxlib code ja opeta malli komennolla python -m cxlib enrich."))
    )
    if not st.button(_("Etsi koodattavat vastaukset"), icon=":material/checklist:"):
        return
    try:
        with st.spinner(_("Etsitään…")):
            found = run_apart(folder(), ["suggest", "--limit", str(SUGGESTED)], lambda _share, _what: None)
    except KuuloError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    if not found:
        st.markdown(plain(_("Koodattavia vastauksia ei ole.")))
    themes = {theme.id: theme.label.text(tongue.language) for theme in here.source.codebook.themes}
    st.html("".join(_to_code(one, themes) for one in found))


def _to_code(one: Mapping[str, Any], themes: Mapping[str, str]) -> str:
    """One answer to code: its number, the theme in doubt, and its words."""
    doubt = themes.get(str(one["nearest_theme"]), str(one["nearest_theme"] or ""))
    above = safe_words(f"{one['answer']} · {doubt}" if doubt else str(one["answer"]))
    return f'<div style="{_ANSWER}"><small>{above}</small><br>{safe_words(str(one["text"]))}</div>'


def _table(reading: Reading, tongue: Tongue) -> str:
    """The themes in rows, the most frequent first; a theme that nobody mentions is left out."""
    sources = [one for one in SOURCES if any(share.sources.get(one) for share in reading.themes)]
    heads = [tongue._("Teema"), tongue._("Osuus"), tongue._("Väli"), *(tongue._(SOURCE_NAMES[one]) for one in sources)]
    shown = [share for share in reading.themes if not isinstance(share.share, Estimate) or share.share.value > 0]
    shown.sort(key=lambda one: -one.share.value if isinstance(one.share, Estimate) else 0.0)
    rows = []
    for one in shown:
        cells = [safe_words(one.label.text(tongue.language))]
        if isinstance(one.share, Estimate):
            cells += [tongue.percent(one.share.value), tongue.percent_interval(one.share.low, one.share.high)]
        else:
            cells += [refusal_words(one.share, tongue), ""]
        cells += [_part(one.sources.get(source, 0.0), tongue) for source in sources]
        rows.append("".join(f'<td style="padding:.3rem .8rem .3rem 0">{cell}</td>' for cell in cells))
    head = "".join(f'<th style="text-align:left;padding:.3rem .8rem .3rem 0">{escape(name)}</th>' for name in heads)
    body = "".join(f'<tr style="border-top:1px solid rgba(128,140,155,.3)">{row}</tr>' for row in rows)
    return f'<div style="overflow-x:auto"><table style="border-collapse:collapse"><tr>{head}</tr>{body}</table></div>'


def _part(share: float, tongue: Tongue) -> str:
    return tongue.percent(share) if share else ""


@st.cache_resource(max_entries=_MOST_KEPT, show_spinner=False)
def _reading(key: str, asked: str, _source: Source, _selection: Selection) -> Reading:
    return how_read(_source.store, _source.programme, _source.codebook, _selection)


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
    return try_pattern(texts, _source.codebook, _theme, _pattern, _lexicon(_source, texts, (_pattern,)))


def _lexicon(source: Source, texts: Sequence[str], drafts: Sequence[Pattern]) -> Lexicon:
    """Return the lexicon with every word that a trial will meet, asked of the store at once and not one by one."""
    patterns = [pattern for theme in source.codebook.themes for pattern in theme.patterns]
    entries = [entry for pattern in (*patterns, *drafts) for entry in (*pattern.any, *pattern.without)]
    known: dict[str, list[Word]] = {}
    for word in source.store.words_of({form for text in (*texts, *entries) for form in forms(text)}):
        known.setdefault(word.form, []).append(word)
    return page_lexicon(lambda form: tuple(known.get(form, ())))
