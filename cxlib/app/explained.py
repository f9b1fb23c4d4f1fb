"""How it is measured, section by section: each a heading and sentences that the wording already knows."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from cxlib.app.redaction_figures import measured_redaction
from cxlib.app.safe_text import plain
from cxlib.app.visit import Visit
from cxlib.terms.briefing import Briefing
from cxlib.terms.programme import IndexVersion
from cxlib.wording.definition import definition_formula, definition_sentences, target_definition, version_sentence
from cxlib.wording.methods import (
    cause_method,
    change_method,
    interval_method,
    privacy_method,
    publication_sentence,
    redaction_method,
    response_method,
)
from cxlib.wording.response import response_sentence
from cxlib.wording.stages import stage_sentence


def section(title: str, sentences: Sequence[str]) -> None:
    """Show a heading and its sentences, one thought a line."""
    with st.container(border=True, height="stretch"):
        st.markdown("\n\n".join([f"### {plain(title)}", *(plain(sentence) for sentence in sentences if sentence)]))


def definition(here: Visit, version: IndexVersion | None) -> None:
    """Show what the index is made of, and its formula; or that the programme has none."""
    tongue, programme = here.tongue, here.source.programme
    if version is None:
        section(tongue._("Indeksi"), [tongue._("Mittausohjelmassa ei ole määritelty indeksiä.")])
        return
    with st.container(border=True, height="stretch"):
        sentences = [*definition_sentences(version, programme, tongue), target_definition(version, tongue)]
        title = tongue._("Mistä luku syntyy")
        st.markdown("\n\n".join([f"### {plain(title)}", *(plain(sentence) for sentence in sentences)]))
        st.code(definition_formula(version, programme, tongue), language=None, wrap_lines=True)


def this_quarter(here: Visit, briefing: Briefing) -> None:
    """Show whom the quarter's numbers rest on."""
    tongue = here.tongue
    said = [
        response_sentence(briefing.response, tongue),
        *(stage_sentence(line, tongue) for line in briefing.stages),
        publication_sentence(briefing.snapshot, briefing.published_at, tongue),
    ]
    section(tongue._("Vastaajat {quarter}").format(quarter=tongue.quarter(briefing.quarter)), said)


def methods(here: Visit, briefing: Briefing) -> None:
    """Show the rest: chance, change, causes, privacy, personal data, non-response, and earlier definitions."""
    tongue = here.tongue
    versions = sorted(here.source.programme.index_versions, key=lambda version: version.valid_from, reverse=True)
    parts = {
        tongue._("Miksi luvun vieressä on väli"): interval_method(tongue),
        tongue._("Milloin muutos on todellinen"): change_method(tongue),
        tongue._("Mitä juurisyyn vaikutus tarkoittaa"): cause_method(tongue),
        tongue._("Milloin lukua ei näytetä"): privacy_method(briefing.smallest_group, tongue),
        tongue._("Mitä avoimista vastauksista peitetään"): [*redaction_method(tongue), *measured_redaction(here)],
        tongue._("Mitä vastausosuus kertoo"): response_method(tongue),
        tongue._("Määritelmän versiot"): [version_sentence(version, tongue) for version in versions],
    }
    with st.grid(3, min_column_width=340):
        for title, sentences in parts.items():
            if sentences:
                section(title, sentences)
