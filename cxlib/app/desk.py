"""The desk of the import page: what one visitor has brought, and how far they are with it."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import streamlit as st

from cxlib import loading
from cxlib.app.work import Work
from cxlib.errors import KuuloError, SelectionError
from cxlib.intake import Mapping, Profile, Recognition
from cxlib.loading import arrival
from cxlib.loading.arrival import Arrival
from cxlib.terms.feedback import Reconciliation

_DESK = "desk"
_ROUND = "uploads_round"


@dataclass
class Sheaf:
    """One file: what it was recognised as, the mapping proposed where no profile reads it, and what was chosen."""

    path: Path
    seen: Recognition | None = None
    fault: str = ""
    proposal: Mapping | None = None
    settled: Mapping | None = None
    profile: str = ""


@dataclass
class Desk:
    """Everything that was brought at once."""

    arrival: Arrival
    sheaves: list[Sheaf]
    trial: list[str] = field(default_factory=list)
    tried: tuple[Reconciliation, ...] | None = None
    fault: str = ""
    work: Work | None = None

    @property
    def profiles(self) -> dict[Path, str]:
        return {sheaf.path: sheaf.profile for sheaf in self.sheaves if sheaf.profile}


def desk() -> Desk | None:
    found: Desk | None = st.session_state.get(_DESK)
    return found


def uploads_key() -> str:
    """Return the key of the uploader; another one empties it, and with it the server's memory."""
    return f"uploads_{st.session_state.get(_ROUND, 0)}"


def clear_uploads() -> None:
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def bring(folder: Path, brought: Sequence[tuple[str, bytes]]) -> None:
    """Put files on the desk and look at each.

    Raises
    ------
    SelectionError
        When one is of no kind that holds answers.
    """
    here = arrival.receive(folder, loading.profile_folders(folder)[1], brought)
    st.session_state[_DESK] = Desk(here, [look(here, path) for path in here.files])
    clear_uploads()


def look(here: Arrival, path: Path) -> Sheaf:
    """Recognise a file, or propose what is in it."""
    try:
        seen = arrival.looked_at(here, path)
        if seen.state == "ready" and seen.profile is not None:
            return Sheaf(path, seen, profile=seen.profile.name)
        if seen.state == "refused":
            return Sheaf(path, seen, fault=seen.reason)
        layout = seen.profile if seen.state == "layout" else None
        return Sheaf(path, seen, proposal=arrival.proposed(here, path, layout))
    except KuuloError as error:
        return Sheaf(path, fault=str(error))


def clear() -> None:
    """Send away what lies on the desk."""
    found = desk()
    if found is not None:
        arrival.send_away(found.arrival)
    st.session_state.pop(_DESK, None)
    clear_uploads()


def try_out(here: Desk, progress: arrival.Progress) -> None:
    """Read every file as it was settled, and keep what would become of its rows, or what is wrong."""
    here.tried, here.fault = None, ""
    for name in here.trial:
        arrival.withdraw(here.arrival, name)
    here.trial = []
    try:
        for sheaf in here.sheaves:
            if sheaf.proposal is not None:
                sheaf.profile = arrival.put_on_trial(here.arrival, sheaf.settled or sheaf.proposal)
                here.trial.append(sheaf.profile)
        here.tried = arrival.tried(here.arrival, here.profiles, progress)
    except KuuloError as error:
        here.fault = str(error)


def profile_choices(here: Desk) -> list[Profile]:
    """Return the profiles that a reader may choose from."""
    return [profile for profile in arrival.profiles_for(here.arrival) if not profile.is_layout and not profile.refuse]


def own_folder(name: str) -> Path:
    """Return the folder of another organisation, beside the one that is served.

    Raises
    ------
    SelectionError
        When the name cannot be one of a folder.
    """
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", name.strip()):
        raise SelectionError(f"'{name}' is not a name for a folder: use letters a–z, digits, - and _.")
    return loading.data_folder().parent / name.strip()


def serve(folder: Path) -> None:
    """Show another organisation from now on, as `CX_DATA` does at a start."""
    os.environ["CX_DATA"] = str(folder)
