"""Posts on social media: how they sound, how that has gone, and whether it follows the survey."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from cxlib.app.address import Address, read, written
from cxlib.app.cause_cards import ANSWERS_PAGE
from cxlib.app.controls import filters, language_switch, narrowed_to, quarter_switch
from cxlib.app.figures import BASE_FONT
from cxlib.app.heading import made_up, not_found, stands_in
from cxlib.app.safe_text import plain, words
from cxlib.app.source import Source, opened_social
from cxlib.app.visit import Visit
from cxlib.breakdown import breakdown
from cxlib.charts.band_lines import BandLine, BandTexts, band_lines
from cxlib.charts.drawing import CONFIG, Chart
from cxlib.charts.palette import palette
from cxlib.social import Series, headline_label, headline_name, social
from cxlib.terms.estimate import Estimate
from cxlib.terms.programme import Label
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Selection
from cxlib.terms.social import Social, SocialQuarter
from cxlib.wording.refusals import refusal_words
from cxlib.wording.social import (
    SIDE_NAMES,
    agreement_sentence,
    interval_words,
    net_sentence,
    posts_sentence,
    quarter_hover,
    share_words,
    social_headline,
    social_meaning,
    tone_alt,
    untold_sentence,
)
from cxlib.wording.tongue import Tongue, tongue

_MOST_KEPT = 64


def social_page(here: Visit) -> None:
    """Show the page; where there are no posts, how some are brought in."""
    posts = opened_social()
    if posts is None:
        _nothing_yet(here)
        return
    parameters = {name: st.query_params.get_all(name) for name in st.query_params}
    mine = Visit(here.tongue, read(parameters, posts.offer), posts)
    survey = here.source if here.source.place != posts.place else None
    name = headline_label(here.source.programme)
    found = _social(_key(posts, survey), repr(mine.address.selection), posts, survey, mine.address.selection)
    _heading(mine, social_headline(found.now, here.tongue))
    st.markdown(plain(posts_sentence(found.now, here.tongue)))
    _shares(mine, found.now)
    _trend(mine, found)
    _beside(mine, found, name)
    _read_them(mine)
    st.markdown(f":small[{plain(social_meaning(here.tongue))}]")


def _nothing_yet(here: Visit) -> None:
    _ = here.tongue._
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(plain(_("Mitä somessa sanotaan?")), anchor=False, width="stretch")
        language_switch(here)
    st.markdown(plain(_("Some-julkaisuja ei ole vielä tuotu. Ne tuodaan omalla profiilillaan kyselyn viereen:")))
    st.code("python -m cxlib import some.csv --profile social_posts", language="sh")


def _heading(here: Visit, sentence: str) -> None:
    made_up(here)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(plain(sentence), anchor=False, width="stretch")
        quarter_switch(here)
        filters(here, here.source.programme.filters)
        language_switch(here)
    stands_in(here)
    not_found(here)
    if narrowed := narrowed_to(here, here.address):
        st.markdown(f":material/filter_alt: {plain(narrowed)}")


def _shares(here: Visit, now: SocialQuarter) -> None:
    """Show the three shares, and below them what has no tone."""
    if now.judged is None:
        return
    for column, side in zip(st.columns(3, gap="medium"), SIDE_NAMES, strict=True):
        with column, st.container(border=True):
            share = now.shares[side]
            if isinstance(share, Estimate) and share.base != "interval_only":
                st.metric(here.tongue._(SIDE_NAMES[side]), here.tongue.percent(share.value))
                st.caption(plain(interval_words(share, here.tongue)))
            else:
                st.markdown(f"**{plain(here.tongue._(SIDE_NAMES[side]))}**")
                st.caption(plain(share_words(share, here.tongue)))
    lines = [net_sentence(now, here.tongue), untold_sentence(now, here.tongue)]
    st.markdown("  \n".join(plain(line) for line in lines if line))


def _trend(here: Visit, found: Social) -> None:
    st.subheader(here.tongue._("Kiitos ja moite neljänneksittäin"), anchor=False)
    colours = palette(_look(here)[0])
    _legend(((colours.promoter, here.tongue._(SIDE_NAMES[1])), (colours.detractor, here.tongue._(SIDE_NAMES[-1]))))
    chart = draw_tones(found, here.tongue.language, *_look(here))
    st.plotly_chart(chart.figure, config=CONFIG, alt=chart.alt, key="social_tones")


def _beside(here: Visit, found: Social, name: Label) -> None:
    """Show the net tone and the survey's number, one above the other, and what may be said of them together."""
    st.subheader(here.tongue._("Some ja kysely"), anchor=False)
    st.markdown(plain(agreement_sentence(found, name, here.tongue)))
    if not found.survey:
        return
    left, right = st.columns(2, gap="medium")
    line = palette(_look(here)[0]).line
    with left:
        _legend(((line, here.tongue._("Nettosävy, %-yks.")),))
        chart = draw_net(found, here.tongue.language, *_look(here))
        st.plotly_chart(chart.figure, config=CONFIG, alt=chart.alt, key="social_net")
    with right:
        _legend(((line, name.text(here.tongue.language)),))
        chart = draw_survey(found, name, here.tongue.language, *_look(here))
        st.plotly_chart(chart.figure, config=CONFIG, alt=chart.alt, key="social_survey")


