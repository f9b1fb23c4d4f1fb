"""Bringing answers in: drop files, see what was recognised, settle what is not clear, try, and import."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import streamlit as st

from cxlib import loading
from cxlib.app.controls import language_switch
from cxlib.app.desk import (
    Desk,
    Sheaf,
    bring,
    clear,
    desk,
    own_folder,
    profile_choices,
    serve,
    try_out,
    uploads_key,
)
from cxlib.app.forgetting import erasing_form
from cxlib.app.heading import made_up, stands_in
from cxlib.app.mapping_editor import edit_mapping
from cxlib.app.rejected_rows import rejected_rows_editor
from cxlib.app.safe_text import plain
from cxlib.app.visit import Visit
from cxlib.app.work import Work
from cxlib.errors import SelectionError
from cxlib.loading import arrival
from cxlib.terms.feedback import Reconciliation
from cxlib.wording.faults import fault_sentence
from cxlib.wording.import_notes import note_sentence
from cxlib.wording.importing import columns_changed_sentence
from cxlib.wording.reconciliation import (
    duplicates_sentence,
    rejection_sentence,
    rows_sentence,
    taken_sentence,
)
from cxlib.wording.tongue import Tongue

#: How often whoever waits for an import is told how far it is, in seconds.
_BETWEEN_LOOKS = 0.3
_FOLDER = "own_folder"
QUARTER_PAGE = Path(__file__).parents[2] / "pages" / "quarter.py"


def import_heading(here: Visit, sentence: str) -> None:
    made_up(here)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(plain(sentence), anchor=False, width="stretch")
        language_switch(here)
    stands_in(here)


def import_page(here: Visit) -> None:
    """Show the step that the visitor is at."""
    on_desk = desk()
    if on_desk is None:
        folder = target_folder(here)
        if folder is not None:
            drop_files(folder, here.tongue)
            if not here.source.programme.made_up:
                rejected_rows_editor(here)
            erasing_form(here)
    elif on_desk.work is not None:
        follow(on_desk, here)
    elif on_desk.tried is not None:
        report(on_desk, here.tongue)
    else:
        settle_files(on_desk, here.tongue)


def target_folder(here: Visit) -> Path | None:
    """Return where the answers go; the made-up company has a folder to itself, so another is asked for."""
    if not here.source.programme.made_up:
        return loading.data_folder()
    _ = here.tongue._
    with st.container(border=True):
        first = _("Omat vastauksesi tulevat omaan kansioonsa.")
        then = _(
            "Tässä kansiossa on keksitty yritys, eikä oikeita vastauksia lisätä keksittyjen joukkoon. "
            "Anna kansiolle nimi. Tuonnin jälkeen mittaristo näyttää omat vastauksesi."
        )
        st.markdown(f"**{plain(first)}** {plain(then)}")
        name = st.text_input(
            _("Oman kansion nimi"),
            value=_("oma_yritys"),
            max_chars=40,
            key=_FOLDER,
            width=360,
            icon=":material/folder:",
        )
        try:
            folder = own_folder(name)
        except SelectionError:
            st.error(plain(_("Käytä nimessä kirjaimia a–z, numeroita sekä merkkejä - ja _.")))
            return None
        if (folder / "programme.toml").is_file() and loading.organisation(folder).programme.made_up:
            st.error(plain(_("Kansiossa {name} on keksitty yritys. Valitse toinen nimi.").format(name=name)))
            return None
    return folder


def drop_files(folder: Path, tongue: Tongue) -> None:
    """Take files in; they are looked at when the visitor says that all are there."""
    _ = tongue._
    with st.form("drop", border=False, clear_on_submit=False):
        brought = st.file_uploader(
            _("Pudota tähän kyselytyökalun vientitiedostot"),
            type=list(arrival.SUFFIXES),
            accept_multiple_files=True,
            key=uploads_key(),
            help=_("CSV, Excel (XLSX) tai JSON. Tiedosto poistetaan palvelimelta heti, kun se on tuotu."),
        )
        pressed = st.form_submit_button(_("Katso, mitä tiedostoissa on"), type="primary", icon=":material/search:")
    if not pressed:
        return
    if not brought:
        st.info(plain(_("Pudota ensin vähintään yksi tiedosto.")), icon=":material/upload_file:")
        return
    try:
        bring(folder, [(file.name, file.getvalue()) for file in brought])
    except SelectionError as error:
        st.error(plain(fault_sentence(str(error), tongue)), icon=":material/error:")
        return
    st.rerun()


def settle_files(on_desk: Desk, tongue: Tongue) -> None:
    """Show what each file was taken for, and let it be settled otherwise."""
    _ = tongue._
    for number, sheaf in enumerate(on_desk.sheaves):
        with st.container(border=True):
            st.subheader(plain(sheaf.path.name), anchor=False)
            show_sheaf(on_desk, sheaf, f"file_{on_desk.arrival.scratch.name}_{number}", tongue)
    if on_desk.fault:
        st.error(plain(fault_sentence(on_desk.fault, tongue)), icon=":material/error:")
    ready = all(sheaf.profile or sheaf.proposal is not None for sheaf in on_desk.sheaves)
    with st.container(horizontal=True):
        pressed = st.button(_("Tarkista rivit"), type="primary", icon=":material/fact_check:", disabled=not ready)
        if st.button(_("Peruuta"), icon=":material/close:"):
            clear()
            st.rerun()
    if not ready:
        st.caption(plain(_("Tiedostoa, jota ei voi lukea, ei voi tuoda. Peruuta ja pudota muut uudelleen.")))
    if pressed:
        said = plain(_("Luetaan rivejä …"))
        bar = st.progress(0.0, text=said)

        def tell(share: float, _what: str) -> None:
            bar.progress(share, text=said)

        try_out(on_desk, tell)
        st.rerun()


def show_sheaf(on_desk: Desk, sheaf: Sheaf, key: str, tongue: Tongue) -> None:
    _ = tongue._
    if sheaf.fault:
        st.error(plain(fault_sentence(sheaf.fault, tongue)), icon=":material/block:")
        return
    seen = sheaf.seen
    if sheaf.proposal is None and seen is not None and seen.profile is not None:
        badge, said = _("Tunnistettu"), _("Luetaan profiililla {profile}.")
        said = said.format(profile=seen.profile.label.text(tongue.language))
        st.markdown(f":blue-badge[:material/check: {plain(badge)}] {plain(said)}")
        return
    if seen is not None and seen.difference is not None:
        difference = seen.difference
        told = columns_changed_sentence(seen.nearest, difference.missing, difference.extra, tongue)
        st.warning(plain(told), icon=":material/difference:")
    elif seen is not None and seen.state == "layout" and seen.profile is not None:
        name, said = (
            seen.profile.label.text(tongue.language),
            _("Työkalu tunnistettiin. Tarkista, mitä kysymykset ovat."),
        )
        st.markdown(f":blue-badge[:material/check: {plain(name)}] {plain(said)}")
    else:
        st.markdown(plain(_("Tällaista tiedostoa ei ole tuotu ennen. Tarkista, mitä sarakkeissa on.")))
    choose_profile(on_desk, sheaf, key, tongue)
    if sheaf.proposal is not None:
        sheaf.settled = edit_mapping(sheaf.proposal, key, tongue)


def choose_profile(on_desk: Desk, sheaf: Sheaf, key: str, tongue: Tongue) -> None:
    """Offer the profiles that there are, for a file whose columns were renamed or that several of them read."""
    _ = tongue._
    names = {profile.name: profile.label.text(tongue.language) for profile in profile_choices(on_desk)}
    chosen = st.selectbox(
        _("Miten tiedosto luetaan"),
        ["", *names],
        format_func=lambda name: names.get(name) or _("Tulkitse sarakkeet tässä"),
        key=f"{key}_profile",
        width=420,
    )
    if chosen:
        sheaf.profile, sheaf.proposal = chosen, None
        st.rerun()


def report(on_desk: Desk, tongue: Tongue) -> None:
    """Show what would become of every row, and import when the visitor says so."""
    _ = tongue._
    tried = on_desk.tried or ()
    for outcome in tried:
        with st.container(border=True):
            show_outcome(outcome, tongue)
    answers = sum(outcome.responses for outcome in tried)
    rows = sum(outcome.accepted for outcome in tried)
    label = tongue.ngettext("Tuo {n} vastaus", "Tuo {n} vastausta", answers).format(n=tongue.count(answers))
    if not answers and rows:
        label = tongue.ngettext("Tuo {n} rivi", "Tuo {n} riviä", rows).format(n=tongue.count(rows))
    with st.container(horizontal=True):
        if st.button(label, type="primary", icon=":material/download:", disabled=not rows):
            on_desk.work = Work(partial(arrival.taken, on_desk.arrival, on_desk.profiles))
            st.rerun()
        if st.button(_("Muuta tulkintaa"), icon=":material/edit:"):
            on_desk.tried = None
            st.rerun()
        if st.button(_("Peruuta"), icon=":material/close:"):
            clear()
            st.rerun()
    st.caption(plain(_("Hylätyt rivit jäävät talteen korjattaviksi. Jo tuodut vastaukset eivät tule mukaan kahdesti.")))


def show_outcome(outcome: Reconciliation, tongue: Tongue) -> None:
    """Show where every row of one file went."""
    st.markdown(f"**{plain(rows_sentence(outcome, tongue))}**")
    for rejection in outcome.rejections:
        st.markdown(f":material/block: {plain(rejection_sentence(rejection, tongue))}")
    for told in (duplicates_sentence(outcome, tongue), *(note_sentence(note, tongue) for note in outcome.notes)):
        if told:
            st.caption(plain(told))


def follow(on_desk: Desk, here: Visit) -> None:
    """Show how far the import is, and what came of it; it goes on when the page is closed."""
    _ = here.tongue._
    work = on_desk.work
    assert work is not None
    if work.is_running:
        said = plain(_("Tuodaan vastauksia. Mittaristo on sillä välin käytettävissä."))
        bar = st.progress(work.share, text=said)
        while work.is_running:
            bar.progress(work.share, text=said)
            time.sleep(_BETWEEN_LOOKS)
        st.rerun()
    if work.error is not None:
        on_desk.fault, on_desk.work, on_desk.tried = str(work.error), None, None
        st.rerun()
    if on_desk.arrival.folder != loading.data_folder():
        serve(on_desk.arrival.folder)
        st.rerun()
    for outcome in work.outcome:
        with st.container(border=True):
            st.markdown(f"### :material/check_circle: {plain(taken_sentence(outcome, here.tongue))}")
            show_outcome(outcome, here.tongue)
    if on_desk.arrival.is_first:
        st.markdown(plain(_("Näin avaat saman mittariston seuraavalla kerralla:")))
        st.code(f"CX_DATA={on_desk.arrival.folder} streamlit run dashboard.py", language="sh")
    with st.container(horizontal=True, vertical_alignment="center"):
        if st.button(_("Tuo lisää"), icon=":material/add:"):
            clear()
            st.rerun()
        st.page_link(QUARTER_PAGE, label=_("Katso tilanne"), icon=":material/monitoring:", width="content")
    rejected_rows_editor(here)
