"""What a theme is beside its words: praise or blame, whose to change, and who owns it, in three languages."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from cxlib.app.language import NAMES
from cxlib.app.safe_text import plain
from cxlib.app.source import folder
from cxlib.app.visit import Visit
from cxlib.errors import KuuloError
from cxlib.intake.codebook_file import next_version
from cxlib.loading.codebook_desk import save_properties
from cxlib.terms.codebook import Theme
from cxlib.terms.programme import Label
from cxlib.wording.codebook import CONTROL_NAMES, POLARITY_NAMES, no_owner_sentence

#: As long as a unit's name may be.
_LONGEST = 80


def theme_properties(here: Visit, theme: Theme) -> None:
    """Offer a theme's polarity, controllability and owner to be changed, and say it where nobody owns it."""
    _, version = here.tongue._, here.source.codebook.version
    if theme.owner == Label():
        st.warning(plain(no_owner_sentence(here.tongue)), icon=":material/person_off:")
    owner = theme.owner.text(here.tongue.language)
    name = _("Teeman tiedot · omistaja {owner}").format(owner=owner) if owner else _("Teeman tiedot")
    with st.expander(plain(name), icon=":material/assignment_ind:", key=f"properties_{theme.id}"):
        changed = _changed(here, theme, f"{version}_{theme.id}")
        label = _("Tallenna versioksi {version}").format(version=next_version(version))
        if st.button(label, disabled=changed == theme, icon=":material/save:", key=f"save_properties_{theme.id}"):
            try:
                save_properties(folder(), changed, version)
            except KuuloError as error:
                st.error(plain(str(error)), icon=":material/error:")
                return
            st.rerun()


def _changed(here: Visit, theme: Theme, key: str) -> Theme:
    """The theme as it stands in the fields."""
    _ = here.tongue._
    with st.container(horizontal=True):
        polarity = st.selectbox(
            _("Sävy"),
            list(POLARITY_NAMES),
            index=list(POLARITY_NAMES).index(theme.polarity),
            format_func=lambda one: _(POLARITY_NAMES[one]),
            key=f"polarity_{key}",
        )
        control = st.selectbox(
            _("Kenen muutettavissa"),
            list(CONTROL_NAMES),
            index=list(CONTROL_NAMES).index(theme.controllability),
            format_func=lambda one: _(CONTROL_NAMES[one]),
            key=f"control_{key}",
        )
    owners = {}
    with st.container(horizontal=True):
        for language, name in NAMES.items():
            said = st.text_input(
                _("Omistaja · {language}").format(language=name),
                getattr(theme.owner, language),
                max_chars=_LONGEST,
                key=f"owner_{language}_{key}",
            )
            owners[language] = " ".join((said or "").split())
    return replace(theme, polarity=polarity, controllability=control, owner=Label(**owners))