def _read_them(here: Visit) -> None:
    address = Address(
        language=here.address.language, quarter=here.address.quarter, where=here.address.where, social=True
    )
    label = here.tongue._("Lue julkaisut")
    st.page_link(ANSWERS_PAGE, label=label, icon=":material/forum:", query_params=written(address), width="content")


def _legend(names: Sequence[tuple[str, str]]) -> None:
    """Name the lines of the chart below by their colours."""
    parts = (f'<span><span style="color:{color}">■</span> {words(name)}</span>' for color, name in names)
    st.html(f'<div style="display:flex;gap:1.2rem;font-weight:600">{"".join(parts)}</div>')


def _look(here: Visit) -> tuple[str, float]:
    scale = float(st.get_option("theme.baseFontSize") or BASE_FONT) / BASE_FONT
    return "dark" if here.dark else "light", scale


def draw_tones(found: Social, language: str, theme: str, scale: float) -> Chart:
    """Return the shares of positive and negative posts by quarter."""
    said, colours = tongue(language), palette(theme)
    by_quarter = {one.quarter: one for one in found.quarters}
    hover = partial(_hover, by_quarter, said)
    lines = [
        BandLine(color, [(one.quarter, one.shares[side]) for one in found.quarters], hover)
        for side, color in ((1, colours.promoter), (-1, colours.detractor))
    ]
    texts = BandTexts(tone_alt(found, said), said.quarter, partial(_per_cent, said), 100.0)
    return band_lines(lines, texts=texts, palette=colours, scale=scale)


def draw_net(found: Social, language: str, theme: str, scale: float) -> Chart:
    """Return the net tone by quarter."""
    said, colours = tongue(language), palette(theme)
    by_quarter = {one.quarter: one for one in found.quarters}
    hover = partial(_net_hover, by_quarter, said)
    name = said._("Nettosävy")
    line = BandLine(colours.line, [(one.quarter, one.net) for one in found.quarters], hover)
    alt = " ".join(filter(None, [name + ".", net_sentence(found.now, said)]))
    texts = BandTexts(alt, said.quarter, partial(_signed, said), 100.0)
    return band_lines([line], texts=texts, palette=colours, scale=scale)


def draw_survey(found: Social, label: Label, language: str, theme: str, scale: float) -> Chart:
    """Return the survey's number by quarter."""
    said, colours = tongue(language), palette(theme)
    name, values = label.text(language), dict(found.survey)

    def hover(quarter: Quarter) -> str:
        value = values[quarter]
        if not isinstance(value, Estimate):
            return f"{said.quarter(quarter)}: {refusal_words(value, said)}"
        interval = said.interval(value.low, value.high)
        return f"{said.quarter(quarter)}: {said.number(value.value)} ({interval}, n = {said.count(value.n)})"

    known = [quarter for quarter, value in found.survey if isinstance(value, Estimate)]
    alt = f"{name}. {hover(known[-1])}." if known else said._("Kehitystä ei voi näyttää.")
    texts = BandTexts(alt, said.quarter, partial(_whole, said))
    return band_lines([BandLine(colours.line, found.survey, hover)], texts=texts, palette=colours, scale=scale)


def _hover(quarters: dict[Quarter, SocialQuarter], said: Tongue, quarter: Quarter) -> str:
    return quarter_hover(quarters[quarter], said)


def _net_hover(quarters: dict[Quarter, SocialQuarter], said: Tongue, quarter: Quarter) -> str:
    return f"{said.quarter(quarter)}: {net_sentence(quarters[quarter], said)}"


def _per_cent(said: Tongue, value: float) -> str:
    return said.percent(value / 100)


def _signed(said: Tongue, value: float) -> str:
    return said.signed(value, 0)


def _whole(said: Tongue, value: float) -> str:
    return said.number(value, 0)


def _key(posts: Source, survey: Source | None) -> str:
    return f"{posts.key}|{survey.key if survey else ''}"


@st.cache_resource(max_entries=_MOST_KEPT, show_spinner=False)
def _social(key: str, asked: str, _posts: Source, _survey: Source | None, _selection: Selection) -> Social:
    series: Series = ()
    name = None if _survey is None else headline_name(_survey.programme)
    if _survey is not None and name is not None:
        lines = breakdown(_survey.store, _survey.programme, _survey.codebook, name, by="quarter")
        series = tuple((line.quarter, line.value) for line in lines if line.quarter is not None)
    return social(_posts.store, _posts.programme, _selection, series)
